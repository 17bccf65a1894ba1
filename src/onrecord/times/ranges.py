"""Two dates that share one year: "from March to May 2021", "between 2 and 5 March 2023".

In:      the times of one sentence in text order
Out:     the same, a date without a year given the year of the one it is joined to
Refuses: a year where the words between do not join the two
Source:  TimeML 1.2.1 marks the ends of a range as two expressions, and so do we
Shown:   tests/times/test_ranges.py
"""

import re
from datetime import date

from onrecord.terms.dates import DateBounds
from onrecord.terms.spans import Span
from onrecord.times import days
from onrecord.times.normalising import TimeMeaning, absolute
from onrecord.times.tense import Direction

Found = tuple[Span, TimeMeaning]

MAX_SPACE = 12  # a line break and the indent of the next line
JOINT = re.compile(r"\s{0,12}(?:[-–—]|,?\s{1,12}(?:and|or)\b|\b(?:to|until|till|through)\b)\s{0,12}", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:[-–—]|to|until|till|through)\s*", re.IGNORECASE)
COMMA = re.compile(r"\s{0,12},\s{0,12}")
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
WITH_MONTH = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|SP|SU|FA|WI)(?:-\d\d)?")


def share_years(text: str, found: list[Found]) -> list[Found]:
    """Each date without a year, read with the neighbour it is joined to; from the right, so that a list shares too."""
    held = list(found)
    listed = False
    for here in range(len(held) - 2, -1, -1):
        (span, meaning), (next_span, following) = held[here], held[here + 1]
        between = text[span.end : next_span.start]
        joined = len(between) <= 3 * MAX_SPACE and bool(
            JOINT.fullmatch(between) or (listed and COMMA.fullmatch(between))
        )
        listed = joined
        if joined and RANGE.fullmatch(between) and meaning.weekday is not None and following.weekday is not None:
            held[here] = span, _weekday_beside(meaning, following, is_first=True)
            held[here + 1] = next_span, _weekday_beside(following, meaning, is_first=False)
        if (
            not joined
            or not WITH_MONTH.fullmatch(meaning.value or "")
            or not WITH_MONTH.fullmatch(following.value or "")
        ):
            continue
        is_range = bool(
            RANGE.fullmatch(between) or BETWEEN.search(text[max(0, span.start - 3 * MAX_SPACE) : span.start])
        )
        if YEARLESS.fullmatch(meaning.value or "") and not _has_year(text, span):
            if is_range or following.resolve is None or _has_year(text, next_span):
                held[here] = span, _with_year_of(meaning, following, is_range=is_range, is_first=True)
        elif is_range and YEARLESS.fullmatch(following.value or "") and not _has_year(text, next_span):
            held[here + 1] = next_span, _with_year_of(following, meaning, is_range=True, is_first=False)
    return held


def _weekday_beside(meaning: TimeMeaning, other: TimeMeaning, *, is_first: bool) -> TimeMeaning:
    """ "from Monday to Friday": looked back on, the Monday of that Friday; looked forward to, the Friday of that
    Monday. Not the nearest of each."""
    own, beside = meaning.resolve, other.resolve
    if own is None or beside is None:
        return meaning

    def resolve(anchor: date, direction: Direction) -> tuple[str, DateBounds | None]:
        value, bounds = own(anchor, direction)
        limit = beside(anchor, direction)[1]
        if is_first is (direction is Direction.FUTURE) or bounds is None or limit is None:
            return value, bounds
        begin, end = (bounds.first, limit.first) if is_first else (limit.first, bounds.first)
        if begin is None or end is None or begin <= end:
            return value, bounds
        return own(end, Direction.PAST) if is_first else own(begin, Direction.FUTURE)

    return TimeMeaning(meaning.type, meaning.value, meaning.bounds, resolve, meaning.weekday)


def _has_year(text: str, span: Span) -> bool:
    """ "August last year" has its year, as "August 2020" has, though only the day of writing tells which."""
    return text[span.start : span.end].lower().endswith("year")


def _with_year_of(meaning: TimeMeaning, other: TimeMeaning, *, is_range: bool, is_first: bool) -> TimeMeaning:
    if other.resolve is None:
        stretch = _beside(meaning, other.bounds, is_range=is_range, is_first=is_first)
        return absolute(stretch) if stretch else meaning
    resolve = other.resolve

    def resolve_both(anchor: date, direction: Direction) -> tuple[str, DateBounds | None]:
        bounds = resolve(anchor, direction)[1]
        stretch = _beside(meaning, bounds, is_range=is_range, is_first=is_first)
        return stretch or (meaning.value or "", None)

    return TimeMeaning(meaning.type, meaning.value, resolve=resolve_both)


def _beside(meaning: TimeMeaning, other: DateBounds | None, *, is_range: bool, is_first: bool) -> days.Stretch | None:
    """The day or month in the other's year; in a range, where that runs backwards, in the year beside it."""
    if other is None or other.first is None or other.last is None:
        return None
    year = other.first.year if is_first else other.last.year
    stretch = _in_year(meaning, year)
    if stretch is None or stretch[1].first is None or stretch[1].last is None:
        return None
    if is_first and stretch[1].first > other.last:
        return _in_year(meaning, year - 1) if is_range else None
    if not is_first and stretch[1].last < other.first:
        return _in_year(meaning, year + 1)
    return stretch


def _in_year(meaning: TimeMeaning, year: int) -> days.Stretch | None:
    said = YEARLESS.fullmatch(meaning.value or "")
    if said is None or not 1 <= year <= 9999:
        return None
    if said[2] is None:
        return days.month(year, int(said[1]))
    when = days.valid(year, int(said[1]), int(said[2]))
    return days.day(when) if when else None
