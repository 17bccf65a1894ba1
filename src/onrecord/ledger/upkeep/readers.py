"""Readings by who read them.

In:      a reader's name, readings
Out:     ReaderHeld; the newest reading of each page by one reader; entries as their readers gave them; Carried
Refuses: nothing; an unknown reader has read nothing
Source:  docs/ledger.md, "An upgraded reader"
Shown:   tests/ledger/test_readers.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import RowKey, entries_as_read
from onrecord.ledger.entries.values import Entry
from onrecord.ledger.schema import tables
from onrecord.ledger.transactions import InTransactions
from onrecord.ledger.upkeep.carrying import Carried, carried
from onrecord.ledger.upkeep.read_before import ReadBefore, read_before


@dataclass(frozen=True, slots=True)
class ReaderHeld:
    """A reader: how many pages it read, how many current readings are its own, when its last was recorded (UTC)."""

    name: str
    pages: int
    current: int
    last: datetime

    def to_json(self) -> dict[str, Any]:
        """`{"name", "pages", "current", "last"}`."""
        return {"name": self.name, "pages": self.pages, "current": self.current, "last": self.last.isoformat()}


class Readers(InTransactions):
    """`ledger.readers`: who read what. All of it reads, nothing writes."""

    def held(self) -> tuple[ReaderHeld, ...]:
        """Every reader, in the order of its last reading."""
        t = tables
        last = func.max(t.readings.c.recorded_at, type_=t.readings.c.recorded_at.type).label("last")
        query = (
            select(
                t.readings.c.reader,
                func.count(t.readings.c.page.distinct()).label("pages"),
                func.count(t.current_readings.c.reading).label("current"),
                last,
            )
            .outerjoin(t.current_readings, t.current_readings.c.reading == t.readings.c.n)
            .group_by(t.readings.c.reader)
            .order_by(last, t.readings.c.reader)
        )
        with self._read_transaction() as connection:
            return tuple(ReaderHeld(r.reader, r.pages, r.current, r.last) for r in connection.execute(query))

    def newest(self, reader: str) -> dict[str, str]:
        """Of each page this reader read the id of its newest reading, by the page's id; in the pages' order."""
        t = tables
        query = (
            select(t.pages.c.id.label("page"), t.readings.c.id)
            .join(t.readings, t.readings.c.page == t.pages.c.n)
            .where(t.readings.c.reader == reader)
            .order_by(t.pages.c.n, t.readings.c.recorded_at, t.readings.c.id)  # the last one of a page stays
        )
        with self._read_transaction() as connection:
            return {row.page: row.id for row in connection.execute(query)}

    def read_before(self, page_id: str, reader: str) -> ReadBefore | None:
        """What this reader read last of a page that is not withdrawn; None: nothing."""
        with self._read_transaction() as connection:
            return read_before(connection, page_id, reader)

    def entries(self, reading_ids: Sequence[str]) -> list[Entry]:
        """The entries of these readings as their readers gave them, in the order of readings and records."""
        t = tables
        with self._read_transaction() as connection:
            places = []
            for some in in_shares(reading_ids):
                query = (
                    select(t.records.c.reading, t.records.c.seq)
                    .join(t.readings, t.readings.c.n == t.records.c.reading)
                    .where(t.readings.c.id.in_(some))
                )
                places += [RowKey(r.reading, r.seq) for r in connection.execute(query)]
            return entries_as_read(connection, sorted(places, key=lambda p: (p.reading, p.seq)))

    def carried(self, earlier: Sequence[Entry], later: Sequence[Entry]) -> list[Carried]:
        """What each judgement on the earlier entries does to the later ones, all as read; see `carrying`."""
        with self._read_transaction() as connection:
            return carried(connection, earlier, later)
