"""Norms that wait for a person's word, in the order they are asked about.

In:      who reviews, which norms (WaitingScope), after which turn, how many
Out:     WaitingNorm: turns and places; how many wait; what somebody said last
Refuses: nothing; a page or an actor that is not there has no norms
Source:  docs/desk.md, "Review"
Shown:   tests/questions/test_review.py

A norm waits as it was read: what others say of it neither moves it nor takes it away, or two persons could not be
compared. So one that another person rejected, which the index leaves out, is asked about too. Nobody is asked about
what they entered by hand themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Numeric, case, cast, func, or_, select, tuple_
from sqlalchemy.engine import Connection

from onrecord.ledger.database import each_of
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.judgements.anchors import norm_anchor
from onrecord.ledger.judgements.store import judgement_of
from onrecord.ledger.rows.cells import AnyRow
from onrecord.ledger.schema.later_tables import current_norms, judgements
from onrecord.ledger.schema.tables import current_readings, norms, pages
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode

# What is said of a reading; other verdicts are of two norms, or of what became of one.
OF_READING = (JudgementKind.CONFIRM, JudgementKind.CORRECT, JudgementKind.WRONG)

# In place of tenths where the reader gave no probability: after all that have one.
NOT_WEIGHED = 11
STEPS = NOT_WEIGHED + 1

# Which of them most pages tell is asked of so many pages at once, those read last first: of 100,000 norms it would take
# longer than all else.
PAGES_AT_ONCE = 4_096
MOST_BLOCKS = 1_000_000

EVERY_ROW = 2**31 - 1

# What norms of two pages share that tell one thing, as far as the index knows without reading them.
ALIKE = ("agent_id", "newest", "modal", "action_words")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingScope:
    """Which norms, by what was read; None: all. actor: agent or speaker, a code. pages: their ids."""

    actor: str | None = None
    target: str | None = None
    modal: Modal | None = None
    mode: Mode | None = None
    pages: frozenset[str] | None = None


EVERY_NORM = WaitingScope()


class WaitingTurn(NamedTuple):
    """When a norm's turn comes: the least first.

    plain: 0 for a norm with a condition, 1 for one without. sure: how many tenths of such readings are right.
    block: minus the number of the PAGES_AT_ONCE pages its own is among. alone: minus the pages that tell it.
    reading: minus its reading's number: what was read last comes first.
    """

    plain: int
    sure: int
    block: int
    alone: int
    reading: int
    seq: int


class WaitingNorm(NamedTuple):
    """A norm that waits. place: of its record."""

    id: str
    turn: WaitingTurn
    place: RowKey


class LastWord(NamedTuple):
    """What somebody said of a norm, if they did not take it back. at: when."""

    target_id: str
    verdict: JudgementKind
    at: datetime


class WaitingNorms(InTransactions):
    """What waits in one ledger."""

    def waiting(
        self, by: str | None, scope: WaitingScope, *, after: WaitingTurn | None, limit: int
    ) -> list[WaitingNorm]:
        """The first norms after a turn that `by` (None: anybody) has not judged, at most `limit`.

        With a condition before without, the doubtful before the likely, then what most pages tell (a page whose norm
        has the same agent, modal and action on the same last day), then what was read last, in the order of its page.
        Of more than PAGES_AT_ONCE pages those read last come first, so many at once.
        """
        with self._read_transaction() as connection:
            said = _said(connection)
            judged = _judged(connection, said, by).and_own(connection, by)
            rejected = _after(_rejected(connection, said, judged, scope), after)
            found: list[WaitingNorm] = []
            while len(found) < limit:
                some = _next_of_a_step(connection, judged, scope, after=after, limit=limit - len(found))
                found += some
                if not some:
                    break
                after = some[-1].turn
        return sorted([*found, *rejected], key=lambda one: one.turn)[:limit]

    def waiting_and_judged(self, by: str | None, scope: WaitingScope, *, up_to: int) -> tuple[int, int]:
        """How many wait for `by` (counted up to `up_to`), and how many they have judged."""
        with self._read_transaction() as connection:
            said = _said(connection)
            judged = _judged(connection, said, by)
            every = _listed(scope)
            spared = judged.and_own(connection, by)
            some = select(every.c.id).where(*spared.not_in(every)).limit(up_to).subquery()
            waiting = connection.execute(select(func.count()).select_from(some)).scalar_one()
            done = 0
            if judged.ids:
                among = select(func.count()).select_from(every).where(judged.in_(every))
                done = connection.execute(among).scalar_one() + len(_gone(connection, judged.ids, scope))
            rejected = len(_rejected(connection, said, spared, scope))
        return min(waiting + rejected, up_to), done

    def last_words(self, by: str, *, limit: int) -> list[LastWord]:
        """What somebody said of norms and did not take back, the newest first."""
        with self._read_transaction() as connection:
            mine = _said(connection).get(by, {})
        return sorted(mine.values(), key=lambda one: one.at, reverse=True)[:limit]

    def places_of_norms(self, ids: Iterable[str]) -> dict[str, RowKey]:
        """Where the records of these norms stand: in the current reading when that has them, else in the newest."""
        n, current = norms.c, current_readings.c
        query = (
            select(n.id, n.reading, n.record)
            .outerjoin(current_readings, current.reading == n.reading)
            .where(n.id.in_(each_of(ids)))
            .order_by(current.reading.is_not(None), n.reading)
        )
        with self._read_transaction() as connection:
            return {row.id: RowKey(row.reading, row.record) for row in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class _Judged:
    """The norms somebody judged: by id, and by the words of what was read since under another id."""

    ids: frozenset[str]
    anchors: frozenset[str]

    def and_own(self, connection: Connection, by: str | None) -> "_Judged":
        """With the norms that `by` entered by hand."""
        if by is None:
            return self
        query = select(norms.c.id).join(current_readings, current_readings.c.reading == norms.c.reading)
        own = connection.execute(query.where(current_readings.c.hand == by)).scalars()
        return replace(self, ids=self.ids | frozenset(own))

    def not_in(self, every: CTE) -> list[ColumnElement[bool]]:
        held = [(every.c.id, self.ids), (every.c.anchor, self.anchors)]
        return [column.not_in(each_of(some)) for column, some in held if some]

    def in_(self, every: CTE) -> ColumnElement[bool]:
        return or_(every.c.id.in_(each_of(self.ids)), every.c.anchor.in_(each_of(self.anchors)))


Said = Mapping[str, Mapping[str, LastWord]]
"""By author, by the norm's id."""


