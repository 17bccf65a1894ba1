"""Some pages of a shard into the log and the index, rows to rows, inside the caller's transaction.

In:      a connection to the ledger that sees the shard's tables beside its own; one to the shard alone; numbers
Out:     Recorded: what was new, what was held already, as if the readings had been recorded one by one
Refuses: nothing; a page that was withdrawn is not taken in again (`withdrawn`)
Source:  docs/ledger.md, "Shards absorbed"
Shown:   tests/ledger/test_absorbing.py

Ids and digests stay; what is this file's own (numbers of pages, sightings, texts, readings) is given anew. A page whose
only reading in the shard is of a reader who has not read it here goes from rows to rows, with its rows of the index:
these follow from the reading alone, and nobody judged anything in a shard. Of any other page the readings are put
together again and recorded as `write.py` does it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, MetaData, Select, Subquery, Table, exists, func, insert, select
from sqlalchemy.engine import Connection

from onrecord.ledger import database, errors
from onrecord.ledger.database import in_shares
from onrecord.ledger.index.last_status import follow_statuses
from onrecord.ledger.index.norm_asks import norm_asks
from onrecord.ledger.index.norm_keys import norm_keys
from onrecord.ledger.index.refresh import Becomes, become_current, follow_judgements, index_page
from onrecord.ledger.intake.shards import OF_READINGS
from onrecord.ledger.rows.cells import AnyRow
from onrecord.ledger.rows.reading import reading_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.chain import withdrawals
from onrecord.ledger.schema.later_tables import current_events, current_norms
from onrecord.ledger.schema.tables import metadata
from onrecord.ledger.write import Recorded, Storing, Tally
from onrecord.terms.by_hand import hand_of
from onrecord.terms.reading import Reading

SHARD = "shard"
"""The schema under which a connection sees the shard's tables."""

COUNTED = (tables.statements, tables.records, tables.norms, tables.events)
INDEXED = (tables.passages, current_norms, norm_keys, norm_asks, current_events)

# A row's number, and what follows from it, is the ledger's own.
OWN = ("n", "reading", "searched")


class SenselessRows(Exception):
    """Rows of a shard that make no reading."""


def of_shard(table: Table) -> Table:
    """The shard's table of the same name."""
    return _shards_tables().tables[f"{SHARD}.{table.name}"]


@cache
def _shards_tables() -> MetaData:
    found = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(found, schema=SHARD)
    return found


def take_refused(connection: Connection, after: int, upto: int) -> Recorded:
    """Take the pages that could not be captured with the shard's numbers after `after` up to `upto`."""
    t, s = tables.refused_pages, of_shard(tables.refused_pages)
    some = s.c.n > after, s.c.n <= upto
    of = int(connection.execute(select(func.count()).where(*some)).scalar_one())
    names = [c.name for c in t.c if c.name not in OWN]
    fresh = select(*(s.c[name] for name in names)).where(*some, ~exists().where(t.c.id == s.c.id)).order_by(s.c.n)
    new = _inserted(connection, t, names, fresh)
    return Recorded(refused_pages=Tally(new, of - new))


def take_pages(connection: Connection, shard: Connection, after: int, upto: int) -> Recorded:
    """Take the pages with the shard's numbers after `after` up to `upto`, at most BOUND_AT_A_TIME of them."""
    return _Taking(connection, shard, after, upto).taken()


