"""Readings into the log, inside the caller's transaction.

In:      Reading or RefusedPage, the moment it is recorded
Out:     Recorded: what was new, what was held already
Refuses: a reading that does not hold together (ReadingUnsound)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from sqlalchemy import Table, insert, select
from sqlalchemy.engine import Connection

from onrecord.ledger import tables
from onrecord.ledger.following import follow_judgements, follow_statuses
from onrecord.ledger.indexing import become_current, index_passages
from onrecord.ledger.later_tables import current_events, current_norms
from onrecord.ledger.norm_keys import key_rows, norm_keys
from onrecord.ledger.passages import hold_norms, passage_rows
from onrecord.ledger.signing import signature_rows
from onrecord.ledger.sqlite import in_shares
from onrecord.ledger.standing_rows import event_rows, norm_rows
from onrecord.ledger.unfolding import Row, Rows, unfold
from onrecord.ledger.upserts import add_if_new
from onrecord.terms.ids import content_id
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading


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

    def add(self, item: Reading | RefusedPage) -> Recorded:
        """Add one; what was new of it."""
        return self._refused(item) if isinstance(item, RefusedPage) else self._reading(item)

    def flush(self) -> None:
        """Write what waits."""
        for table, rows in self._waiting.items():
            self.connection.execute(insert(table), rows)
        self._waiting.clear()
        index_passages(self.connection, self._unindexed)
        follow_statuses(self.connection, self._unindexed)
        follow_judgements(self.connection, self._unindexed)
        self._unindexed.clear()

    def _reading(self, reading: Reading) -> Recorded:
        """Add the reading, unless the same reader has said the same of the same page."""
        rows = unfold(reading)
        digest = rows.digest
        page, page_new = add_if_new(self.connection, tables.pages, _page_row(reading.page))
        sighting, _ = add_if_new(self.connection, tables.sightings, _sighting_row(reading.page, page))
        if not page_new:
            self.flush()  # its older reading may be waiting
        number, reading_new = add_if_new(
            self.connection,
            tables.readings,
            {
                "id": content_id("reading", [reading.page.id, reading.reader, digest]),
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
            if become_current(self.connection, page, number):
                passages = passage_rows(reading, rows)
                norms = norm_rows(reading, rows, passages)
                hold_norms(passages, norms)
                self._put(tables.passages, number, passages)
                self._put(current_norms, number, norms)
                self._put(norm_keys, number, key_rows(norms))
                self._put(current_events, number, event_rows(reading, rows))
                self._unindexed.append(number)
        refused = len(reading.refusals)
        return Recorded(
            pages=Tally(int(page_new), int(not page_new)),
            readings=Tally(int(reading_new), int(not reading_new)),
            refusals=Tally(refused, 0) if reading_new else Tally(0, refused),
            record_ids=new_records,
            **tallies,
        )

    def _refused(self, refused: RefusedPage) -> Recorded:
        """Add a page that could not be captured; the same refusal of the same address twice adds nothing."""
        refusal = refused.refusal
        _, new = add_if_new(
            self.connection,
            tables.refused_pages,
            {
                "id": content_id("refused", [refused.address, refusal.room, refusal.code, refusal.reason]),
                "address": refused.address,
                "room": refusal.room,
                "code": refusal.code,
                "reason": refusal.reason,
                "recorded_at": self.recorded_at,
            },
        )
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
            row = {
                "document_id": rows.document_id,
                "text": reading.text.encode("utf-8", "surrogatepass"),
            }
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


def _page_row(page: Page) -> dict[str, object]:
    return {
        "id": page.id,
        "sha256": page.digest,
        "kind": page.kind.value,
        "given_id": page.given_id,
        "given_date": page.given_date,
        "body": page.body,
    }


def _sighting_row(page: Page, number: int) -> dict[str, object]:
    return {
        "id": content_id("sighting", [page.id, page.address, page.url]),
        "page": number,
        "address": page.address,
        "url": page.url,
        "encoding": page.encoding,
        "encoding_basis": page.encoding_basis,
        "content_type": page.content_type,
        "fetched_at": page.fetched_at,
        "headers": dict(page.headers),
    }
