"""Worked questions in SQL, which run unchanged on SQLite, on PostgreSQL, and on Parquet through DuckDB.

In:      the files of data/sql, in the order of their numbers
Out:     Worked
Refuses: nothing
Source:  docs/sql.md
Shown:   tests/questions/test_tables.py
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Worked:
    """One question. title: in a sentence; sql: one SELECT, without a semicolon."""

    name: str
    title: str
    sql: str


@cache
def worked_questions() -> tuple[Worked, ...]:
    """All of them."""
    folder = files("onrecord.data").joinpath("sql")
    named = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple(_worked(name, text) for name, text in named)


def _worked(name: str, text: str) -> Worked:
    first, _, sql = text.partition("\n")
    return Worked(name.removesuffix(".sql").partition("-")[2], first.removeprefix("-- "), sql.strip())
