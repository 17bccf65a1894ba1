"""What the process does that reads: it captures the things of a part, reads the pages and sends what came of them.

In:      Asks through a connection
Out:     Answers through the same
Refuses: a page whose reading raises ("reader-failed"); what cannot be read on is said (Failed)
Shown:   tests/batch/test_attempts.py

Capturing lies here too: a PDF may hang or eat memory before it is a page.
"""

import logging
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection

from onrecord.batch.messages import (
    Ask,
    AskName,
    Captured,
    End,
    Failed,
    NoMemory,
    Opens,
    Reached,
    ReaderNamed,
    ReadPage,
    ThingOutcome,
    ThingPassedOver,
)
from onrecord.batch.settings import BatchSettings
from onrecord.pages.archives import PartChanged, Seen, records_in
from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.refusals import Refusal
from onrecord.walk.beginnings import Begin, begun

logger = logging.getLogger(__name__)


def open_reader(settings: BatchSettings) -> tuple[str, ReadPage]:
    """The default engines, loaded once a process."""
    # Here: whoever only names this function must not wait for the models' libraries.
    from onrecord.walk.many import read_many, read_safely
    from onrecord.walk.open import open_engines

    engines = open_engines().keeping(settings.least)
    reader = partial(read_safely, least=settings.least)
    return engines.name, lambda page: tuple(read_many((page,), reader=reader))


def serve(connection: Connection, opens: Opens, begin: tuple[Begin, ...] = ()) -> None:
    """Answer until nobody asks any more. begin: what is done first."""
    begun(begin)
    while True:
        try:
            asked = connection.recv()
        except EOFError:
            return
        try:
            answer(connection, asked, opens)
        except MemoryError:
            connection.send(NoMemory())
            return
        except BrokenPipeError:
            return


def answer(connection: Connection, asked: Ask | AskName, opens: Opens) -> None:
    """Answer one question."""
    try:
        name, read = opens(asked.settings)
    except (OnRecordError, ImportError, OSError) as error:
        connection.send(Failed(f"what reads cannot be opened: {error}"))
        return
    if isinstance(asked, AskName):
        connection.send(ReaderNamed(name))
        return
    try:
        for outcome in outcomes(asked, read, connection):
            connection.send(outcome)
    except (MemoryError, BrokenPipeError):
        raise
    except PartChanged as error:
        connection.send(Failed(str(error)))
    except (OnRecordError, OSError) as error:
        connection.send(Failed(f"{asked.part.path}: {error}"))
    except Exception as error:  # noqa: BLE001 - the wall between one strange input and the rest of a long run
        tell(logger, LogEvent.READER_FAILED, words=f"reading {asked.part.path} failed", error=error, at=asked.part.path)
        reason = f"{asked.part.path}: taking it apart raised {type(error).__name__}: {error}"
        connection.send(Failed(f"{reason}. This is a fault of onrecord: please report it"))


def outcomes(asked: Ask, read: ReadPage, connection: Connection) -> Iterator[ThingOutcome | ThingPassedOver | End]:
    """What is sent, in order."""
    clock = _CpuClock()
    for seen in records_in(asked.part, options=asked.settings.capture):
        if seen.ordinal < asked.first:
            yield ThingPassedOver(seen.ordinal)
            continue
        if seen.ordinal == asked.first:
            connection.send(Reached())
        if asked.shown and isinstance(seen.found, Page):
            connection.send(Captured(seen.found))
        yield _outcome(seen, read, clock)
        if seen.ordinal == asked.last:
            break
    yield End(clock.since())


def _outcome(seen: Seen, read: ReadPage, clock: "_CpuClock") -> ThingOutcome:
    found = seen.found
    if isinstance(found, RefusedPage):
        return ThingOutcome(ordinal=seen.ordinal, address=found.address, refused=found, cpu_seconds=clock.since())
    if not isinstance(found, Page):
        return ThingOutcome(ordinal=seen.ordinal, address=found.address, skipped=found.why, cpu_seconds=clock.since())
    try:
        readings = tuple(read(found))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the wall between one strange page and the rest of a long run
        tell(logger, LogEvent.READER_FAILED, words=f"reading {found.address} failed", error=error, at=found.address)
        reason = (
            f"reading {found.address} raised {type(error).__name__}: {error}. This is a fault of onrecord, "
            "not of the page: please report it with the page"
        )
        refused = RefusedPage(found.address, Refusal("batch", "reader-failed", reason))
        return ThingOutcome(ordinal=seen.ordinal, address=found.address, refused=refused, cpu_seconds=clock.since())
    return ThingOutcome(
        ordinal=seen.ordinal,
        address=found.address,
        readings=readings,
        truncated=seen.truncated,
        cpu_seconds=clock.since(),
    )


class _CpuClock:
    """Processor time of this process, by stretches."""

    def __init__(self) -> None:
        self._at = time.process_time()

    def since(self) -> float:
        """Seconds since it was last asked."""
        before, self._at = self._at, time.process_time()
        return self._at - before
