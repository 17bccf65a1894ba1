"""What a database must do to hold a ledger, and which one a place or a connection is of.

In:      a place; a connection
Out:     Database: SQLite's or PostgreSQL's
Refuses: nothing
Source:  docs/ledger.md, "Rooms"; docs/postgresql.md
Shown:   tests/ledger/, on both

All other rooms say what they want in SQLAlchemy Core, and ask here for what the two spell otherwise. psycopg is met
only where a place is an address.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine, Integer, Select, String, TextClause, column, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import TextualSelect

from onrecord.ledger import sqlite
from onrecord.terms.ledger_places import Address, LedgerPlace

T = TypeVar("T")

# Values bound in one statement: a build of SQLite may take no more than 999 (sqlite.org/limits.html).
BOUND_AT_A_TIME = 500

# Marks put round found words; blanked from the words before they are indexed, so that they cannot be in them.
OPEN, CLOSE = "\x02", "\x03"


class Database(Protocol):
    """What the two do otherwise. All but the first two take part in the caller's transaction, unless they say not."""

    def is_busy(self, error: DBAPIError) -> bool:
        """Did another process hold what we wanted?"""

    def is_damage(self, error: DBAPIError) -> bool:
        """Is it that what is there could not be read?"""

    @property
    def OF_ANOTHER(self) -> str:  # noqa: N802 - of a module
        """What is said of a place where another program keeps its own."""

    def of_another(self, connection: Connection) -> bool:
        """Does it say that it is another program's?"""

    def is_ours(self, connection: Connection) -> bool:
        """Is it a ledger?"""

    def schema_version(self, connection: Connection) -> int:
        """The version of the schema; 0: none yet."""

    def stamp(self, connection: Connection, version: int) -> None:
        """Say whose it is and of which version."""

    def holds_anything(self, connection: Connection) -> bool:
        """Has anybody made a table here?"""

    def damage(self, connection: Connection) -> str | None:
        """What a quick look finds wrong with the files; None: nothing."""

    def all_damage(self, connection: Connection) -> list[str]:
        """What a long look finds wrong."""

    def schema(self, connection: Connection) -> dict[tuple[str, str], str]:
        """How each table, index and trigger was made, by (type, name)."""

    def count(self, connection: Connection, table: str) -> int:
        """How many rows a table has."""

    def unguarded(self, connection: Connection) -> AbstractContextManager[None]:
        """The log may be changed inside, by the one command that may."""

    def sweep(self, connection: Connection) -> bool:
        """Leave nothing on the disk of what was deleted; False: others were reading. Not inside a transaction."""

    def settle(self, connection: Connection) -> None:
        """What was committed lies where a copy of the files finds it. Not inside a transaction."""

    def long_log(self, connection: Connection) -> AbstractContextManager[Callable[[], None]]:
        """For many commits in a row; what is yielded is called after each. Not inside a transaction."""

    def index_passages(self, connection: Connection, readings: Sequence[int]) -> None:
        """Put the passages of these readings into the full-text index."""

    def unindex_passages(self, connection: Connection, reading: int) -> None:
        """Take the passages of a reading out of it, while they still stand in their table."""

    def empty_search(self, connection: Connection) -> None:
        """Take everything out of it."""

    def merge_search(self, connection: Connection) -> None:
        """Leave nothing in it of what was taken out."""

    def search_sound(self, connection: Connection) -> bool:
        """Does it hold the words of the passages, no more and no less?"""


def of(connection: Connection) -> Database:
    """The database a connection is of."""
    if not is_postgres(connection):
        return sqlite
    from onrecord.ledger import postgres

    return postgres


def is_postgres(connection: Connection) -> bool:
    """Is it PostgreSQL?"""
    return connection.dialect.name == "postgresql"


def said_plainly(place: LedgerPlace | None) -> AbstractContextManager[None]:
    """Errors of the database, and of rows that make no sense any more, come out as LedgerErrors that say what to do."""
    if isinstance(place, Address):
        said: AbstractContextManager[None] = _postgres().said_plainly(place)
        return said
    return sqlite.said_plainly(place)


