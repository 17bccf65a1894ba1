"""Days as people write them in a sheet.

In:      a cell; which of day and month stands first, where somebody said so
Out:     the first and the last day it may mean
Refuses: a cell that is no day (DayUnread); one that is two days, as long as nobody said which (DayUnclear)
Shown:   tests/imports/test_sheet_days.py
"""

import re
from datetime import date, timedelta

from onrecord.language.calendar import month_numbers
from onrecord.terms.red_lines import DayOrder

Days = tuple[date, date]

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}:[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_MONTH = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})", re.ASCII)


class DayUnread(ValueError):
    """The cell is no day."""


class DayUnclear(DayUnread):
    """The cell may be two days."""


def days_in(cell: str, order: DayOrder | None) -> Days | None:
    """The days a cell may mean, no finer than it says; None for an empty one.

    >>> days_in("March 2026", None)
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    """
    words = " ".join(cell.split())
    if not words:
        return None
    try:
        found = _in_figures(words, order) or _in_words(words)
    except ValueError as error:
        if isinstance(error, DayUnread):
            raise
        found = None
    if found is None:
        raise DayUnread(f"“{words[:40]}” is no day we can read (2026-03-04, 4 March 2026, March 2026)")
    return found


def order_shown_by(cell: str) -> DayOrder | None:
    """Which order a day in numbers shows itself to be in: 25/03/2026 can only be day first. None where it is open."""
    found = _NUMBERS.fullmatch(" ".join(cell.split()))
    one, two = (int(found[1]), int(found[2])) if found else (0, 0)
    if one > 12 >= two > 0:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if two > 12 >= one > 0 else None


def _in_figures(words: str, order: DayOrder | None) -> Days | None:
    if found := _ISO.fullmatch(words):
        return _day(found[1], found[2], found[3]) if found[3] else _month(int(found[1]), int(found[2]))
    if found := _BARE.fullmatch(words) or _YEAR_FIRST.fullmatch(words):
        return _day(found[1], found[2], found[3])
    if _YEAR.fullmatch(words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    found = _NUMBERS.fullmatch(words)
    if found is None:
        return None
    one, two, year = found[1], found[2], found[3]
    shown = order_shown_by(words)
    if shown is not None and order not in (None, shown):
        raise DayUnread(f"“{words}” is no day written {order}")
    if shown is None and order is None and int(one) != int(two):
        both = (date(int(year), int(m), int(d)) for d, m in ((one, two), (two, one)))
        raise DayUnclear(f"“{words}” may be {' or '.join(f'{day.day} {day:%B}' for day in both)}")
    return _day(year, one, two) if (shown or order) is DayOrder.MONTH_FIRST else _day(year, two, one)


def _in_words(words: str) -> Days | None:
    months = month_numbers()
    if found := _DAY_MONTH.fullmatch(words):
        return _day(found[3], str(months.get(found[2].casefold(), 0)), found[1])
    if found := _MONTH_DAY.fullmatch(words):
        return _day(found[3], str(months.get(found[1].casefold(), 0)), found[2])
    if found := _MONTH.fullmatch(words):
        return _month(int(found[2]), months.get(found[1].casefold(), 0))
    return None


def _day(year: str, month: str, day: str) -> Days:
    one = date(int(year), int(month), int(day))
    return one, one


def _month(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
