"""Sheets of red lines in the ledger: their versions, the rows of one, and what is held of a row.

In:      the name of a sheet, a version of it, ids of the pages of its rows
Out:     SheetVersion, ListedRow, RowHeld
Refuses: nothing; a sheet nobody imported has no version
Source:  docs/redlines.md
Shown:   tests/walk/test_sheets.py

They are pages like any other (terms/sheets.py); what is here is how they are found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.rows.emptied import withdrawn_numbers
from onrecord.ledger.schema import tables
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.pages import PageKind
from onrecord.terms.sheets import ListedRow, SheetRow, SheetVersion, listed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class RowHeld:
    """A row as the ledger holds it.

    address:    where it was seen when it was read so.
    record_id:  its record in the current reading, and where that stands; None where it has none. refused: why, then.
    reader, recorded_at: of the current reading (UTC).
    """

    page_id: str
    row: SheetRow
    address: str
    record_id: str | None
    place: RowKey | None
    refused: str | None
    reader: str
    recorded_at: datetime


class Sheets(InTransactions):
    """`ledger.sheets`: what was imported from sheets of red lines. All of it reads, nothing writes."""

    def names(self) -> tuple[str, ...]:
        """Every sheet that was imported, by name."""
        p = tables.pages.c
        query = select(p.n, p.given_id).where(p.given_id.is_not(None), p.kind == PageKind.SHEET.value)
        with self._read_transaction() as connection:
            gone = withdrawn_numbers(connection, tables.pages)
            return tuple(sorted({row.given_id for row in connection.execute(query) if row.n not in gone}))

    def newest(self, sheet: str) -> SheetVersion | None:
        """The version imported last."""
        p = tables.pages.c
        query = select(p.n, p.body).where(p.given_id == sheet, p.kind == PageKind.SHEET.value).order_by(p.n.desc())
        with self._read_transaction() as connection:
            gone = withdrawn_numbers(connection, tables.pages)
            held = [row.n for row in connection.execute(query.with_only_columns(p.n)) if row.n not in gone]
            if not held:
                return None
            return SheetVersion.of(connection.execute(select(p.body).where(p.n == held[0])).scalar_one())

    def listed(self, version: SheetVersion) -> Iterator[ListedRow]:
        """The rows of a version in their order, blank ones too. A list of rows is fetched at a time."""
        p = tables.pages.c
        for page_id in version.lists:
            with self._read_transaction() as connection:
                body = connection.execute(select(p.body).where(p.id == page_id)).scalar_one_or_none()
            yield from listed_in(body) if body else ()

    def rows(self, page_ids: Sequence[str]) -> dict[str, RowHeld]:
        """What is held of these rows, by the ids of their pages; unknown and withdrawn ones are left out."""
        found: dict[str, RowHeld] = {}
        with self._read_transaction() as connection:
            for some in in_shares(page_ids):
                found |= {held.page_id: held for held in _rows(connection, some)}
        return found


def _rows(connection: Connection, page_ids: Sequence[str]) -> Iterator[RowHeld]:
    t = tables
    query = (
        select(
            t.pages.c.n,
            t.pages.c.id,
            t.pages.c.body,
            t.readings.c.n.label("reading"),
            t.readings.c.reader,
            t.readings.c.recorded_at,
            t.sightings.c.address,
        )
        .join(t.current_readings, t.current_readings.c.page == t.pages.c.n)
        .join(t.readings, t.readings.c.n == t.current_readings.c.reading)
        .join(t.sightings, t.sightings.c.n == t.readings.c.sighting)
        .where(t.pages.c.id.in_(page_ids), t.pages.c.kind == PageKind.SHEET_ROW.value)
    )
    rows = connection.execute(query).all()
    numbers = [row.reading for row in rows]
    records, refused = dict[int, str](), dict[int, str]()
    for some in in_shares(numbers):
        r, f = t.records.c, t.refusals.c
        records |= {x.reading: x.id for x in connection.execute(select(r.reading, r.id).where(r.reading.in_(some)))}
        refusals = select(f.reading, f.reason).where(f.reading.in_(some)).order_by(f.seq.desc())
        refused |= {x.reading: x.reason for x in connection.execute(refusals)}
    for row in rows:
        record = records.get(row.reading)
        yield RowHeld(
            page_id=row.id,
            row=SheetRow.of(row.body),
            address=row.address,
            record_id=record,
            place=RowKey(row.reading, 0) if record is not None else None,
            refused=refused.get(row.reading) if record is None else None,
            reader=row.reader,
            recorded_at=row.recorded_at,
        )
