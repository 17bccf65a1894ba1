"""A chain over commits: a row of the past that is changed, lost or slipped in no longer fits it.

In:      a connection inside the transaction that added rows
Out:     a row of `commits`; what does not fit the chain; its head
Refuses: nothing; what does not fit is told, not raised
Source:  docs/ledger.md, "Kept whole"
Shown:   tests/ledger/test_chain.py

Each row of a numbered table is a leaf, with the rows that hang on it (all that was read goes into the leaf of its
reading). Values are digested as SQLite holds them. NULLs at a row's end are left out, so that a column which a later
version adds, empty, changes no leaf.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Table, func, insert, select
from sqlalchemy.engine import Connection

from onrecord.ledger.schema.chain import commits, withdrawn_rows
from onrecord.ledger.upkeep.log import LOG

NUMBERED = tuple(sorted((t for t in LOG if "n" in t.c and t is not commits), key=lambda t: t.name))
"""Tables whose rows count up from 1: a row keeps its number for good."""

HANGING = {
    owner: tuple(sorted((t for t in LOG if column in t.c and "n" not in t.c), key=lambda t: t.name))
    for owner, column in (("readings", "reading"), ("withdrawals", "withdrawal"))
}
"""Tables whose rows belong to a row of another one, and are digested with it."""

OWNER_COLUMN = {"readings": "reading", "withdrawals": "withdrawal"}

BEFORE_ALL = "0" * 64

# One question for all tables: it is asked at every opening, and twice at every commit.
_HIGHEST = select(*(select(func.max(t.c.n)).scalar_subquery().label(t.name) for t in NUMBERED))

# Numbers read at a time: a reading with all that hangs on it takes some 30 kB.
READ_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where the chain ends: how many commits, and the hash that stands for all of them."""

    commits: int
    hash: str


def seal(connection: Connection) -> None:
    """Add a commit for what the log gained since the last one; nothing when it gained nothing."""
    before, held = marks(connection), highest(connection)
    gained = {name: last for name, last in held.items() if last > before.get(name, 0)}
    if not gained:
        return
    lines = (
        f"{table.name} {n} {leaf}\n"
        for table in NUMBERED
        if table.name in gained
        for n, leaf in leaves(connection, table, before.get(table.name, 0), gained[table.name])
    )
    head_now = head(connection)
    told, digest = _marks_text(held), _digest(lines)
    connection.execute(
        insert(commits),
        {
            "n": head_now.commits + 1,
            "marks": told,
            "digest": digest,
            "hash": _hash(head_now.hash, head_now.commits + 1, told, digest),
        },
    )


def head(connection: Connection) -> ChainHead:
    """The last commit; of a ledger without any, 0 and a hash of zeros."""
    row = connection.execute(select(commits.c.n, commits.c.hash).order_by(commits.c.n.desc()).limit(1)).first()
    return ChainHead(row.n, row.hash) if row is not None else ChainHead(0, BEFORE_ALL)


def holds_head(connection: Connection, hash_: str) -> bool:
    """Was the chain ever at this hash? Part of one, 12 digits or more, is enough."""
    wanted = hash_.strip().lower()
    return len(wanted) >= 12 and any(
        held.startswith(wanted) for held in connection.execute(select(commits.c.hash)).scalars()
    )


def marks(connection: Connection) -> dict[str, int]:
    """The last number of each table at the last commit."""
    told = connection.execute(select(commits.c.marks).order_by(commits.c.n.desc()).limit(1)).scalar()
    return _marks(told) if told is not None else {}


def highest(connection: Connection) -> dict[str, int]:
    """The last number of each table now; tables without rows are left out."""
    found = connection.execute(_HIGHEST).one()._mapping
    return {name: int(last) for name, last in found.items() if last is not None}


def disagreement(connection: Connection) -> str | None:
    """What the tables hold otherwise than the last commit says, by their last numbers alone; None: nothing.

    It costs microseconds, so it is asked at every opening: a file put together from two moments says so.
    """
    before, held = marks(connection), highest(connection)
    told = [
        f"{name}: {held.get(name, 0)} rows where the last commit says {before.get(name, 0)}"
        for name in sorted({*before, *held})
        if held.get(name, 0) != before.get(name, 0)
    ]
    return "; ".join(told) or None


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """(where, what was seen) for every commit that does not fit; also rows that no commit holds."""
    gone = _withdrawn(connection)
    before: dict[str, int] = {}
    previous, expected = BEFORE_ALL, 1
    for row in connection.execute(select(commits).order_by(commits.c.n)).all():
        if row.n != expected:
            yield f"commit {expected}", "it is not there"
        where, now = f"commit {row.n}", _marks(row.marks)
        if row.hash != _hash(previous, row.n, row.marks, row.digest):
            yield where, "its hash does not follow from the commit before it"
        missing: list[str] = []
        if _digest(_lines(connection, before, now, gone, missing)) != row.digest:
            names = ", ".join(sorted(name for name, last in now.items() if last > before.get(name, 0)))
            yield where, f"what it added was changed afterwards (it added to {names})"
        if missing:
            yield where, f"rows are not there: {', '.join(missing[:5])}"
        before, previous, expected = now, row.hash, row.n + 1
    if (found := disagreement(connection)) is not None:
        yield "the last commit", found


