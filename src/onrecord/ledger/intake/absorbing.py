"""A shard taken into a ledger, in steps so short that others can read and write meanwhile.

In:      a connection to the ledger that may write, how it commits, the path of a shard
Out:     Recorded, step by step; each step is whole and on the disk, or is not there
Refuses: what `shards` refuses, and a shard whose rows do not fit together (ShardRefused); what SQLite refuses
Source:  docs/ledger.md, "Shards absorbed"
Shown:   tests/ledger/test_absorbing.py

Nothing remembers how far a shard was taken: taken again from its beginning it adds what is missing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Table, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.database import BOUND_AT_A_TIME
from onrecord.ledger.intake.shards import damaged, looked_at
from onrecord.ledger.intake.taking import SHARD, SenselessRows, take_pages, take_refused
from onrecord.ledger.schema import tables
from onrecord.ledger.write import Recorded

# Another writer waits for one step, and must not wait for more than a second.
HELD_S = 0.5

# Who waits for SQLite's lock looks every tenth of a second in the end: in a shorter pause nobody need get it.
PAUSE_S = 0.11

FIRST_PAGES, MOST_PAGES = 16, BOUND_AT_A_TIME
MOST_REFUSED = 2_000

# Each waits as long as the ledger was opened to wait.
TRIES = 3

Step = Callable[[int, int], Recorded]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsorbPace:
    """A clock of seconds, how to wait for some, how long the ledger may be held, how long it is left between.

    pause_s: 0 where nobody else can have it.
    """

    now_s: Callable[[], float] = time.monotonic
    wait_s: Callable[[float], None] = time.sleep
    held_s: float = HELD_S
    pause_s: float = PAUSE_S


def absorbed(
    connection: Connection,
    writing: Callable[[], AbstractContextManager[None]],
    path: Path,
    *,
    content: str | None,
    pace: AbsorbPace,
) -> Iterator[Recorded]:
    """Take a shard, step by step. writing: a transaction on the connection, sealed when it ends well.

    content: the digest of what it must hold; None: nobody said.
    """
    with (
        looked_at(path, content=content) as shard,
        database.beside(connection, path, SHARD) as connection,
        database.of(connection).long_log(connection) as settle_when_long,
    ):
        ends = [_last(shard, table) for table in (tables.pages, tables.refused_pages)]
        shard.rollback()  # or a long read would stay open

        def pages(after: int, upto: int) -> Recorded:
            return take_pages(connection, shard, after, upto)

        def refused(after: int, upto: int) -> Recorded:
            return take_refused(connection, after, upto)

        is_busy = database.of(connection).is_busy
        kinds = ((pages, ends[0], FIRST_PAGES, MOST_PAGES), (refused, ends[1], MOST_REFUSED, MOST_REFUSED))
        try:
            for step, last, size, most in kinds:
                for done in _steps(step, writing, last=last, size=size, most=most, pace=pace, busy=is_busy):
                    settle_when_long()
                    yield done
        except IntegrityError as error:
            raise errors.unsound_shard(path, str(error.orig)) from error
        except errors.ReadingUnsound as error:
            raise errors.unsound_shard(path, str(error)) from error
        except SenselessRows as error:
            raise errors.unsound_shard(path, str(error)) from error
        except DBAPIError as error:
            # Of two files one is damaged, and the error does not say which.
            found = sqlite.damage_said(shard) if sqlite.is_damage(error) else None
            if found is None:
                raise
            raise damaged(path, found) from error


def _steps(
    step: Step,
    writing: Callable[[], AbstractContextManager[None]],
    *,
    last: int,
    size: int,
    most: int,
    pace: AbsorbPace,
    busy: Callable[[DBAPIError], bool],
) -> Iterator[Recorded]:
    """Steps over the shard's numbers up to the last, each as long as it may be by how long the one before took."""
    after = 0
    while after < last:
        upto = min(after + size, last)
        done, took_s = _one(step, writing, after, upto, pace, busy)
        yield done
        after = upto
        size = max(1, min(most, size * 2, int(size * pace.held_s / max(took_s, 1e-6))))
        if pace.pause_s:
            pace.wait_s(pace.pause_s)


def _one(
    step: Step,
    writing: Callable[[], AbstractContextManager[None]],
    after: int,
    upto: int,
    pace: AbsorbPace,
    busy: Callable[[DBAPIError], bool],
) -> tuple[Recorded, float]:
    """One step, and how long the ledger was held for it. LedgerBusy: others held it all the time."""
    for left in reversed(range(TRIES)):
        try:
            with writing():
                start = pace.now_s()
                done = step(after, upto)
            return done, pace.now_s() - start
        except DBAPIError as error:
            if left == 0 or not busy(error):
                raise
    raise AssertionError("the last try returns or raises")


def _last(shard: Connection, table: Table) -> int:
    return int(shard.execute(select(func.max(table.c.n))).scalar() or 0)
