"""The steps from an empty file to today's schema, one .sql file a version, oldest first.

In:      an open transaction, the version the file has
Out:     the file at CURRENT_VERSION
Source:  NNNN.sql beside this file; each is frozen once released
"""

from functools import cache
from importlib.resources import files

from sqlalchemy.engine import Connection


@cache
def steps() -> tuple[tuple[str, ...], ...]:
    """The statements of each version; steps()[0] makes version 1."""
    named = sorted((f for f in files(__name__).iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(statements(f.read_text("utf-8")) for f in named)


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
        for statement in step:
            connection.exec_driver_sql(statement)
    return len(to)
