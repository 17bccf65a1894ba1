"""Cells to values: days, numbers, states. An empty cell is None; a cell that is none of its kind is no row of ours.

In:      the text of a cell
Out:     a value, or None when nothing is said
Refuses: text that is not what its column holds (BadCell)
Shown:   tests/imports/test_coding.py
"""

import re
from datetime import date, timedelta

from onrecord.imports.tables import states
from onrecord.language.calendar import month_numbers
from onrecord.terms.dates import DateBounds, Precision

# How these data sets write "nothing".
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "\\n"})

_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
_BARE_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDED_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")


class BadCell(Exception):
    """A cell does not hold what it should; code to count by."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def said(cell: str | None) -> str | None:
    """The words of a cell; None for nothing."""
    words = " ".join(cell.split()) if cell else ""
    return None if words.casefold() in _NOTHING else words


def day(cell: str | None) -> date:
    """A day: 2023-02-16, 20230216 or 16 February 2023. Days in numbers with slashes are refused: 02/03 is two days."""
    words = said(cell)
    if words is None:
        raise BadCell("date", "the row has no date")
    try:
        for form in (_ISO_DAY, _BARE_DAY):
            if found := form.fullmatch(words):
                return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _WORDED_DAY.fullmatch(words):
            return date(int(found[3]), month_numbers().get(found[2][:3].casefold(), 0), int(found[1]))
    except ValueError:
        pass
    raise BadCell("date", f"{words[:40]!r} is no day we can read (2023-02-16, 20230216, 16 February 2023)")


def bounds(on: date, *, precision: str | None) -> DateBounds:
    """ACLED's time precision: 1 the day, 2 a day of that week, 3 of that month.

    The codebook puts "the week of" on a day within it: the week from Monday to Sunday is the bound.
    """
    try:
        if precision == "2":
            monday = on - timedelta(days=on.weekday())
            return DateBounds(monday, monday + timedelta(days=6), Precision.WEEK)
        if precision == "3":
            first = on.replace(day=1)
            return DateBounds(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), Precision.MONTH)
    except OverflowError:
        raise BadCell("date", f"{on} lies at the end of the calendar") from None
    if precision not in (None, "1"):
        raise BadCell("date", f"time precision {precision[:20]!r} is none of 1, 2, 3")
    return DateBounds.day(on)


def count(cell: str | None, *, of: str) -> int | None:
    """A whole number, not below 0."""
    words = said(cell)
    if words is None:
        return None
    if not re.fullmatch(r"\d{1,15}(\.0+)?", words, re.ASCII):
        raise BadCell("number", f"{words[:40]!r} is no number of {of}")
    return int(words.partition(".")[0])


def degrees(latitude: str | None, longitude: str | None) -> tuple[float, float] | tuple[None, None]:
    """WGS 84, both or neither."""
    if said(latitude) is None or said(longitude) is None:
        return None, None
    north, east = _degree(latitude, 90.0), _degree(longitude, 180.0)
    return north, east


def _degree(cell: str | None, most: float) -> float:
    words = said(cell) or ""
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{0,20})?|[+-]?\.\d{1,20}", words, re.ASCII) and abs(float(words)) <= most:
        return float(words)
    raise BadCell("coordinate", f"{words[:40]!r} is no coordinate within {most:g} degrees")


def state_named(name: str | None) -> str | None:
    """The state of a name or an ISO code; None for no name, an unknown one, and several in one cell that differ."""
    found = {_state_of(part.strip()) for part in re.split(r"[;|]", name)} if name else set()
    return found.pop() if len(found) == 1 else None


def _state_of(name: str) -> str | None:
    return states("name").get(name.casefold()) or (states("iso3").get(name) if len(name) == 3 else None)
