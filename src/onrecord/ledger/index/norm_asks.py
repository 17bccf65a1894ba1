"""What the norms as they stand ask of an event, a row for an action and one for a condition: enough to hold back
most of them without putting a norm together.

In:      rows of current_norms; whom an event may concern, its kinds, its predicates
Out:     rows of norm_asks; PartAt: where the norm stands, and its Asks
Source:  terms/asks.py, docs/ledger.md
Shown:   tests/questions/test_met.py
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, Index, Integer, Select, String, Table, UniqueConstraint, and_, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import rows_at
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.schema.columns import ExactText
from onrecord.ledger.schema.tables import metadata
from onrecord.terms.asks import Asks
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.records import Doer, Modal

norm_asks = Table(
    "norm_asks",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("trigger", Boolean, nullable=False),  # its condition; else its action
    Column("actor", ExactText, nullable=False),  # this and the next two: "" where it does not say
    Column("type", String, nullable=False),
    Column("predicate", ExactText, nullable=False),
    Column("happens", Boolean, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("arguments", ExactText, nullable=False),
    Column("day_first", Integer),  # as in current_norms
    UniqueConstraint("reading", "seq", "trigger"),
    # All that is asked is read from the index alone: the rows stand in the order in which the norms came.
    Index(
        "norm_asks_actor",
        *("actor", "trigger", "predicate", "type", "day_first", "happens", "exact", "arguments", "reading", "seq"),
    ),
    Index("norm_asks_type", "actor", "trigger", "type"),
)

_ASKS = tuple(norm_asks.c[name] for name in Asks._fields)
_AT = (norm_asks.c.reading, norm_asks.c.seq)


class PartAt(NamedTuple):
    """Where a norm stands, (reading, place in it), and what its action or its condition asks."""

    place: tuple[int, int]
    asks: Asks


def asks_rows(norms: Iterable[Row]) -> list[Row]:
    """What norms ask, from their rows in the index."""
    return [
        {"seq": row["seq"], "trigger": trigger, "day_first": row["day_first"], **asks._asdict()}
        for row in norms
        for trigger, asks in ((True, _trigger(row)), (False, _action(row)))
        if asks is not None
    ]


def _trigger(row: Row) -> Asks | None:
    if row["trigger"] is None:
        return None
    return _asks(row["trigger_pattern"], row["trigger_event"], row["trigger_id"])


def _action(row: Row) -> Asks:
    # Of a demand the target must act; of a prediction nobody is told to (reasoning/rules.py).
    doers = {Doer.AGENT: row["agent_id"], Doer.TARGET: row["target_id"], Doer.NOBODY: None}
    return _asks(row["action_pattern"], row["action_event"], doers[Modal(row["modal"]).doer])


def _asks(pattern: str | None, kind: str | None, code: str | None) -> Asks:
    if pattern is not None:
        return Asks.of(EventPattern.parse(pattern))
    party = Party(code) if code and code.strip() else None
    return Asks.of(EventPattern(type=EventType(kind) if kind else None, actor=party))


def asking(
    connection: Connection,
    *,
    trigger: bool,
    actors: Sequence[str],
    types: Sequence[str],
    predicates: Sequence[str],
    by: date | None,
    newest: int | None = None,
) -> list[PartAt]:
    """The conditions, or the actions, that ask for one of these actors or name none, and for one of these types or
    predicates or name neither; not of norms said after a day. newest: so many, those recorded last; None: all."""
    a = norm_asks.c
    said = or_(a.type.in_(types), a.predicate.in_(predicates), and_(a.type == "", a.predicate == ""))
    where = [a.trigger.is_(trigger), a.actor.in_(["", *actors]), said]
    if by is not None:
        where.append(or_(a.day_first.is_(None), a.day_first <= by.toordinal()))
    query = select(*_AT, *_ASKS).where(*where)
    if newest is None:
        return parts_of(connection, query.order_by(*_AT))
    return parts_of(connection, query.order_by(*(at.desc() for at in _AT)).limit(newest))


def asked_of(connection: Connection, actor: str, *, trigger: bool) -> list[tuple[Asks, tuple[int, int], int | None]]:
    """What is asked of one actor, where, and the first day it may have been said."""
    a = norm_asks.c
    query = select(*_AT, a.day_first, *_ASKS).where(a.trigger.is_(trigger), a.actor == actor).order_by(*_AT)
    return [(Asks(*asks), (reading, seq), day) for reading, seq, day, *asks in connection.execute(query)]


def asked_of_each(
    connection: Connection, actors: Iterable[str]
) -> dict[tuple[str, bool], list[tuple[Asks, tuple[int, int], int | None]]]:
    """The same of several: by actor, and of conditions (True) or of actions."""
    a, wanted = norm_asks.c, sorted(set(actors))
    found: dict[tuple[str, bool], list[tuple[Asks, tuple[int, int], int | None]]] = {
        (actor, trigger): [] for actor in wanted for trigger in (True, False)
    }
    for some in in_shares(wanted):
        query = select(a.trigger, *_AT, a.day_first, *_ASKS).where(a.actor.in_(some)).order_by(*_AT)
        for trigger, reading, seq, day, *asks in connection.execute(query):
            said = Asks(*asks)
            found[said.actor, trigger].append((said, (reading, seq), day))
    return found


def asks_at(
    connection: Connection, parts: Iterable[tuple[bool, int, int]]
) -> dict[tuple[bool, int, int], tuple[Asks, int | None]]:
    """What conditions (True) and actions at (which, reading, place in it) ask, and the first day their norm may have
    been said."""
    a, wanted = norm_asks.c, set(parts)
    places = sorted({(reading, seq) for _, reading, seq in wanted})
    rows = rows_at(connection, norm_asks, "seq", places, (a.trigger, *_AT, a.day_first, *_ASKS))
    held = {(r.trigger, r.reading, r.seq): (Asks(*r[-len(_ASKS) :]), r.day_first) for r in rows}
    return {part: asks for part, asks in held.items() if part in wanted}


def predicates_of(connection: Connection, *, trigger: bool, actors: Sequence[str]) -> list[str]:
    """What is asked of these actors, or of nobody in particular."""
    a = norm_asks.c
    query = select(a.predicate).distinct().where(a.trigger.is_(trigger), a.actor.in_(["", *actors]))
    return [row[0] for row in connection.execute(query) if row[0]]


def parts_of(connection: Connection, query: Select[Any]) -> list[PartAt]:
    """Rows of (reading, seq, and what is asked)."""
    return [PartAt((reading, seq), Asks(*asks)) for reading, seq, *asks in connection.execute(query).all()]


ASKED_AT = (*_AT, *_ASKS)
