"""The rows of a log from one ledger into another that has none, whichever databases they are of.

In:      a connection that reads one moment of a ledger; one inside the transaction of a ledger without rows
Out:     the same rows under the same numbers; the vectors whose check sums hold
Refuses: nothing of its own
Source:  docs/postgresql.md, "Moving a ledger"
Shown:   tests/faces/test_moving.py, tests/postgres/test_upkeep.py

Values travel as SQLite holds them, the form in which the chain digests them too: so the chain of the copy tells whether
every one of them arrived.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Date, Table, select
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.index.vectors import crc_of, meanings
from onrecord.ledger.upkeep.chain import columns_as_held
from onrecord.ledger.upkeep.log import LOG

ROWS_AT_A_TIME = 2_000

Kept = Callable[[Table], str | None]


def move_log(source: Connection, target: Connection, *, kept: Kept | None = None) -> dict[str, int]:
    """Move every row of the log; how many of each table.

    kept: which rows of a table, as SQL behind its name, and None for none of them; without it all of all tables.
    """
    moved = {}
    for table in LOG:  # in the order in which rows may point at others
        where = kept(table) if kept is not None else ""
        moved[table.name] = 0 if where is None else move_rows(source, target, table, where)
    return moved


def move_meanings(source: Connection, target: Connection) -> None:
    """Move the vectors that are sound; `add` makes the others again."""
    rows = source.execute(select(meanings), execution_options={"yield_per": ROWS_AT_A_TIME})
    for some in rows.partitions():
        sound = [r for r in some if r.crc is None or r.crc == crc_of(r.id, r.encoder, r.vector)]
        if sound:
            target.execute(meanings.insert(), [dict(row._mapping) for row in sound])


def move_rows(source: Connection, target: Connection, table: Table, where: str) -> int:
    """Move the rows of one table, under SQL behind its name; how many."""
    keys = ", ".join(f'"{c.name}"' for c in table.primary_key)
    query = f'SELECT {columns_as_held(table, source.dialect.name)} FROM "{table.name}"{where} ORDER BY {keys}'
    rows = iter(source.exec_driver_sql(query, execution_options={"yield_per": ROWS_AT_A_TIME}))
    moved = 0
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        _write(target, table, some)
        moved += len(some)
    return moved


def _write(target: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    names = ", ".join(f'"{c.name}"' for c in table.c)
    if database.is_postgres(target):
        from onrecord.ledger.postgres.copying import copy_in

        copy_in(target, f'COPY "{table.name}" ({names}) FROM STDIN', _as_postgres_holds(table, rows))
        return
    marks = ", ".join("?" * len(table.c))
    target.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', [tuple(row) for row in rows])


def _as_postgres_holds(table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    reads: dict[int, Callable[[Any], Any]] = {}
    for place, column in enumerate(table.c):
        if isinstance(column.type, Boolean):
            reads[place] = bool
        elif isinstance(column.type, Date):
            reads[place] = date.fromisoformat
    for row in rows:
        told = list(row)
        for place, read in reads.items():
            if told[place] is not None:
                told[place] = read(told[place])
        yield told
