"""A ledger as a data frame of pandas or polars, each column of its type.

In:      a ledger, which of its tables, filters as `list` and `search` take them
Out:     a DataFrame of the library
Refuses: a library that is not installed (FrameUnavailable); a table, filter or value there is none of (NoSuchFrame)
Source:  docs/python.md
Shown:   tests/questions/test_frames.py

Neither library is a dependency, and neither is imported before a frame is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from onrecord.ledger import Filters, Ledger
from onrecord.questions.errors import FrameUnavailable, NoSuchFrame
from onrecord.questions.exports.columns import EVENTS, JUDGEMENTS, NORMS, REFUSALS, STATEMENTS, Column, Holds
from onrecord.questions.exports.reading_rows import event_rows, judgement_rows, refusal_rows, statement_rows
from onrecord.questions.exports.rows import norm_rows, storable
from onrecord.questions.filtering import day_typed, filters_typed
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

# In the order they are taken, where nobody chooses.
LIBRARIES = ("pandas", "polars")

WORDS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"modal": Modal, "mode": Mode, "kind": RecordKind, "strength": Strength, "min_strength": Strength}
)
FILTERS = ("actor", "target", *WORDS, "status", "since", "until", "publisher", "checked")


@dataclass(frozen=True, slots=True)
class FrameTable:
    """One table of a ledger. rows: given the filters, which those of norms alone look at."""

    columns: tuple[Column, ...]
    rows: Callable[[Ledger, Filters], Iterable[Mapping[str, Any]]]


TABLES: Mapping[str, FrameTable] = MappingProxyType(
    {
        "norms": FrameTable(NORMS, lambda ledger, filters: norm_rows(ledger.entries(filters))),
        "events": FrameTable(EVENTS, lambda ledger, _: event_rows(ledger)),
        "statements": FrameTable(STATEMENTS, lambda ledger, _: statement_rows(ledger)),
        "refusals": FrameTable(REFUSALS, lambda ledger, _: refusal_rows(ledger)),
        "judgements": FrameTable(JUDGEMENTS, lambda ledger, _: judgement_rows(ledger)),
    }
)


def frame(ledger: Ledger, of: str = "norms", *, library: str | None = None, **filters: Any) -> Any:
    """One row a norm (or an event, a statement, a refusal, a judgement), in the order of the ledger.

    of:      "norms", "events", "statements", "refusals" or "judgements"; the columns are those of the CSV export.
    library: "pandas" or "polars"; None: pandas where it is installed, else polars.
    filters: of norms, by the names of FILTERS: actors by any name, days as dates or "2024-02-29", the rest as text
             or as values of its enum. The other tables take none.
    """
    table = TABLES.get(of)
    if table is None:
        raise NoSuchFrame(f"a ledger has no table {of!r}; it has {', '.join(TABLES)}")
    if filters and of != "norms":
        raise NoSuchFrame(f"{', '.join(filters)}: filters are of norms, and {of} take none; filter the frame")
    make = MAKERS[_library(library)]
    rows = list(table.rows(ledger, _filters(ledger, filters)))
    values = {c.name: [_typed(c, row[c.name]) for row in rows] for c in table.columns}
    return make(table.columns, values)


def _library(chosen: str | None) -> str:
    if chosen is not None and chosen not in LIBRARIES:
        raise NoSuchFrame(f"{chosen!r} is no library of frames that onrecord knows; it knows {' and '.join(LIBRARIES)}")
    for name in (chosen,) if chosen else LIBRARIES:
        if find_spec(name) is not None:
            return name
    missing = (
        f"{chosen} is not installed, and a frame is made with it"
        if chosen
        else ("neither pandas nor polars is installed, and a frame is made with one")
    )
    raise FrameUnavailable(f"{missing}: pip install {chosen or 'pandas'}")


def _filters(ledger: Ledger, given: Mapping[str, Any]) -> Filters:
    unknown = [name for name in given if name not in FILTERS]
    if unknown:
        raise NoSuchFrame(f"{', '.join(unknown)}: no such filter; there are {', '.join(FILTERS)}")
    known: dict[str, Any] = {**dict.fromkeys(("actor", "target", "since", "until")), **given}
    for name in ("since", "until"):
        if isinstance(known[name], str):
            known[name] = day_typed(known[name])
    for name, words in WORDS.items():
        if known.get(name) is not None:
            try:
                known[name] = words(known[name])
            except ValueError:
                reason = f"{name}={known[name]!r} is none of {', '.join(w.value for w in words)}"
                raise NoSuchFrame(reason) from None
    return filters_typed(ledger, **known)


def _typed(column: Column, value: Any) -> Any:
    if column.holds is Holds.DAY and value is not None:
        return date.fromisoformat(value)
    return storable(value)


def _pandas(columns: tuple[Column, ...], values: Mapping[str, list[Any]]) -> Any:
    pandas = import_module("pandas")
    kinds = {
        Holds.TEXT: "string",
        Holds.NUMBER: "Int64",
        Holds.SHARE: "Float64",
        # pandas has no day; a moment in whole seconds is the nearest, and has room for every year of `date`.
        Holds.DAY: "datetime64[s]",
        Holds.MOMENT: pandas.DatetimeTZDtype("us", "UTC"),
    }

    def series(column: Column) -> Any:
        if column.holds is Holds.WORD:
            kind = pandas.CategoricalDtype(column.words, ordered=column.ordered)
        else:
            kind = kinds[column.holds]
        return pandas.Series(values[column.name], dtype=kind, name=column.name)

    return pandas.DataFrame({column.name: series(column) for column in columns})


def _polars(columns: tuple[Column, ...], values: Mapping[str, list[Any]]) -> Any:
    polars = import_module("polars")
    kinds = {
        Holds.TEXT: polars.String,
        Holds.NUMBER: polars.Int64,
        Holds.SHARE: polars.Float64,
        Holds.DAY: polars.Date,
        Holds.MOMENT: polars.Datetime("us", "UTC"),
    }
    schema = {c.name: polars.Enum(c.words) if c.holds is Holds.WORD else kinds[c.holds] for c in columns}
    return polars.DataFrame(dict(values), schema=schema)


MAKERS: Mapping[str, Callable[[tuple[Column, ...], Mapping[str, list[Any]]], Any]] = MappingProxyType(
    {"pandas": _pandas, "polars": _polars}
)
