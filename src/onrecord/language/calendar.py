"""The words of the calendar: months, weekdays, seasons, parts of a day.

In:      a kind of word; a language, English where none is said
Out:     the number or TIMEX3 code of each word, lower case
Source:  time_names.csv of the language
Shown:   tests/language/test_calendar.py
"""

from functools import cache

from onrecord.language.tables import ENGLISH, table


@cache
def names(kind: str, language: str = ENGLISH) -> dict[str, str]:
    """Month, weekday, season or part of day by its word; the value is its number or TIMEX3 code, "" where it has none.

    Kinds: month, month abbreviation, weekday, weekday abbreviation, season, part of day, ordinal ending.
    """
    return {row["word"]: row["number_or_code"] for row in table("time_names.csv", language) if row["kind"] == kind}


@cache
def month_numbers(language: str = ENGLISH) -> dict[str, int]:
    """1 to 12, by name and abbreviation."""
    return {word: int(n) for kind in ("month", "month abbreviation") for word, n in names(kind, language).items()}


@cache
def weekday_numbers(language: str = ENGLISH) -> dict[str, int]:
    """Monday 0 to Sunday 6, by name and abbreviation."""
    kinds = ("weekday", "weekday abbreviation")
    return {word: int(n) - 1 for kind in kinds for word, n in names(kind, language).items()}
