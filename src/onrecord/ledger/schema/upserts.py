"""Add a row unless its id is there: the one write that SQLite and PostgreSQL spell alike and SQLAlchemy does not."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from onrecord.ledger.sqlite import in_shares


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any], *, key: str = "id") -> tuple[int, bool]:
    """The row's number `n`, and whether it is new. A row that is there stays as it is."""
    if_new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    fresh = connection.execute(
        if_new(table).on_conflict_do_nothing(index_elements=[key]).returning(table.c.n), dict(row)
    ).scalar()
    if fresh is not None:
        return int(fresh), True
    return int(connection.execute(select(table.c.n).where(table.c[key] == row[key])).scalar_one()), False


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
