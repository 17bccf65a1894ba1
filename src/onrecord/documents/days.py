"""Calendar days as pages write them in full: year, month and day.

In:      a string: an attribute, a line, a URL; a language, English where none is said
Out:     the days it names
Refuses: numeric days whose month cannot be told (03/04/2023), days no calendar has (30 February)
Source:  time_names.csv of the language; ISO 8601; RFC 5322
Shown:   tests/documents/test_days.py
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from onrecord.language.calendar import month_numbers, names
from onrecord.language.tables import ENGLISH
from onrecord.language.words import any_of

_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_AROUND_A_DATE = re.compile(
    rf"\b{_WEEKDAYS}\b\.?|\b\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?\b|\b\d{{1,2}}(?= ?[ap]\.?m)|[ap]\.?m\b\.?|"
    r"\b(?:gmt|utc|bst|i?e[sd]?t|c[es]?[sd]?t|m[sd]t|p[sd]?t|ist|msk|aest|jst|hkt|sgt|at|on|hours|hrs|o'clock)\b|"
    r"[+-]\d{2}:?\d{2}\b|[\s,.;:|()\[\]/–—-]",
    re.IGNORECASE,
)


@cache
def _written(language: str) -> re.Pattern[str]:
    months, th = any_of(month_numbers(language)), any_of(names("ordinal ending", language))
    return re.compile(
        r"(?<!\d)(?P<iso_y>\d{4})(?P<sep>[-/.])(?P<iso_m>\d{1,2})(?P=sep)(?P<iso_d>\d{1,2})(?!\d)"
        rf"|\b(?P<mdy_m>{months})\.? {{0,2}}(?P<mdy_d>\d{{1,2}})(?:{th})?,? {{1,2}}(?P<mdy_y>\d{{4}})(?!\d)"
        rf"|(?<!\d)(?P<dmy_d>\d{{1,2}})(?:{th})?(?: of)?[ -](?P<dmy_m>{months})\.?,?[ -](?P<dmy_y>\d{{4}})(?!\d)"
        r"|(?<!\d)(?P<num_a>\d{1,2})(?P<num_sep>[/.-])(?P<num_b>\d{1,2})(?P=num_sep)(?P<num_y>\d{4})(?!\d)",
        re.IGNORECASE,
    )


def days_in(text: str, language: str = ENGLISH) -> Iterator[tuple[int, int, date]]:
    """Every day written in full, with its place `[start, end)`, in order.

    >>> [day.isoformat() for _, _, day in days_in("13 July 2001 and Feb. 16, 2023")]
    ['2001-07-13', '2023-02-16']
    >>> [day.isoformat() for _, _, day in days_in("am Montag, dem 3. März 2014", "de")]
    ['2014-03-03']
    """
    for match in _written(language).finditer(text):
        day = _day(match, month_numbers(language))
        if day is not None:
            yield match.start(), match.end(), day


def first_day(text: str) -> date | None:
    """The first day written in full; an ISO time keeps the day of its own offset.

    >>> first_day("2023-02-16T23:30:00-05:00")
    datetime.date(2023, 2, 16)
    """
    compact = re.match(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.{0,6})?\s*$", text)
    if compact:
        return day_of(*map(int, compact.groups()))
    return next((day for _, _, day in days_in(text[:300])), None)


def only_a_day(line: str) -> date | None:
    """The day, when the line holds nothing else but a weekday and a time of day.

    >>> only_a_day("Saturday, March 25, 2023")
    datetime.date(2023, 3, 25)
    >>> only_a_day("On March 25, 2023 they met") is None
    True
    """
    if len(line) > 80:
        return None
    found = list(days_in(line))
    if len(found) != 1:
        return None
    start, end, day = found[0]
    return None if without_clock(f"{line[:start]} {line[end:]}") else day


def without_clock(words: str) -> str:
    """The words without weekdays, hours, time zones and what stands between them.

    >>> without_clock("Saturday, at 14:05 GMT")
    ''
    """
    return _AROUND_A_DATE.sub("", words)


def _day(match: re.Match[str], months: dict[str, int]) -> date | None:
    if match["iso_y"]:
        return day_of(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
    if match["mdy_y"]:
        return day_of(int(match["mdy_y"]), months[match["mdy_m"].lower()], int(match["mdy_d"]))
    if match["dmy_y"]:
        return day_of(int(match["dmy_y"]), months[match["dmy_m"].lower()], int(match["dmy_d"]))
    a, b, year = int(match["num_a"]), int(match["num_b"]), int(match["num_y"])
    # Dots put the day first everywhere they are used; slashes and dashes do not say.
    if match["num_sep"] == "." or a > 12 or a == b:
        return day_of(year, b, a)
    return day_of(year, a, b) if b > 12 else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None for one that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
