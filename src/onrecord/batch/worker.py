"""A process of the pool: it takes a part, makes its shard, says so, and takes the next.

In:      parts through a connection
Out:     what came of each through the same, and in between that it is at work
Refuses: nothing; what stops the whole run is said as a Stopped
Shown:   tests/batch/test_run.py, tests/batch/test_killed.py
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.batch.done import Done
from onrecord.batch.errors import BatchError, PartFailed
from onrecord.batch.messages import Opens
from onrecord.batch.settings import BatchSettings
from onrecord.batch.shard import process_shard
from onrecord.ledger import LedgerError
from onrecord.pages.archives import Part
from onrecord.terms.log_events import LogEvent, tell
from onrecord.walk.beginnings import Begin, begun

logger = logging.getLogger(__name__)

BEAT_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What holds for all parts of a run; as `process_shard` takes it.

    out: absolute. run: which one it is, for the log and the markers; None: it has no name.
    """

    out: Path
    settings: BatchSettings
    recorded_at: datetime
    opens: Opens
    run: str | None = None


@dataclass(frozen=True, slots=True)
class AtWork:
    """So many records of the part are done."""

    records: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The shard is there."""

    done: Done


@dataclass(frozen=True, slots=True)
class PartUnread:
    """The part cannot be read; others may be."""

    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing can be done here: no room, no reader."""

    error: BatchError


Said = AtWork | Finished | PartUnread | Stopped


def work(connection: Connection, job: Job, begin: tuple[Begin, ...] = ()) -> None:
    """Take parts until there is none. begin: what is done first."""
    begun(begin)
    while True:
        try:
            part = connection.recv()
        except EOFError:
            return
        connection.send(_done(part, job, _beating(connection)))


def _done(part: Part, job: Job, told: Callable[[int], None]) -> Said:
    try:
        return Finished(
            process_shard(
                part, job.out, job.settings, recorded_at=job.recorded_at, opens=job.opens, run=job.run, told=told
            )
        )
    except PartFailed as error:
        return PartUnread(str(error))
    except BatchError as error:
        return Stopped(error)
    except (LedgerError, OSError) as error:
        return Stopped(BatchError(f"{job.out}: {error}"))
    except Exception as error:  # noqa: BLE001 - the wall between one strange part and the rest of a long run
        tell(
            logger,
            LogEvent.READER_FAILED,
            words=f"the part {part.name} failed",
            error=error,
            at=part.path,
        )
        return PartUnread(
            f"{part.path}: {type(error).__name__}: {error}. This is a fault of onrecord: please report it"
        )


def _beating(connection: Connection) -> Callable[[int], None]:
    last = time.monotonic()

    def told(records: int) -> None:
        nonlocal last
        if time.monotonic() - last >= BEAT_S:
            last = time.monotonic()
            connection.send(AtWork(records))

    return told
