"""Word by word: what two wordings share, and what stands in one of them alone."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.word_difference import LONGEST_WORDS, Whose, word_difference


def test_a_word_that_differs_is_told_from_the_rest() -> None:
    found = word_difference("We will strike Tehran if it attacks", "“We will hit Tehran if it attacks”")
    assert found is not None
    assert [(run.whose, run.words) for run in found] == [
        (Whose.BOTH, "“We will"),
        (Whose.FIRST, "strike"),
        (Whose.SECOND, "hit"),
        (Whose.BOTH, "Tehran if it attacks”"),
    ]


def test_what_is_too_long_is_not_compared() -> None:
    assert word_difference("a " * (LONGEST_WORDS + 1), "a") is None


@given(st.lists(st.text("abc ", max_size=6)), st.lists(st.text("abc ", max_size=6)))
def test_no_word_is_lost_and_none_invented(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    runs = word_difference(first, second) or ()
    assert [w for r in runs if r.whose is not Whose.FIRST for w in r.words.split()] == second.split()
    assert [w for r in runs if r.whose is not Whose.SECOND for w in r.words.split()] == first.split()
