"""How many records there are of each actor, kind, year ...: counted in the index.

In:      a facet, filters
Out:     (value, how many records), most often first; ties by value
Refuses: nothing; a record of several norms counts once for each value they have
Shown:   tests/questions/test_faceting.py
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import each_of
from onrecord.ledger.entries.checked import checked_records
from onrecord.ledger.entries.filters import Filters, conditions
from onrecord.ledger.entries.remarked import records_named
from onrecord.ledger.rows.records import STRENGTHS
from onrecord.ledger.schema.later_tables import current_norms
from onrecord.ledger.schema.tables import passages
from onrecord.terms.remarks import RemarkKind


class Facet(StrEnum):
    """What records are counted by. YEAR: the last that fits. CHECKED: did a person judge it? YES or NO.

    TAG, CASE: names that hang on it, folded.
    """

    ACTOR = "actor"
    TARGET = "target"
    KIND = "kind"
    MODE = "mode"
    STRENGTH = "strength"
    STATUS = "status"
    YEAR = "year"
    PUBLISHER = "publisher"
    CHECKED = "checked"
    TAG = "tag"
    CASE = "case"


NAMED_BY = {Facet.TAG: RemarkKind.TAG, Facet.CASE: RemarkKind.CASE}

YES, NO = "yes", "no"

_OF_NORMS = {
    Facet.ACTOR: current_norms.c.agent_id,
    Facet.TARGET: current_norms.c.target_id,
    Facet.MODE: current_norms.c.mode,
    Facet.STATUS: current_norms.c.standing,
}
_OF_RECORDS = {
    Facet.KIND: passages.c.kind,
    Facet.STRENGTH: passages.c.strength,
    Facet.YEAR: passages.c.day_last,
    Facet.PUBLISHER: passages.c.publisher,
}


def facet_counts(connection: Connection, facet: Facet, filters: Filters, *, limit: int) -> list[tuple[str, int]]:
    """The `limit` values that most records have; records without one are left out."""
    if facet is Facet.CHECKED:
        return _checked(connection, filters)
    if facet in NAMED_BY:
        return _named(connection, NAMED_BY[facet], filters)[:limit]
    p = passages.c
    column: ColumnElement[object] = _OF_NORMS.get(facet, _OF_RECORDS.get(facet, p.kind))
    held = [p.record.is_not(None), column.is_not(None), *conditions(filters)]
    often = func.count(p.n.distinct()).label("often")
    query = select(column.label("value"), often).select_from(passages)
    if facet in _OF_NORMS:
        same = (current_norms.c.reading == p.reading) & (current_norms.c.record == p.record)
        query = query.join(current_norms, same)
    rows = connection.execute(query.where(*held).group_by(column)).all()
    counts: dict[str, int] = {}
    for row in rows:
        value = _value(facet, row.value)
        counts[value] = counts.get(value, 0) + int(row.often)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _checked(connection: Connection, filters: Filters) -> list[tuple[str, int]]:
    """YES: a person judged it, or a norm of it; else NO."""
    checked = checked_records(connection)
    every = select(func.count()).select_from(passages).where(passages.c.record.is_not(None), *conditions(filters))
    n = connection.execute(every).scalar_one()
    yes = connection.execute(every.where(passages.c.id.in_(each_of(checked)))).scalar_one() if checked else 0
    counts = [pair for pair in ((NO, n - yes), (YES, yes)) if pair[1]]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def _named(connection: Connection, kind: RemarkKind, filters: Filters) -> list[tuple[str, int]]:
    """The names that hang on records the filters keep."""
    held = records_named(connection, kind, None)
    every = {id_ for ids in held.values() for id_ in ids}
    if not every:
        return []
    p = passages.c
    query = select(p.id).where(p.record.is_not(None), p.id.in_(each_of(every)), *conditions(filters))
    kept = set(connection.execute(query).scalars())
    counts = [(name, len(ids & kept)) for name, ids in held.items() if ids & kept]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def _value(facet: Facet, held: object) -> str:
    if facet is Facet.STRENGTH:
        return STRENGTHS[int(str(held))].value
    return str(date.fromordinal(int(str(held))).year) if facet is Facet.YEAR else str(held)
