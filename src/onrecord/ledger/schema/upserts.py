"""Add a row unless its id is there: the one write that SQLite and PostgreSQL spell alike and SQLAlchemy does not."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any], *, key: str = "id") -> tuple[int, bool]:
    """The row's number `n`, and whether it is new. A row that is there stays as it is."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    fresh = connection.execute(
        insert(table).on_conflict_do_nothing(index_elements=[key]).returning(table.c.n), dict(row)
    ).scalar()
    if fresh is not None:
        return int(fresh), True
    return int(connection.execute(select(table.c.n).where(table.c[key] == row[key])).scalar_one()), False
