"""Connections to a schema of a PostgreSQL database: readers see one moment and wait for nobody, writers take turns.

In:      an Address
Out:     an engine
Refuses: psycopg that is not installed; a server older than OLDEST_SERVER or not of UTF-8 (LedgerError)
Source:  postgresql.org/docs/current: transaction-iso.html, explicit-locking.html, runtime-config-client.html

A transaction reads unless its connection says `onrecord_write`: a read is REPEATABLE READ and may change nothing. A
writer holds the schema's advisory lock until its transaction ends, and reads what is committed then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from onrecord.ledger import errors
from onrecord.terms.ledger_places import Address

# Generated columns with `normalize`, trusted schemas and the planner's habits that the figures were made with.
OLDEST_SERVER = 13

# "ORec", as in a file's header: the first half of every lock's key, so that nobody else's locks are ours.
APPLICATION = 0x4F526563

# Connections kept for readers of one process, and how many more there may be.
KEPT, MORE = 8, 24

# Plans here are short: to compile them takes longer than to run them.
SESSION = """
SET default_transaction_isolation TO 'repeatable read';
SET default_transaction_read_only TO on;
SET jit TO off;
SET client_min_messages TO warning;
SET timezone TO 'UTC';
SET standard_conforming_strings TO on
"""

# A lock is asked for before anything is read, under READ COMMITTED: what is read after it was committed before it. The
# sequences are set behind the last row, because a number that was drawn in vain must not be missing from the chain.
BEGIN_WRITING = f"""
SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
SELECT pg_advisory_xact_lock({APPLICATION}, current_schema()::regnamespace::oid::int8::bit(32)::int4);
DO $$ BEGIN
  IF to_regprocedure('onrecord_number_on()') IS NOT NULL THEN PERFORM onrecord_number_on(); END IF;
END $$
"""


Raw = Any
"""psycopg's connection: its types are there only where it is installed."""


def connect_engine(place: Address, *, read_only: bool, busy_timeout_s: float) -> Engine:
    """An engine on the schema. Nothing is opened yet."""
    psycopg = _psycopg()

    def connect() -> Raw:
        raw = psycopg.connect(**parameters(place), autocommit=True)
        try:
            _make_sure_of_server(raw, place)
            raw.execute(SESSION)
            raw.execute(
                "SELECT set_config('search_path', %s, false), set_config('lock_timeout', %s, false)",
                (f"{quoted(place.schema)}, pg_temp", str(max(1, int(busy_timeout_s * 1000)))),
            )
            # Whoever let the server acknowledge before the disk has it did not mean a ledger.
            raw.execute(
                "SELECT set_config('synchronous_commit', 'on', false) "
                "WHERE current_setting('synchronous_commit') = 'off'"
            )
            raw.autocommit = False
        except BaseException:
            raw.close()
            raise
        return raw

    # Asked whether it lives before it is lent: a server that was started anew is met by a new connection.
    engine = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=KEPT,
        max_overflow=MORE,
        pool_timeout=max(1.0, busy_timeout_s),
        pool_pre_ping=True,
        hide_parameters=True,  # an error tells what was asked, and no words of pages
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not read_only and connection.get_execution_options().get("onrecord_write"):
            driver(connection).execute(BEGIN_WRITING)

    return engine


def driver(connection: Connection) -> Raw:
    """psycopg's own connection under SQLAlchemy's."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return raw


@contextmanager
def outside(connection: Connection) -> Iterator[Raw]:
    """psycopg's connection outside of transactions, each statement for itself and free to write."""
    raw = driver(connection)
    connection.rollback()
    raw.rollback()
    raw.autocommit = True
    try:
        raw.execute("SET default_transaction_read_only TO off")
        yield raw
    finally:
        if not raw.closed:
            raw.execute("SET default_transaction_read_only TO on")
            raw.autocommit = False


def parameters(place: Address) -> dict[str, Any]:
    """What psycopg connects by."""
    asked = {
        "dbname": place.database,
        "user": place.user,
        "password": place.password,
        "host": place.host,
        "port": place.port,
        "client_encoding": "UTF8",
        "application_name": "onrecord",
        "connect_timeout": "10",
        **dict(place.settings),
    }
    return {name: value for name, value in asked.items() if value is not None}


def quoted(name: str) -> str:
    """A name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def sweep(connection: Connection) -> bool:
    """Write every table anew without what was deleted from it; False: others were reading meanwhile.

    The server's own log and its backups are out of reach: docs/postgresql.md, "Withdrawn pages".
    """
    psycopg = _psycopg()
    with outside(connection) as raw:
        rows = raw.execute(
            "SELECT format('%I.%I', current_schema(), relname) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname"
        ).fetchall()
        for (name,) in rows:
            try:
                raw.execute(f"VACUUM (FULL, ANALYZE) {name}".encode())
            except psycopg.errors.LockNotAvailable:
                return False
    return True


def _make_sure_of_server(raw: Raw, place: Address) -> None:
    version = raw.info.server_version // 10_000
    if version < OLDEST_SERVER:
        raise errors.LedgerError(
            f"{place}: the server is PostgreSQL {version}; a ledger needs {OLDEST_SERVER} or later. Upgrade the "
            "server, or choose another."
        )
    if (encoding := raw.info.parameter_status("server_encoding")) != "UTF8":
        raise errors.LedgerError(
            f"{place}: the database is of {encoding}; pages hold words of every script. Make one of UTF-8: "
            "createdb --encoding UTF8 --template template0 NAME"
        )


def _psycopg() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise errors.LedgerError("a ledger in PostgreSQL needs psycopg: pip install 'onrecord[postgres]'.") from error
    return psycopg
