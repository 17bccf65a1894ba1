"""Which records a person has looked at: confirmed, corrected, or judged a norm of wrong.

In:      the log of judgements, the index of records
Out:     their ids
Refuses: judgements that set it beside another, or beside an event: they say nothing of whether it was read rightly
Shown:   tests/ledger/test_checked.py

A judgement outlives the reader: where a later reading has other ids, it counts for the record that it now holds of.
"""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import each_of
from onrecord.ledger.entries.fetch import RowKey, entries_at
from onrecord.ledger.judgements.store import any_kept, kept_all
from onrecord.ledger.judgements.values import Judgement, in_force
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.later_tables import current_norms
from onrecord.terms.judgements import OF_ANOTHER


def checked_records(connection: Connection) -> frozenset[str]:
    """The ids of listed records that a person judged, or a norm of."""
    if not any_kept(connection):
        return frozenset()
    judgements = [j for j in in_force(kept_all(connection)) if j.verdict not in OF_ANOTHER]
    listed = _listed(connection, {i for j in judgements for i in (j.target_id, j.anchor.record_id)})
    found = {listed[i] for j in judgements for i in (j.target_id, j.anchor.record_id) if i in listed}
    lost = [j for j in judgements if j.target_id not in listed and j.anchor.record_id not in listed]
    return frozenset(found | _carried(connection, lost))


def _listed(connection: Connection, ids: set[str]) -> dict[str, str]:
    """Of these ids of records and norms, those that are listed: the id of the record."""
    p, n = tables.passages.c, current_norms.c
    given = each_of(ids)
    records = connection.execute(select(p.id).where(p.record.is_not(None), p.id.in_(given))).scalars()
    found = {id_: id_ for id_ in records}
    same = (n.reading == p.reading) & (n.record == p.record)
    norms = select(n.id, p.id.label("record_id")).join(tables.passages, same).where(n.id.in_(given))
    return found | {row.id: row.record_id for row in connection.execute(norms)}


def _carried(connection: Connection, judgements: list[Judgement]) -> set[str]:
    """Where other readings have other ids: the records of their pages that, as they stand, hold one of these."""
    pages = {j.page_id for j in judgements} | {j.url for j in judgements if j.url}
    if not pages:
        return set()
    t, p = tables, tables.passages.c
    given = each_of(pages)
    query = (
        select(p.reading, p.record)
        .join(t.readings, t.readings.c.n == p.reading)
        .join(t.pages, t.pages.c.n == t.readings.c.page)
        .join(t.sightings, t.sightings.c.n == t.readings.c.sighting)
        .where(p.record.is_not(None), t.pages.c.id.in_(given) | t.sightings.c.url.in_(given))
    )
    entries = entries_at(connection, [RowKey(*row) for row in connection.execute(query)])
    wanted = {j.id for j in judgements}
    return {
        e.id
        for e in entries
        if any(j.id in wanted for j in (*e.judgements, *(j for n in (*e.norms, *e.rejected) for j in n.judgements)))
    }
