"""Which way a clause looks. Sentences are our own."""

from collections.abc import Callable

import pytest

from onrecord.terms.parses import Parse
from onrecord.times.tense import Direction, direction_at


@pytest.mark.parametrize(
    "text, direction",
    [
        ("The king left on Friday.", Direction.PAST),
        ("The king has left on Friday.", Direction.PAST),
        ("The king will leave on Friday.", Direction.FUTURE),
        ("He said the king would leave on Friday.", Direction.FUTURE),
        ("The king is leaving on Friday.", Direction.FUTURE),
        ("The king plans to leave on Friday.", Direction.FUTURE),
        ("The king was forced to leave on Friday.", Direction.PAST),
        ("The truce ends on Friday.", Direction.FUTURE),
        ("The law takes effect on Friday.", Direction.FUTURE),
        ("The king leaves on Friday.", Direction.FUTURE),
        ("The council meets on Friday.", Direction.FUTURE),
        ("The report is due on Friday.", Direction.FUTURE),
        ("The vote is scheduled for Friday.", Direction.FUTURE),
        ("The king sleeps on Friday.", Direction.UNKNOWN),
        ("The truce ended on Friday.", Direction.PAST),
        ("They demanded his release by Friday.", Direction.FUTURE),
        ("He was in prison until Friday.", Direction.PAST),
        ("They will look for ways around Friday's ruling.", Direction.PAST),
        ("They will wait for Friday's vote.", Direction.FUTURE),
        ("They will appeal the ruling announced Friday.", Direction.PAST),
        ("The hearing scheduled for Friday will be long.", Direction.FUTURE),
        ("The court has scheduled a hearing for Friday.", Direction.FUTURE),
        ("The start was planned for Friday.", Direction.FUTURE),
        ("They signed an agreement to meet on Friday.", Direction.FUTURE),
        ("They created an office, effective Friday.", Direction.FUTURE),
        ("Friday.", Direction.UNKNOWN),
    ],
)
def test_direction(parse_text: Callable[[str], Parse], text: str, direction: Direction) -> None:
    parse = parse_text(text)
    token = parse.token_at(text.index("Friday"))
    assert token is not None
    assert direction_at(parse, token) is direction