def _said(connection: Connection) -> Said:
    """The last word of each author on each norm, those taken back left out; nothing is unpacked."""
    j = judgements.c
    wanted = [verdict.value for verdict in (*OF_READING, JudgementKind.RETRACT)]
    of_norms = j.target_id.startswith("norm-")
    query = select(j.author, j.target_id, j.verdict, j.judged_at).where(j.verdict.in_(wanted), of_norms)
    found: dict[str, dict[str, LastWord]] = {}
    for row in connection.execute(query.order_by(j.judged_at, j.id)):
        mine = found.setdefault(row.author, {})
        if row.verdict == JudgementKind.RETRACT.value:
            mine.pop(row.target_id, None)
        else:
            mine[row.target_id] = LastWord(row.target_id, JudgementKind(row.verdict), row.judged_at)
    return found


def _judged(connection: Connection, said: Said, by: str | None) -> _Judged:
    authors = list(said) if by is None else [by]
    ids = frozenset(id_ for author in authors for id_ in said.get(author, ()))
    if not ids:
        return _Judged(ids, frozenset())
    listed = set(connection.execute(select(current_norms.c.id).where(current_norms.c.id.in_(each_of(ids)))).scalars())
    lost = ids - listed - {one.id for one in _gone(connection, ids, EVERY_NORM)}
    if not lost:
        return _Judged(ids, frozenset())
    query = select(judgements).where(judgements.c.target_id.in_(each_of(lost)), judgements.c.author.in_(authors))
    anchors = set()
    for row in connection.execute(query):
        one = judgement_of(row)
        a = one.anchor
        if a.action is not None and a.modal is not None and a.mode is not None:
            anchors.add(norm_anchor(one.page_id, a.modal, a.mode, a.action, a.trigger))
    return _Judged(ids, frozenset(anchors))


def _rejected(connection: Connection, said: Said, judged: _Judged, scope: WaitingScope) -> list[WaitingNorm]:
    """What other persons rejected, so that it is not listed, and `by` did not judge."""
    wrong = {id_ for mine in said.values() for id_, one in mine.items() if one.verdict is JudgementKind.WRONG}
    return _gone(connection, wrong - judged.ids, scope)


def _gone(connection: Connection, ids: Iterable[str], scope: WaitingScope) -> list[WaitingNorm]:
    """Those of these norms that current readings have and the index leaves out."""
    if not ids:
        return []
    m = norms.c
    listed = select(current_norms.c.n).where(current_norms.c.reading == m.reading, current_norms.c.seq == m.seq)
    query = (
        select(m.id, m.reading, m.seq, m.record, *_steps(m.reading))
        .join(current_readings, current_readings.c.reading == m.reading)
        .where(m.id.in_(each_of(ids)), ~listed.exists(), *_conditions(scope))
    )
    return [
        WaitingNorm(row.id, WaitingTurn(*_step_of(row), -1, -row.reading, row.seq), RowKey(row.reading, row.record))
        for row in connection.execute(query)
    ]


