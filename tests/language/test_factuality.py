"""How an action stands, by the words round it: one sentence a row, the action's word, the answer."""

import csv
from pathlib import Path

import pytest

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.language.factuality import Stands, context_of, factuality_of
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

ROWS = list(csv.DictReader((Path(__file__).parent / "factuality.csv").open(encoding="utf-8")))
SO = ("happened", "ongoing")


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    "said",
    [
        "Mali said that " * 13,
        "He came because Togo said that " + "Mali said that " * 11,
        "A man came who said that " + "Mali said that " * 12,
    ],
)
def test_under_more_words_than_are_climbed_nothing_is_known(parser: SpacyParser, said: str) -> None:
    parse = parsed(parser, f"{said}the army left.")
    left = parse.token_at(len(said) + len("the army "))
    assert left is not None
    assert {f(parse, left).stands for f in (factuality_of, context_of)} == {Stands.UNCLEAR}


def parsed(parser: SpacyParser, text: str) -> Parse:
    return parser.parse(text, [Span(0, len(text))])


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['predicate']}: {r['sentence'][:50]}")
def test_an_action_stands_as_its_words_say(parser: SpacyParser, row: dict[str, str]) -> None:
    parse = parsed(parser, row["sentence"])
    token = parse.token_at(row["sentence"].index(row["predicate"]))
    assert token is not None
    found = factuality_of(parse, token)
    assert found.stands.value == ("so" if row["status"] in SO else row["status"])
    if found.stands is not Stands.SO:
        assert found.evidence


@pytest.mark.parametrize(
    "text, action, stands",
    [
        ("Chad said it would not leave.", "leave", Stands.SO),
        ("Chad denied that it would not leave.", "leave", Stands.DENIED),
        ("It is not true that Chad will leave.", "leave", Stands.NEGATED),
        ("Chad has yet to say that it will leave.", "leave", Stands.UNCLEAR),
        ("Chad will leave the camp; Niger has not replied.", "leave", Stands.SO),
    ],
)
def test_a_context_is_what_the_words_above_make_of_it(
    parser: SpacyParser, text: str, action: str, stands: Stands
) -> None:
    parse = parsed(parser, text)
    token = parse.token_at(text.index(action))
    assert token is not None
    assert context_of(parse, token).stands is stands
