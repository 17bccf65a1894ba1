"""Readings into the log, inside the caller's transaction.

In:      Reading or RefusedPage, the moment it is recorded
Out:     Recorded: what was new, what was held already
Refuses: a reading that does not hold together (ReadingUnsound)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.database import in_shares
from onrecord.ledger.index.last_status import follow_statuses
from onrecord.ledger.index.refresh import Becomes, become_current, follow_judgements, index_page, index_rows
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.rows.documents import text_bytes
from onrecord.ledger.rows.pages import page_row, refused_row, sighting_row
from onrecord.ledger.rows.reading import Rows, reading_id, reading_of, rows_of_reading
from onrecord.ledger.rows.signatures import signature_rows
from onrecord.ledger.rows.withdrawals import withdrawal_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.chain import withdrawals
from onrecord.ledger.schema.inserts import insert_rows
from onrecord.ledger.schema.upserts import add_if_new
from onrecord.terms.pages import HeldPage, Page, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were new to the ledger and how many it held already, counted by id."""

    new: int = 0
    held: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.new + other.new, self.held + other.held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording did. Sums add up: `sum(parts, Recorded())`.

    refusals:      things in pages that could not be read; refused_pages: pages that could not be captured.
    record_ids:    the records that are new, in the order they came.
    """

    pages: Tally = field(default_factory=Tally)
    readings: Tally = field(default_factory=Tally)
    statements: Tally = field(default_factory=Tally)
    records: Tally = field(default_factory=Tally)
    norms: Tally = field(default_factory=Tally)
    events: Tally = field(default_factory=Tally)
    refusals: Tally = field(default_factory=Tally)
    refused_pages: Tally = field(default_factory=Tally)
    record_ids: tuple[str, ...] = ()

    def __add__(self, other: "Recorded") -> "Recorded":
        return Recorded(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def in_short(self) -> dict[str, int]:
        """What is new by name, and how many readings were held: for a line of the log."""
        found = ("readings", "statements", "records", "norms", "events", "refused_pages")
        return {**{name: getattr(self, name).new for name in found}, "held": self.readings.held}

    @property
    def added_anything(self) -> bool:
        """Is there one new thing?"""
        return any(t.new for t in (getattr(self, f.name) for f in fields(self)) if isinstance(t, Tally))


class Storing:
    """Readings into the log, one after another inside one transaction of the caller's; call `flush` before it ends.

    Rows wait until there are many of one table: writing them reading by reading takes half as long again.
    """

    def __init__(self, connection: Connection, recorded_at: datetime) -> None:
        self.connection = connection
        self.recorded_at = recorded_at
        self._waiting: dict[Table, list[Row]] = {}
        self._unindexed: list[int] = []
        self._of_several_hands: list[int] = []
        self._any_withdrawn = connection.execute(select(withdrawals.c.n).limit(1)).first() is not None

    def add(self, item: Reading | RefusedPage | HeldPage) -> Recorded:
        """Add one; what was new of it."""
        match item:
            case RefusedPage():
                return self._refused(item)
            case HeldPage():
                return self._seen(item.page)
            case Reading():
                return self._reading(item)

    def flush(self) -> None:
        """Write what waits."""
        for table, rows in self._waiting.items():
            insert_rows(self.connection, table, rows)
        self._waiting.clear()
        if self._unindexed:
            database.of(self.connection).index_passages(self.connection, self._unindexed)
        follow_statuses(self.connection, self._unindexed)
        follow_judgements(self.connection, self._unindexed)
        self._unindexed.clear()
        for page in self._of_several_hands:
            index_page(self.connection, page)
        self._of_several_hands.clear()

    def _reading(self, reading: Reading) -> Recorded:
        """Add the reading, unless the same reader has said the same of the same page."""
        if (gone := self._withdrawn(reading.page)) is not None:
            return gone
        rows = rows_of_reading(reading)
        digest = rows.digest
        page, page_new = add_if_new(self.connection, tables.pages, page_row(reading.page))
        sighting, _ = add_if_new(self.connection, tables.sightings, sighting_row(reading.page, page))
        if not page_new:
            self.flush()  # its older reading may be waiting
        held = None if page_new else self._held_before(reading, rows, page)
        number, reading_new = held or add_if_new(
            self.connection,
            tables.readings,
            {
                "id": reading_id(reading, digest),
                "page": page,
                "sighting": sighting,
                "reader": reading.reader,
                "recorded_at": self.recorded_at,
                "digest": digest,
            },
        )
        tallies, new_records = self._tallies(rows, page_new)
        if reading_new:
            self._wait(number, reading, rows)
            becomes = become_current(self.connection, page, number, reading.reader)
            if becomes is Becomes.BESIDE:
                self._of_several_hands.append(page)
            elif becomes is Becomes.ALONE:
                for table, found in index_rows(reading, rows).items():
                    self._put(table, number, found)
                self._unindexed.append(number)
        refused = len(reading.refusals)
        return Recorded(
            pages=Tally(int(page_new), int(not page_new)),
            readings=Tally(int(reading_new), int(not reading_new)),
            refusals=Tally(refused, 0) if reading_new else Tally(0, refused),
            record_ids=new_records,
            **tallies,
        )

    def _seen(self, page: Page) -> Recorded:
        """Add where a page was seen whose reading is held, unless it was seen there."""
        if (gone := self._withdrawn(page)) is not None:
            return gone
        number, new = add_if_new(self.connection, tables.pages, page_row(page))
        add_if_new(self.connection, tables.sightings, sighting_row(page, number))
        return Recorded(pages=Tally(int(new), int(not new)), readings=Tally(0, 1))

    def _withdrawn(self, page: Page) -> Recorded | None:
        """That the page was withdrawn is what is recorded of it; None: it was not."""
        gone = withdrawal_of(self.connection, page.id) if self._any_withdrawn else None
        if gone is None:
            return None
        # Told by the page's id: its address went with it.
        why = f"the page was withdrawn on {gone.day}, and is not taken in again"
        return self._refused(RefusedPage(page.id, Refusal("ledger", "withdrawn", why)))

    def _held_before(self, reading: Reading, rows: Rows, page: int) -> tuple[int, bool] | None:
        """The number of the same reading under an id that an earlier version gave it; None: there is none."""
        r = tables.readings.c
        by_reader = select(r.n).where(r.page == page, r.reader == reading.reader).limit(1)
        if self.connection.execute(by_reader).first() is None:
            return None
        ids = [reading_id(reading, digest) for digest in rows.earlier_digests]
        query = select(tables.readings.c.n).where(tables.readings.c.id.in_(ids))
        for number in self.connection.execute(query).scalars().all():
            if rows_of_reading(reading_of(self.connection, number)).digest == rows.digest:
                return int(number), False
        return None

    def _refused(self, refused: RefusedPage) -> Recorded:
        """Add a page that could not be captured; the same refusal of the same address twice adds nothing."""
        row = {**refused_row(refused), "recorded_at": self.recorded_at}
        _, new = add_if_new(self.connection, tables.refused_pages, row)
        return Recorded(refused_pages=Tally(int(new), int(not new)))

    def _tallies(self, rows: Rows, page_new: bool) -> tuple[dict[str, Tally], tuple[str, ...]]:
        """What is new by id, and the new records; an id that two items share counts once."""
        tallies: dict[str, Tally] = {}
        new_records: tuple[str, ...] = ()
        for table, ids in (
            (tables.statements, rows.statement_ids),
            (tables.records, rows.record_ids),
            (tables.norms, rows.norm_ids),
            (tables.events, rows.event_ids),
        ):
            distinct = tuple(dict.fromkeys(ids))
            held = set() if page_new else _held(self.connection, table, distinct)
            fresh = tuple(id_ for id_ in distinct if id_ not in held)
            tallies[table.name] = Tally(len(fresh), len(distinct) - len(fresh))
            if table is tables.records:
                new_records = fresh
        return tallies, new_records

    def _wait(self, number: int, reading: Reading, rows: Rows) -> None:
        for table, found in rows.by_table.items():
            self._put(table, number, found)
        if rows.document_id is not None:
            row = {"document_id": rows.document_id, "text": text_bytes(reading.text)}
            text, _ = add_if_new(self.connection, tables.texts, row, key="document_id")
            self._waiting[tables.documents][-1]["text"] = text
        if reading.document is not None and reading.document.signature is not None:
            for table, signed in signature_rows(reading.document.signature).items():
                self._put(table, number, signed)

    def _put(self, table: Table, number: int, rows: list[Row]) -> None:
        if rows:
            for row in rows:
                row["reading"] = number
            self._waiting.setdefault(table, []).extend(rows)


def _held(connection: Connection, table: Table, ids: Sequence[str]) -> set[str]:
    held: set[str] = set()
    for some in in_shares(ids):
        held.update(connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars())
    return held