def leaves(connection: Connection, table: Table, after: int, upto: int) -> Iterator[tuple[int, str]]:
    """(number, digest) of the rows numbered after `after` up to `upto`, in order."""
    for start in range(after, upto, READ_AT_A_TIME):
        end = min(start + READ_AT_A_TIME, upto)
        hanging: dict[int, list[Any]] = defaultdict(list)
        for other in HANGING.get(table.name, ()):
            of, rows = _hanging_rows(connection, other, OWNER_COLUMN[table.name], start, end)
            for n, some in groupby(rows, key=lambda r: r[of]):
                hanging[n].append([other.name, [_plain(row) for row in some]])
        columns, mark = columns_as_held(table, connection.dialect.name), _mark(connection)
        query = f'SELECT {columns} FROM "{table.name}" WHERE n > {mark} AND n <= {mark} ORDER BY n'
        for row in connection.exec_driver_sql(query, (start, end)):
            told = [table.name, _plain(row), hanging[row.n]]
            yield row.n, hashlib.sha256(json.dumps(told, separators=(",", ":")).encode("ascii")).hexdigest()


def _lines(
    connection: Connection,
    before: dict[str, int],
    now: dict[str, int],
    gone: dict[tuple[str, int], str],
    missing: list[str],
) -> Iterator[str]:
    """The lines a commit was digested from, as the rows stand now; those of withdrawn rows as they stood."""
    for table in NUMBERED:
        first, last = before.get(table.name, 0), now.get(table.name, 0)
        held = dict(leaves(connection, table, first, last))
        for n in range(first + 1, last + 1):
            leaf = gone.get((table.name, n), held.get(n))
            if leaf is None:
                missing.append(f"{table.name} {n}")
            else:
                yield f"{table.name} {n} {leaf}\n"


def _withdrawn(connection: Connection) -> dict[tuple[str, int], str]:
    """The first leaf kept of each emptied row: what it was when it was written."""
    w = withdrawn_rows.c
    found: dict[tuple[str, int], str] = {}
    for row in connection.execute(select(w.of_table, w.row, w.leaf).order_by(w.withdrawal)):
        found.setdefault((row.of_table, row.row), row.leaf)
    return found


def _hanging_rows(connection: Connection, table: Table, owner: str, after: int, upto: int) -> tuple[int, Iterable[Any]]:
    keys = ", ".join(f'"{c.name}"' for c in table.primary_key if c.name != owner)
    order = f'"{owner}"' + (f", {keys}" if keys else "")
    columns, mark = columns_as_held(table, connection.dialect.name), _mark(connection)
    query = f'SELECT {columns} FROM "{table.name}" WHERE "{owner}" > {mark} AND "{owner}" <= {mark} ORDER BY {order}'
    result = connection.exec_driver_sql(query, (after, upto))
    return list(result.keys()).index(owner), result


@cache
def columns_as_held(table: Table, database_name: str) -> str:
    """A row's columns, so that every database gives what SQLite holds: days and JSON as text, truth as 0 and 1."""
    if database_name == "sqlite":
        return ", ".join(f'"{column.name}"' for column in table.c)
    told = []
    for column in table.c:
        kind = _AS_HELD.get(type(column.type))
        told.append(f'CAST("{column.name}" AS {kind}) AS "{column.name}"' if kind else f'"{column.name}"')
    return ", ".join(told)


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


_AS_HELD: dict[type, str] = {Boolean: "integer", Date: "text", JSON: "text"}


def _plain(row: Iterable[Any]) -> list[Any]:
    values = [hashlib.sha256(v).hexdigest() if v.__class__ is bytes else v for v in row]
    while values and values[-1] is None:
        values.pop()
    return values


def _marks(told: str) -> dict[str, int]:
    return {name: int(last) for name, last in json.loads(told).items()}


def _marks_text(held: dict[str, int]) -> str:
    return json.dumps(held, sort_keys=True, separators=(",", ":"))


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("ascii"))
    return digest.hexdigest()


def _hash(previous: str, n: int, told: str, digest: str) -> str:
    return hashlib.sha256(json.dumps([previous, n, told, digest]).encode("ascii")).hexdigest()
