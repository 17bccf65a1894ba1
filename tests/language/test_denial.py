"""What the words of a clause deny. Sentences are our own."""

from collections.abc import Callable

import pytest

from onrecord.language.denial import denied
from onrecord.terms.parses import Parse


@pytest.mark.parametrize(
    "text, verb, is_denied",
    [
        ("Chad did not attack Niger.", "attack", True),
        ("No Chadian troops attacked Niger on Tuesday.", "attacked", True),
        ("Neither Chad nor Niger attacked.", "attacked", True),
        ("Nobody in Chad attacked Niger.", "attacked", True),
        ("Chad no longer supplies Niger.", "supplies", True),
        ("Chad sent no troops to Niger.", "sent", True),
        ("Chad will not only attack Niger but occupy it.", "attack", False),
        ("No fewer than 12 soldiers entered Niger.", "entered", False),
        ("Chad lost no time and attacked Niger.", "lost", False),
        ("Chad will not be deterred and will attack.", "attack", False),
        ("Chad did not attack or shell Niger.", "shell", True),
        ("Chad will never again attack Niger.", "attack", True),
        ("Not until Tuesday did Chad leave.", "leave", False),
        ("Not before Tuesday did Chad leave.", "leave", False),
        ("Hardly had Chad left when the war began.", "left", False),
        ("Hardly had Chad left.", "left", True),
        ("Never again will Norway sell missiles to Oman.", "sell", True),
        ("Chad would leave the hill for nobody.", "leave", True),
        ("Chad will leave if Niger does not.", "leave", False),
        ("Chad will leave if Niger does not", "leave", False),
        ("Chad will not be moved and keeps the right to attack.", "keeps", False),
    ],
)
def test_a_clause_is_denied(parse_text: Callable[[str], Parse], text: str, verb: str, is_denied: bool) -> None:
    parse = parse_text(text)
    token = parse.token_at(text.index(verb))
    assert token is not None
    assert denied(parse, token) is is_denied
