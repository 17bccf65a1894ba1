"""Many rows at once, by COPY.

Source: psycopg.org/psycopg3/docs/basic/copy.html
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from onrecord.ledger.postgres.connecting import driver


def copy_in(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows by a `COPY ... FROM STDIN`, inside the caller's transaction. IntegrityError as SQLAlchemy has it."""
    raw = driver(connection)
    try:
        with raw.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)
    except Exception as error:
        if (getattr(error, "sqlstate", None) or "").startswith("23"):
            raise IntegrityError(statement, None, error) from error
        raise
