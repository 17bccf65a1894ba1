"""Sources named by a phrase, without a verb."""

import pytest

CASES = [
    (
        "According to the ministry, the talks will resume on Monday.",
        [("the ministry", "According to", "the talks will resume on Monday.")],
    ),
    (
        "The talks will resume on Monday, according to the foreign ministry.",
        [("the foreign ministry", "according to", "The talks will resume on Monday")],
    ),
    (
        "The talks, according to the foreign ministry, will resume on Monday.",
        [("the foreign ministry", "according to", "The talks | will resume on Monday.")],
    ),
    (
        "– The talks will resume on Monday, according to the foreign ministry.",
        [("the foreign ministry", "according to", "The talks will resume on Monday")],
    ),
    (
        "In the general's view, the front will hold.",
        [("the general", "In | view", "the front will hold.")],
    ),
]


@pytest.mark.parametrize("text, told", CASES)
def test_a_phrase_names_the_source(read, text, told):
    assert read(text).told == told


def test_nothing_follows(read):
    assert read("It rained, according to").told == []
