"""The words of the calendar: months, weekdays, seasons, parts of a day.

In:      a kind of word
Out:     the number or TIMEX3 code of each word, lower case
Source:  data/en/time_names.csv
Shown:   tests/language/test_calendar.py
"""

from functools import cache

from onrecord.data import rows


@cache
def names(kind: str) -> dict[str, str]:
    """Month, weekday, season or part of day by its word; the value is its number or TIMEX3 code."""
    return {row["word"]: row["number_or_code"] for row in rows("en/time_names.csv") if row["kind"] == kind}


@cache
def month_numbers() -> dict[str, int]:
    """1 to 12, by name and abbreviation."""
    return {word: int(n) for kind in ("month", "month abbreviation") for word, n in names(kind).items()}


@cache
def weekday_numbers() -> dict[str, int]:
    """Monday 0 to Sunday 6, by name and abbreviation."""
    return {word: int(n) - 1 for kind in ("weekday", "weekday abbreviation") for word, n in names(kind).items()}
