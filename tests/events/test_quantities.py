"""Counts as intervals. Sentences are our own."""

from collections.abc import Callable

import pytest

from onrecord.events.quantities import quantity_of
from onrecord.terms.parses import Parse


@pytest.mark.parametrize(
    "text, noun, low, high, words",
    [
        ("It sent several thousand soldiers.", "soldiers", 2000, None, "several thousand"),
        ("It sent between 60,000 and 70,000 soldiers.", "soldiers", 60000, 70000, "between 60,000 and 70,000"),
        ("It sent 500 soldiers.", "soldiers", 500, 500, "500"),
        ("It sent more than 500 soldiers.", "soldiers", 501, None, None),
        ("It sent at least 12 ships.", "ships", 12, None, None),
        ("It hosts an undeclared number of troops.", "number", None, None, "an undeclared number"),
        ("It sent thousands of soldiers.", "thousands", 2000, None, "thousands"),
        ("It sent dozens of tanks.", "dozens", 24, None, "dozens"),
    ],
)
def test_a_count_is_an_interval(
    parse_text: Callable[[str], Parse], text: str, noun: str, low: int | None, high: int | None, words: str | None
) -> None:
    parse = parse_text(text)
    token = parse.token_at(text.index(noun))
    assert token is not None
    found = quantity_of(parse, token)
    assert found is not None
    assert (found.low, found.high) == (low, high)
    if words is not None:
        assert found.span.of(text) == words


@pytest.mark.parametrize("text, noun", [("It sent soldiers.", "soldiers"), ("A number of soldiers came.", "number")])
def test_no_count_is_none(parse_text: Callable[[str], Parse], text: str, noun: str) -> None:
    parse = parse_text(text)
    token = parse.token_at(text.index(noun))
    assert token is not None
    assert quantity_of(parse, token) is None
