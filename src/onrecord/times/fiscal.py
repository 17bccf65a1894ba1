"""Fiscal years: their ends are not in the words, so they are bounds.

In:      a match of one of the fiscal patterns in grammar.py
Out:     TimeMeaning with the year of its name as value ("2023") and bounds that say no more than is known
Refuses: to take a fiscal year for the calendar year of its name: the days it may mean are three years wide
Source:  values as in TimeBank, which writes a fiscal year as the year of its name
Shown:   tests/times/test_fiscal.py

A fiscal year is named for the year it ends in (the United States' 2023 began in October 2022) or the year it begins in
(Japan's 2023 ended in March 2024, as did many shops'); so the bounds are three calendar years wide.
"""

import re
from datetime import date

from onrecord.language.numbers import number_words
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.times import TimexType
from onrecord.times.normalising import TimeMeaning
from onrecord.times.rule_values import part_of
from onrecord.times.tense import Direction

CENTURY = 2000  # of "FY23"


def named(match: re.Match[str]) -> TimeMeaning | None:
    """ "fiscal 2023", "FY23", "the 2023 fiscal year", "the third quarter of fiscal 2023"."""
    digits = match["fiscal"]
    year = int(digits) if len(digits) == 4 else CENTURY + int(digits)
    quarter = number_words()[match["quarter"].lower()][1] if match.groupdict().get("quarter") else None
    value = f"{year:04d}-Q{quarter}" if quarter else f"{year:04d}"
    return TimeMeaning(TimexType.DATE, value, _years(year - 1, year + 1))


def relative(match: re.Match[str]) -> TimeMeaning:
    """ "this fiscal year": it holds the day of writing, and no more is known; "last" and "next" lie beside it.

    Its name may be the year of writing or the next: the value takes the first.
    """
    by = {"last": -1, "past": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1}.get(part_of(match, "shift"), 0)

    def resolve(anchor: date, _: Direction) -> tuple[str, DateBounds | None]:
        # A year that holds the anchor lies within a year of it on either side; its neighbours end or begin there.
        first, last = anchor.year - 1 + min(by, 0), anchor.year + 1 + max(by, 0)
        bounds = _years(first, last)
        if by < 0:
            bounds = DateBounds(bounds.first, anchor, Precision.BOUNDED)
        if by > 0:
            bounds = DateBounds(anchor, bounds.last, Precision.BOUNDED)
        return f"{min(max(anchor.year + by, 1), 9999):04d}", bounds

    return TimeMeaning(TimexType.DATE, "XXXX", resolve=resolve)


def _years(first: int, last: int) -> DateBounds:
    return DateBounds(date(max(first, 1), 1, 1), date(min(last, 9999), 12, 31), Precision.BOUNDED)
