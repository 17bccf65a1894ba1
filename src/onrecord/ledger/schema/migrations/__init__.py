"""The steps from nothing to today's schema, one .sql file a version, oldest first.

In:      an open transaction, the version the ledger has
Out:     the ledger at today's version
Source:  NNNN.sql beside this file; each is frozen once released

A step is for both databases, unless NNNN.postgres.sql stands beside it: then that one is PostgreSQL's, which
has no history before version FIRST_OF_POSTGRES: its file makes all of that version at once.
"""

from functools import cache
from importlib.resources import files

from sqlalchemy.engine import Connection

from onrecord.ledger import database

FIRST_OF_POSTGRES = 15

_POSTGRES = ".postgres.sql"


@cache
def steps(*, postgres: bool = False) -> tuple[tuple[str, ...], ...]:
    """The statements of each version; steps()[0] makes version 1. Of PostgreSQL those before its first are empty."""
    held = {f.name: f for f in files(__name__).iterdir() if f.name.endswith(".sql")}
    common = sorted(name for name in held if not name.endswith(_POSTGRES))
    if not postgres:
        return tuple(statements(held[name].read_text("utf-8")) for name in common)
    theirs = [name.removesuffix(".sql") + _POSTGRES for name in common]
    return tuple(
        () if version < FIRST_OF_POSTGRES else statements(held[own if own in held else name].read_text("utf-8"))
        for version, (name, own) in enumerate(zip(common, theirs, strict=True), 1)
    )


def statements(sql: str) -> tuple[str, ...]:
    """The statements of one file: separated by blank lines, because a trigger holds semicolons; comments left out.

    >>> statements("-- why\\n\\nCREATE TABLE a (n)\\n\\nCREATE TABLE b (n)\\n")
    ('CREATE TABLE a (n)', 'CREATE TABLE b (n)')
    """
    parts = (part.strip() for part in sql.split("\n\n"))
    return tuple(part for part in parts if part and not part.startswith("--"))


def migrate(connection: Connection, version: int, *, to: tuple[tuple[str, ...], ...]) -> int:
    """Run every step after `version`, inside the caller's transaction; the version reached."""
    for step in to[version:]:
        if database.is_postgres(connection):
            if step:  # at once: each statement by itself would be a way there and back
                connection.exec_driver_sql(";\n".join(step).replace("%", "%%"))
            continue
        for statement in step:
            connection.exec_driver_sql(statement)
    return len(to)
