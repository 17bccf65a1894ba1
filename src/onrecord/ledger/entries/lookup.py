"""Looking things up: by id or the beginning of one, relations both ways, what is held of a page.

In:      an id, or enough of its beginning ("rec-1f", or "1f" alone)
Out:     FoundId, StoredRelation, PageHeld
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, Table, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.errors import NotHeld, PageWithdrawn
from onrecord.ledger.rows.emptied import withdrawn_numbers
from onrecord.ledger.rows.refusals import refusal_of
from onrecord.ledger.rows.withdrawals import withdrawal_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.columns import UNSTORABLE
from onrecord.terms.by_hand import hand_of
from onrecord.terms.records import Relation, RelationType
from onrecord.terms.refusals import Refusal

# What may be looked up, by the kind its ids begin with.
KINDS = {"rec": tables.records, "norm": tables.norms, "stmt": tables.statements}

AFTER_EVERY_HEX_DIGIT = "g"


@dataclass(frozen=True, slots=True)
class FoundId:
    """One thing an id or its beginning names.

    kind:  "record", "norm", "statement" or "page".
    place: where it stands, in the current reading when that has it, else in the newest that does; for a norm, where
           its record stands; None for a page.
    """

    kind: str
    id: str
    place: RowKey | None


@dataclass(frozen=True, slots=True)
class StoredRelation:
    """The record `of` stands so to the record `relation.to`."""

    of: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class PageSighting:
    """Where a page was seen. fetched_at: the first time there; None when nobody said."""

    address: str
    url: str | None
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeldReading:
    """One reading of a page; document_id None: refused as a whole. current: the newest of its hand."""

    id: str
    reader: str
    recorded_at: datetime
    document_id: str | None
    current: bool
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeld:
    """What is held of a page: readings newest first, and where the records of the current ones stand."""

    id: str
    sha256: str
    given_id: str | None
    sightings: tuple[PageSighting, ...]
    readings: tuple[HeldReading, ...]
    records: tuple[RowKey, ...]

    @property
    def current(self) -> HeldReading:
        """The program's reading that counts; of a page that only persons read, the newest of theirs."""
        counting = [r for r in self.readings if r.current]
        return next((r for r in counting if not hand_of(r.reader)), counting[0])

    @property
    def by_hand(self) -> tuple[HeldReading, ...]:
        """What persons entered beside it, each person's newest, newest first."""
        return tuple(r for r in self.readings if r.current and hand_of(r.reader))


def find_ids(connection: Connection, prefix: str, *, limit: int) -> tuple[FoundId, ...]:
    """What begins so, whole ids first; at most `limit`, ids in order.

    The kind may be left out ("1f3a" for "rec-1f3a..."); "doc-..." names the page the document was read from; a
    caller's own page id must be given in full.
    """
    found: dict[str, FoundId] = {}
    if UNSTORABLE.search(prefix):  # no id of ours, and nothing a database can be asked for
        return ()
    for begin in _beginnings(prefix):
        for one in _beginning(connection, begin, limit):
            found.setdefault(one.id, one)
    page = tables.pages.c
    for row in connection.execute(select(page.id).where(page.given_id == prefix).limit(limit)):
        found.setdefault(row.id, FoundId("page", row.id, None))
    return tuple(sorted(found.values(), key=lambda f: (f.id != prefix, f.id))[:limit])


def _beginnings(prefix: str) -> tuple[str, ...]:
    kind, dash, _ = prefix.partition("-")
    if dash:
        return (prefix,) if kind in (*KINDS, "page", "doc") else ()
    return tuple(f"{kind}-{prefix}" for kind in (*KINDS, "page"))


def _beginning(connection: Connection, begin: str, limit: int) -> Iterator[FoundId]:
    kind = begin.partition("-")[0]
    if kind == "page":
        page = tables.pages.c
        for row in connection.execute(_between(select(page.id), tables.pages, begin).limit(limit)):
            yield FoundId("page", row.id, None)
    elif kind == "doc":
        t = tables
        query = select(t.pages.c.id).join(t.readings, t.readings.c.page == t.pages.c.n)
        query = query.join(t.documents, t.documents.c.reading == t.readings.c.n).group_by(t.pages.c.id)
        query = _between(query, t.documents, begin).order_by(None).order_by(func.min(t.documents.c.id))
        for row in connection.execute(query.limit(limit)):
            yield FoundId("page", row.id, None)
    else:
        table = KINDS[kind]
        for row in connection.execute(_between(select(table.c.id).distinct(), table, begin).limit(limit)).all():
            yield _newest(connection, table, kind, row.id)


def _between(query: Select[tuple[str]], table: Table, begin: str) -> Select[tuple[str]]:
    """Ids that begin so, as a range: it uses the index and knows no wildcards."""
    return query.where(table.c.id >= begin, table.c.id < begin + AFTER_EVERY_HEX_DIGIT).order_by(table.c.id)


