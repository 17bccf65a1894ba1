"""Many rows into one table, as SQLAlchemy would put them there, without its work for each of them.

In:      a connection, a table, rows of one set of columns
Out:     the rows in the table
Refuses: nothing of its own
Shown:   tests/ledger/test_inserts.py

A page brings some 200 rows; putting together their parameters was a sixth of storing it. The statement and how
each column's values are written are worked out once for a table and the columns given.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect

from onrecord.ledger import database

Written = Callable[[Any], Any]

_DIALECTS: dict[str, Callable[[], Dialect]] = {"sqlite": sqlite.dialect, "postgresql": postgresql.psycopg.dialect}


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows. Those with the columns of the first go in together; of other columns, as SQLAlchemy does it."""
    if not rows:
        return
    names = tuple(rows[0])
    if any(row.keys() != rows[0].keys() for row in rows):
        connection.execute(insert(table), list(rows))
        return
    statement, written = _prepared(table, names, connection.dialect.name)
    columns = [
        [row[name] for row in rows] if write is None else [write(row[name]) for row in rows]
        for name, write in zip(names, written, strict=True)
    ]
    if database.is_postgres(connection):
        from onrecord.ledger.postgres.copying import copy_in

        copy_in(connection, statement, zip(*columns, strict=True))
    else:
        connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], database_name: str) -> tuple[str, tuple[Written | None, ...]]:
    """The statement, its parameters in the order of the names; how values of each column are written, None: as they
    are."""
    dialect = _DIALECTS[database_name]()
    columns = ", ".join(f'"{name}"' for name in names)
    if database_name == "postgresql":
        statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    else:
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(names))})'
    return statement, tuple(table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)
