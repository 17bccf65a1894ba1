"""The table beside each picture: the same values, for whoever does not see it, and for whoever wants the words.

In:      the values a picture is made of
Out:     Table: columns and rows of typed cells; as JSON
Shown:   tests/drawings/test_commitments.py
"""

from dataclasses import dataclass
from datetime import date

Value = str | int | date | None
"""None: not said, or not known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value; href: the address of the record it is about."""

    value: Value
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has a cell for each column."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.caption!r} has not {len(self.columns)} cells")


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "action"), counted(1200, "action")
    ('1 action', '1,200 actions')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG text, and its table. Width and height in px."""

    svg: str
    table: Table
    width: int
    height: int
