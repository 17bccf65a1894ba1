"""Days written in full are read; what cannot be told is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.days import first_day, only_a_day


@pytest.mark.parametrize(
    "text, day",
    [
        ("2023-02-16T23:30:00-05:00", date(2023, 2, 16)),
        ("20230216", date(2023, 2, 16)),
        ("Feb. 16th, 2023", date(2023, 2, 16)),
        ("Thu, 16 Feb 2023 08:00:00 GMT", date(2023, 2, 16)),
        ("16.02.2023", date(2023, 2, 16)),
        ("02/16/2023", date(2023, 2, 16)),
        ("03/04/2023", None),  # April or March?
        ("30 February 2023", None),
        ("16 February", None),
    ],
)
def test_a_day_is_read_as_written(text: str, day: date | None) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize(
    "line, is_day",
    [
        ("Saturday, March 25, 2023", True),
        ("July 13, 2001, 12:45", True),
        ("25 March 2023 | 9:15 pm GMT", True),
        ("On March 25, 2023 they met", False),
        ("March 25, 2023 and March 26, 2023", False),
    ],
)
def test_a_line_is_only_a_day_when_nothing_else_is_in_it(line: str, is_day: bool) -> None:
    assert (only_a_day(line) is not None) is is_day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_every_iso_day_is_read_back(day: date) -> None:
    assert first_day(day.isoformat()) == first_day(f"{day:%B %d, %Y}") == day
