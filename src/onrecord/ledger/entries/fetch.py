"""Entries out of the log, many at a time.

In:      filters, how many, after which; or where the records stand
Out:     Entry values, newest first or in the order asked
Source:  docs/semantics.md, Readings
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select, tuple_
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.filters import Filters, conditions
from onrecord.ledger.entries.judging import judged
from onrecord.ledger.entries.values import Entry, EntryNorm, EntrySource, EntryStatement, Quote
from onrecord.ledger.errors import NotHeld
from onrecord.ledger.judgements.store import any_kept, kept_of_pages
from onrecord.ledger.judgements.values import Judgement, in_force
from onrecord.ledger.rows.actors import actor_of
from onrecord.ledger.rows.cells import AnyRow, plain
from onrecord.ledger.rows.documents import published_of, text_from
from onrecord.ledger.rows.evidence import Rests, rests_of
from onrecord.ledger.rows.norms import norm_of, threshold_of
from onrecord.ledger.rows.records import entered_of, record_of
from onrecord.ledger.rows.relations import relation_of
from onrecord.ledger.rows.statements import statement_of
from onrecord.ledger.rows.times import time_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.later_tables import current_norms
from onrecord.terms.actors import Actor
from onrecord.terms.dates import DateBounds
from onrecord.terms.records import Norm
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import Threshold

PAGE = ("page_id", "given_id", "address", "url", "title", "publisher", "author", "credit", "language")
SOURCE = (*PAGE, "reading_id", "reader", "recorded_at")

Turn = tuple[int, str, int]
"""An entry's turn in the list: newest first, then document, then place in the reading."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """Where an item stands in the log: its reading's number and its place in it."""

    reading: int
    seq: int


def page_of_entries(
    connection: Connection, filters: Filters, *, limit: int, after: Turn | None
) -> list[tuple[Turn, RowKey]]:
    """The next `limit` records, newest first, those of one day by document and place in it."""
    p = tables.passages.c
    query: Select[Any] = select(p.newest, p.document_id, p.reading, p.record).where(
        p.record.is_not(None), *conditions(filters)
    )
    if after is not None:
        query = query.where(tuple_(p.newest, p.document_id, p.record) > tuple_(*after))
    query = query.order_by(p.newest, p.document_id, p.record).limit(limit)
    return [((r.newest, r.document_id, r.record), RowKey(r.reading, r.record)) for r in connection.execute(query)]


def count_of_entries(connection: Connection, filters: Filters) -> int:
    """How many records match."""
    query = select(func.count()).select_from(tables.passages)
    return int(
        connection.execute(query.where(tables.passages.c.record.is_not(None), *conditions(filters))).scalar_one()
    )


def entries_at(connection: Connection, places: Sequence[RowKey]) -> list[Entry]:
    """The entries of these records as they stand, persons' judgements applied, in the order given."""
    return as_judged(connection, entries_as_read(connection, places))


def entries_as_read(connection: Connection, places: Sequence[RowKey]) -> list[Entry]:
    """The entries of these records as their readers gave them, in the order given."""
    keys = [(p.reading, p.seq) for p in places]
    records = {(r.reading, r.seq): r for r in rows_at(connection, tables.records, "seq", keys)}
    norms: dict[tuple[int, int], list[AnyRow]] = defaultdict(list)
    for row in sorted(rows_at(connection, tables.norms, "record", keys), key=lambda r: r.seq):
        norms[row.reading, row.record].append(row)
    relations = defaultdict(list)
    for row in sorted(rows_at(connection, tables.relations, "record", keys), key=lambda r: r.seq):
        relations[row.reading, row.record].append(relation_of(row))
    said_in = [(k[0], r.statement) for k, r in records.items() if r.statement is not None]
    statements = statements_at(connection, said_in)
    sources = sources_of(connection, sorted({k[0] for k in keys}))
    rests = _rests(connection, "record", keys)
    rests |= _rests(connection, "norm", [(r.reading, r.seq) for rows in norms.values() for r in rows])
    thresholds = _thresholds(connection, [(r.reading, r.seq) for rows in norms.values() for r in rows])
    found = []
    statuses = _statuses(connection, keys)
    for key in keys:
        row = records[key]
        source = sources[key[0]]
        if (entered := entered_of(row)) is not None:
            source = replace(source, entered_on=entered.on)
        statement = statements.get((key[0], row.statement))
        words = rests[key[0], "record", key[1]]
        record = record_of(
            row,
            source.document_id,
            words,
            statement_id=statement.statement.id if statement else None,
            relations=tuple(relations[key]),
        )
        found.append(
            Entry(
                record=record,
                norms=tuple(
                    _entry_norm(
                        norm_of(n, row.id, rests[n.reading, "norm", n.seq], tuple(thresholds[n.reading, n.seq])),
                        rests[n.reading, "norm", n.seq],
                        statuses.get((n.reading, n.seq)),
                    )
                    for n in norms[key]
                ),
                statement=statement,
                evidence=quotes(words, "evidence"),
                source=source,
            )
        )
    return found


