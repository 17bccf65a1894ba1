"""The norms and events as they stand, looked up by actor, deed and kind; and the log of what became of norms.

In:      codes, kinds, days; statuses and encounters to keep
Out:     CurrentNorm, SeenEvent, Status, Encounter
Source:  docs/ledger.md
Shown:   tests/questions/test_met.py
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true, tuple_, update
from sqlalchemy.engine import Connection

from onrecord.ledger import tables
from onrecord.ledger.fetching import Place
from onrecord.ledger.imported_tables import imported_events
from onrecord.ledger.keeping import pairs_of
from onrecord.ledger.later_tables import checked, current_events, current_norms, encounters, statuses
from onrecord.ledger.norm_keys import sharing
from onrecord.ledger.sqlite import in_shares
from onrecord.ledger.standing_rows_back import HAPPENED, day_of, norm_of, read_events, taken_events
from onrecord.ledger.standing_values import (
    CurrentNorm,
    Encounter,
    KeptEncounter,
    SeenEvent,
    Status,
    encounter_row,
    status_row,
)
from onrecord.ledger.upserts import add_if_new
from onrecord.terms.events import EventType
from onrecord.terms.judgements import Verdict
from onrecord.terms.records import RelationType

Opening = Callable[[], AbstractContextManager[Connection]]


class Standing:
    """`ledger.standing`: norms and events as they stand in one ledger."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading = reading
        self._writing = writing

    # --- norms ---

    def norms_of(
        self,
        agent: str,
        *,
        target: str | None = None,
        since: date | None = None,
        until: date | None = None,
        places: Iterable[Place] | None = None,
        limit: int | None = None,
    ) -> list[CurrentNorm]:
        """What an actor says it will do, newest first; a norm without a date last."""
        n = current_norms.c
        where: list[ColumnElement[bool]] = [n.agent_id == agent]
        if target is not None:
            where.append(or_(n.target_id == target, n.trigger_id == target))
        if since is not None:
            where.append(n.day_last >= since.toordinal())
        if until is not None:
            where.append(n.day_first <= until.toordinal())
        if places is None:
            return self._norms(select(current_norms).where(*where).order_by(n.newest, n.id).limit(limit))
        wanted = {(p.reading, p.seq) for p in places}
        light = select(n.n, n.reading, n.record).where(*where).order_by(n.newest, n.id)
        with self._reading() as connection:
            held = [r.n for r in connection.execute(light) if (r.reading, r.record) in wanted][:limit]
        found = [k for some in in_shares(held) for k in self._norms(select(current_norms).where(n.n.in_(some)))]
        return sorted(found, key=lambda k: (k.last is None, -(k.last or date.min).toordinal(), k.id))

    def codes(self) -> frozenset[str]:
        """Every code that a norm has for its agent, its speaker, its target or who must act in its condition."""
        n = current_norms.c
        columns = (n.agent_id, n.speaker_id, n.target_id, n.trigger_id)
        with self._reading() as connection:
            return frozenset(
                code for column in columns for (code,) in connection.execute(select(column).distinct()) if code
            )

    def same_kind(self, norms: Sequence[CurrentNorm], *, limit: int = 1000) -> list[CurrentNorm]:
        """Norms of the same agents with a deed of the same kind or verb, newest first: they may be repeats."""
        n = current_norms.c
        found: list[CurrentNorm] = []
        heads: dict[tuple[str, EventType | None, str | None], set[str]] = defaultdict(set)
        for k in norms:
            if k.agent_id:
                heads[k.agent_id, k.action_event, k.target_id].add(k.action_words.head)
        for agent, kind, target in sorted(heads, key=str):
            alike = [n.action_words.startswith(head, autoescape=True) for head in sorted(heads[agent, kind, target])]
            if kind is not None:
                alike.append(n.action_event == kind.value)
            where = [n.agent_id == agent, or_(*alike)]
            if target is not None:
                where.append(or_(n.target_id == target, n.target_id.is_(None)))
            found += self._norms(select(current_norms).where(*where).order_by(n.newest, n.id).limit(limit))
        found = list({k.id: k for k in found}.values())
        found.sort(key=lambda k: (k.last is None, -(k.last or date.min).toordinal(), k.id))
        return found

    def norms_in(self, reading_id: str) -> list[CurrentNorm]:
        """The norms of one reading."""
        number = select(tables.readings.c.n).where(tables.readings.c.id == reading_id).scalar_subquery()
        return self._norms(select(current_norms).where(current_norms.c.reading == number))

    def norm(self, norm_id: str) -> CurrentNorm | None:
        """One norm by its id; None when no current reading states it."""
        return next(iter(self._norms(select(current_norms).where(current_norms.c.id == norm_id).limit(1))), None)

    def waiting_for(
        self,
        types: Sequence[EventType] | None,
        parties: Sequence[str],
        *,
        by: date | None,
        acting: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> tuple[list[CurrentNorm], list[CurrentNorm]]:
        """Norms whose trigger, and norms whose deed, may be an event of these types; None: of any, or of none.

        parties: whom the event concerns; acting: those of them who may have done it; None: any.
        by: the event's last day; norms said after it are left out. limit: of each, the newest.
        """
        n = current_norms.c
        kinds = [t.value for t in types] if types is not None else None
        waits = n.trigger_event.in_(kinds) if kinds is not None else true()
        does = n.action_event.in_(kinds) if kinds is not None else true()
        acting = parties if acting is None else acting
        early = [or_(n.day_first.is_(None), n.day_first <= by.toordinal())] if by is not None else []
        # A trigger that names nobody in a slot may name somebody in its pattern.
        named = [n.trigger_pattern.contains(code, autoescape=True) for code in parties]
        met = (
            select(current_norms).where(waits, n.trigger_id.in_(acting), *early),
            select(current_norms).where(waits, n.trigger_id.is_(None), or_(*named), *early),
        )
        done = (
            select(current_norms).where(n.agent_id.in_(acting), does, n.modal != "demands", *early),
            select(current_norms).where(n.target_id.in_(acting), does, n.modal == "demands", *early),
        )
        waiting, doing = (
            [k for q in some for k in self._norms(q.order_by(n.newest, n.id).limit(limit))] for some in (met, done)
        )
        return waiting, doing

    def speaking_of(self, keys: Iterable[str], *, by: date | None) -> tuple[list[CurrentNorm], list[CurrentNorm]]:
        """Norms whose trigger, and norms whose deed, speak of what an event speaks of (language/said_keys.py).

        by: the event's last day; norms said after it are left out.
        """
        held = list(keys)
        with self._reading() as connection:
            places = [sharing(connection, held, trigger=trigger) for trigger in (True, False)]
        met, done = ([k for k in self._norms_at(some) if _said_by(k, by)] for some in places)
        return met, done

    def _norms_at(self, places: Sequence[tuple[int, int]]) -> list[CurrentNorm]:
        """The norms at (reading, seq), in that order."""
        n, found = current_norms.c, dict[tuple[int, int], CurrentNorm]()
        for some in in_shares(list(places)):
            query = select(current_norms).where(tuple_(n.reading, n.seq).in_(some))
            with self._reading() as connection:
                found |= {(row.reading, row.seq): norm_of(row) for row in connection.execute(query)}
        return [found[place] for place in places if place in found]

    def past_due(self, today: date, *, settled: Sequence[str]) -> list[CurrentNorm]:
        """Norms whose deadline has passed and that are not settled yet."""
        n = current_norms.c
        open_ = or_(n.standing.is_(None), n.standing.not_in(settled))
        return self._norms(select(current_norms).where(n.due < today.toordinal(), open_).order_by(n.due, n.id))

    def due(self) -> list[CurrentNorm]:
        """Norms with a deadline, earliest first."""
        n = current_norms.c
        return self._norms(select(current_norms).where(n.due.is_not(None)).order_by(n.due, n.id))

    def overtaken(self) -> list[tuple[CurrentNorm, CurrentNorm, RelationType]]:
        """(the norm, one of the record that withdraws or supersedes it, which), as current readings state it."""
        r, t, n = tables.relations.c, tables, current_norms.c
        types = [RelationType.WITHDRAWS.value, RelationType.SUPERSEDES.value]
        query = (
            select(r.reading, r.record, r.to_id, r.type)
            .join(t.current_readings, t.current_readings.c.reading == r.reading)
            .where(r.type.in_(types))
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
            ends = {
                row.id: (row.reading, row.record)
                for row in connection.execute(
                    select(t.passages.c.id, t.passages.c.reading, t.passages.c.record).where(
                        t.passages.c.id.in_([row.to_id for row in rows])
                    )
                )
            }
        found = []
        for row in rows:
            later = self._norms(select(current_norms).where(n.reading == row.reading, n.record == row.record).limit(1))
            if row.to_id not in ends or not later:
                continue
            reading, record = ends[row.to_id]
            held = self._norms(select(current_norms).where(n.reading == reading, n.record == record))
            found += [(norm, later[0], RelationType(row.type)) for norm in held]
        return found

    # --- events ---

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
        with self._reading() as connection:
            return read_events(connection, and_(*read), limit) + taken_events(connection, and_(*taken), limit)

    def events_in(self, reading_id: str) -> list[SeenEvent]:
        """The events of one reading that happened."""
        number = select(tables.readings.c.n).where(tables.readings.c.id == reading_id).scalar_subquery()
        with self._reading() as connection:
            return read_events(connection, and_(current_events.c.reading == number, HAPPENED), None)

    def event(self, event_id: str) -> SeenEvent | None:
        """One event by its id, read or imported; None when no current reading holds it."""
        with self._reading() as connection:
            found = read_events(connection, current_events.c.id == event_id, 1)
            return next(iter(found or taken_events(connection, imported_events.c.id == event_id, 1)), None)

    def reading_ids(self) -> tuple[str, ...]:
        """The current readings, in the order they were recorded."""
        t = tables
        query = select(t.readings.c.id).join(t.current_readings, t.current_readings.c.reading == t.readings.c.n)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(t.readings.c.n)).scalars())

    def by_actor(self, actor: str, *, since: date | None, until: date | None, limit: int) -> list[SeenEvent]:
        """What an actor did, newest first."""
        e = current_events.c
        where = [e.actor == actor, HAPPENED]
        if since is not None:
            where.append(e.day_last >= since.toordinal())
        if until is not None:
            where.append(e.day_first <= until.toordinal())
        with self._reading() as connection:
            return read_events(connection, and_(*where), limit)

    # --- the log ---

    def unchecked(self) -> tuple[str, ...]:
        """Current readings not looked at for encounters, in the order they were recorded."""
        t = tables
        query = (
            select(t.readings.c.id)
            .join(t.current_readings, t.current_readings.c.reading == t.readings.c.n)
            .where(t.readings.c.id.not_in(select(checked.c.id)))
            .order_by(t.readings.c.n)
        )
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def unchecked_imports(self, *, limit: int) -> tuple[list[SeenEvent], str | None]:
        """Imported events not looked at, in their order, and the mark to keep when they have been."""
        with self._reading() as connection:
            last = connection.execute(
                select(checked.c.id).where(checked.c.id.startswith("imported:")).order_by(checked.c.n.desc()).limit(1)
            ).scalar()
            after = int(last.partition(":")[2]) if last else 0
            i = imported_events.c
            top = connection.execute(select(i.n).where(i.n > after).order_by(i.n).limit(limit)).scalars().all()
            if not top:
                return [], None
            where = and_(i.n > after, i.n <= top[-1], i.type.is_not(None))
            return taken_events(connection, where, None), f"imported:{top[-1]}"

    def keep(
        self, *, met: Iterable[Encounter], became: Iterable[Status], looked_at: Iterable[str], recorded_at: datetime
    ) -> tuple[list[Encounter], list[Status]]:
        """Add to the log; what was new of it. The index follows."""
        new_became = []
        with self._writing() as connection:
            new_met = [m for m in met if add_if_new(connection, encounters, encounter_row(m, recorded_at))[1]]
            for status in became:
                if add_if_new(connection, statuses, status_row(status, recorded_at))[1]:
                    new_became.append(status)
                    held = current_norms.c.anchor == status.norm
                    connection.execute(update(current_norms).where(held).values(standing=status.status))
            for id_ in looked_at:
                add_if_new(connection, checked, {"id": id_, "recorded_at": recorded_at})
        return new_met, new_became

    def encounters(self, *, since: date | None = None, norm: str | None = None) -> list[KeptEncounter]:
        """What was met, by the day it was noticed and then in order; since: noticed on this day (UTC) or later.

        norm: the anchor of the one norm that is asked about.
        """
        e = encounters.c
        query = select(encounters).order_by(e.recorded_at, e.n)
        if norm is not None:
            query = query.where(e.norm == norm)
        if since is not None:
            query = query.where(e.recorded_at >= datetime.fromisoformat(f"{since}T00:00:00+00:00"))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [
            KeptEncounter(
                norm=r.norm,
                norm_id=r.norm_id,
                event_id=r.event_id,
                role=r.role,
                match=r.match,
                verdict=r.verdict,
                reasons=tuple((a, b, c) for a, b, c in r.reasons),
                last=day_of(r.day_last),
                recorded_at=r.recorded_at,
            )
            for r in rows
        ]

    def statuses(self, anchor: str | None = None) -> list[Status]:
        """The log of one norm, or all of it, oldest first."""
        s = statuses.c
        query = select(statuses).order_by(s.n)
        if anchor is not None:
            query = query.where(s.norm == anchor)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [
            Status(
                norm=r.norm,
                norm_id=r.norm_id,
                status=r.status,
                first=day_of(r.day_first),
                last=day_of(r.day_last),
                basis=r.basis,
                basis_id=r.basis_id,
                reason=r.reason,
            )
            for r in rows
        ]

    def pairs(self) -> dict[frozenset[str], Verdict]:
        """Which two norms, by their anchors, a person calls the same or different."""
        with self._reading() as connection:
            return pairs_of(connection)

    def _norms(self, query: Select[Any]) -> list[CurrentNorm]:
        with self._reading() as connection:
            return [norm_of(row) for row in connection.execute(query)]


def _said_by(norm: CurrentNorm, day: date | None) -> bool:
    """May it have been said by then?"""
    return day is None or norm.first is None or norm.first <= day