class _Taking:
    """One transaction's share of a shard. `of`: a number in the shard; `n`: one in the ledger."""

    def __init__(self, connection: Connection, shard: Connection, after: int, upto: int) -> None:
        self.connection = connection
        self.shard = shard
        p = of_shard(tables.pages).c
        self.these = p.n > after, p.n <= upto

    def taken(self) -> Recorded:
        pages = {page.of: page for page in self._pages()}
        readings: dict[int, list[AnyRow]] = {of: [] for of in pages}
        for reading in self._readings():
            readings[reading.page].append(reading)
        seen = self._readers([page.n for page in pages.values() if page.n is not None])
        held, row_by_row, one_by_one = list[AnyRow](), list[AnyRow](), list[AnyRow]()
        for of, page in pages.items():
            found = readings[of]
            if page.withdrawn:
                one_by_one += found
            elif all(reading.n is not None for reading in found):
                held += found
            elif len(found) == 1 and (page.n, found[0].reader) not in seen:
                row_by_row += found
            else:
                one_by_one += found
        done = self._counted(held, new=False)
        for reading in one_by_one:
            storing = Storing(self.connection, reading.recorded_at)
            done += replace(storing.add(self._put_together(reading.of)), record_ids=())
            storing.flush()
        done += self._row_by_row(row_by_row, {of for of, page in pages.items() if page.n is None})
        self._sightings([of for of, page in pages.items() if not page.withdrawn])
        return done

    def _put_together(self, of: int) -> Reading:
        try:
            return reading_of(self.shard, of)
        except errors.SENSELESS as error:
            raise SenselessRows(f"reading {of}: {type(error).__name__}: {error}") from error

    def _pages(self) -> Sequence[AnyRow]:
        t, s = tables.pages, of_shard(tables.pages)
        gone = exists().where(withdrawals.c.page_id == s.c.id)
        query = select(s.c.n.label("of"), t.c.n, gone.label("withdrawn")).outerjoin(t, t.c.id == s.c.id)
        return self.connection.execute(query.where(*self.these).order_by(s.c.n)).all()

    def _readings(self) -> Sequence[AnyRow]:
        t, s, p = tables.readings, of_shard(tables.readings), of_shard(tables.pages)
        names: tuple[Any, ...] = (s.c.n.label("of"), s.c.page, s.c.reader, s.c.recorded_at, t.c.n)
        query = select(*names).join(p, p.c.n == s.c.page)
        query = query.outerjoin(t, t.c.id == s.c.id).where(*self.these)
        return self.connection.execute(query.order_by(s.c.n)).all()

    def _readers(self, pages: Sequence[int]) -> set[tuple[int, str]]:
        """Who has read which of these pages of the ledger."""
        r, found = tables.readings.c, set[tuple[int, str]]()
        for some in in_shares(pages):
            rows = self.connection.execute(select(r.page, r.reader).where(r.page.in_(some)))
            found |= {(row.page, row.reader) for row in rows}
        return found

    def _row_by_row(self, readings: Sequence[AnyRow], new_pages: set[int]) -> Recorded:
        """Take readings, each the only one of its page in the shard. new_pages: those the ledger did not hold."""
        if not readings:
            return Recorded()
        first = [reading for reading in readings if reading.page in new_pages]
        again = [reading for reading in readings if reading.page not in new_pages]
        done = self._counted(first, new=True) + self._counted(again, new=None)
        self._copy_pages([reading.page for reading in first])
        self._sightings([reading.page for reading in readings])
        numbers = [reading.of for reading in readings]
        self._copy_texts(numbers)
        self._copy_readings(numbers)
        taken = _numbers(tables.readings, numbers)
        self._copy_documents(taken)
        for table in OF_READINGS:
            if table is not tables.documents:
                self._copy_hanging(table, taken)
        self._index(readings, new_pages)
        return done

    # --- the log ---

    def _copy_pages(self, pages: Sequence[int]) -> None:
        s = of_shard(tables.pages)
        names = [c.name for c in s.c if c.name not in OWN]
        for some in in_shares(pages):
            rows = select(*(s.c[name] for name in names)).where(s.c.n.in_(some)).order_by(s.c.n)
            self.connection.execute(insert(tables.pages).from_select(names, rows))

    def _sightings(self, pages: Sequence[int]) -> None:
        """Where these pages, which the ledger holds now, were seen; a sighting that is held stays as it is."""
        t, s = tables.sightings, of_shard(tables.sightings)
        names = [c.name for c in s.c if c.name not in (*OWN, "page")]
        for some in in_shares(pages):
            at = _numbers(tables.pages, some)
            rows = select(at.c.n, *(s.c[name] for name in names)).join(at, at.c.of == s.c.page)
            rows = rows.where(~exists().where(t.c.id == s.c.id)).order_by(s.c.n)
            self.connection.execute(insert(t).from_select(["page", *names], rows))

    def _copy_texts(self, readings: Sequence[int]) -> None:
        t, s, d = tables.texts, of_shard(tables.texts), of_shard(tables.documents)
        mine = select(d.c.text).where(d.c.reading.in_(readings))
        rows = select(s.c.document_id, s.c.text).where(
            s.c.n.in_(mine), ~exists().where(t.c.document_id == s.c.document_id)
        )
        self.connection.execute(insert(t).from_select(["document_id", "text"], rows.order_by(s.c.n)))

    def _copy_readings(self, readings: Sequence[int]) -> None:
        s, at, page = of_shard(tables.readings), of_shard(tables.sightings), of_shard(tables.pages)
        names = ["id", "reader", "recorded_at", "digest"]
        rows = (
            select(tables.pages.c.n, tables.sightings.c.n, *(s.c[name] for name in names))
            .join(page, page.c.n == s.c.page)
            .join(tables.pages, tables.pages.c.id == page.c.id)
            .join(at, at.c.n == s.c.sighting)
            .join(tables.sightings, tables.sightings.c.id == at.c.id)
            .where(s.c.n.in_(readings))
            .order_by(s.c.n)
        )
        new = _inserted(self.connection, tables.readings, ["page", "sighting", *names], rows)
        if new != len(readings):
            raise SenselessRows(f"of {len(readings)} readings {len(readings) - new} have no page, or no sighting")

    def _copy_documents(self, taken: Subquery) -> None:
        t, s, text = tables.texts, of_shard(tables.documents), of_shard(tables.texts)
        names = [c.name for c in s.c if c.name not in (*OWN, "text")]
        rows = (
            select(taken.c.n, t.c.n, *(s.c[name] for name in names))
            .join(s, s.c.reading == taken.c.of)
            .join(text, text.c.n == s.c.text)
            .join(t, t.c.document_id == text.c.document_id)
        )
        new = _inserted(self.connection, tables.documents, ["reading", "text", *names], rows)
        if new != (of := self._count(s, s.c.reading.in_(select(taken.c.of)))):
            raise SenselessRows(f"of {of} documents {of - new} have no text")

    def _copy_hanging(self, table: Table, taken: Subquery) -> None:
        """The rows of a table that hang on readings, in their order."""
        s = of_shard(table)
        names = [c.name for c in s.c if c.name not in OWN]
        rows = select(taken.c.n, *(s.c[name] for name in names)).join(s, s.c.reading == taken.c.of)
        if "n" in s.c:
            rows = rows.order_by(s.c.n)
        self.connection.execute(insert(table).from_select(["reading", *names], rows))

    # --- the index ---

    def _index(self, readings: Sequence[AnyRow], new_pages: set[int]) -> None:
        """What these readings, which the log holds now, are to their pages; and their rows in the index."""
        numbers = _numbers(tables.readings, [reading.of for reading in readings])
        places = {
            row.of: row
            for row in self.connection.execute(
                select(numbers.c.of, tables.readings.c.n, tables.readings.c.page).join(
                    tables.readings, tables.readings.c.n == numbers.c.n
                )
            )
        }
        indexed = self._indexed_there(readings)
        alone, current, anew = list[int](), list[dict[str, Any]](), list[int]()
        for reading in readings:
            n, page = places[reading.of].n, places[reading.of].page
            if reading.page in new_pages:
                current.append({"page": page, "hand": hand_of(reading.reader), "reading": n})
                becomes = Becomes.ALONE
            else:
                becomes = become_current(self.connection, page, n, reading.reader)
            if becomes is Becomes.BESIDE or (becomes is Becomes.ALONE and reading.of not in indexed):
                anew.append(page)
            elif becomes is Becomes.ALONE:
                alone.append(reading.of)
        if current:
            self.connection.execute(insert(tables.current_readings), current)
        if alone:
            taken = _numbers(tables.readings, alone)
            for table in INDEXED:
                self._copy_hanging(table, taken)
            n = [places[of].n for of in alone]
            database.of(self.connection).index_passages(self.connection, n)
            follow_statuses(self.connection, n)
            follow_judgements(self.connection, n)
        for page in anew:
            index_page(self.connection, page)

    def _indexed_there(self, readings: Sequence[AnyRow]) -> set[int]:
        """Of these readings those that the shard's own index holds."""
        c = of_shard(tables.current_readings).c
        query = select(c.reading).where(c.reading.in_([reading.of for reading in readings]))
        return set(self.connection.execute(query).scalars())

    # --- what is told ---

    def _counted(self, readings: Sequence[AnyRow], *, new: bool | None) -> Recorded:
        """What these readings hold, by id. new: they and their pages are; None: they are, their pages are held; False:
        all of it is held."""
        of, fresh = len(readings), Tally(len(readings), 0)
        tallies = {table: Tally() for table in COUNTED}
        refusals = 0
        for some in in_shares([reading.of for reading in readings]):
            for table in COUNTED:
                s = of_shard(table).c
                distinct = select(s.reading, s.id).where(s.reading.in_(some)).distinct().subquery()
                all_of_it = self._count(distinct)
                if new is None:
                    unknown = self._count(distinct, ~exists().where(table.c.id == distinct.c.id))
                else:
                    unknown = all_of_it if new else 0
                tallies[table] += Tally(unknown, all_of_it - unknown)
            r = of_shard(tables.refusals)
            refusals += self._count(r, r.c.reading.in_(some))
        return Recorded(
            pages=fresh if new else Tally(0, of),
            readings=Tally(0, of) if new is False else fresh,
            statements=tallies[tables.statements],
            records=tallies[tables.records],
            norms=tallies[tables.norms],
            events=tallies[tables.events],
            refusals=Tally(0, refusals) if new is False else Tally(refusals, 0),
        )

    def _count(self, rows: Table | Subquery, *where: ColumnElement[bool]) -> int:
        return int(self.connection.execute(select(func.count()).select_from(rows).where(*where)).scalar_one())


def _inserted(connection: Connection, table: Table, names: Sequence[str], rows: Select[Any]) -> int:
    """Insert what a query gives; how many rows that were."""
    into = insert(table).from_select(list(names), rows)
    return connection.execute(into, execution_options={"preserve_rowcount": True}).rowcount


def _numbers(table: Table, of: Sequence[int]) -> Subquery:
    """The shard's numbers of rows that both hold, and the ledger's: (of, n)."""
    s = of_shard(table)
    query = select(s.c.n.label("of"), table.c.n.label("n")).join(table, table.c.id == s.c.id)
    return query.where(s.c.n.in_(list(of))).subquery()
