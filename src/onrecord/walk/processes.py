"""Processes kept warm for what takes the processor whole: started as they are needed, asked through one call.

In:      a function that they can import, its arguments; how long one question may take
Out:     what it gives
Refuses: what takes too long (TookTooLong), what kills its process twice (ProcessDied), a question while all are at work
         and as many wait (AllBusy), one after the end (Ended)
Shown:   tests/walk/test_processes.py

A time limit works on a process's main thread only, and one interpreter shares itself out among its threads: neither
reading nor a long question goes in a thread of who must go on answering.
"""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TypeVar

from onrecord.terms.errors import OnRecordError
from onrecord.walk.many import end_pool, pool_of
from onrecord.walk.time_limit import TooSlow, time_limit

Answered = TypeVar("Answered")

# So many questions may wait for each process; who asks later is told at once.
WAITING_EACH = 4


class TookTooLong(OnRecordError):
    """The time one question may take is over."""


class ProcessDied(OnRecordError):
    """The process that worked at it died twice."""


class AllBusy(OnRecordError):
    """All are at work, and enough wait."""


class Ended(OnRecordError):
    """They were ended while somebody asked."""


def places_of(at_most: int, *, waiting_each: int = WAITING_EACH) -> int:
    """How many may ask at once: those that are answered, and those that wait."""
    return at_most * (1 + waiting_each)


class Processes:
    """at_most: so many. max_seconds: for one question. begin: what each does first; picklable.

    waiting_each: how many may wait for each of them.
    """

    def __init__(
        self,
        *,
        at_most: int,
        max_seconds: float,
        begin: Callable[[], None] | None = None,
        waiting_each: int = WAITING_EACH,
    ) -> None:
        self._at_most = at_most
        self._max_seconds = max_seconds
        self._begin = (begin,) if begin is not None else ()
        self._pool: ProcessPoolExecutor | None = None
        self._ended = False
        self._lock = threading.Lock()
        self._places = threading.Semaphore(places_of(at_most, waiting_each=waiting_each))

    def run(self, function: Callable[..., Answered], *given: object, limited: bool = True) -> Answered:
        """The function, of these arguments, in one of them. limited: False: it has a time limit of its own."""
        if not self._places.acquire(blocking=False):
            raise AllBusy("too much is asked at once: try again in a moment")
        asked = partial(_in_time, self._max_seconds, function) if limited else function
        try:
            for _ in range(2):  # it may have died of another question than this one
                try:
                    return self._submitted(asked, *given)
                except CancelledError:
                    break
                except BrokenProcessPool:
                    self._let_go()
            if self._ended:
                raise Ended("it was stopped: the desk is closing")
            raise ProcessDied("the process that worked at it died twice: out of memory, or a crash in a library")
        finally:
            self._places.release()

    def close(self) -> None:
        """End them, whatever they are at; nothing is answered afterwards."""
        self._ended = True
        self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            end_pool(pool)
            pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(self, function: Callable[..., Answered], *given: object) -> Answered:
        with self._lock:
            if self._ended:
                raise Ended("it was stopped: the desk is closing")
            if self._pool is None:
                self._pool = pool_of(self._at_most, *self._begin)
            future = self._pool.submit(function, *given)
        return future.result()


def _in_time(max_seconds: float, function: Callable[..., Answered], *given: object) -> Answered:
    try:
        with time_limit(max_seconds):
            return function(*given)
    except TooSlow:
        raise TookTooLong(f"it took longer than {max_seconds:g} s and was stopped: ask for less at once") from None
