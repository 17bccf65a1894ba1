"""The events of a reading: rows of the index, and back; and imported events as the same values.

In:      Reading, its rows; rows, conditions
Out:     rows of current_events, without the reading's number; SeenEvent
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from onrecord.ledger.index.norms import day_of
from onrecord.ledger.judgements.anchors import event_anchor
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.rows.reading import Rows
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events, imported_files
from onrecord.ledger.schema.later_tables import current_events
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import Event, EventStatus, EventType
from onrecord.terms.reading import Reading

HAPPENED = current_events.c.status.in_([s.value for s in EventStatus if s.is_so])


class EventAt(NamedTuple):
    """An event read from a page, as the index has it. n: its number there; type: "" where no type fits."""

    n: int
    type: str
    actor: str | None
    recipient: str | None
    does: str | None


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
    published = reading.document.published.bounds if reading.document and reading.document.published else None
    return [
        {
            "seq": seq,
            "id": event_id,
            "anchor": event_anchor(
                reading.page.id, event.type.value if event.type else "", (s.of(reading.text) for s in event.evidence)
            ),
            "type": event.type.value if event.type else "",
            "mode": event.mode,
            "actor": _code(reading, event.actor_id),
            "recipient": _code(reading, event.recipient_id),
            "status": event.status.value,
            "claimed": event.reported_by is not None,
            "does": str(event.does) if event.does else None,
            **_event_days(event, published),
        }
        for seq, (event_id, event) in enumerate(zip(rows.event_ids, reading.events, strict=True))
    ]


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
        .order_by(e.day_last.desc(), e.id)
        .limit(limit)
    )
    return {
        r.n: SeenEvent(
            id=r.id,
            anchor=r.anchor,
            type=EventType(r.type) if r.type else None,
            status=EventStatus(r.status),
            mode=r.mode,
            actor=r.actor,
            actor_sector=None,
            recipient=r.recipient,
            recipient_sector=None,
            claimed=r.claimed,
            first=day_of(r.day_first),
            last=day_of(r.day_last),
            words=r.words,
            does=r.does,
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
            id=r.id,
            anchor=r.id,
            type=EventType(r.type),
            status=EventStatus.HAPPENED,
            mode=r.mode,
            actor=r.actor_code,
            actor_sector=r.actor_sector,
            recipient=r.recipient_code,
            recipient_sector=r.recipient_sector,
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
