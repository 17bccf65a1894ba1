"""Fiscal years are bounds. Sentences are our own; the day of writing is 16 February 2023."""

from datetime import date

import pytest

from onrecord.terms.dates import DateBounds, Precision
from onrecord.times.finding import understood
from onrecord.times.grammar import candidates
from onrecord.times.tense import Direction

WRITTEN = DateBounds.day(date(2023, 2, 16))


@pytest.mark.parametrize(
    "words, value, first, last",
    [
        ("fiscal 2023", "2023", date(2022, 1, 1), date(2024, 12, 31)),
        ("fiscal year 2023", "2023", date(2022, 1, 1), date(2024, 12, 31)),
        ("FY2023", "2023", date(2022, 1, 1), date(2024, 12, 31)),
        ("FY23", "2023", date(2022, 1, 1), date(2024, 12, 31)),
        ("the 2023 financial year", "2023", date(2022, 1, 1), date(2024, 12, 31)),
        ("the third quarter of fiscal 2023", "2023-Q3", date(2022, 1, 1), date(2024, 12, 31)),
        ("this fiscal year", "2023", date(2022, 1, 1), date(2024, 12, 31)),
        ("last fiscal year", "2022", date(2021, 1, 1), date(2023, 2, 16)),
        ("the next fiscal year", "2024", date(2023, 2, 16), date(2025, 12, 31)),
    ],
)
def test_a_fiscal_year_is_no_calendar_year(words: str, value: str, first: date, last: date) -> None:
    start, end, meaning = max(candidates(words), key=lambda c: c[1] - c[0])
    assert (start, end) == (0, len(words))
    assert understood(meaning, WRITTEN, Direction.PAST) == (value, DateBounds(first, last, Precision.BOUNDED))