def statements_at(connection: Connection, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], EntryStatement]:
    """The statements at these (reading, seq), with their words and speakers."""
    distinct = sorted(set(keys))
    rows = rows_at(connection, tables.statements, "seq", distinct)
    speakers: dict[tuple[int, str], Actor] = {}
    for some in in_shares(distinct):
        speakers |= {(r.reading, r.id): actor_of(r) for r in connection.execute(_speakers(), _pairs(some))}
    documents = _document_ids(connection, sorted({k[0] for k in distinct}))
    rests = _rests(connection, "statement", distinct)
    return {
        (r.reading, r.seq): EntryStatement(
            statement=statement_of(r, documents[r.reading], rests[r.reading, "statement", r.seq]),
            speaker=speakers.get((r.reading, r.speaker_id)),
            source=quotes(rests[r.reading, "statement", r.seq], "source"),
            cue=quotes(rests[r.reading, "statement", r.seq], "cue"),
            content=quotes(rests[r.reading, "statement", r.seq], "content"),
        )
        for r in rows
    }


def sources_of(connection: Connection, readings: Sequence[int]) -> dict[int, EntrySource]:
    """Where the readings with these numbers come from; only those with a document."""
    found: dict[int, EntrySource] = {}
    for some in in_shares(readings):
        rows: list[AnyRow] = list(connection.execute(_sources(), {"some": list(some)}))
        for row in rows:
            found[row.n] = EntrySource(
                **plain(row, SOURCE),
                document_id=row.id,
                published=published_of(row),
                current=row.current is not None,
            )
    return found


def quotes(rests: Rests, role: str) -> tuple[Quote, ...]:
    """The quotations of a role, in order."""
    return tuple(Quote(span, words) for span, words in rests.get(role, ()))


