"""A page's words taken out of the ledger, for law or privacy; that it was there, and why it is gone, stays.

In:      a page's id, the reason, who withdraws it, on which day
Out:     its words gone from every table, the index and the file; a row of `withdrawals`
Refuses: a page that is not held (NotHeld); a withdrawal without a reason or an author (WithdrawalUnsound)
Source:  docs/ledger.md, "Withdrawn pages"
Shown:   tests/ledger/test_forgetting.py

Numbered rows stay, emptied, so that numbers are never used twice and what points at them still does; what they were is
kept as their leaf in the chain. All that was read from the page goes.
"""

from collections.abc import Iterable

from sqlalchemy import Table, delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.database import BOUND_AT_A_TIME, in_shares
from onrecord.ledger.errors import NotHeld, WithdrawalUnsound
from onrecord.ledger.index.events import event_columns
from onrecord.ledger.index.norms import norm_columns
from onrecord.ledger.index.not_met import follow_not_met
from onrecord.ledger.index.refresh import drop_page
from onrecord.ledger.index.vectors import meanings
from onrecord.ledger.judgements.store import any_kept
from onrecord.ledger.rows.emptied import EMPTIED, withdrawn_numbers
from onrecord.ledger.rows.reading import reading_of
from onrecord.ledger.rows.withdrawals import Withdrawal, withdrawal_of, withdrawal_row
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.chain import withdrawals, withdrawn_ids, withdrawn_rows
from onrecord.ledger.schema.later_tables import encounters, judgements, remarks, statuses
from onrecord.ledger.upkeep import chain

# What on a page has an id that other rows may name.
NAMED = (tables.documents, tables.statements, tables.records, tables.norms, tables.events)


def forget(connection: Connection, withdrawal: Withdrawal) -> None:
    """Empty every row of the page, inside the caller's transaction; a page withdrawn before stays as it is."""
    if not withdrawal.reason.strip() or not withdrawal.author.strip():
        raise WithdrawalUnsound("a withdrawal has a reason and an author: say why, and who withdraws the page.")
    if withdrawal_of(connection, withdrawal.page_id) is not None:
        return
    t = tables
    page = connection.execute(select(t.pages.c.n).where(t.pages.c.id == withdrawal.page_id)).scalar()
    if page is None:
        raise NotHeld(withdrawal.page_id)
    readings = list(connection.execute(select(t.readings.c.n).where(t.readings.c.page == page)).scalars())
    ids = _ids(connection, readings)
    rows = _rows(connection, page, withdrawal.page_id, readings, ids)
    leaves = [
        {"of_table": table.name, "row": n, "leaf": leaf}
        for table, numbers in rows.items()
        for number in numbers
        for n, leaf in chain.leaves(connection, table, number - 1, number)
    ]
    number = connection.execute(insert(withdrawals).returning(withdrawals.c.n), withdrawal_row(withdrawal)).scalar_one()
    connection.execute(insert(withdrawn_rows), [{**leaf, "withdrawal": number} for leaf in leaves])
    if ids:
        connection.execute(insert(withdrawn_ids), [{"withdrawal": number, "id": id_} for id_ in sorted(ids)])
    _drop_from_index(connection, page, ids)
    with database.of(connection).unguarded(connection):
        for table in chain.HANGING["readings"]:
            for some in in_shares(readings):
                connection.execute(delete(table).where(table.c.reading.in_(some)))
        for table, numbers in rows.items():
            for some in in_shares(sorted(numbers)):
                if EMPTIED[table]:
                    connection.execute(update(table).where(table.c.n.in_(some)).values(EMPTIED[table]))
    if any_kept(connection):
        follow_not_met(connection)  # what was told by words is told by ids now


def _ids(connection: Connection, readings: list[int]) -> set[str]:
    found: set[str] = set()
    for table in NAMED:
        for some in in_shares(readings):
            found.update(connection.execute(select(table.c.id).where(table.c.reading.in_(some))).scalars())
    return found


def _anchors(connection: Connection, readings: list[int]) -> set[str]:
    """The anchors of the norms and events that these readings hold."""
    found: set[str] = set()
    for number in readings:
        reading = reading_of(connection, number)
        found |= {norm_columns(norm, reading.page.id, reading.text)["anchor"] for norm in reading.norms}
        found |= {event_columns(reading, event)["anchor"] for event in reading.events}
    return found


def _rows(connection: Connection, page: int, page_id: str, readings: list[int], ids: set[str]) -> dict[Table, set[int]]:
    """The numbered rows that hold words of the page, or tell what rests on them; those emptied before left out."""
    t = tables
    seen = list(connection.execute(select(t.sightings).where(t.sightings.c.page == page)))
    places = {place for row in seen for place in (row.address, row.url) if place}
    found: dict[Table, set[int]] = {
        t.pages: {page},
        t.sightings: {row.n for row in seen},
        t.readings: set(readings),
        t.texts: set(),
        t.refused_pages: set(),
        judgements: set(connection.execute(select(judgements.c.n).where(judgements.c.page_id == page_id)).scalars()),
        remarks: set(connection.execute(select(remarks.c.n).where(remarks.c.page_id == page_id)).scalars()),
        statuses: set(),
        encounters: set(),
    }
    for some in in_shares(readings):
        found[t.texts].update(
            connection.execute(select(t.documents.c.text).where(t.documents.c.reading.in_(some))).scalars()
        )
    for few in in_shares(sorted(places)):
        query = select(t.refused_pages.c.n).where(t.refused_pages.c.address.in_(few))
        found[t.refused_pages].update(connection.execute(query).scalars())
    # A status names what it rests on by its anchor, which no table of the log holds beside the id.
    names = ids | _anchors(connection, readings)
    for named in in_shares(sorted(names), BOUND_AT_A_TIME // 2):
        for table, one, other in (
            (statuses, statuses.c.norm_id, statuses.c.basis_id),
            (encounters, encounters.c.norm_id, encounters.c.event_id),
            (judgements, judgements.c.target_id, judgements.c.other_id),
        ):
            query = select(table.c.n).where(or_(one.in_(named), other.in_(named)))
            found[table].update(connection.execute(query).scalars())
    return {table: numbers - withdrawn_numbers(connection, table) for table, numbers in found.items()}


def _drop_from_index(connection: Connection, page: int, ids: Iterable[str]) -> None:
    drop_page(connection, page)
    connection.execute(delete(tables.current_readings).where(tables.current_readings.c.page == page))
    for some in in_shares(sorted(ids)):
        connection.execute(delete(meanings).where(meanings.c.id.in_(some)))
    database.of(connection).merge_search(connection)