def _newest(connection: Connection, table: Table, kind: str, id_: str) -> FoundId:
    seq = table.c.record if kind == "norm" else table.c.seq
    current = tables.current_readings.c.reading
    row = connection.execute(
        select(table.c.reading, seq.label("seq"))
        .join(tables.readings, tables.readings.c.n == table.c.reading)
        .outerjoin(tables.current_readings, current == table.c.reading)
        .where(table.c.id == id_)
        .order_by(current.is_(None), tables.readings.c.recorded_at.desc(), table.c.seq)
        .limit(1)
    ).one()
    names = {"rec": "record", "norm": "norm", "stmt": "statement"}
    return FoundId(names[kind], id_, RowKey(row.reading, row.seq))


def number_of(connection: Connection, reading_id: str) -> int:
    """The number of a reading in this file; NotHeld for an unknown one, and for one of a withdrawn page."""
    number = connection.execute(select(tables.readings.c.n).where(tables.readings.c.id == reading_id)).scalar()
    if number is None:
        raise NotHeld(reading_id)
    if int(number) in withdrawn_numbers(connection, tables.readings):
        raise PageWithdrawn(f"{reading_id}: its page was withdrawn; `onrecord show` of the page tells why")
    return int(number)


def numbers_of(connection: Connection, reading_ids: Sequence[str]) -> dict[str, int]:
    """The numbers of readings by their ids; NotHeld for an unknown one, and for one of a withdrawn page."""
    r, found = tables.readings.c, dict[str, int]()
    gone = withdrawn_numbers(connection, tables.readings)
    for some in in_shares(sorted(set(reading_ids))):
        rows = connection.execute(select(r.id, r.n).where(r.id.in_(some)))
        found |= {row.id: row.n for row in rows if row.n not in gone}
    return {id_: found[id_] if id_ in found else number_of(connection, id_) for id_ in reading_ids}


def relations_of(connection: Connection, record_id: str) -> tuple[StoredRelation, ...]:
    """Both ways, those that start from the record first; each once."""
    r = tables.relations.c
    leads_to = (r.from_id != record_id).label("leads_to")
    rows = connection.execute(
        select(r.from_id, r.type, r.to_id, leads_to)
        .join(tables.current_readings, tables.current_readings.c.reading == r.reading)
        .where(or_(r.from_id == record_id, r.to_id == record_id))
        .distinct()
        .order_by(leads_to, r.from_id, r.type, r.to_id)
    )
    return tuple(StoredRelation(row.from_id, Relation(RelationType(row.type), row.to_id)) for row in rows)


def page_held(connection: Connection, page_id: str) -> PageHeld:
    """All that is held of one page; KeyError when it is not there."""
    t = tables
    page = connection.execute(
        select(t.pages.c.n, t.pages.c.sha256, t.pages.c.given_id).where(t.pages.c.id == page_id)
    ).first()
    if page is None:
        raise NotHeld(page_id)
    if (gone := withdrawal_of(connection, page_id)) is not None:
        raise PageWithdrawn(f"{page_id} was {gone.in_words()}")
    seen = connection.execute(select(t.sightings).where(t.sightings.c.page == page.n).order_by(t.sightings.c.n))
    current = t.current_readings.c.reading
    readings = connection.execute(
        select(t.readings, t.documents.c.id.label("document_id"), current.label("current"))
        .outerjoin(t.documents, t.documents.c.reading == t.readings.c.n)
        .outerjoin(t.current_readings, current == t.readings.c.n)
        .where(t.readings.c.page == page.n)
        .order_by(t.readings.c.recorded_at.desc(), t.readings.c.reader.desc(), t.readings.c.id.desc())
    ).all()
    refused: dict[int, list[Refusal]] = {r.n: [] for r in readings}
    for row in connection.execute(
        select(t.refusals).where(t.refusals.c.reading.in_(list(refused))).order_by(t.refusals.c.seq)
    ):
        refused[row.reading].append(refusal_of(row))
    now = [r.n for r in readings if r.current is not None]
    places = connection.execute(
        select(t.passages.c.reading, t.passages.c.record)
        .where(t.passages.c.reading.in_(now), t.passages.c.record.is_not(None))
        .order_by(t.passages.c.record)
    )
    return PageHeld(
        id=page_id,
        sha256=page.sha256,
        given_id=page.given_id,
        sightings=tuple(PageSighting(s.address, s.url, s.fetched_at) for s in seen),
        readings=tuple(
            HeldReading(r.id, r.reader, r.recorded_at, r.document_id, r.current is not None, tuple(refused[r.n]))
            for r in readings
        ),
        records=tuple(RowKey(p.reading, p.record) for p in places),
    )
