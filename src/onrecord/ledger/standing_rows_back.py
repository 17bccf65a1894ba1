"""Rows of the index and of imported events back into the values they stand for.

In:      rows, conditions
Out:     CurrentNorm, SeenEvent
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.engine import Connection

from onrecord.language.same_deed import Wording
from onrecord.ledger import tables
from onrecord.ledger.fetching import Place
from onrecord.ledger.imported_tables import imported_events, imported_files
from onrecord.ledger.later_tables import current_events
from onrecord.ledger.standing_values import CurrentNorm, SeenEvent
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.records import Modal, Mode, Strength

STRENGTHS = tuple(Strength)

HAPPENED = current_events.c.status.in_([s.value for s in EventStatus if s.is_so])


def norm_of(row: Row[Any]) -> CurrentNorm:
    """A norm from its row."""
    return CurrentNorm(
        id=row.id,
        anchor=row.anchor,
        place=Place(row.reading, row.record),
        modal=Modal(row.modal),
        mode=Mode(row.mode),
        strength=STRENGTHS[row.strength],
        kind=row.kind,
        agent_id=row.agent_id,
        speaker_id=row.speaker_id,
        target_id=row.target_id,
        trigger_id=row.trigger_id,
        action_event=EventType(row.action_event) if row.action_event else None,
        trigger_event=EventType(row.trigger_event) if row.trigger_event else None,
        action=row.action,
        trigger=row.trigger,
        action_words=Wording(tuple(row.action_words.split())),
        trigger_words=Wording(tuple(row.trigger_words.split())) if row.trigger_words is not None else None,
        action_pattern=row.action_pattern,
        trigger_pattern=row.trigger_pattern,
        first=day_of(row.day_first),
        last=day_of(row.day_last),
        due=day_of(row.due),
        standing=row.standing,
    )


def day_of(ordinal: int | None) -> date | None:
    """The day; None where the index holds an open end."""
    if ordinal is None or ordinal in (date.min.toordinal(), date.max.toordinal()):
        return None
    return date.fromordinal(ordinal)


def read_events(connection: Connection, where: ColumnElement[bool], limit: int | None) -> list[SeenEvent]:
    """Events read from pages, newest first."""
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
    return [
        SeenEvent(
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
    ]


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
