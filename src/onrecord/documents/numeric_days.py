"""Numeric days whose month cannot be told from themselves: 05/04/2018 is 5 April in London and May 4 in New York.

In:      lines around a headline, the days the markup knows, the language tag of the page
Out:     DateCandidates: a day where the page says how it counts, else bounds that hold both readings
Refuses: a guess: without evidence both days stay
Source:  Unicode CLDR 48, English locales that put the day first
Shown:   tests/documents/test_numeric_days.py

Evidence, best first: a day of the page that can be read one way only; a day that the markup gives too; a weekday beside
it; the region in the page's language tag. "en-US" is none: systems set it before anybody has chosen.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import Enum

from onrecord.documents.days import day_of, without_clock
from onrecord.documents.published import DateCandidate, changed_by
from onrecord.documents.text_dates import DateLabel, label_before, without_labels
from onrecord.language.calendar import weekday_numbers
from onrecord.terms.dates import Basis, DateBounds, Precision

MAX_LINE_CHARS = 160
# A weekday stands this close before its day.
WEEKDAY_REACH = 14

_NUMERIC = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/-])")
_DAY_FIRST = frozenset(
    ("gb", "au", "nz", "ie", "in", "za", "ng", "ke", "gh", "pk", "sg", "hk", "my", "mt", "jm", "001", "150")
)


class NumericOrder(Enum):
    """Which number comes first."""

    DAY = "day"
    MONTH = "month"


def is_numeric_day_line(line: str) -> bool:
    """Does the line hold numeric days, their labels, hours, and nothing else?

    >>> is_numeric_day_line("05/12/2017 01:57 | Updated at 08/12/2017 19:20")
    True
    """
    if len(line) > MAX_LINE_CHARS or _NUMERIC.search(line) is None:
        return False
    return not without_clock(without_labels(_NUMERIC.sub(" ", line)))


def numeric_candidates(
    lines: Sequence[str], *, known: Collection[date], language_tag: str | None
) -> Iterator[DateCandidate]:
    """What the lines that hold nothing but numeric days say of the day of publication.

    known: days the markup gives, of publication or change.
    """
    held = [line for line in lines if is_numeric_day_line(line)]
    order = _order(held, known, language_tag)
    for line in held:
        for match in _NUMERIC.finditer(line):
            readings = _readings(match, order or _by_weekday(line, match))
            if not readings:
                continue
            if label_before(line, match.start()) is DateLabel.MODIFIED:
                yield changed_by(max(readings))
            elif len(readings) == 1:
                yield DateCandidate(DateBounds.day(readings[0]), Basis.PAGE_TEXT)
            else:
                bounds = DateBounds(min(readings), max(readings), Precision.BOUNDED)
                yield DateCandidate(bounds, Basis.PAGE_TEXT)


def _readings(match: re.Match[str], order: NumericOrder | None) -> list[date]:
    """The days it may mean: one where both numbers are alike, or where the order is known or one exceeds 12."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first, month_first = day_of(year, b, a), day_of(year, a, b)
    if order is not None and day_first and month_first:
        return [day_first if order is NumericOrder.DAY else month_first]
    return list(dict.fromkeys(day for day in (day_first, month_first) if day is not None))


def _order(lines: Sequence[str], known: Collection[date], language_tag: str | None) -> NumericOrder | None:
    seen = [match for line in lines for match in _NUMERIC.finditer(line)]
    for match in seen:
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
        if (a > 12) != (b > 12):
            return NumericOrder.DAY if a > 12 else NumericOrder.MONTH
        as_day, as_month = day_of(year, b, a) in known, day_of(year, a, b) in known
        if a != b and as_day != as_month:
            return NumericOrder.DAY if as_day else NumericOrder.MONTH
    parts = (language_tag or "").lower().replace("_", "-").split("-")
    return NumericOrder.DAY if parts[0] == "en" and len(parts) > 1 and parts[-1] in _DAY_FIRST else None


def _by_weekday(line: str, match: re.Match[str]) -> NumericOrder | None:
    """The order that puts the day on the weekday named just before it; None when none or both do."""
    before = line[max(0, match.start() - WEEKDAY_REACH) : match.start()].lower()
    named = next((weekday_numbers()[w] for w in re.findall(r"[a-z]+", before)[::-1] if w in weekday_numbers()), None)
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    fitting = [
        order
        for order, day in ((NumericOrder.DAY, day_of(year, b, a)), (NumericOrder.MONTH, day_of(year, a, b)))
        if day is not None and day.weekday() == named
    ]
    return fitting[0] if len(fitting) == 1 else None
