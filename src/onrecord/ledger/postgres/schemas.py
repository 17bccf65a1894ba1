"""Whose schema this is, of which version, what it is made of, and how its log is guarded.

Source: postgresql.org/docs/current: catalogs.html, sql-altertable.html
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection

from onrecord.ledger import errors
from onrecord.ledger.postgres.connecting import APPLICATION, connect_engine, driver, outside, quoted
from onrecord.ledger.postgres.saying import said_plainly
from onrecord.terms.ledger_places import Address

_HERE = "current_schema()::regnamespace"


def made_ready(connection: Connection, place: Address, *, create: bool) -> bool:
    """Is the schema there, for us to look into? create: make it when it is not."""
    raw = driver(connection)
    there = "SELECT 1 FROM pg_namespace WHERE nspname = %s"
    if raw.execute(there, (place.schema,)).fetchone() is None:
        if create:
            with outside(connection) as making:
                making.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(place.schema)}".encode())
        else:
            raw.rollback()
            return False
    else:
        # Without the right to use it every table in it would seem not to be there.
        allowed = raw.execute("SELECT has_schema_privilege(%s, 'USAGE')", (place.schema,)).fetchone()
        raw.rollback()
        if allowed is None or not allowed[0]:
            raise errors.LedgerNotWritable(
                f"{place}: the server does not let {place.user or 'this user'} into the schema {place.schema}. Ask its "
                "owner for the right, or choose another user."
            )
    return True


def is_ours(connection: Connection) -> bool:
    """Is there a ledger in the schema?"""
    if connection.exec_driver_sql("SELECT to_regclass('onrecord_version') IS NULL").scalar_one():
        return False
    found = connection.exec_driver_sql("SELECT application FROM onrecord_version").scalars().all()
    return found == [APPLICATION]


def set_aside(place: Address) -> Address | None:
    """Give the schema that is there another name, `NAME_replaced`; None: there was none."""
    with _alone(place) as raw:
        held = {name for (name,) in raw.execute("SELECT nspname FROM pg_namespace")}
        if place.schema not in held:
            return None
        names = (f"{place.schema[:40]}_replaced{'' if n == 1 else f'_{n}'}" for n in range(1, 10_000))
        aside = replace(place, schema=next(name for name in names if name not in held))
        raw.execute(f"ALTER SCHEMA {quoted(place.schema)} RENAME TO {quoted(aside.schema)}".encode())
    return aside


def put_back(place: Address, aside: Address) -> None:
    """Give it its name again; what was begun in its place goes, which has nothing in it."""
    with _alone(place) as raw:
        raw.execute(f"DROP SCHEMA IF EXISTS {quoted(place.schema)} RESTRICT".encode())
        raw.execute(f"ALTER SCHEMA {quoted(aside.schema)} RENAME TO {quoted(place.schema)}".encode())


@contextmanager
def _alone(place: Address) -> Iterator[Any]:
    engine = connect_engine(place, read_only=False, busy_timeout_s=10)
    try:
        with said_plainly(place), engine.connect() as connection, outside(connection) as raw:
            yield raw
    finally:
        engine.dispose()


OF_ANOTHER = "its schema holds tables of another program; name a schema of its own (?schema=NAME)"


def of_another(connection: Connection) -> bool:
    """False: a schema says whose it is by its tables alone."""
    del connection
    return False


def schema_version(connection: Connection) -> int:
    """The version of the schema; 0: none yet."""
    if connection.exec_driver_sql("SELECT to_regclass('onrecord_version') IS NULL").scalar_one():
        return 0
    return int(connection.exec_driver_sql("SELECT coalesce(max(version), 0) FROM onrecord_version").scalar_one())


def stamp(connection: Connection, version: int) -> None:
    """Say whose schema it is and of which version; takes part in the transaction."""
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS onrecord_version (application integer PRIMARY KEY, version integer NOT NULL)"
    )
    connection.exec_driver_sql(
        f"INSERT INTO onrecord_version VALUES ({APPLICATION}, {int(version)}) "
        "ON CONFLICT (application) DO UPDATE SET version = excluded.version"
    )


def holds_anything(connection: Connection) -> bool:
    """Has anybody made a table here?"""
    query = f"SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace = {_HERE} LIMIT 1"
    return connection.exec_driver_sql(query).first() is not None


def damage(connection: Connection) -> str | None:
    """None: the server looks after its own files (docs/postgresql.md, "What is different")."""
    del connection
    return None


def all_damage(connection: Connection) -> list[str]:
    """Indexes that the server itself holds to be unfinished or broken."""
    query = (
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        f"WHERE c.relnamespace = {_HERE} AND NOT (i.indisvalid AND i.indisready) ORDER BY 1"
    )
    return [f"the index {name} is not whole" for name in connection.exec_driver_sql(query).scalars()]


def count(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(table)}").scalar_one())


def schema(connection: Connection) -> dict[tuple[str, str], str]:
    """How each table, index, trigger and function is made, by (type, name)."""
    queries = {
        "table": (
            "SELECT c.relname, string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), "
            "CASE WHEN a.attnotnull THEN 'NOT NULL' END), ', ' ORDER BY a.attnum) "
            "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
            f"WHERE c.relkind = 'r' AND c.relnamespace = {_HERE} GROUP BY c.relname"
        ),
        "index": (
            "SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class c "
            f"WHERE c.relkind = 'i' AND c.relnamespace = {_HERE}"
        ),
        "trigger": (
            "SELECT t.tgname, t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid) FROM pg_trigger t "
            f"JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = {_HERE}"
        ),
        "function": f"SELECT proname, prosrc FROM pg_proc WHERE pronamespace = {_HERE}",
        "view": f"SELECT relname, pg_get_viewdef(oid) FROM pg_class WHERE relkind = 'v' AND relnamespace = {_HERE}",
    }
    here = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    return {
        (kind, name): " ".join(str(made).replace(f"{here}.", "").split())
        for kind, query in queries.items()
        for name, made in connection.exec_driver_sql(query.replace("%", "%%"))
    }


def expected_schema(
    connection: Connection, steps: tuple[tuple[str, ...], ...], then: Callable[[Connection], None]
) -> dict[tuple[str, str], str] | None:
    """The same of what these steps make and what comes behind them, tried in a schema of its own that is never
    committed; None: not allowed."""
    with connection.engine.connect() as trying:
        raw = driver(trying)
        name = f"onrecord_expected_{raw.info.backend_pid}"
        if not trying.exec_driver_sql("SELECT has_database_privilege(current_database(), 'CREATE')").scalar():
            return None
        trying.rollback()
        trying.exec_driver_sql("SET TRANSACTION READ WRITE")
        trying.exec_driver_sql(f"CREATE SCHEMA {name}")
        trying.exec_driver_sql(f"SET LOCAL search_path TO {name}")
        for step in filter(None, steps):
            trying.exec_driver_sql(";\n".join(step).replace("%", "%%"))
        then(trying)
        stamp(trying, len(steps))
        found = schema(trying)
        trying.rollback()
    return found


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """The log may be changed inside, by the one command that may: what held it to its word stands again afterwards.

    Part of the caller's transaction, so that no other process ever sees the ledger without its triggers.
    """
    query = (
        "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        f"WHERE NOT t.tgisinternal AND c.relnamespace = {_HERE} ORDER BY 1"
    )
    guarded = list(connection.exec_driver_sql(query).scalars())
    for name in guarded:
        connection.exec_driver_sql(f"ALTER TABLE {quoted(name)} DISABLE TRIGGER USER")
    yield
    for name in guarded:
        connection.exec_driver_sql(f"ALTER TABLE {quoted(name)} ENABLE TRIGGER USER")
