"""Lists of words, phrases in a parse, and names of states."""

from collections.abc import Callable

import pytest

from onrecord.language.state_names import names_a_state
from onrecord.language.words import phrase_at, word_list, word_values
from onrecord.terms.parses import Parse


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_list("no such list")


def test_values_keep_the_order_of_the_table() -> None:
    assert list(word_values("comparator"))[:2] == ["at least", "no fewer than"]


def test_the_longest_phrase_is_found(parse_text: Callable[[str], Parse]) -> None:
    parse = parse_text("If so much as one soldier crosses, it will act.")
    assert phrase_at(parse, "comparator", 1) == (4, "one")
    assert phrase_at(parse, "comparator", 0) is None


@pytest.mark.parametrize("words, is_state", [("the United States", True), ("Iranian", True), ("Paris", False)])
def test_a_city_is_no_state(words: str, is_state: bool) -> None:
    assert names_a_state(words) is is_state
