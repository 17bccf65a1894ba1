"""Many pages, in one process or several, in order; a page that breaks its reader does not stop the rest.

In:      captured pages, a number of workers
Out:     one Reading a page, in order; of a live blog one an entry
Refuses: a page whose reading raises ("reader-failed"), kills its process ("reader-died") or takes too long ("too-slow")
Shown:   tests/walk/test_many.py
"""

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from onrecord.documents import entries_of
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.walk.open import open_engines
from onrecord.walk.read import Told, read, unheard
from onrecord.walk.time_limit import TooSlow, time_limit

logger = logging.getLogger(__name__)

# Pages in flight a worker: enough that none waits, few enough that a folder of any size streams.
IN_FLIGHT_PER_WORKER = 4

Reader = Callable[[Page], Reading]


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
    engines = open_engines().keeping(least)
    try:
        with time_limit(max_seconds):
            return read(page, engines, told=told)
    except TooSlow:
        reason = (
            f"reading {page.address} took longer than {max_seconds:g} s and was stopped. "
            "Give it more (--max-seconds), or cut the page"
        )
        return Reading.refused(page, Refusal("walk", "too-slow", reason), reader=engines.name)
    except Exception as error:  # the wall between one strange page and the rest of a long run
        logger.error("reading %s failed", page.address, exc_info=error)
        reason = (
            f"reading {page.address} raised {type(error).__name__}: {error}. This is a fault of onrecord, "
            "not of the page: please report it with the page"
        )
        return Reading.refused(page, Refusal("walk", "reader-failed", reason), reader=engines.name)


def read_many(pages: Iterable[Page], *, workers: int = 1, reader: Reader = read_safely) -> Iterator[Reading]:
    """Read pages as they come, in order. Raises ValueError for less than one worker.

    reader: what one process does with one page; a worker must be able to import it (a `partial` may hold settings).
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, got {workers}")
    parts = _parts(pages)
    return map(reader, parts) if workers == 1 else _pooled(parts, workers, reader)


def _parts(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page; a live blog entry by entry."""
    for page in pages:
        yield from entries_of(page) or (page,)


def _pooled(pages: Iterator[Page], workers: int, reader: Reader) -> Iterator[Reading]:
    # A pool dies with any of its workers and takes every page in flight with it, so after a death those pages are
    # read again one at a time: the one that kills a process of its own is the culprit, the others are innocent.
    waiting: deque[tuple[Page, Future[Reading]]] = deque()
    pool = pool_of(workers)
    try:
        for page in pages:
            try:
                waiting.append((page, pool.submit(reader, page)))
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                while waiting:
                    yield from _next(waiting, reader)
                pool = pool_of(workers)
                waiting.append((page, pool.submit(reader, page)))
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


def _next(waiting: deque[tuple[Page, Future[Reading]]], reader: Reader) -> Iterator[Reading]:
    page, future = waiting.popleft()
    try:
        yield future.result()
    except BrokenProcessPool:
        yield _alone(page, reader)


def _alone(page: Page, reader: Reader) -> Reading:
    pool = pool_of(1)
    try:
        return pool.submit(reader, page).result()
    except BrokenProcessPool:
        reason = (
            f"the process reading {page.address} died twice (out of memory, or a crash in a library). "
            "Read the page alone to see why"
        )
        return Reading.refused(page, Refusal("walk", "reader-died", reason), reader="none")
    finally:
        pool.shutdown(wait=True)


def pool_of(workers: int, *begin: Callable[[], None]) -> ProcessPoolExecutor:
    """Processes that end with this one. begin: what each does first; it must be picklable."""
    # spawn: a forked copy of a process with threads (progress bar, BLAS) can deadlock.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=_begun, initargs=begin)


def _begun(*begin: Callable[[], None]) -> None:
    _end_with_parent()
    for one in begin:
        one()


def _end_with_parent() -> None:
    """A worker lives no longer than who started it, however that one ends; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def end_pool(pool: ProcessPoolExecutor) -> None:
    """End its workers now; the pool's own shutdown would wait for the pages they are at."""
    for worker in list((pool._processes or {}).values()):
        worker.terminate()
