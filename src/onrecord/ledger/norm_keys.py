"""Norms found by what their words speak of: a table of keys beside the index, made from it.

In:      rows of current_norms; the keys of an event
Out:     rows of norm_keys; the norms whose trigger or deed shares LEAST_SHARED keys with the event
Source:  language/said_keys.py
Shown:   tests/questions/test_met.py, tests/ledger/test_norm_keys.py
"""

from collections.abc import Iterable

from sqlalchemy import Boolean, Column, Index, Integer, Table, UniqueConstraint, func, select
from sqlalchemy.engine import Connection

from onrecord.language.said_keys import keys_of
from onrecord.ledger.columns import Words
from onrecord.ledger.sqlite import in_shares
from onrecord.ledger.tables import metadata
from onrecord.ledger.unfolding import Row
from onrecord.terms.patterns import EventPattern

# One shared key, a state's code above all, says too little: of a ledger's norms on Russia most have no more.
LEAST_SHARED = 2

norm_keys = Table(
    "norm_keys",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("trigger", Boolean, nullable=False),  # of its trigger; else of its deed
    Column("key", Words, nullable=False),
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


def sharing(connection: Connection, keys: Iterable[str], *, trigger: bool) -> list[tuple[int, int]]:
    """(reading, seq) of the norms whose trigger, or whose deed, shares enough keys."""
    k = norm_keys.c
    found: dict[tuple[int, int], int] = {}
    for some in in_shares(sorted(set(keys))):
        query = (
            select(k.reading, k.seq, func.count().label("shared"))
            .where(k.key.in_(some), k.trigger.is_(trigger))
            .group_by(k.reading, k.seq)
        )
        for row in connection.execute(query):
            place = (row.reading, row.seq)
            found[place] = found.get(place, 0) + row.shared
    return sorted(place for place, shared in found.items() if shared >= LEAST_SHARED)