def as_judged(connection: Connection, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the judgements of their pages applied."""
    if not entries or not any_kept(connection):
        return list(entries)
    page_ids = sorted({e.source.page_id for e in entries})
    urls = sorted({e.source.url for e in entries if e.source.url})
    kept = in_force(kept_of_pages(connection, page_ids, urls))
    found = []
    for entry in entries:
        source = entry.source
        about = [j for j in kept if j.page_id == source.page_id or (j.url is not None and j.url == source.url)]
        found.append(_judged(connection, entry, about) if about else entry)
    return found


def _judged(connection: Connection, entry: Entry, about: Sequence[Judgement]) -> Entry:
    """The entry as judged; a deadline whose words a person set falls on the last day that is read in them."""
    held = judged(entry, about, text_of(connection, entry.source.document_id))
    moved = {
        n.id: n.norm.deadline
        for n in held.norms
        if n.read is not None and n.norm.deadline is not None and n.norm.deadline != n.read.deadline
    }
    if not moved:
        return held
    t = tables
    query = select(t.times).join(t.readings, t.readings.c.n == t.times.c.reading)
    rows = connection.execute(query.where(t.readings.c.id == entry.source.reading_id))
    times = [time for time in map(time_of, rows) if time.bounds is not None and time.bounds.last is not None]

    def due(deadline: Span) -> DateBounds | None:
        set_by = [time.bounds for time in times if time.span.overlaps(deadline)]
        return max((b for b in set_by if b is not None), key=lambda b: b.last or date.min, default=None)

    norms = tuple(replace(n, norm=replace(n.norm, due=due(moved[n.id]))) if n.id in moved else n for n in held.norms)
    return replace(held, norms=norms)


def text_of(connection: Connection, document_id: str) -> str:
    """The text of a document; KeyError for an unknown one."""
    t = tables.texts.c
    held: bytes | None = connection.execute(select(t.text).where(t.document_id == document_id)).scalar()
    if held is None:
        raise NotHeld(document_id)
    return text_from(held)


def _statuses(connection: Connection, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    rows = rows_at(connection, current_norms, "record", keys)
    return {(r.reading, r.seq): r.standing for r in rows if r.standing}


def _entry_norm(norm: Norm, rests: Rests, status: str | None) -> EntryNorm:
    words = tuple((slot, held[0][1]) for slot, held in sorted(rests.items()))
    return EntryNorm(norm=norm, words=words, status=status)


def _thresholds(connection: Connection, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Threshold]]:
    found: dict[tuple[int, int], list[Threshold]] = defaultdict(list)
    for row in sorted(rows_at(connection, tables.thresholds, "norm", keys), key=lambda r: r.seq):
        found[row.reading, row.norm].append(threshold_of(row))
    return found


# Pairs of numbers to join on, handed over as one JSON text: the statements stay the same and are compiled once.
# `(a, b) IN (VALUES ...)` makes SQLite scan the table: 390 ms for 50 entries of 100,000.
_WANTED = database.pairs().cte("wanted")


def _pairs(keys: Sequence[tuple[int, int]]) -> dict[str, str]:
    return {"pairs": json.dumps(list(keys))}


# The statements are put together once: twenty entries take fifteen of them, and making them took as long as asking.


@cache
def _select_at(table: Table, seq: str, columns: tuple[ColumnElement[Any], ...] = ()) -> Select[Any]:
    on = (table.c.reading == _WANTED.c.a) & (table.c[seq] == _WANTED.c.b)
    return select(*columns or (table,)).select_from(_WANTED.join(table, on))


@cache
def _pieces_of(owner: str) -> Select[Any]:
    e = tables.evidence
    on = (e.c.reading == _WANTED.c.a) & (e.c.owner == owner) & (e.c.owner_seq == _WANTED.c.b)
    return select(e).select_from(_WANTED.join(e, on))


@cache
def _sources() -> Select[Any]:
    t = tables
    return (
        select(
            t.readings.c.n,
            t.readings.c.id.label("reading_id"),
            t.readings.c.reader,
            t.readings.c.recorded_at,
            t.pages.c.id.label("page_id"),
            t.pages.c.given_id,
            t.sightings.c.address,
            t.sightings.c.url,
            *(c for c in t.documents.c if c.name not in ("layout", "refused", "text", "reading")),
            t.current_readings.c.reading.label("current"),
        )
        .join(t.pages, t.pages.c.n == t.readings.c.page)
        .join(t.sightings, t.sightings.c.n == t.readings.c.sighting)
        .join(t.documents, t.documents.c.reading == t.readings.c.n)
        .outerjoin(t.current_readings, t.current_readings.c.reading == t.readings.c.n)
        .where(t.readings.c.n.in_(bindparam("some", expanding=True)))
    )


@cache
def _speakers() -> Select[Any]:
    a, st = tables.actors, tables.statements
    said = (st.c.reading == _WANTED.c.a) & (st.c.seq == _WANTED.c.b)
    by = (a.c.id == st.c.speaker_id) & (a.c.reading == st.c.reading)
    return select(a).select_from(_WANTED.join(st, said).join(a, by))


def rows_at(
    connection: Connection,
    table: Table,
    seq: str,
    keys: Sequence[tuple[int, int]],
    columns: tuple[ColumnElement[Any], ...] = (),
) -> list[AnyRow]:
    """The rows of a table at these (reading, value of the column `seq`); columns: of these only."""
    found: list[AnyRow] = []
    for some in in_shares(keys):
        found.extend(connection.execute(_select_at(table, seq, columns), _pairs(some)))
    return found


def _rests(connection: Connection, owner: str, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, str, int], Rests]:
    rows: list[AnyRow] = []
    for some in in_shares(keys):
        rows.extend(connection.execute(_pieces_of(owner), _pairs(some)))
    return rests_of(rows)


def _document_ids(connection: Connection, readings: Sequence[int]) -> dict[int, str]:
    d = tables.documents.c
    found: dict[int, str] = {}
    for some in in_shares(readings):
        rows = connection.execute(select(d.reading, d.id).where(d.reading.in_(some)))
        found |= {row.reading: row.id for row in rows}
    return found
