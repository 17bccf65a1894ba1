"""What rows of the log have in common: columns that are slots of the value, codes, dates.

In:      a value; a row
Out:     columns; slots
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

import sqlalchemy

from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.spans import Span

Row = dict[str, Any]
"""A row to write: column to value."""

AnyRow = sqlalchemy.Row[Any]
"""A row as read."""


def plain(item: object, names: Iterable[str]) -> Row:
    """The columns that are slots of the same name and type: of a value, or of a row."""
    return {name: getattr(item, name) for name in names}


def codes(item: object, kinds: Mapping[str, type[Enum]]) -> Row:
    """The slots that hold one of a closed set, as columns."""
    return {name: code(getattr(item, name)) for name in kinds}


def coded(row: AnyRow, kinds: Mapping[str, Callable[[str], Any]]) -> Row:
    """The columns as slots again."""
    return {name: kind(held) if (held := getattr(row, name)) else None for name, kind in kinds.items()}


def code(one: Enum | None) -> Any:
    """How it is written; None for none."""
    return one.value if one is not None else None


def bounds_columns(prefix: str, bounds: DateBounds | None) -> Row:
    """The four columns of a date; all None when there is none."""
    first: date | None = bounds.first if bounds else None
    return {
        f"{prefix}_first": first,
        f"{prefix}_last": bounds.last if bounds else None,
        f"{prefix}_precision": bounds.precision.value if bounds else None,
        f"{prefix}_weekday": bounds.weekday if bounds else None,
    }


def bounds_of(row: AnyRow, prefix: str) -> DateBounds | None:
    """The date in the four columns of this prefix."""
    values = row._mapping
    precision: str | None = values[f"{prefix}_precision"]
    if precision is None:
        return None
    first: date | None = values[f"{prefix}_first"]
    return DateBounds(first, values[f"{prefix}_last"], Precision(precision), values[f"{prefix}_weekday"])


def at_of(row: AnyRow) -> Span:
    """The span a row stands at."""
    return Span(row.start, row.end)
