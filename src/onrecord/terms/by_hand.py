"""Records that a person entered by hand: whose they are, since when, from which row of which sheet or on which page.

In:      the name of a reading's reader, the address of its page
Out:     ByHand; Entered, what a record keeps of it; None where a program read a page
Refuses: nothing
Source:  docs/redlines.md; docs/ledger.md, "Entered by hand"
Shown:   tests/terms/test_by_hand.py

The reader's name alone tells them apart, in every listing and every export, without a look at the ledger. A row of a
sheet is said by nobody else: its newest reading is what it says. Words of a page are read by a program too, so that
what a person reads in them is a reading by a reader of its own, beside the program's.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

# How the name of a person's reader begins, and of no program's.
BY_HAND = "entered by hand by "

# How the reader is named who is a person before a page: "by hand: Ada". One person is one reader, on whatever day.
HAND = "by hand: "

# Of who reads with a program, as a hand: so that a page has one current reading of each hand.
NO_HAND = ""

_READER = re.compile(BY_HAND + r"(?P<by>.+) on (?P<on>\d{4}-\d{2}-\d{2}), version (?P<version>\d+)", re.DOTALL)
_ADDRESS = re.compile(r"(?P<sheet>.+) row (?P<row>\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entered:
    """Who entered a record of a page, and on which day, by the caller's clock."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ByHand:
    """by: who entered it. on: by the caller's clock. version: of the sheet, from 1. row: as a spreadsheet counts,
    the headings being row 1; None for the sheet itself. All three None: on a page, in the page's own words."""

    by: str
    on: date
    version: int | None = None
    sheet: str | None = None
    row: int | None = None

    @classmethod
    def told_by(cls, reader: str, address: str, *, on: date | None = None) -> "ByHand | None":
        """What the reader's name and the page's address tell. on: the day a record of a page was entered.

        >>> print(ByHand.told_by("entered by hand by Ada on 2026-03-02, version 1", "lines.csv row 3"))
        entered by hand by Ada on 2026-03-02, from lines.csv row 3
        >>> print(ByHand.told_by("by hand: Ada", "https://example.org/", on=date(2026, 3, 2)))
        entered by hand by Ada on 2026-03-02
        >>> ByHand.told_by("onrecord 0.1.0", "https://example.org/") is None
        True
        """
        if (hand := hand_of(reader)) and on is not None:
            return cls(by=hand, on=on)
        named = _READER.fullmatch(reader)
        if named is None:
            return None
        at = _ADDRESS.fullmatch(address)
        return cls(
            by=named["by"],
            on=date.fromisoformat(named["on"]),
            version=int(named["version"]),
            sheet=at["sheet"] if at else address,
            row=int(at["row"]) if at else None,
        )

    @property
    def reader(self) -> str:
        """The name under which its reading is kept."""
        if self.sheet is None:
            return f"{HAND}{self.by}"
        return f"{BY_HAND}{self.by} on {self.on}, version {self.version}"

    @property
    def address(self) -> str:
        """Where the row stands; "" on a page, which has an address of its own."""
        sheet = self.sheet or ""
        return row_address(sheet, self.row) if self.row is not None else sheet

    @property
    def from_sheet(self) -> bool:
        """Are the words a sheet's? Else they stand on a page that was read."""
        return self.sheet is not None

    def __str__(self) -> str:
        return f"{BY_HAND}{self.by} on {self.on}" + (f", from {self.address}" if self.from_sheet else "")

    def to_json(self) -> dict[str, Any]:
        """`{"by", "on", "sheet", "row"}`; sheet and row null on a page."""
        return {"by": self.by, "on": self.on.isoformat(), "sheet": self.sheet, "row": self.row}


def reader_words(reader: str) -> str:
    """Who made a reading, for a person: a program read, a person entered.

    >>> reader_words("onrecord 0.1.0")
    'read by onrecord 0.1.0'
    """
    hand = hand_of(reader)
    if hand:
        return f"{BY_HAND}{hand}"
    return reader if _READER.fullmatch(reader) else f"read by {reader}"


def hand_of(reader: str) -> str:
    """Whose hand a reader of pages is; NO_HAND for a program, and for the rows of a sheet.

    >>> hand_of("by hand: Ada"), hand_of("onrecord 0.1.0")
    ('Ada', '')
    """
    return reader.removeprefix(HAND) if reader.startswith(HAND) else NO_HAND


def row_address(sheet: str, row: int) -> str:
    """`lines.csv row 3`."""
    return f"{sheet} row {row}"
