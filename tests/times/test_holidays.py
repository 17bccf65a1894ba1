"""Holidays. The day of writing is 16 February 2023."""

from datetime import date

import pytest

from onrecord.terms.dates import DateBounds
from onrecord.times.finding import understood
from onrecord.times.grammar import candidates
from onrecord.times.holidays import easter
from onrecord.times.tense import Direction

WRITTEN = DateBounds.day(date(2023, 2, 16))


@pytest.mark.parametrize(
    "words, direction, value",
    [
        ("Christmas", Direction.FUTURE, "2023-12-25"),
        ("Christmas", Direction.PAST, "2022-12-25"),
        ("next Christmas", Direction.UNKNOWN, "2023-12-25"),
        ("last Christmas", Direction.UNKNOWN, "2022-12-25"),
        ("Christmas 2019", Direction.UNKNOWN, "2019-12-25"),
        ("last Thanksgiving", Direction.PAST, "2022-11-24"),
        ("Labor Day", Direction.FUTURE, "2023-09-04"),
        ("Memorial Day", Direction.FUTURE, "2023-05-29"),
        ("Easter", Direction.FUTURE, "2023-04-09"),
        ("Good Friday", Direction.FUTURE, "2023-04-07"),
        ("Easter week", Direction.FUTURE, "2023-W14"),
        ("New Year’s Eve", Direction.PAST, "2022-12-31"),
        ("Eid al-Fitr", Direction.FUTURE, None),
        ("Nowruz", Direction.FUTURE, None),
    ],
)
def test_a_holiday_has_its_day_where_it_has_one(words: str, direction: Direction, value: str | None) -> None:
    start, end, meaning = max(candidates(words), key=lambda c: c[1] - c[0])
    assert (start, end) == (0, len(words))
    assert understood(meaning, WRITTEN, direction)[0] == value


def test_without_a_day_of_writing_no_day_is_made() -> None:
    ((_, _, meaning),) = candidates("Easter")
    assert understood(meaning, None, Direction.FUTURE) == (None, None)


@pytest.mark.parametrize(
    "year, month, day", [(1954, 4, 18), (1981, 4, 19), (2000, 4, 23), (2008, 3, 23), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)