def connect_engine(place: LedgerPlace | None, *, read_only: bool, busy_timeout_s: float) -> Engine:
    """An engine on a file, a schema, or (None) memory. Nothing is opened yet."""
    if isinstance(place, Address):
        engine: Engine = _postgres().connect_engine(place, read_only=read_only, busy_timeout_s=busy_timeout_s)
        return engine
    return sqlite.connect_engine(place, read_only=read_only, busy_timeout_s=busy_timeout_s)


def made_ready(connection: Connection, place: Address, *, create: bool) -> bool:
    """Is the schema there? create: made when it is not. Not inside a transaction."""
    return bool(_postgres().made_ready(connection, place, create=create))


def set_aside(place: Address) -> Address | None:
    """Give the schema that is there another name; where it is now, None: there was none."""
    found: Address | None = _postgres().set_aside(place)
    return found


def put_back(place: Address, aside: Address) -> None:
    """Give a schema that was set aside its name again."""
    _postgres().put_back(place, aside)


def expected_schema(
    connection: Connection, steps: tuple[tuple[str, ...], ...], then: Callable[[Connection], None]
) -> dict[tuple[str, str], str] | None:
    """What `schema` would tell of what these steps of PostgreSQL make, and what is made behind them; None: the server
    does not let us try."""
    found: dict[tuple[str, str], str] | None = _postgres().expected_schema(connection, steps, then)
    return found


def beside(connection: Connection, path: Path, name: str) -> AbstractContextManager[Connection]:
    """The connection, seeing the tables of a file that nobody writes to any more under a schema of this name.

    Not inside a transaction.
    """
    if is_postgres(connection):
        return _loaded(connection, path, name)
    return _attached(connection, path, name)


@contextmanager
def _attached(connection: Connection, path: Path, name: str) -> Iterator[Connection]:
    with sqlite.beside(connection, path, name):
        yield connection


@contextmanager
def _loaded(connection: Connection, path: Path, name: str) -> Iterator[Connection]:
    with _postgres().beside(connection, path):
        # On the connection itself: whoever holds it holds the same transaction.
        yield connection.execution_options(schema_translate_map={name: "pg_temp"})


def _postgres() -> Any:
    # Who has a file needs none of it.
    from onrecord.ledger import postgres

    return postgres


def in_shares(keys: Sequence[T], size: int = BOUND_AT_A_TIME) -> Iterator[Sequence[T]]:
    """The keys in their order, in shares small enough to bind in one statement.

    >>> list(in_shares("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (keys[start : start + size] for start in range(0, len(keys), size))


class _Values(FunctionElement[Any]):
    """The values of a JSON list, as rows."""

    name = "json_values"
    inherit_cache = True


@compiles(_Values, "sqlite")
def _of_sqlite(values: _Values, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_each({compiler.process(values.clauses, **how)})"


@compiles(_Values, "postgresql")
def _of_postgres(values: _Values, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(values.clauses, **how)} AS json))"


def each_of(values: Iterable[str]) -> Select[tuple[str]]:
    """Values to be among, as one for the database, however many: it takes only so many."""
    rows = _Values(json.dumps(sorted(values))).table_valued(column("value", String))
    return select(rows.c.value)


class _Pairs(TextClause):
    """`SELECT a, b`, of the pairs of numbers in a JSON list, the parameter `pairs`."""

    inherit_cache = True


_PAIRS = "SELECT json_extract(value, '$[0]') AS a, json_extract(value, '$[1]') AS b FROM json_each(:pairs)"
_PAIRS_OF_POSTGRES = text(
    "SELECT CAST(value->>0 AS integer) AS a, CAST(value->>1 AS integer) AS b "
    "FROM json_array_elements(CAST(:pairs AS json))"
)


@compiles(_Pairs, "postgresql")
def _pairs_of_postgres(pairs: _Pairs, compiler: SQLCompiler, **how: Any) -> str:
    del pairs
    return compiler.process(_PAIRS_OF_POSTGRES, **how)


def pairs() -> TextualSelect:
    """Pairs of numbers (a, b) out of the JSON text given as `pairs`, as rows to join on."""
    return _Pairs(_PAIRS).columns(column("a", Integer), column("b", Integer))
