"""Norms found by what their words speak of: a table of keys beside the index, made from it.

In:      rows of current_norms; the keys of an event
Out:     rows of norm_keys; the triggers and actions that share LEAST_SHARED keys with the event
Source:  language/said_keys.py
Shown:   tests/questions/test_met.py, tests/ledger/test_norm_keys.py
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Boolean, Column, Index, Integer, Table, UniqueConstraint, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.language.said_keys import keys_of
from onrecord.ledger.database import BOUND_AT_A_TIME, in_shares
from onrecord.ledger.index.norm_asks import ASKED_AT, PartAt, norm_asks, parts_of
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.schema.columns import ExactText
from onrecord.ledger.schema.tables import metadata
from onrecord.terms.patterns import EventPattern

# One shared key, a state's code above all, says too little: of a ledger's norms on Russia most have no more.
LEAST_SHARED = 2

norm_keys = Table(
    "norm_keys",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("trigger", Boolean, nullable=False),  # of its trigger; else of its action
    Column("key", ExactText, nullable=False),
    UniqueConstraint("reading", "seq", "trigger", "key"),
    Index("norm_keys_key", "key", "trigger", "reading", "seq"),
)


def key_rows(norms: Iterable[Row]) -> list[Row]:
    """The keys of norms, from their rows in the index."""
    return [
        {"seq": row["seq"], "trigger": trigger, "key": key}
        for row in norms
        for trigger, name in ((True, "trigger_pattern"), (False, "action_pattern"))
        if row[name] is not None
        for key in sorted(keys_of(EventPattern.parse(row[name])))
    ]


def speaking(connection: Connection, keys: Iterable[str]) -> dict[str, list[tuple[bool, int, int]]]:
    """By key, the conditions (True) and actions that speak of it: (which, reading, place in it)."""
    k, found = norm_keys.c, dict[str, list[tuple[bool, int, int]]]()
    for some in in_shares(sorted(keys)):
        query = select(k.key, k.trigger, k.reading, k.seq).where(k.key.in_(some))
        for key, trigger, reading, seq in connection.execute(query):
            found.setdefault(key, []).append((trigger, reading, seq))
    return found


def keys_at_a_time(keys: Iterable[str]) -> list[str]:
    """A clause of more words than can be bound at a time is told well enough by so many of them."""
    return sorted(set(keys))[:BOUND_AT_A_TIME]


def sharing(connection: Connection, keys: Iterable[str], *, trigger: bool, by: date | None) -> list[PartAt]:
    """The triggers, or the actions, that share enough keys, of norms not said after a day."""
    k, a = norm_keys.c, norm_asks.c
    some = keys_at_a_time(keys)
    shared = (
        select(k.reading, k.seq)
        .where(k.key.in_(some), k.trigger.is_(trigger))
        .group_by(k.reading, k.seq)
        .having(func.count() >= LEAST_SHARED)
        .subquery()
    )
    query = (
        select(*ASKED_AT)
        .join(shared, (shared.c.reading == a.reading) & (shared.c.seq == a.seq))
        .where(a.trigger.is_(trigger))
        .order_by(a.reading, a.seq)
    )
    if by is not None:
        query = query.where(or_(a.day_first.is_(None), a.day_first <= by.toordinal()))
    return parts_of(connection, query)
