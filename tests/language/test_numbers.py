"""The numbers words say."""

import pytest

from onrecord.language.numbers import Count, count_of


@pytest.mark.parametrize(
    "words, count",
    [
        ("a", Count(1)),
        ("three", Count(3)),
        ("twenty-four", Count(24)),
        ("2,500", Count(2500)),
        ("two hundred", Count(200)),
        ("a couple of", Count(2)),
        ("several", Count(None)),
        ("a few", Count(None)),
        ("2.5", Count(2, half=True)),
        ("5 1/2", Count(5, half=True)),
        ("two and a half", Count(2, half=True)),
        ("2.7", None),
        ("blue", None),
        ("", None),
    ],
)
def test_count(words: str, count: Count | None) -> None:
    assert count_of(words) == count