def _after(some: Iterable[WaitingNorm], after: WaitingTurn | None) -> list[WaitingNorm]:
    return [one for one in some if after is None or one.turn > after]


def _next_of_a_step(
    connection: Connection, judged: _Judged, scope: WaitingScope, *, after: WaitingTurn | None, limit: int
) -> list[WaitingNorm]:
    """The first norms after the turn, all of one step: of one kind of condition, one doubt, one block of pages."""
    every = _listed(scope)
    waits = judged.not_in(every)
    if after is not None:
        own = (after.plain, after.sure, after.block)
        found = _of_step(connection, every, waits, own, after=after, limit=limit)
        if found:
            return found
        waits.append(tuple_(every.c.plain, every.c.sure, every.c.block) > tuple_(*own))
    number = (every.c.plain * STEPS + every.c.sure) * MOST_BLOCKS + (MOST_BLOCKS + every.c.block)
    first = connection.execute(select(func.min(number)).where(*waits)).scalar()
    if first is None:
        return []
    kind, block = divmod(first - 1, MOST_BLOCKS)
    return _of_step(connection, every, waits, (*divmod(kind, STEPS), block + 1 - MOST_BLOCKS), limit=limit)


def _of_step(
    connection: Connection,
    every: CTE,
    waits: list[ColumnElement[bool]],
    step: tuple[int, int, int],
    *,
    limit: int,
    after: WaitingTurn | None = None,
) -> list[WaitingNorm]:
    here = (
        select(every, (-_told(every)).label("alone"))
        .where(*waits, every.c.plain == step[0], every.c.sure == step[1], *_in_block(every, -step[2]))
        .limit(EVERY_ROW)  # no limit, but a wall: without one SQLite counts the pages twice, to choose and to sort
        .cte("here")
    )
    turn = (here.c.alone, here.c.minus, here.c.seq)
    query = select(here.c.id, here.c.record, *turn).order_by(*turn).limit(limit)
    if after is not None:
        query = query.where(tuple_(*turn) > tuple_(after.alone, after.reading, after.seq))
    return [
        WaitingNorm(r.id, WaitingTurn(*step, r.alone, r.minus, r.seq), RowKey(-r.minus, r.record))
        for r in connection.execute(query)
    ]


def _listed(scope: WaitingScope) -> CTE:
    """The norms that are listed, by what was read of them."""
    c, m = current_norms.c, norms.c
    return (
        select(
            *(c[name] for name in ALIKE),
            c.id,
            c.anchor,
            c.reading,
            (-c.reading).label("minus"),
            c.seq,
            c.record,
            *_steps(c.reading),
        )
        .join(norms, (m.reading == c.reading) & (m.seq == c.seq))
        .where(*_conditions(scope))
        .cte("every")
    )


def _step_of(row: AnyRow) -> tuple[int, int, int]:
    return row.plain, row.sure, row.block


def _in_block(every: CTE, block: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The readings of a block as bounds, for which there is an index."""
    return every.c.reading >= block * PAGES_AT_ONCE, every.c.reading < (block + 1) * PAGES_AT_ONCE


def _steps(reading: ColumnElement[int]) -> tuple[ColumnElement[int], ...]:
    m = norms.c
    plain: ColumnElement[int] = case((m.mode == Mode.NONE.value, 1), else_=0)
    tenths: ColumnElement[int] = 10 - cast(func.round(cast(10 * (1 - m.probability), Numeric)), Integer)
    sure = case((m.probability.is_(None), NOT_WEIGHED), else_=tenths)
    return plain.label("plain"), sure.label("sure"), (-(reading // PAGES_AT_ONCE)).label("block")


def _conditions(scope: WaitingScope) -> list[ColumnElement[bool]]:
    m = norms.c
    held: list[ColumnElement[bool]] = []
    if scope.actor is not None:
        held.append(or_(m.agent_id == scope.actor, m.speaker_id == scope.actor))
    if scope.target is not None:
        held.append(m.target_id == scope.target)
    if scope.modal is not None:
        held.append(m.modal == scope.modal.value)
    if scope.mode is not None:
        held.append(m.mode == scope.mode.value)
    if scope.pages is not None:
        of_pages = select(current_readings.c.reading).join(pages, pages.c.n == current_readings.c.page)
        held.append(m.reading.in_(of_pages.where(pages.c.id.in_(each_of(scope.pages)))))
    return held


def _told(every: CTE) -> ColumnElement[int]:
    """How many readings have a norm that is alike, its own among them."""
    other = current_norms.alias("other")
    same = [other.c[name].is_not_distinct_from(every.c[name]) for name in ALIKE]
    return select(func.count(other.c.reading.distinct())).where(*same).scalar_subquery()
