"""The events of a reading: rows of the index, and back, looked up; and imported events as the same values.

In:      Reading, its rows; codes, types, days
Out:     rows of current_events, without the reading's number; SeenEvent
Source:  docs/ledger.md
Shown:   tests/questions/test_met.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.index.norms import day_of, ordinal
from onrecord.ledger.judgements.anchors import event_anchor
from onrecord.ledger.rows.cells import Row, plain
from onrecord.ledger.rows.reading import Rows
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events, imported_files
from onrecord.ledger.schema.later_tables import current_events
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import Event, EventStatus, EventType
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span

HAPPENED = current_events.c.status.in_([s.value for s in EventStatus if s.is_so])


# So many of a party's events are looked through.
NEWEST = 500


class EventAt(NamedTuple):
    """An event read from a page, as the index has it. n: its number there; type: "" where no type fits; day_last: of
    its last day, the ordinal; None where it is not known."""

    n: int
    type: str
    actor: str | None
    recipient: str | None
    does: str | None
    day_last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEvent:
    """An event read from a page or imported. claimed: somebody says so, the page does not say it itself.

    type: None where no type fits: such an event matches nothing that asks for a type.
    does: what its clause says, as text; None where it was not parsed.
    words, where: its evidence, and the page or the file and line it stands in.
    """

    id: str
    anchor: str
    type: EventType | None
    status: EventStatus
    mode: str | None
    actor: str | None
    actor_sector: str | None
    recipient: str | None
    recipient_sector: str | None
    claimed: bool
    first: date | None
    last: date | None
    does: str | None
    words: str
    where: str


def event_rows(reading: Reading, rows: Rows) -> list[Row]:
    """One row for each event."""
    return [
        {"seq": seq, "id": event_id, **event_columns(reading, event)}
        for seq, (event_id, event) in enumerate(zip(rows.event_ids, reading.events, strict=True))
    ]


def event_columns(reading: Reading, event: Event) -> Row:
    """What an event of the reading itself says, in columns."""
    published = reading.document.published.bounds if reading.document and reading.document.published else None
    type_ = event.type.value if event.type else ""
    return {
        "anchor": event_anchor(reading.page.id, type_, (s.of(reading.text) for s in event.evidence)),
        "type": type_,
        "mode": event.mode,
        "actor": _code(reading, event.actor_id),
        "recipient": _code(reading, event.recipient_id),
        "status": event.status.value,
        "claimed": event.reported_by is not None,
        "does": str(event.does) if event.does else None,
        **_event_days(event, published),
    }


def _code(reading: Reading, actor_id: str | None) -> str | None:
    actor = reading.cast.actors.get(actor_id or "")
    return actor.code if actor else None


def _event_days(event: Event, published: DateBounds | None) -> dict[str, Any]:
    if event.date is not None:
        first, last = event.date.first or date.min, event.date.last or date.max
        return {"day_first": first.toordinal(), "day_last": last.toordinal()}
    # What a page tells as happened had happened when it was published.
    if published is not None and published.last is not None and event.status is EventStatus.HAPPENED:
        return {"day_first": date.min.toordinal(), "day_last": published.last.toordinal()}
    return {"day_first": None, "day_last": None}


def read_events(connection: Connection, where: ColumnElement[bool], limit: int | None) -> list[SeenEvent]:
    """Events read from pages, newest first."""
    return list(numbered_events(connection, where, limit).values())


def numbered_events(
    connection: Connection, where: ColumnElement[bool], limit: int | None = None
) -> dict[int, SeenEvent]:
    """Events read from pages by their number in the index, newest first."""
    e, v, s = current_events.c, tables.evidence.c, tables.sightings.c
    words = (
        select(v.quote)
        .where(v.reading == e.reading, v.owner == "event", v.owner_seq == e.seq, v.role == "evidence", v.piece == 0)
        .scalar_subquery()
    )
    query = (
        select(current_events, words.label("words"), s.url, s.address)
        .join(tables.readings, tables.readings.c.n == e.reading)
        .join(tables.sightings, s.n == tables.readings.c.sighting)
        .where(where)
        .order_by(e.day_last.desc().nulls_last(), e.id)
        .limit(limit)
    )
    return {
        r.n: SeenEvent(
            **plain(r, ("id", "anchor", "mode", "actor", "recipient", "claimed", "words", "does")),
            type=EventType(r.type) if r.type else None,
            status=EventStatus(r.status),
            actor_sector=None,
            recipient_sector=None,
            first=day_of(r.day_first),
            last=day_of(r.day_last),
            where=r.url or r.address,
        )
        for r in connection.execute(query)
    }


def taken_events(connection: Connection, where: ColumnElement[bool], limit: int | None) -> list[SeenEvent]:
    """Imported events, newest first."""
    i, f = imported_events.c, imported_files.c
    query = (
        select(imported_events, f.name.label("file_name"))
        .join(imported_files, f.n == i.file)
        .where(where)
        .order_by(i.day_last.desc(), i.n)
        .limit(limit)
    )
    return [
        SeenEvent(
            **plain(r, ("id", "mode", "actor_sector", "recipient_sector")),
            anchor=r.id,
            type=EventType(r.type),
            status=EventStatus.HAPPENED,
            actor=r.actor_code,
            recipient=r.recipient_code,
            claimed=False,
            first=day_of(r.day_first),
            last=day_of(r.day_last),
            does=None,
            words=r.words
            or f"{r.actor_name or r.actor_code} {r.code} {r.recipient_name or r.recipient_code or ''}".strip(),
            where=f"{r.file_name}, line {r.line}",
        )
        for r in connection.execute(query)
    ]


class CurrentEvents(InTransactions):
    """The events as they stand in one ledger, read from pages or imported."""

    def events_of(
        self, *, types: Sequence[EventType] | None, codes: Sequence[str], since: date | None, limit: int = 500
    ) -> list[SeenEvent]:
        """Events of these types (None: of any, or of none) by or on these parties that happened, read or imported,
        newest first."""
        e, i = current_events.c, imported_events.c
        kinds = [t.value for t in types] if types is not None else None
        read = [or_(e.actor.in_(codes), e.recipient.in_(codes)), HAPPENED]
        taken = [or_(i.actor_code.in_(codes), i.recipient_code.in_(codes)), i.type.is_not(None)]
        if kinds is not None:
            read.append(e.type.in_(kinds))
            taken.append(i.type.in_(kinds))
        if since is not None:
            read.append(or_(e.day_last.is_(None), e.day_last >= since.toordinal()))
            taken.append(i.day_last >= since.toordinal())
        with self._read_transaction() as connection:
            return read_events(connection, and_(*read), limit) + taken_events(connection, and_(*taken), limit)

    def newest_events(self, code: str, *, since: date | None, limit: int = NEWEST) -> list[EventAt]:
        """The newest events by or on a party that happened, newest first, in as little as tells what they are not."""
        e, day = current_events.c, ordinal(since)
        light = select(e.n, e.type, e.actor, e.recipient, e.does, e.day_last, e.id).where(HAPPENED)
        found: dict[int, Any] = {}
        with self._read_transaction() as connection:
            for party in (e.actor, e.recipient):  # an index for each: `OR` would read all events
                mine = light.where(party == code).order_by(e.day_last.desc().nulls_last(), e.id).limit(limit)
                ranges = [mine] if day is None else [mine.where(e.day_last >= day), mine.where(e.day_last.is_(None))]
                found |= {row.n: row for some in ranges for row in connection.execute(some).all()}
        newest = sorted(found.values(), key=lambda r: (r.day_last is None, -(r.day_last or 0), r.id))[:limit]
        return [EventAt(r.n, r.type, r.actor, r.recipient, r.does, r.day_last) for r in newest]

    def events_at(self, numbers: Iterable[int]) -> dict[int, SeenEvent]:
        """The events with these numbers in the index, by number."""
        found: dict[int, SeenEvent] = {}
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(numbers))):
                found |= numbered_events(connection, current_events.c.n.in_(some))
        return found

    def imported_of(self, kind: EventType, code: str, *, since: date | None, limit: int = 500) -> list[SeenEvent]:
        """The newest imported events of a type by or on a party."""
        i = imported_events.c
        taken = [or_(i.actor_code == code, i.recipient_code == code), i.type == kind.value]
        taken += [i.day_last >= since.toordinal()] if since is not None else []
        with self._read_transaction() as connection:
            return taken_events(connection, and_(*taken), limit)

    def events_in(self, reading_id: str) -> list[SeenEvent]:
        """The events of one reading that happened, and those that somebody denies."""
        number = select(tables.readings.c.n).where(tables.readings.c.id == reading_id).scalar_subquery()
        told = or_(HAPPENED, current_events.c.status == EventStatus.DENIED.value)
        with self._read_transaction() as connection:
            return read_events(connection, and_(current_events.c.reading == number, told), None)

    def event(self, event_id: str) -> SeenEvent | None:
        """One event by its id, read or imported; None when no current reading holds it."""
        return self.events_called([event_id]).get(event_id)

    def events_called(self, ids: Iterable[str]) -> dict[str, SeenEvent]:
        """Events by their ids, read or imported; without those that no current reading holds."""
        found: dict[str, SeenEvent] = {}
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(ids))):
                read = read_events(connection, current_events.c.id.in_(some), None)
                for event in (*read, *taken_events(connection, imported_events.c.id.in_(some), None)):
                    found.setdefault(event.id, event)
        return found

    def stand_at(self, event_ids: Iterable[str]) -> dict[str, tuple[str, Span]]:
        """By id of an event read from a page: the page's id, and where its first words stand in the text."""
        e, v, r, p = current_events.c, tables.evidence.c, tables.readings.c, tables.pages.c
        piece = (v.reading == e.reading) & (v.owner_seq == e.seq)
        first = piece & (v.owner == "event") & (v.role == "evidence") & (v.piece == 0)
        query = (
            select(e.id, p.id.label("page"), v.start, v.end)
            .join(tables.evidence, first)
            .join(tables.readings, r.n == e.reading)
            .join(tables.pages, p.n == r.page)
        )
        found: dict[str, tuple[str, Span]] = {}
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(event_ids))):
                for row in connection.execute(query.where(e.id.in_(some))):
                    found[row.id] = (row.page, Span(row.start, row.end))
        return found

    def by_actor(
        self,
        actor: str,
        *,
        to: str | None = None,
        since: date | None,
        until: date | None,
        after: tuple[int, str] | None = None,
        limit: int,
    ) -> list[SeenEvent]:
        """What an actor did, newest first. to: to whom. after: the turn of one of them, the ordinal of its last day
        (0: not known) and its id."""
        e = current_events.c
        where = [e.actor == actor, HAPPENED]
        if to is not None:
            where.append(e.recipient == to)
        if after is not None:
            day = func.coalesce(e.day_last, 0)
            where.append(or_(day < after[0], and_(day == after[0], e.id > after[1])))
        if since is not None:
            where.append(e.day_last >= since.toordinal())
        if until is not None:
            where.append(e.day_first <= until.toordinal())
        with self._read_transaction() as connection:
            return read_events(connection, and_(*where), limit)
