"""What came in when: norms by the moment their page was first read, encounters with their anchors, where events are
told.

In:      moments, codes of agents, ids and anchors
Out:     CameIn, AnchoredEncounter, ToldAt; norms and events by their anchors
Source:  docs/ledger.md; docs/watching.md
Shown:   tests/ledger/test_come_in.py

A page read anew by another reader did not come in then: its first reading counts. An anchor outlives the reading, an id
may not (`judgements.anchors`), so what was kept by an anchor is found by it where its id is no longer current.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from onrecord.ledger.database import in_shares
from onrecord.ledger.index.events import SeenEvent, numbered_events, taken_events
from onrecord.ledger.index.norms import CurrentNorm, norm_of
from onrecord.ledger.index.status_log import COUNTS, KeptEncounter, encounter_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events
from onrecord.ledger.schema.later_tables import current_events, current_norms, encounters
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.spans import Span


class CameIn(NamedTuple):
    """A norm, the page it stands on, and the moment that page was first read."""

    norm: CurrentNorm
    page_id: str
    moment: datetime


class AnchoredEncounter(NamedTuple):
    """An encounter with its id in the log. event: the event's anchor."""

    id: str
    encounter: KeptEncounter
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAt:
    """Where an event is told. spans: of its evidence; verb: its predicate as the page has it; None where it has none.

    moment: when the page was first read. words: of its evidence.
    """

    reading_id: str
    page_id: str
    spans: tuple[Span, ...]
    words: str
    verb: str | None
    moment: datetime


_FIRST = tables.readings.alias("first")
FIRST_READ = (
    select(func.min(_FIRST.c.recorded_at, type_=_FIRST.c.recorded_at.type))
    .where(_FIRST.c.page == tables.readings.c.page)
    .scalar_subquery()
)


class WhatCameIn(InTransactions):
    """The same of one ledger: a part of `ledger.current`."""

    def first_read(
        self,
        *,
        since: datetime,
        agents: Iterable[str] | None = None,
        limit: int | None = None,
    ) -> list[CameIn]:
        """Norms of pages first read at this moment or later, the newest first.

        agents: who must be the agent or the speaker; None: anybody.
        """
        n, r, p = current_norms.c, tables.readings.c, tables.pages.c
        came = FIRST_READ.label("came")
        query = (
            select(current_norms, p.id.label("page_id"), came)
            .join(tables.readings, r.n == n.reading)
            .join(tables.pages, p.n == r.page)
            .where(r.recorded_at >= since, came >= since)  # the first of them is told by an index
            .order_by(came.desc(), n.reading.desc(), n.seq)
            .limit(limit)
        )
        if agents is not None:
            codes = list(agents)
            query = query.where(or_(n.agent_id.in_(codes), n.speaker_id.in_(codes)))
        with self._read_transaction() as connection:
            return [CameIn(norm_of(row), row.page_id, row.came) for row in connection.execute(query)]

    def came_in(self, norms: Iterable[CurrentNorm]) -> dict[str, CameIn]:
        """By the id of the norm, when its page was first read."""
        by_reading: dict[int, list[CurrentNorm]] = defaultdict(list)
        for norm in norms:
            by_reading[norm.place.reading].append(norm)
        r, p, found = tables.readings.c, tables.pages.c, dict[str, CameIn]()
        with self._read_transaction() as connection:
            for some in in_shares(sorted(by_reading)):
                query = select(r.n, p.id, FIRST_READ.label("came")).join(tables.pages, p.n == r.page)
                for row in connection.execute(query.where(r.n.in_(some))):
                    found |= {norm.id: CameIn(norm, row.id, row.came) for norm in by_reading[row.n]}
        return found

    def newest_of_grade(self, match: str, *, limit: int) -> list[AnchoredEncounter]:
        """The newest encounters of a grade, oldest first; without those that a person says are none."""
        e = encounters.c
        newest = (
            select(encounters).where(e.match == match, COUNTS).order_by(e.recorded_at.desc(), e.n.desc()).limit(limit)
        )
        with self._read_transaction() as connection:
            rows = connection.execute(newest).all()
        return [AnchoredEncounter(row.id, encounter_of(row), row.event) for row in reversed(rows)]

    def norms_anchored(self, anchors: Iterable[str]) -> dict[str, list[CurrentNorm]]:
        """The norms with these anchors, as they stand."""
        n, found = current_norms.c, defaultdict[str, list[CurrentNorm]](list)
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(anchors))):
                for row in connection.execute(select(current_norms).where(n.anchor.in_(some)).order_by(n.n)):
                    found[row.anchor].append(norm_of(row))
        return dict(found)

    def events_anchored(self, anchors: Iterable[str]) -> dict[str, SeenEvent]:
        """The events with these anchors, read from pages as they stand, or imported."""
        found: dict[str, SeenEvent] = {}
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(anchors))):
                read = numbered_events(connection, current_events.c.anchor.in_(some)).values()
                taken = taken_events(connection, imported_events.c.id.in_(some), None)
                found |= {event.anchor: event for event in (*taken, *read)}
        return found

    def told_at(self, event_ids: Iterable[str]) -> dict[str, ToldAt]:
        """Where events were read, in the current reading that has them, else the newest; imported ones are not told."""
        e, r, p, v = tables.events.c, tables.readings.c, tables.pages.c, tables.evidence.c
        current = tables.current_readings.c.reading
        where = and_(v.reading == e.reading, v.owner == "event", v.owner_seq == e.seq)
        query = (
            select(e.id, r.id.label("reading_id"), p.id.label("page_id"), FIRST_READ.label("came"))
            .add_columns(e.reading, e.seq, v.role, v.start, v.end, v.quote)
            .join(tables.readings, r.n == e.reading)
            .join(tables.pages, p.n == r.page)
            .join(tables.evidence, where)
            .outerjoin(tables.current_readings, current == e.reading)
            .where(e.id.in_(bindparam("some", expanding=True)), v.role.in_(("evidence", "predicate")))
            .order_by(current.is_not(None), r.recorded_at, e.reading, e.seq, v.piece)
        )
        pieces: dict[str, tuple[tuple[int, int], list[_Piece]]] = {}
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(event_ids))):
                for row in connection.execute(query, {"some": list(some)}):
                    at = (row.reading, row.seq)
                    if row.id not in pieces or pieces[row.id][0] != at:
                        pieces[row.id] = (at, [])  # a later row stands in a newer reading
                    piece = _Piece(row.reading_id, row.page_id, row.came, row.role, Span(row.start, row.end), row.quote)
                    pieces[row.id][1].append(piece)
        return {id_: told for id_, (_, held) in pieces.items() if (told := _told(held)) is not None}


class _Piece(NamedTuple):
    """One piece of what an event rests on."""

    reading_id: str
    page_id: str
    moment: datetime
    role: str
    span: Span
    words: str


def _told(pieces: list[_Piece]) -> ToldAt | None:
    evidence = [piece for piece in pieces if piece.role == "evidence"]
    verbs = [piece.words for piece in pieces if piece.role == "predicate"]
    if not evidence:
        return None
    return ToldAt(
        reading_id=evidence[0].reading_id,
        page_id=evidence[0].page_id,
        spans=tuple(piece.span for piece in evidence),
        words=" […] ".join(piece.words for piece in evidence),
        verb=" ".join(verbs) or None,
        moment=evidence[0].moment,
    )
