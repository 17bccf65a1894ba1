"""Imported events in and out of the ledger.

In:      an ImportFile and its rows, read and refused; ImportedFilters
Out:     ImportTally: what was new and what was held; ImportedEntry: an event with the file and line it comes from
Refuses: what the ledger refuses, as a LedgerError
Source:  docs/imports.md
Shown:   tests/ledger/test_imported.py
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, insert, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.imports.rows import event_json, event_row, imported_entry
from onrecord.ledger.schema.columns import instant_text
from onrecord.ledger.schema.imported import imported_events, imported_files, imported_refusals
from onrecord.ledger.schema.upserts import add_if_new
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedEvent, ImportedRow, ImportFile, ImportFormat, RefusedRow

# Rows to a transaction: a commit costs a few milliseconds, and a killed import begins again at most here.
ROWS_PER_COMMIT = 5_000

ENTRIES_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class ImportTally:
    """What importing did. Sums add up.

    new, held: events by whether the ledger had them; refused: rows by code; untyped: of the new, those whose category
    PLOVER has no type for.
    """

    new: int = 0
    held: int = 0
    untyped: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "ImportTally") -> "ImportTally":
        return ImportTally(
            self.new + other.new, self.held + other.held, self.untyped + other.untyped, self.refused + other.refused
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFilters:
    """What to keep; None: anything.

    actor: a party's code ("RUS", "NATO"), on either side.
    since, until: days, both included; an event stays when it may have happened within them.
    """

    format: ImportFormat | None = None
    type: EventType | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedEntry:
    """An event and where its row stands. file: its name; cells: the row's, by column."""

    id: str
    event: ImportedEvent
    file: str
    sha256: str
    line: int
    cells: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """`{"id", "origin": {"format", "file", "sha256", "line", "row_id"}, "type", ..., "cells": {column: cell}}`."""
        origin = {"format": self.event.format.value, "file": self.file, "sha256": self.sha256, "line": self.line}
        return {
            "id": self.id,
            "origin": {**origin, "row_id": self.event.row_id, "version": self.event.version},
            **event_json(self.event),
            "cells": dict(self.cells),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHeld:
    """A file that was imported, and how many of its rows were first met there or refused."""

    file: ImportFile
    recorded_at: datetime
    events: int
    refused: int


class Imported(InTransactions):
    """The imported events of one ledger: `ledger.imported`."""

    def add(
        self,
        file: ImportFile,
        rows: Iterable[ImportedRow | RefusedRow],
        *,
        recorded_at: datetime,
        on_commit: Callable[[ImportTally], None] | None = None,
        on_refused: Callable[[RefusedRow], None] | None = None,
    ) -> ImportTally:
        """Add the rows of one file, some thousand to a transaction; what was added.

        The same event twice, from whatever file, adds nothing. rows may be a generator and is drawn before the ledger
        is locked; on_refused is told of each refused row as it is drawn.
        """
        instant_text(recorded_at)
        total = ImportTally()
        waiting = iter(rows)
        with self._write_transaction() as connection:
            number = _file_number(connection, file, recorded_at)
        while drawn := tuple(islice(waiting, ROWS_PER_COMMIT)):
            refused = [row for row in drawn if isinstance(row, RefusedRow)]
            for row in refused if on_refused is not None else ():
                on_refused(row)  # type: ignore[misc]
            read = {row.event.id: row for row in drawn if isinstance(row, ImportedRow)}
            twice = len(drawn) - len(refused) - len(read)
            with self._write_transaction() as connection:
                held = _held(connection, list(read))
                fresh = [event_row(id_, row, number) for id_, row in read.items() if id_ not in held]
                if fresh:
                    connection.execute(insert(imported_events), fresh)
                _keep_refused(connection, number, refused)
            done = ImportTally(
                len(fresh),
                len(held) + twice,
                sum(row["type"] is None for row in fresh),
                Counter(row.code for row in refused),
            )
            total += done
            if on_commit is not None:
                on_commit(done)
        return total

    def entries(self, filters: ImportedFilters, *, limit: int | None = None) -> Iterator[ImportedEntry]:
        """The events that match, newest first, then in the order they were added. The newest row of a series only."""
        e, f = imported_events, imported_files
        after: tuple[int, int] | None = None
        left = limit
        while left is None or left > 0:
            want = ENTRIES_AT_A_TIME if left is None else min(left, ENTRIES_AT_A_TIME)
            where = _conditions(filters)
            if after is not None:
                where.append(or_(e.c.day_last < after[0], and_(e.c.day_last == after[0], e.c.n > after[1])))
            query = (
                select(e, f.c.name.label("file_name"), f.c.sha256, f.c.columns.label("file_columns"))
                .join(f, f.c.n == e.c.file)
                .where(*where)
                .order_by(e.c.day_last.desc(), e.c.n)
                .limit(want)
            )
            with self._read_transaction() as connection:
                found = connection.execute(query).all()
            for row in found:
                event, cells = imported_entry(row)
                yield ImportedEntry(
                    id=row.id, event=event, file=row.file_name, sha256=row.sha256, line=row.line, cells=cells
                )
            if len(found) < want:
                return
            after = (found[-1].day_last, found[-1].n)
            left = None if left is None else left - want

    def count(self, filters: ImportedFilters) -> int:
        """How many match."""
        with self._read_transaction() as connection:
            return int(
                connection.execute(
                    select(func.count()).select_from(imported_events).where(*_conditions(filters))
                ).scalar_one()
            )

    def files(self) -> tuple[FileHeld, ...]:
        """Every file, in the order they were imported."""
        f = imported_files

        def how_many(table: Any) -> Any:
            return select(func.count()).where(table.c.file == f.c.n).scalar_subquery()

        query = select(
            f, how_many(imported_events).label("events"), how_many(imported_refusals).label("refused")
        ).order_by(f.c.n)
        with self._read_transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(
            FileHeld(
                file=ImportFile(
                    name=r.name,
                    format=ImportFormat(r.format),
                    sha256=r.sha256,
                    encoding=r.encoding,
                    encoding_basis=r.encoding_basis,
                    columns=tuple(r.columns),
                    notes=tuple(r.notes),
                ),
                recorded_at=r.recorded_at,
                events=r.events,
                refused=r.refused,
            )
            for r in rows
        )

    def refused(self, *, limit: int | None = None) -> tuple[tuple[str, RefusedRow], ...]:
        """Refused rows with the names of their files, in the order they were met."""
        r, f = imported_refusals, imported_files
        query = (
            select(f.c.name, r.c.line, r.c.code, r.c.reason, r.c.text)
            .join(f, f.c.n == r.c.file)
            .order_by(r.c.n)
            .limit(limit)
        )
        with self._read_transaction() as connection:
            rows = connection.execute(query).all()
        return tuple((row.name, RefusedRow(row.line, row.code, row.reason, row.text)) for row in rows)


def _file_number(connection: Connection, file: ImportFile, recorded_at: datetime) -> int:
    row = {
        "id": file.id,
        "name": file.name,
        "format": file.format.value,
        "sha256": file.sha256,
        "encoding": file.encoding,
        "encoding_basis": file.encoding_basis,
        "columns": list(file.columns),
        "notes": list(file.notes),
        "recorded_at": recorded_at,
    }
    return add_if_new(connection, imported_files, row)[0]


def _held(connection: Connection, ids: list[str]) -> set[str]:
    held: set[str] = set()
    for some in in_shares(ids):
        held.update(connection.execute(select(imported_events.c.id).where(imported_events.c.id.in_(some))).scalars())
    return held


def _keep_refused(connection: Connection, number: int, refused: list[RefusedRow]) -> None:
    r = imported_refusals.c
    if not refused:
        return
    lines = [row.line for row in refused]
    held = set(
        connection.execute(select(r.line).where(r.file == number, r.line >= min(lines), r.line <= max(lines))).scalars()
    )
    fresh = [
        {"file": number, "line": row.line, "code": row.code, "reason": row.reason, "text": row.text}
        for row in refused
        if row.line not in held
    ]
    if fresh:
        connection.execute(insert(imported_refusals), fresh)


def _conditions(filters: ImportedFilters) -> list[ColumnElement[bool]]:
    e = imported_events.c
    newer = imported_events.alias()
    held: list[ColumnElement[bool]] = [
        ~select(newer.c.n)
        .where(
            newer.c.series == e.series,
            or_(newer.c.version > e.version, and_(newer.c.version == e.version, newer.c.n > e.n)),
        )
        .exists()
    ]
    if filters.format is not None:
        held.append(e.format == filters.format.value)
    if filters.type is not None:
        held.append(e.type == filters.type.value)
    if filters.actor is not None:
        # Two look-ups, each with its own index: an OR inside one would scan.
        codes = imported_events.alias()
        sides = [
            e.n.in_(select(codes.c.n).where(column == filters.actor))
            for column in (codes.c.actor_code, codes.c.recipient_code)
        ]
        held.append(or_(false(), *sides))
    if filters.since is not None:
        held.append(e.day_last >= filters.since.toordinal())
    if filters.until is not None:
        held.append(e.day_first <= filters.until.toordinal())
    return held
