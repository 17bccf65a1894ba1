"""A reading as rows, and the reading again from them, equal to what was recorded.

In:      Reading; its number in the log
Out:     Rows: for each table of the log, its rows without the reading's number; the digest of what was read
Refuses: a span outside the text, an id that points nowhere (ReadingUnsound)
Shown:   tests/ledger/
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from onrecord.ledger.rows.actors import actor_of, actor_row, mention_of, mention_row
from onrecord.ledger.rows.cells import AnyRow, Row
from onrecord.ledger.rows.documents import document_of, document_row
from onrecord.ledger.rows.events import event_of, event_row
from onrecord.ledger.rows.evidence import Evidence, Rests, rests_of
from onrecord.ledger.rows.norms import norm_of, norm_row, threshold_of, threshold_row
from onrecord.ledger.rows.pages import page_of
from onrecord.ledger.rows.records import record_of, record_row
from onrecord.ledger.rows.refusals import refusal_of, refusal_row
from onrecord.ledger.rows.relations import relation_of, relation_row
from onrecord.ledger.rows.signatures import signatures_of
from onrecord.ledger.rows.statements import statement_of, statement_row
from onrecord.ledger.rows.times import time_of, time_row
from onrecord.ledger.schema import tables
from onrecord.terms.actors import Cast
from onrecord.terms.dates import Precision
from onrecord.terms.ids import content_id
from onrecord.terms.reading import Reading
from onrecord.terms.records import Relation
from onrecord.terms.thresholds import Threshold

# What moves with the address a page was asked for at, not with the reader, is no part of the digest: the sentences of
# refusals, which name the address.
UNDIGESTED = ("reason", "refused")

# Nor are days, where all that dates the page is a bound ("before the day it was captured"): that moves with the clock.
DAYS = ("_first", "_last", "_precision", "_weekday", "_basis")

# What storing adds to a row: the numbers of its reading and of its text.
PLACES = ("reading", "text")

# Columns that no version had whose digests are told below.
ENTERED = ("entered_by", "entered_on")


@dataclass(frozen=True, slots=True)
class Rows:
    """What one reading adds to each table.

    record_ids, norm_ids, statement_ids: in the reading's order.
    """

    document_id: str | None
    by_table: dict[Table, list[Row]]
    statement_ids: tuple[str, ...]
    record_ids: tuple[str, ...]
    norm_ids: tuple[str, ...]
    event_ids: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over all that was read, but for what UNDIGESTED names, and DAYS on a page without a date of its own.

        A value that is None is left out, so that a column a later version adds changes no digest.
        """
        left_out = UNDIGESTED if self.dated else UNDIGESTED + DAYS
        told = [[table.name, _told_rows(table, rows, left_out)] for table, rows in self.by_table.items()]
        return hashlib.sha256(json.dumps(told, default=str).encode("ascii")).hexdigest()

    @property
    def dated(self) -> bool:
        """Does the page say the day it was published, more than a bound?"""
        document = next(iter(self.by_table.get(tables.documents, ())), None)
        return document is not None and document["published_precision"] not in (None, Precision.BOUNDED.value)

    @property
    def earlier_digests(self) -> tuple[str, ...]:
        """The digests that earlier versions made of the same, newest first: without days, over the columns there were.

        A ledger made by one of them holds the reading under such a digest.
        """
        return tuple(self._without_days(later) for later in ((), ("does",), ("does", "said_by_id")))

    def _without_days(self, later: tuple[str, ...]) -> str:
        told = []
        for table, rows in self.by_table.items():
            left = (*later, *ENTERED)
            kept = [c.name for c in table.c if not c.name.endswith(UNDIGESTED + DAYS) and c.name not in left]
            told.append([table.name, [[row.get(name) for name in kept] for row in _without_places(rows)]])
        return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()


def _told_rows(table: Table, rows: Iterable[Row], left_out: tuple[str, ...]) -> list[list[list[Any]]]:
    """What the digest says of the rows: columns and values by the columns' names, without those that are None, that end
    so, or that storing added: the numbers of the reading and the text."""
    names = sorted(c.name for c in table.c if c.name not in PLACES and not c.name.endswith(left_out))
    return [[[name, value] for name in names if (value := row.get(name)) is not None] for row in rows]


def _without_places(rows: Iterable[Row]) -> Iterable[Row]:
    """The rows without what storing added to them: the numbers of their reading and text."""
    return ({k: v for k, v in row.items() if k not in PLACES} for row in rows)


def reading_id(reading: Reading, digest: str) -> str:
    """The id of a reading with this digest."""
    return content_id("reading", [reading.page.id, reading.reader, digest])


