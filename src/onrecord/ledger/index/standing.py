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

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, update
from sqlalchemy.engine import Connection

from onrecord.ledger.entries.fetch import Place, rows_at
from onrecord.ledger.index.events import HAPPENED, EventAt, SeenEvent, numbered_events, read_events, taken_events
from onrecord.ledger.index.norm_asks import ASKED_AT, PartAt, asking, norm_asks, parts_of, predicates_of
from onrecord.ledger.index.norm_keys import sharing
from onrecord.ledger.index.norms import CurrentNorm, SaidDeed, day_of, norm_of
from onrecord.ledger.index.status_log import Encounter, KeptEncounter, MetCondition, Status, encounter_row, status_row
from onrecord.ledger.judgements.store import pairs_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events
from onrecord.ledger.schema.later_tables import checked, current_events, current_norms, encounters, statuses
from onrecord.ledger.schema.upserts import add_if_new
from onrecord.ledger.sqlite import in_shares
from onrecord.terms.actors import ActorKind
from onrecord.terms.events import EventStatus, EventType
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
        light = select(n.n, n.reading, n.record, n.newest).where(*where).order_by(n.newest)
        with self._reading() as connection:
            held = [r for r in connection.execute(light) if (r.reading, r.record) in wanted]
        if limit is not None:
            # Those of the last one's day come too: their ids say which are the first of them.
            held = held[:limit] + [r for r in held[limit:] if r.newest == held[limit - 1].newest]
        found = self.numbered(r.n for r in held).values()
        return sorted(found, key=lambda k: (k.last is None, -(k.last or date.min).toordinal(), k.id))[:limit]

    def codes(self) -> frozenset[str]:
        """Every code that a norm has for its agent, its speaker, its target or who must act in its condition."""
        n = current_norms.c
        columns = (n.agent_id, n.speaker_id, n.target_id, n.trigger_id)
        with self._reading() as connection:
            return frozenset(
                code for column in columns for (code,) in connection.execute(select(column).distinct()) if code
            )

    def persons_called(self, surname: str) -> set[tuple[str, str]]:
        """(name, state or organisation) of the persons of current readings with this last name, who act for one."""
        a, current = tables.actors.c, tables.current_readings.c
        called = or_(a.name == surname, a.name.endswith(f" {surname}", autoescape=True))
        code = func.coalesce(a.state, a.organisation)
        query = (
            select(a.name, code)
            .distinct()
            .select_from(tables.actors.join(tables.current_readings, current.reading == a.reading))
            .where(a.kind == ActorKind.PERSON.value, code.is_not(None), called)
        )
        with self._reading() as connection:
            return {(name, held) for name, held in connection.execute(query)}

    def deeds_of(self, agent: str) -> list[SaidDeed]:
        """What an actor says it will do, newest first, in as little as tells one deed from another."""
        n = current_norms.c
        columns = (n.n, n.reading, n.record, n.newest, n.modal, n.target_id, n.action_event, n.action_words)
        query = select(*columns).where(n.agent_id == agent).order_by(n.newest)
        with self._reading() as connection:
            return list(map(SaidDeed._make, connection.execute(query).all()))

    def numbered(self, numbers: Iterable[int]) -> dict[int, CurrentNorm]:
        """The norms with these numbers in the index."""
        n, found = current_norms.c, dict[int, CurrentNorm]()
        with self._reading() as connection:
            for some in in_shares(sorted(set(numbers))):
                found |= {r.n: norm_of(r) for r in connection.execute(select(current_norms).where(n.n.in_(some)))}
        return found

    def numbers_of(self, *, ids: Iterable[str] = (), anchors: Iterable[str] = ()) -> dict[str, set[int]]:
        """The numbers in the index of the norms with these ids, and of those with these anchors, by either."""
        n, found = current_norms.c, defaultdict[str, set[int]](set)
        with self._reading() as connection:
            for column, names in ((n.id, ids), (n.anchor, anchors)):
                for some in in_shares(sorted(set(names))):
                    for name, number in connection.execute(select(column, n.n).where(column.in_(some))):
                        found[name].add(number)
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
    ) -> tuple[list[PartAt], list[PartAt]]:
        """Triggers and deeds that may be an event of these types; None: of any, or of none.

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
        met = ((waits, n.trigger_id.in_(acting)), (waits, n.trigger_id.is_(None), or_(*named)))
        done = (
            (n.agent_id.in_(acting), does, n.modal != "demands"),
            (n.target_id.in_(acting), does, n.modal == "demands"),
        )
        a = norm_asks.c
        found: list[list[PartAt]] = []
        with self._reading() as connection:
            for trigger, ways in ((True, met), (False, done)):
                parts = select(*ASKED_AT).join(current_norms, (n.reading == a.reading) & (n.seq == a.seq))
                held: list[PartAt] = []
                for where in ways:
                    query = parts.where(a.trigger.is_(trigger), *where, *early)
                    held += parts_of(connection, query.order_by(n.newest, n.id).limit(limit))
                found.append(held)
        return found[0], found[1]

    def speaking_of(self, keys: Iterable[str], *, by: date | None) -> tuple[list[PartAt], list[PartAt]]:
        """Triggers and deeds that speak of what an event speaks of (language/said_keys.py).

        by: the event's last day; norms said after it are left out.
        """
        held = list(keys)
        with self._reading() as connection:
            met, done = (sharing(connection, held, trigger=trigger, by=by) for trigger in (True, False))
        return met, done

    def asking(
        self,
        actors: Iterable[str],
        types: Iterable[str],
        *,
        by: date | None,
        is_deed: Callable[[str], bool],
    ) -> tuple[list[PartAt], list[PartAt]]:
        """Triggers and deeds that ask for one of these actors or name none, and for one of these types or for a
        predicate that `is_deed`, or name neither.

        by: the event's last day; norms said after it are left out.
        """
        acting, kinds = sorted(actors), sorted(types)
        found = []
        with self._reading() as connection:
            for trigger in (True, False):
                said = [p for p in predicates_of(connection, trigger=trigger, actors=acting) if is_deed(p)]
                found.append(asking(connection, trigger=trigger, actors=acting, types=kinds, predicates=said, by=by))
        return found[0], found[1]

    def norms_at(self, places: Iterable[tuple[int, int]]) -> list[CurrentNorm]:
        """The norms at these (reading, place in it), in that order."""
        asked = list(places)
        with self._reading() as connection:
            rows = rows_at(connection, current_norms, "seq", asked)
        found = {(row.reading, row.seq): norm_of(row) for row in rows}
        return [found[place] for place in asked if place in found]

    def records_at(self, places: Iterable[tuple[int, int]]) -> list[Place]:
        """Where the records of the norms at these (reading, place in it) stand, each once, in that order."""
        asked = list(places)
        n = current_norms.c
        with self._reading() as connection:
            rows = rows_at(connection, current_norms, "seq", asked, (n.reading, n.seq, n.record))
        found = {(row.reading, row.seq): Place(row.reading, row.record) for row in rows}
        return list(dict.fromkeys(found[place] for place in asked if place in found))

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

    def newest_events(self, code: str, *, since: date | None, limit: int = 500) -> list[EventAt]:
        """The newest events by or on a party that happened, newest first, in as little as tells what they are not."""
        e, day = current_events.c, since.toordinal() if since is not None else None
        light = select(e.n, e.type, e.actor, e.recipient, e.does, e.day_last, e.id).where(HAPPENED)
        found: dict[int, Any] = {}
        with self._reading() as connection:
            for party in (e.actor, e.recipient):  # an index for each: `OR` would read all events
                mine = light.where(party == code).order_by(e.day_last.desc(), e.id).limit(limit)
                ranges = [mine] if day is None else [mine.where(e.day_last >= day), mine.where(e.day_last.is_(None))]
                found |= {row.n: row for some in ranges for row in connection.execute(some).all()}
        newest = sorted(found.values(), key=lambda r: (r.day_last is None, -(r.day_last or 0), r.id))[:limit]
        return [EventAt(r.n, r.type, r.actor, r.recipient, r.does) for r in newest]

    def events_at(self, numbers: Iterable[int]) -> dict[int, SeenEvent]:
        """The events with these numbers in the index, by number."""
        found: dict[int, SeenEvent] = {}
        with self._reading() as connection:
            for some in in_shares(sorted(set(numbers))):
                found |= numbered_events(connection, current_events.c.n.in_(some))
        return found

    def imported_of(self, kind: EventType, code: str, *, since: date | None, limit: int = 500) -> list[SeenEvent]:
        """The newest imported events of a type by or on a party."""
        i = imported_events.c
        taken = [or_(i.actor_code == code, i.recipient_code == code), i.type == kind.value]
        taken += [i.day_last >= since.toordinal()] if since is not None else []
        with self._reading() as connection:
            return taken_events(connection, and_(*taken), limit)

    def events_in(self, reading_id: str) -> list[SeenEvent]:
        """The events of one reading that happened, and those that somebody denies."""
        number = select(tables.readings.c.n).where(tables.readings.c.id == reading_id).scalar_subquery()
        told = or_(HAPPENED, current_events.c.status == EventStatus.DENIED.value)
        with self._reading() as connection:
            return read_events(connection, and_(current_events.c.reading == number, told), None)

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

    def encounters(self, *, since: date | None = None) -> list[KeptEncounter]:
        """What was met, by the day it was noticed and then in order; since: noticed on this day (UTC) or later."""
        e = encounters.c
        query = select(encounters).order_by(e.recorded_at, e.n)
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

    def conditions_met(self, norms: Sequence[str]) -> list[MetCondition]:
        """What was met of the conditions of the norms with these anchors, in order."""
        e, found = encounters.c, list[MetCondition]()
        with self._reading() as connection:
            for some in in_shares(sorted(set(norms))):
                query = select(e.norm, e.event_id, e.match, e.day_last).where(e.norm.in_(some), e.role == "trigger")
                rows = connection.execute(query.order_by(e.recorded_at, e.n))
                found += [MetCondition(r.norm, r.event_id, r.match, day_of(r.day_last)) for r in rows]
        return found

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
