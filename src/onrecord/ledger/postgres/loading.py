"""A ledger's file loaded beside a schema, so that its rows can be joined with the schema's.

In:      a connection that is in no transaction, the path of an SQLite ledger that nobody writes to any more
Out:     its tables as temporary ones, for this connection alone
Refuses: what the file itself refuses; rows that do not fit together (ShardRefused)

SQLite attaches a file as it is; here its rows travel once, by COPY.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from onrecord.ledger import errors
from onrecord.ledger.postgres.connecting import driver, outside, quoted
from onrecord.ledger.postgres.saying import first_line

SCHEMA = "pg_temp"
"""Where the tables are; the schema's own tables stand before them on the path."""

ROWS_AT_A_TIME = 2_000

# SQLite holds these otherwise than PostgreSQL does; all else is the same in both.
_READ: dict[str, Callable[[Any], Any]] = {"bool": bool, "date": date.fromisoformat}


@contextmanager
def beside(connection: Connection, path: Path) -> Iterator[None]:
    """The tables of the file under SCHEMA, dropped afterwards."""
    made: list[str] = []
    try:
        with (
            outside(connection) as raw,
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file,
        ):
            for name in _tables(raw):
                raw.execute(f"CREATE TEMP TABLE {quoted(name)} (LIKE {quoted(name)})".encode())
                made.append(name)
                try:
                    _load(raw, file, name)
                except _unfit() as error:
                    raise errors.unsound_shard(path, first_line(error)) from error
                _index(raw, name)
        yield
    finally:
        if not driver(connection).closed:
            with outside(connection) as raw:
                for name in made:
                    raw.execute(f"DROP TABLE IF EXISTS {SCHEMA}.{quoted(name)}".encode())


def _tables(raw: Any) -> list[str]:
    rows = raw.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace "
        "AND relname <> 'onrecord_version' ORDER BY 1"
    )
    return [name for (name,) in rows]


def _columns(raw: Any, name: str) -> list[tuple[str, str]]:
    """(name, type) of the columns that both databases have."""
    rows = raw.execute(
        "SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid "
        "WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped AND t.typname <> 'tsvector' "
        "ORDER BY a.attnum",
        (f"{SCHEMA}.{quoted(name)}",),
    )
    return list(rows)


def _load(raw: Any, file: sqlite3.Connection, name: str) -> None:
    columns = _columns(raw, name)
    names = ", ".join(quoted(column) for column, _ in columns)
    reads = [_READ.get(kind) for _, kind in columns]
    rows = file.execute(f"SELECT {names} FROM {quoted(name)}")
    with raw.cursor() as cursor, cursor.copy(f"COPY {SCHEMA}.{quoted(name)} ({names}) FROM STDIN".encode()) as copy:
        while some := rows.fetchmany(ROWS_AT_A_TIME):
            for row in some:
                copy.write_row(
                    [v if v is None or read is None else read(v) for v, read in zip(row, reads, strict=True)]
                )


def _unfit() -> tuple[type[Exception], ...]:
    """What says that a row of the file is none that PostgreSQL or we could have written."""
    import psycopg

    return (psycopg.IntegrityError, psycopg.DataError, ValueError, TypeError)


def _index(raw: Any, name: str) -> None:
    """What rows are looked up by while they are taken: their number, their reading, their id."""
    held = {column for column, _ in _columns(raw, name)}
    for column in ("n", "reading", "id"):
        if column in held:
            raw.execute(f"CREATE INDEX ON {SCHEMA}.{quoted(name)} ({column})".encode())
    raw.execute(f"ANALYZE {SCHEMA}.{quoted(name)}".encode())
