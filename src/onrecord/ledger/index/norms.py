"""The norms of a reading as they stand: rows of the index, and back, looked up by actor, action and kind.

In:      Reading, its rows and passages; codes, kinds, days
Out:     rows without the reading's number: codes for ids, words for spans, days as numbers; CurrentNorm
Source:  docs/ledger.md
Shown:   tests/questions/test_met.py
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, tuple_

from onrecord.language.same_action import Wording, wording
from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import RowKey, rows_at
from onrecord.ledger.index.norm_asks import (
    ASKED_AT,
    PartAt,
    asked_of,
    asked_of_each,
    asking,
    asks_at,
    norm_asks,
    parts_of,
    predicates_of,
)
from onrecord.ledger.index.norm_keys import sharing, speaking
from onrecord.ledger.judgements.anchors import norm_anchor
from onrecord.ledger.judgements.store import pairs_of
from onrecord.ledger.rows.cells import AnyRow, Row, coded, codes, plain
from onrecord.ledger.rows.norms import CODES, pattern_columns
from onrecord.ledger.rows.reading import Rows
from onrecord.ledger.rows.records import STRENGTHS
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.columns import ESCAPED
from onrecord.ledger.schema.later_tables import current_norms
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.actors import ActorKind
from onrecord.terms.asks import Asks
from onrecord.terms.by_hand import BY_HAND, NO_HAND
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Doer, Modal, Mode, Norm, RelationType, Strength

# With more to look for, all that an actor said is looked through as quickly.
MOST_LOOKED_FOR = 200

PARTIES = ("agent_id", "speaker_id", "target_id", "trigger_id")
PLAIN = ("id", "anchor", "kind", "action", "trigger", "action_pattern", "trigger_pattern", *PARTIES)

# The target must act, and not the agent.
ASKED_OF_TARGET = tuple(modal.value for modal in Modal if modal.doer is Doer.TARGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentNorm:
    """A norm as it stands, in codes and words. first, last: days it may have been said; None: open or not known.

    place: where its record stands, to fetch the entry; due: the last day of its deadline; *_words: what action and
    trigger are compared by.
    """

    id: str
    anchor: str
    place: RowKey
    modal: Modal
    mode: Mode
    strength: Strength
    kind: str
    agent_id: str | None
    speaker_id: str | None
    target_id: str | None
    trigger_id: str | None
    action_event: EventType | None
    trigger_event: EventType | None
    action: str
    trigger: str | None
    action_words: Wording
    trigger_words: Wording | None
    action_pattern: str | None
    trigger_pattern: str | None
    first: date | None
    last: date | None
    due: date | None
    status: str | None


class SaidAction(NamedTuple):
    """What one norm says will be done, as the index has it. n: its number there; newest: the later the less; 0: no day.

    reading, record: where its record stands; words: as `Wording` has them, a blank between.
    """

    n: int
    reading: int
    record: int
    newest: int
    kind_of_norm: str
    target_id: str | None
    type: str | None
    words: str

    @property
    def modal(self) -> Modal:
        """Will it be done, is it demanded ...?"""
        return Modal(self.kind_of_norm)

    @property
    def action_event(self) -> EventType | None:
        """Its PLOVER type; None where none is known."""
        return EventType(self.type) if self.type else None

    @property
    def action_words(self) -> Wording:
        """What it is compared by."""
        return Wording(tuple(self.words.split()))


class Agent(NamedTuple):
    """Who has norms, and how many. last: the last day by which one was said; None where no day is known."""

    code: str
    norms: int
    last: date | None


class Spoken(NamedTuple):
    """When a record with a norm may have been said, and how. directness: None where no statement holds it."""

    place: RowKey
    first: date | None
    last: date | None
    directness: str | None


def norm_rows(reading: Reading, rows: Rows, passages: list[Row]) -> list[Row]:
    """One row for each norm whose record is listed."""
    by_record = {p["record"]: p for p in passages if p["record"] is not None}
    records = {row["seq"]: row["record"] for row in rows.by_table[tables.norms]}
    found = []
    for seq, (norm_id, norm) in enumerate(zip(rows.norm_ids, reading.norms, strict=True)):
        passage = by_record.get(records[seq])
        if passage is not None:
            found.append(
                {
                    "seq": seq,
                    "record": records[seq],
                    "id": norm_id,
                    **{k: passage[k] for k in ("kind", "strength", "day_first", "day_last", "newest")},
                    **norm_columns(norm, reading.page.id, reading.text),
                    "due": due_day(norm, reading),
                    "standing": None,
                }
            )
    return found


def norm_columns(norm: Norm, page_id: str, text: str) -> Row:
    """What a norm itself says, in columns."""
    action, trigger = norm.action.of(text), norm.trigger.of(text) if norm.trigger else None
    return {
        "anchor": norm_anchor(page_id, norm.modal.value, norm.mode.value, action, trigger),
        "action": action,
        "trigger": trigger,
        "action_words": " ".join(wording(action).words),
        "trigger_words": " ".join(wording(trigger).words) if trigger is not None else None,
        **codes(norm, CODES),
        **plain(norm, PARTIES),
        **pattern_columns(norm),
    }


def due_day(norm: Norm, reading: Reading) -> int | None:
    """The last day its deadline may be; None when there is none or nothing bounds it."""
    if norm.due is not None:
        return ordinal(norm.due.last)
    if norm.deadline is None:
        return None
    lasts = [t.bounds.last for t in reading.times if t.bounds and t.bounds.last and norm.deadline.overlaps(t.span)]
    return ordinal(max(lasts, default=None))


def norm_of(row: AnyRow) -> CurrentNorm:
    """A norm from its row."""
    return CurrentNorm(
        place=RowKey(row.reading, row.record),
        strength=STRENGTHS[row.strength],
        action_words=Wording(tuple(row.action_words.split())),
        trigger_words=Wording(tuple(row.trigger_words.split())) if row.trigger_words is not None else None,
        first=day_of(row.day_first),
        last=day_of(row.day_last),
        due=day_of(row.due),
        status=row.standing,
        **coded(row, CODES),
        **plain(row, PLAIN),
    )


def day_of(number: int | None) -> date | None:
    """The day; None where the index holds an open end."""
    if number is None or number in (date.min.toordinal(), date.max.toordinal()):
        return None
    return date.fromordinal(number)


def ordinal(day: date | None) -> int | None:
    """The day as the index holds it; None for none."""
    return day.toordinal() if day is not None else None


class CurrentNorms(InTransactions):
    """The norms as they stand in one ledger."""

    def norms_of(
        self,
        agent: str,
        *,
        target: str | None = None,
        since: date | None = None,
        until: date | None = None,
        places: Iterable[RowKey] | None = None,
        after: tuple[int, str] | None = None,
        limit: int | None = None,
    ) -> list[CurrentNorm]:
        """What an actor says it will do, newest first; a norm without a date last. after: the turn of one of them."""
        n = current_norms.c
        where = _said_by(agent, target, since, until)
        if after is not None:
            where.append(tuple_(n.newest, n.id) > tuple_(*after))
        if places is None:
            return self._norms(select(current_norms).where(*where).order_by(n.newest, n.id).limit(limit))
        wanted = {(p.reading, p.seq) for p in places}
        light = select(n.n, n.reading, n.record, n.newest).where(*where).order_by(n.newest)
        with self._read_transaction() as connection:
            held = [r for r in connection.execute(light) if (r.reading, r.record) in wanted]
        if limit is not None:
            # Those of the last one's day come too: their ids say which are the first of them.
            held = held[:limit] + [r for r in held[limit:] if r.newest == held[limit - 1].newest]
        found = self.numbered(r.n for r in held).values()
        return sorted(found, key=lambda k: (k.last is None, -(k.last or date.min).toordinal(), k.id))[:limit]

    def spoken(
        self, agent: str, *, target: str | None = None, since: date | None = None, until: date | None = None
    ) -> list[Spoken]:
        """When and how an actor's norms were said: once for each record, in no order."""
        n, r, s = current_norms.c, tables.records.c, tables.statements.c
        where = _said_by(agent, target, since, until)
        query = (
            select(n.reading, n.record, n.day_first, n.day_last, s.directness)
            .distinct()
            .select_from(
                current_norms.join(tables.records, and_(r.reading == n.reading, r.seq == n.record)).outerjoin(
                    tables.statements, and_(s.reading == r.reading, s.seq == r.statement)
                )
            )
            .where(*where)
        )
        with self._read_transaction() as connection:
            return [
                Spoken(RowKey(x.reading, x.record), day_of(x.day_first), day_of(x.day_last), x.directness)
                for x in connection.execute(query)
            ]

    def agents(self) -> list[Agent]:
        """Every agent of a norm, with how many it has and the last day one was said by; the oftenest first."""
        n = current_norms.c
        query = (
            select(n.agent_id, func.count().label("norms"), func.min(n.newest).label("newest"))
            .where(n.agent_id.is_not(None))
            .group_by(n.agent_id)
            .order_by(func.count().desc(), n.agent_id)
        )
        with self._read_transaction() as connection:
            return [Agent(r.agent_id, r.norms, day_of(-r.newest or None)) for r in connection.execute(query)]

    def codes(self) -> frozenset[str]:
        """Every code that a norm has for its agent, its speaker, its target or who must act in its condition."""
        n = current_norms.c
        columns = (n.agent_id, n.speaker_id, n.target_id, n.trigger_id)
        with self._read_transaction() as connection:
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
        with self._read_transaction() as connection:
            return {(name, held) for name, held in connection.execute(query)}

    def codes_called(self, name: str) -> frozenset[str]:
        """The states and organisations that whoever current readings know by just this name acts for."""
        a, current = tables.actors.c, tables.current_readings.c
        code = func.coalesce(a.state, a.organisation)
        query = (
            select(code)
            .distinct()
            .select_from(tables.actors.join(tables.current_readings, current.reading == a.reading))
            .where(func.lower(a.name) == func.lower(name), code.is_not(None))
        )
        with self._read_transaction() as connection:
            return frozenset(connection.execute(query).scalars())

    def actions_of(
        self, agent: str, *, verbs: Collection[str], types: Collection[EventType], numbers: Collection[int] = ()
    ) -> list[SaidAction]:
        """What an actor says it will do, newest first, in as little as tells one action from another: where the words
        begin with one of the verbs or the action is of one of the types; and of the norms with these numbers."""
        n = current_norms.c
        columns = (n.n, n.reading, n.record, n.newest, n.modal, n.target_id, n.action_event, n.action_words)
        query = select(*columns).where(n.agent_id == agent).order_by(n.newest)
        if len(verbs) + len(numbers) <= MOST_LOOKED_FOR:
            # What is written in another form (schema/columns.py) begins with neither, and is looked at too.
            said: list[ColumnElement[bool]] = [n.action_words.like(ESCAPED + "%"), n.action_words.in_(sorted(verbs))]
            said += [n.action_words.startswith(f"{verb} ", autoescape=True) for verb in sorted(verbs)]
            query = query.where(or_(*said, n.action_event.in_([t.value for t in types]), n.n.in_(sorted(numbers))))
        with self._read_transaction() as connection:
            return list(map(SaidAction._make, connection.execute(query).all()))

    def numbered(self, numbers: Iterable[int]) -> dict[int, CurrentNorm]:
        """The norms with these numbers in the index."""
        n, found = current_norms.c, dict[int, CurrentNorm]()
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(numbers))):
                found |= {r.n: norm_of(r) for r in connection.execute(select(current_norms).where(n.n.in_(some)))}
        return found

    def numbers_of(self, *, ids: Iterable[str] = (), anchors: Iterable[str] = ()) -> dict[str, set[int]]:
        """The numbers in the index of the norms with these ids, and of those with these anchors, by either."""
        n, found = current_norms.c, defaultdict[str, set[int]](set)
        with self._read_transaction() as connection:
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
        return self.norms_called([norm_id]).get(norm_id)

    def norms_called(self, ids: Iterable[str]) -> dict[str, CurrentNorm]:
        """Norms by their ids; without those that no current reading states."""
        n, found = current_norms.c, dict[str, CurrentNorm]()
        for some in in_shares(sorted(set(ids))):
            for norm in self._norms(select(current_norms).where(n.id.in_(some)).order_by(n.n)):
                found.setdefault(norm.id, norm)
        return found

    def waiting_for(
        self,
        types: Sequence[EventType] | None,
        parties: Sequence[str],
        *,
        by: date | None,
        acting: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> tuple[list[PartAt], list[PartAt]]:
        """Triggers and actions that may be an event of these types; None: of any, or of none.

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
            (n.agent_id.in_(acting), does, n.modal.not_in(ASKED_OF_TARGET)),
            (n.target_id.in_(acting), does, n.modal.in_(ASKED_OF_TARGET)),
        )
        a = norm_asks.c
        found: list[list[PartAt]] = []
        with self._read_transaction() as connection:
            for trigger, ways in ((True, met), (False, done)):
                parts = select(*ASKED_AT).join(current_norms, (n.reading == a.reading) & (n.seq == a.seq))
                held: list[PartAt] = []
                for where in ways:
                    query = parts.where(a.trigger.is_(trigger), *where, *early)
                    held += parts_of(connection, query.order_by(n.newest, n.id).limit(limit))
                found.append(held)
        return found[0], found[1]

    def speaking_of(self, keys: Iterable[str], *, by: date | None) -> tuple[list[PartAt], list[PartAt]]:
        """Triggers and actions that speak of what an event speaks of (language/said_keys.py).

        by: the event's last day; norms said after it are left out.
        """
        held = list(keys)
        with self._read_transaction() as connection:
            met, done = (sharing(connection, held, trigger=trigger, by=by) for trigger in (True, False))
        return met, done

    def speaking(self, keys: Iterable[str]) -> dict[str, list[tuple[bool, int, int]]]:
        """By key, the conditions (True) and actions that speak of it: (which, reading, place in it)."""
        with self._read_transaction() as connection:
            return speaking(connection, keys)

    def asks_at(self, parts: Iterable[tuple[bool, int, int]]) -> dict[tuple[bool, int, int], tuple[Asks, int | None]]:
        """What these ask, and the first day their norm may have been said."""
        with self._read_transaction() as connection:
            return asks_at(connection, parts)

    def asking(
        self,
        actors: Iterable[str],
        types: Iterable[str],
        *,
        by: date | None,
        is_action: Callable[[str], bool],
        newest: int | None = None,
    ) -> tuple[list[PartAt], list[PartAt]]:
        """Triggers and actions that ask for one of these actors or name none, and for one of these types or for a
        predicate that `is_action`, or name neither.

        by: the event's last day; norms said after it are left out. newest: so many of each, those recorded last.
        """
        acting, kinds = list(actors), list(types)
        both = (self._asking(acting, kinds, by, is_action, trigger=trigger, newest=newest) for trigger in (True, False))
        met, done = both
        return met, done

    def asked_of(self, actor: str, *, trigger: bool) -> list[tuple[Asks, tuple[int, int], int | None]]:
        """What the conditions, or the actions, ask of one actor ("": of nobody they name): each where it stands, and
        the first day its norm may have been said."""
        with self._read_transaction() as connection:
            return asked_of(connection, actor, trigger=trigger)

    def asked_of_each(
        self, actors: Iterable[str]
    ) -> dict[tuple[str, bool], list[tuple[Asks, tuple[int, int], int | None]]]:
        """The same of several: by actor, and of conditions (True) or of actions."""
        with self._read_transaction() as connection:
            return asked_of_each(connection, actors)

    def asking_to(
        self, actors: Iterable[str], types: Iterable[str], *, is_action: Callable[[str], bool]
    ) -> list[PartAt]:
        """The actions alone, whenever they were said."""
        return self._asking(actors, types, None, is_action, trigger=False)

    def _asking(
        self,
        actors: Iterable[str],
        types: Iterable[str],
        by: date | None,
        is_action: Callable[[str], bool],
        *,
        trigger: bool,
        newest: int | None = None,
    ) -> list[PartAt]:
        acting, kinds = sorted(actors), sorted(types)
        with self._read_transaction() as connection:
            said = [p for p in predicates_of(connection, trigger=trigger, actors=acting) if is_action(p)]
            return asking(
                connection, trigger=trigger, actors=acting, types=kinds, predicates=said, by=by, newest=newest
            )

    def norms_at(self, places: Iterable[tuple[int, int]]) -> list[CurrentNorm]:
        """The norms at these (reading, place in it), in that order."""
        return list(map(norm_of, self._rows_at(places)))

    def norms_by_place(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], CurrentNorm]:
        """The norms at these (reading, place in it), by place."""
        return {(row.reading, row.seq): norm_of(row) for row in self._rows_at(places)}

    def records_at(self, places: Iterable[tuple[int, int]]) -> list[RowKey]:
        """Where the records of the norms at these (reading, place in it) stand, each once, in that order."""
        n = current_norms.c
        rows = self._rows_at(places, (n.reading, n.seq, n.record))
        return list(dict.fromkeys(RowKey(row.reading, row.record) for row in rows))

    def past_due(self, today: date, *, settled: Sequence[str]) -> list[CurrentNorm]:
        """Norms whose deadline has passed and that are not settled yet."""
        n = current_norms.c
        open_ = or_(n.standing.is_(None), n.standing.not_in(settled))
        return self._norms(select(current_norms).where(n.due < today.toordinal(), open_).order_by(n.due, n.id))

    def due(self, *, since: date | None = None, until: date | None = None) -> list[CurrentNorm]:
        """Norms with a deadline, earliest first; since, until: in these days, both included."""
        n = current_norms.c
        where: list[ColumnElement[bool]] = [n.due.is_not(None)]
        where += [n.due >= since.toordinal()] if since is not None else []
        where += [n.due <= until.toordinal()] if until is not None else []
        return self._norms(select(current_norms).where(*where).order_by(n.due, n.id))

    def come_in(self, since: datetime | None, *, limit: int) -> list[CurrentNorm]:
        """The norms of pages first read at this moment or later (None: ever), those said last first."""
        n = current_norms.c
        query = select(current_norms).where(n.reading.in_(_first_read(since))).order_by(n.newest, n.id)
        return self._norms(query.limit(limit))

    def pages_come_in(self, since: datetime | None) -> int:
        """How many pages were first read at this moment or later (None: ever); what was entered by hand is none."""
        r, current = tables.readings.c, tables.current_readings.c
        by_program = current.hand == NO_HAND, ~r.reader.startswith(BY_HAND)
        query = _first_read(since).where(*by_program)
        with self._read_transaction() as connection:
            return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())

    def overtaken(self) -> list[tuple[CurrentNorm, CurrentNorm, RelationType]]:
        """(the norm, one of the record that withdraws or supersedes it, which), as current readings state it."""
        r, t = tables.relations.c, tables
        types = [RelationType.WITHDRAWS.value, RelationType.SUPERSEDES.value]
        query = (
            select(r.reading, r.record, r.to_id, r.type)
            .join(t.current_readings, t.current_readings.c.reading == r.reading)
            .where(r.type.in_(types))
        )
        p = t.passages.c
        with self._read_transaction() as connection:
            rows = connection.execute(query).all()
            held = select(p.id, p.reading, p.record).where(p.id.in_([row.to_id for row in rows]))
            ends = {row.id: (row.reading, row.record) for row in connection.execute(held)}
        found = []
        for row in rows:
            later = self._of_record(row.reading, row.record)[:1] if row.to_id in ends else []
            earlier = self._of_record(*ends[row.to_id]) if later else []
            found += [(norm, later[0], RelationType(row.type)) for norm in earlier]
        return found

    def pairs(self) -> dict[frozenset[str], JudgementKind]:
        """Which two norms, by their anchors, a person calls the same or different."""
        with self._read_transaction() as connection:
            return pairs_of(connection)

    def _norms(self, query: Select[Any]) -> list[CurrentNorm]:
        with self._read_transaction() as connection:
            return [norm_of(row) for row in connection.execute(query)]

    def _of_record(self, reading: int, record: int) -> list[CurrentNorm]:
        n = current_norms.c
        return self._norms(select(current_norms).where(n.reading == reading, n.record == record))

    def _rows_at(self, places: Iterable[tuple[int, int]], columns: tuple[ColumnElement[Any], ...] = ()) -> list[AnyRow]:
        """In the order of the places; of none where no norm stands."""
        asked = list(places)
        with self._read_transaction() as connection:
            found = {(r.reading, r.seq): r for r in rows_at(connection, current_norms, "seq", asked, columns)}
        return [found[place] for place in asked if place in found]


def _said_by(agent: str, target: str | None, since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """The norms of an agent; with a target those of which it is the target or who must act, said in these days."""
    n = current_norms.c
    where: list[ColumnElement[bool]] = [n.agent_id == agent]
    if target is not None:
        where.append(or_(n.target_id == target, n.trigger_id == target))
    if since is not None:
        where.append(n.day_last >= since.toordinal())
    if until is not None:
        where.append(n.day_first <= until.toordinal())
    return where


def _first_read(since: datetime | None) -> Select[tuple[int]]:
    """Numbers of the current readings of pages that nobody had read before."""
    r, current = tables.readings.c, tables.current_readings.c
    query = select(r.n).join(tables.current_readings, current.reading == r.n)
    if since is None:
        return query
    before = tables.readings.alias("before")
    known = select(before.c.n).where(before.c.page == r.page, before.c.recorded_at < since)
    return query.where(r.recorded_at >= since, ~known.exists())
