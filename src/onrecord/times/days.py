"""Stretches of the calendar as bounds, and steps between them.

In:      a day, a month, a quarter ... by number
Out:     DateBounds, with the TIMEX3 value that names them
Refuses: a stretch outside the years 1 to 9999 (None)
Shown:   tests/times/test_finding.py
"""

from calendar import monthrange
from datetime import date, timedelta

from onrecord.terms.dates import DateBounds, Precision

Stretch = tuple[str, DateBounds]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern meteorological seasons


def day(when: date) -> Stretch:
    """One day, "2023-02-16"."""
    return when.isoformat(), DateBounds.day(when)


def week(when: date) -> Stretch:
    """The ISO week that holds the day, "2023-W07"."""
    year, number, weekday = when.isocalendar()
    first = when - timedelta(days=weekday - 1)
    return f"{year:04d}-W{number:02d}", DateBounds(first, first + timedelta(days=6), Precision.WEEK)


def weekend(when: date) -> Stretch:
    """Saturday and Sunday of the ISO week that holds the day, "2023-W07-WE"."""
    value, bounds = week(when)
    assert bounds.last is not None
    return f"{value}-WE", DateBounds(bounds.last - timedelta(days=1), bounds.last, Precision.BOUNDED)


def month(year: int, number: int) -> Stretch:
    """One month, "2023-02"."""
    last = monthrange(year, number)[1]
    return f"{year:04d}-{number:02d}", DateBounds(date(year, number, 1), date(year, number, last), Precision.MONTH)


def quarter(year: int, number: int) -> Stretch:
    """A calendar quarter, "2023-Q1"."""
    bounds = _months(year, 3 * number - 2, 3, Precision.QUARTER)
    return f"{year:04d}-Q{number}", bounds


def half(year: int, number: int) -> Stretch:
    """Half a calendar year, "2023-H1"."""
    return f"{year:04d}-H{number}", _months(year, 6 * number - 5, 6, Precision.BOUNDED)


def season(year: int, code: str) -> Stretch:
    """A season by its TIMEX3 code; a winter is named for the year it begins in."""
    return f"{year:04d}-{code}", _months(year, SEASONS[code], 3, Precision.SEASON)


def year(number: int) -> Stretch:
    """One year, "2023"."""
    return f"{number:04d}", DateBounds(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def decade(first_year: int) -> Stretch:
    """Ten years from the first, "199X"."""
    bounds = DateBounds(date(first_year, 1, 1), date(first_year + 9, 12, 31), Precision.DECADE)
    return f"{first_year // 10:03d}X", bounds


def _months(first_year: int, first_month: int, count: int, precision: Precision) -> DateBounds:
    end_year, end_month = step_months(first_year, first_month, count - 1)
    last = monthrange(end_year, end_month)[1]
    return DateBounds(date(first_year, first_month, 1), date(end_year, end_month, last), precision)


def step_months(from_year: int, from_month: int, by: int) -> tuple[int, int]:
    """Year and month, `by` months on.

    >>> step_months(2023, 1, -1)
    (2022, 12)
    """
    years, months = divmod(from_year * 12 + from_month - 1 + by, 12)
    return years, months + 1


def valid(year_number: int, month_number: int, day_number: int) -> date | None:
    """The day of these numbers; None when the calendar has none."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None
