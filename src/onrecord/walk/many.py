"""Many pages, in one process or several, in order; a page that breaks its reader does not stop the rest.

In:      captured pages, a number of workers
Out:     one Reading a page, in order; of a live blog one an entry
Refuses: a page whose reading raises ("reader-failed"), kills its process ("reader-died") or takes too long ("too-slow")
Shown:   tests/walk/test_many.py
"""

import logging
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from typing import Any, TypeVar

from onrecord.documents import entries_of
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.pages import HeldPage, Page
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.walk.beginnings import Begin, beginnings, begun
from onrecord.walk.held import Held
from onrecord.walk.memory import remembering_engines
from onrecord.walk.open import open_engines
from onrecord.walk.read import Told, read, unheard
from onrecord.walk.time_limit import TooSlow, time_limit

logger = logging.getLogger(__name__)

# Pages in flight a worker: enough that none waits, few enough that a folder of any size streams.
IN_FLIGHT_PER_WORKER = 4

Reader = Callable[[Page], Reading]
Timed = tuple[Reading, float]
"""A reading, and the seconds it took."""
Answer = TypeVar("Answer")


def read_safely(
    page: Page,
    *,
    least: float | None = None,
    max_seconds: float | None = None,
    told: Told = unheard,
) -> Reading:
    """Read with the default engines; what a room raises becomes a refusal of the page, and is logged in full.

    least:       the least probability of a norm that is kept; None: the engines' own.
    max_seconds: how long one page may take; None: as long as it takes.
    told:        hears of each stop of the walk.
    """
    engines = remembering_engines().keeping(least)
    try:
        with time_limit(max_seconds):
            return read(page, engines, told=told)
    except TooSlow:
        reason = (
            f"reading {page.address} took longer than {max_seconds:g} s and was stopped. "
            "Give it more (--max-seconds), or cut the page"
        )
        return Reading.refused(page, Refusal("walk", "too-slow", reason), reader=engines.name)
    except Exception as error:  # noqa: BLE001 - the wall between one strange page and the rest of a long run
        tell(logger, LogEvent.READER_FAILED, words=f"reading {page.address} failed", error=error, at=page.address)
        reason = (
            f"reading {page.address} raised {type(error).__name__}: {error}. This is a fault of onrecord, "
            "not of the page: please report it with the page"
        )
        return Reading.refused(page, Refusal("walk", "reader-failed", reason), reader=engines.name)


def reader_name(*, least: float | None = None) -> str:
    """The name of who `read_safely` reads with; loads the models."""
    return open_engines().keeping(least).name


def read_many(pages: Iterable[Page], *, workers: int = 1, reader: Reader = read_safely) -> Iterator[Reading]:
    """Read pages as they come, in order. Raises ValueError for less than one worker.

    reader: what one process does with one page; a worker must be able to import it (a `partial` may hold settings).
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, got {workers}")
    parts = _parts(pages)
    read = (_timed(reader, part) for part in parts) if workers == 1 else _pooled(parts, workers, reader, _nothing_held)
    return map(_logged, read)


def read_new(
    pages: Iterable[Page], *, held: Held, named: Callable[[], str], workers: int = 1, reader: Reader = read_safely
) -> Iterator[Reading | HeldPage]:
    """The same, but that a page whose reading is held is not read.

    held: asked in this process, of each page before it is read. named: gives the name of who would read it; asked
    where the reading is done, for the models are loaded there.
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, got {workers}")
    parts = _parts(pages)
    if workers == 1:
        name = cache(named)
        return map(_logged, (held(page, name) or _timed(reader, page) for page in parts))
    names: list[str] = []

    def held_by(page: Page, pool: ProcessPoolExecutor) -> HeldPage | None:
        def name() -> str:
            if not names:
                names.append(pool.submit(named).result())
            return names[0]

        return held(page, name)

    return map(_logged, _pooled(parts, workers, reader, held_by))


def _timed(reader: Reader, page: Page) -> Timed:
    began = time.monotonic()
    reading = reader(page)
    return reading, time.monotonic() - began


def _logged(one: Timed | HeldPage) -> Any:
    """The reading, or that it is held; here and not where it was read, so that one process tells of all."""
    if isinstance(one, HeldPage):
        tell(logger, LogEvent.PAGE_HELD, page=one.page.id)
        return one
    reading, seconds = one
    if reading.document is None:
        why = reading.refusals[0]
        page = reading.page
        tell(logger, LogEvent.PAGE_REFUSED, page=page.id, room=why.room, code=why.code, at=page.address)
        return reading
    found = ("statements", "records", "norms", "events", "refusals")
    counts = {name: len(getattr(reading, name)) for name in found}
    tell(logger, LogEvent.PAGE_READ, page=reading.page.id, seconds=round(seconds, 3), counts=counts)
    return reading


def _nothing_held(_page: Page, _pool: ProcessPoolExecutor) -> None:
    """Every page is read."""


def _parts(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page; a live blog entry by entry."""
    for page in pages:
        yield from entries_of(page) or (page,)


def _pooled(
    pages: Iterator[Page],
    workers: int,
    reader: Reader,
    held: Callable[[Page, ProcessPoolExecutor], Answer | None],
) -> Iterator[Timed | Answer]:
    # A pool dies with any of its workers and takes every page in flight with it, so after a death those pages are
    # read again one at a time: the one that kills a process of its own is the culprit, the others are innocent.
    waiting: deque[tuple[Page, Future[Timed] | Answer]] = deque()
    pool = pool_of(workers)
    try:
        for page in pages:
            try:
                known = held(page, pool)
                waiting.append((page, known if known is not None else pool.submit(_timed, reader, page)))
            except BrokenProcessPool:
                tell(logger, LogEvent.PROCESS_ENDED)
                pool.shutdown(wait=False)
                while waiting:
                    yield from _next(waiting, reader)
                pool = pool_of(workers)
                waiting.append((page, pool.submit(_timed, reader, page)))
            if len(waiting) >= workers * IN_FLIGHT_PER_WORKER:
                yield from _next(waiting, reader)
        while waiting:
            yield from _next(waiting, reader)
    except BaseException:
        # Somebody stops us: what is still being read is not waited for.
        end_pool(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _next(waiting: deque[tuple[Page, Future[Timed] | Answer]], reader: Reader) -> Iterator[Timed | Answer]:
    page, future = waiting.popleft()
    if not isinstance(future, Future):
        yield future
        return
    try:
        yield future.result()
    except BrokenProcessPool:
        yield _alone(page, reader)


def _alone(page: Page, reader: Reader) -> Timed:
    pool = pool_of(1)
    try:
        return pool.submit(_timed, reader, page).result()
    except BrokenProcessPool:
        tell(logger, LogEvent.READER_DIED, page=page.id, at=page.address)
        reason = (
            f"the process reading {page.address} died twice (out of memory, or a crash in a library). "
            "Read the page alone to see why"
        )
        return Reading.refused(page, Refusal("walk", "reader-died", reason), reader="none"), 0.0
    finally:
        pool.shutdown(wait=True)


def pool_of(workers: int, *begin: Begin) -> ProcessPoolExecutor:
    """Processes that end with this one. begin: what each does first; it must be picklable."""
    # spawn: a forked copy of a process with threads (progress bar, BLAS) can deadlock.
    context = multiprocessing.get_context("spawn")
    first = partial(begun, beginnings(), *begin)
    return ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=first)


def end_pool(pool: ProcessPoolExecutor) -> None:
    """End its workers now; the pool's own shutdown would wait for the pages they are at."""
    for worker in list((pool._processes or {}).values()):
        worker.terminate()
