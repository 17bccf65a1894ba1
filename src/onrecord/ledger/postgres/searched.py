"""The full-text index follows the rows of passages by itself, and what was committed is on the server's disk.

Source: postgresql.org/docs/current: textsearch-tables.html, ddl-generated-columns.html
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.engine import Connection


def index_passages(connection: Connection, readings: Sequence[int]) -> None:
    """Nothing: the column `search` is generated from the words, and its index with it."""


def unindex_passages(connection: Connection, reading: int) -> None:
    """Nothing: what is deleted from passages is deleted from the index."""


def empty_search(connection: Connection) -> None:
    """Nothing, for the same reason."""


def merge_search(connection: Connection) -> None:
    """Nothing: `sweep` writes the index anew."""


def search_sound(connection: Connection) -> bool:
    """Is the full-text index there, and may it be asked?"""
    query = (
        "SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE c.relname = 'passages_search' AND c.relnamespace = current_schema()::regnamespace"
    )
    return bool(connection.exec_driver_sql(query).scalar())


def settle(connection: Connection) -> None:
    """Nothing: a commit is on the disk when the server says so."""


@contextmanager
def long_log(connection: Connection) -> Iterator[Callable[[], None]]:  # noqa: ARG001 - as SQLite's has it
    """Nothing to do in many commits either: the server keeps its log by itself."""
    yield lambda: None