def rows_of_reading(reading: Reading) -> Rows:
    """Every row, each span checked against the text."""
    t, evidence = tables, Evidence(reading)
    document_id = reading.document.id if reading.document else None
    statement_ids = tuple(s.id for s in reading.statements)
    record_ids = tuple(r.id for r in reading.records)
    _check_owners(reading, document_id, evidence)
    norms = _norms(reading, record_ids, evidence)
    event_ids = tuple(e.id for e in reading.events)
    events = [event_row(seq, event_ids[seq], event, evidence) for seq, event in enumerate(reading.events)]
    thresholds = [(seq, threshold) for seq, norm in enumerate(reading.norms) for threshold in norm.thresholds]
    relations = [(seq, relation) for seq, record in enumerate(reading.records) for relation in record.relations]
    # In the order the digest goes through them.
    by_table = {
        t.actors: [actor_row(seq, id_, actor) for seq, (id_, actor) in enumerate(reading.cast.actors.items())],
        t.mentions: [mention_row(seq, mention, evidence) for seq, mention in enumerate(reading.cast.mentions)],
        t.statements: [statement_row(n, statement_ids[n], one, evidence) for n, one in enumerate(reading.statements)],
        t.records: _records(reading, statement_ids, record_ids, evidence),
        t.norms: norms,
        t.thresholds: [threshold_row(seq, norm, one, evidence) for seq, (norm, one) in enumerate(thresholds)],
        t.events: events,
        t.times: [time_row(seq, time, evidence) for seq, time in enumerate(reading.times)],
        t.refusals: [refusal_row(seq, refusal, evidence) for seq, refusal in enumerate(reading.refusals)],
        t.relations: [relation_row(seq, of, record_ids[of], one) for seq, (of, one) in enumerate(relations)],
        t.evidence: evidence.rows,
    }
    if reading.document:
        by_table[t.documents] = [document_row(reading.document, str(document_id))]
    return Rows(
        document_id=document_id,
        by_table=by_table,
        statement_ids=statement_ids,
        record_ids=record_ids,
        norm_ids=tuple(row["id"] for row in norms),
        event_ids=event_ids,
    )


def _check_owners(reading: Reading, document_id: str | None, evidence: Evidence) -> None:
    document = reading.document
    if document is None:
        if reading.statements or reading.records or reading.norms or reading.events:
            raise evidence.unsound("it has statements, records, norms or events and no document they stand in")
        return
    if document.page_id != reading.page.id:
        raise evidence.unsound(f"its document is of page {document.page_id}")
    owners = [item.document_id for items in (reading.statements, reading.records, reading.events) for item in items]
    for owner in owners:
        if owner != document_id:
            raise evidence.unsound(f"something in it is of document {owner}, not {document_id}")


def _places(ids: tuple[str, ...]) -> dict[str, int]:
    """Where each stands; two items of one id: the first stands for both where another row points at it."""
    return {id_: seq for seq, id_ in reversed(tuple(enumerate(ids)))}


def _norms(reading: Reading, record_ids: tuple[str, ...], evidence: Evidence) -> list[Row]:
    places, rows = _places(record_ids), []
    for seq, norm in enumerate(reading.norms):
        if norm.record_id not in places:
            raise evidence.unsound(f"norm {norm.id} belongs to {norm.record_id}, which is not in the reading")
        rows.append(norm_row(seq, norm, evidence, record=places[norm.record_id]))
    return rows


def _records(
    reading: Reading, statement_ids: tuple[str, ...], record_ids: tuple[str, ...], evidence: Evidence
) -> list[Row]:
    places, rows = _places(statement_ids), []
    for seq, (id_, record) in enumerate(zip(record_ids, reading.records, strict=True)):
        statement = record.statement_id
        if statement is not None and statement not in places:
            raise evidence.unsound(f"record {id_} rests on {statement}, which is not in the reading")
        place = None if statement is None else places[statement]
        rows.append(record_row(seq, id_, record, evidence, statement=place))
    return rows


def reading_of(connection: Connection, number: int) -> Reading:
    """The whole reading, as it was recorded."""

    def rows(table: Table) -> list[AnyRow]:
        found = select(table).where(table.c.reading == number)
        return list(connection.execute(found.order_by(table.c.seq) if "seq" in table.c else found))

    def each(table: Table, make: Callable[[AnyRow], Any]) -> tuple[Any, ...]:
        return tuple(make(row) for row in rows(table))

    t = tables
    head = connection.execute(select(t.readings).where(t.readings.c.n == number)).one()
    page = page_of(
        connection.execute(select(t.pages).where(t.pages.c.n == head.page)).one(),
        connection.execute(select(t.sightings).where(t.sightings.c.n == head.sighting)).one(),
    )
    document = None
    for row in rows(t.documents):
        text = connection.execute(select(t.texts.c.text).where(t.texts.c.n == row.text)).scalar_one()
        signature = signatures_of(connection, [number]).get(number)
        document = replace(document_of(row, page.id, text), signature=signature)
    document_id = document.id if document else ""
    rests = rests_of(rows(t.evidence))

    def resting(owner: str, seq: int) -> Rests:
        return rests.get((number, owner, seq), {})

    relations: dict[int, list[Relation]] = defaultdict(list)
    for row in rows(t.relations):
        relations[row.record].append(relation_of(row))
    thresholds: dict[int, list[Threshold]] = defaultdict(list)
    for row in rows(t.thresholds):
        thresholds[row.norm].append(threshold_of(row))
    statement_ids = {row.seq: row.id for row in rows(t.statements)}
    record_ids = {row.seq: row.id for row in rows(t.records)}
    return Reading(
        page=page,
        document=document,
        cast=Cast(
            each(t.actors, actor_of),
            each(t.mentions, mention_of),
        ),
        statements=each(t.statements, lambda s: statement_of(s, document_id, resting("statement", s.seq))),
        records=each(
            t.records,
            lambda r: record_of(
                r,
                document_id,
                resting("record", r.seq),
                statement_id=statement_ids.get(r.statement),
                relations=tuple(relations[r.seq]),
            ),
        ),
        norms=each(
            t.norms,
            lambda n: norm_of(n, record_ids[n.record], resting("norm", n.seq), tuple(thresholds[n.seq])),
        ),
        events=each(t.events, lambda e: event_of(e, document_id, resting("event", e.seq))),
        times=each(t.times, time_of),
        refusals=each(t.refusals, refusal_of),
        reader=head.reader,
    )
