"""Add rows unless their ids are there."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.database import in_shares


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any], *, key: str = "id") -> tuple[int, bool]:
    """The row's number `n`, and whether it is new. A row that is there stays as it is."""
    held = select(table.c.n).where(table.c[key] == row[key])
    if database.is_postgres(connection):
        # A number drawn for a row that is there already would be missing from the chain. Nobody else writes meanwhile.
        if (there := connection.execute(held).scalar()) is not None:
            return int(there), False
        return int(connection.execute(insert(table).returning(table.c.n), dict(row)).scalar_one()), True
    fresh = connection.execute(
        sqlite.insert(table).on_conflict_do_nothing(index_elements=[key]).returning(table.c.n), dict(row)
    ).scalar()
    if fresh is not None:
        return int(fresh), True
    return int(connection.execute(held).scalar_one()), False


def add_all_if_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Rows with an `id`, in their order, each unless its id is there or stands before it; which were new, by place.

    In a transaction that keeps other writers out.
    """
    ids = [row["id"] for row in rows]
    held: set[str] = set()
    for some in in_shares(ids):
        held |= set(connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars())
    fresh: list[int] = []
    for i, id_ in enumerate(ids):
        if id_ not in held:
            held.add(id_)
            fresh.append(i)
    if fresh:
        connection.execute(insert(table), [dict(rows[i]) for i in fresh])
    return fresh
