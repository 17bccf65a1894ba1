"""The process that reads, from the worker's side: started when it is needed, watched while it works, kept warm.

In:      an Ask
Out:     ThingOutcomes, in order
Refuses: a record that takes longer, or more memory, than it may, or ends the process: EndedReading; the process is gone
         then, and the next Ask starts another. A reader that will not start: NoReader
Shown:   tests/batch/test_attempts.py

Memory is what the process has in use, looked at POLL_S apart: a limit on its address space (RLIMIT_AS) would count
what ONNX Runtime and malloc only reserve, and a refused allocation inside a library ends in whatever that library makes
of it. Where the system has no /proc there is no limit of memory.
"""

import atexit
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from onrecord.batch.errors import NoReader, PartFailed
from onrecord.batch.messages import (
    Ask,
    AskName,
    Captured,
    End,
    Failed,
    NoMemory,
    Opens,
    ReaderNamed,
    ThingOutcome,
    ThingPassedOver,
)
from onrecord.batch.reading import serve
from onrecord.batch.settings import BatchSettings
from onrecord.pages.archives import PartKind
from onrecord.terms.pages import Page
from onrecord.walk.beginnings import beginnings

# How often memory is looked at: at 3 GB a second, which no page was seen to take, 150 MB may come on top of the limit.
POLL_S = 0.05

# The models are loaded in 1 to 3 s; on a machine with ten times as many processes as cores it takes a minute.
START_S = 300.0
STARTS = 2

# What a part needs beside its records is given time by its bytes: unpacking in front of it, digesting a Parquet file
# behind it. Disks and gzip are faster; a folder on the network may not be.
BYTES_A_SECOND = 20_000_000

MB = 2**20

Beat = Callable[[], None]
"""Called every POLL_S while a process is waited for."""


def unheard() -> None:
    """For a beat nobody follows."""


class EndedReading(Exception):
    """A record ended its reader. code: "reader-died", "too-slow" or "too-much-memory"; page: where it was shown."""

    def __init__(self, code: str, reason: str, page: Page | None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.page = page


class ReaderProcess:
    """One process that reads. opens: what it reads with."""

    def __init__(self, opens: Opens) -> None:
        self._opens = opens
        self._process: Any = None
        self._connection: Connection | None = None
        self._named: dict[str, str] = {}

    def name(self, settings: BatchSettings, *, beat: Beat = unheard) -> str:
        """What the reader is called under these settings."""
        self._started(settings, beat)
        return self._named[settings.digest]

    def ask(self, asked: Ask, *, beat: Beat = unheard) -> Iterator[ThingOutcome | ThingPassedOver]:
        """What came of each thing, in order. A caller that stops before the end has to `close`."""
        connection = self._started(asked.settings, beat)
        with suppress(OSError):  # it has ended meanwhile, which the first answer tells
            connection.send(asked)
        settings, part, page = asked.settings, asked.part, None
        a_record_s = settings.max_seconds + (part.size / BYTES_A_SECOND if part.kind is PartKind.PARQUET else 0.0)
        may_take_s = a_record_s + part.skip / BYTES_A_SECOND
        while True:
            try:
                answer = self._answer(connection, may_take_s, settings.max_memory_mb, beat)
            except _Gone as gone:
                self.close()
                raise EndedReading(gone.code, gone.reason, page) from None
            may_take_s = a_record_s
            if isinstance(answer, Captured):
                page = answer.page
            elif isinstance(answer, (ThingOutcome, ThingPassedOver)):
                page = None
                yield answer
            elif isinstance(answer, Failed):
                raise PartFailed(answer.reason)
            elif isinstance(answer, End):
                return

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._named = {}
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _started(self, settings: BatchSettings, beat: Beat) -> Connection:
        """A process that has said its name, so that what it takes to start is nobody's record."""
        why = ""
        for _ in range(STARTS):
            if self._connection is None:
                self._start()
            assert self._connection is not None
            if settings.digest in self._named:
                return self._connection
            try:
                self._connection.send(AskName(settings))
                answer = self._answer(self._connection, START_S, settings.max_memory_mb, beat)
            except (_Gone, OSError) as gone:
                self.close()
                why = str(gone)
                continue
            if isinstance(answer, Failed):
                raise NoReader(answer.reason)
            assert isinstance(answer, ReaderNamed), answer
            self._named[settings.digest] = answer.reader
            return self._connection
        raise NoReader(f"the process that reads did not start at {STARTS} tries: {why}")

    def _start(self) -> None:
        # spawn: a forked copy of a process with threads (progress bar, BLAS) can deadlock.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._opens, beginnings()), daemon=True)
        self._process.start()
        theirs.close()

    def _answer(self, connection: Connection, max_seconds: float, max_memory_mb: int, beat: Beat) -> Any:
        until = time.monotonic() + max_seconds
        while True:
            beat()
            if connection.poll(POLL_S):
                break
            if (used := memory_in_use(self._process.pid)) is not None and used > max_memory_mb * MB:
                raise _Gone("too-much-memory", f"the process that reads held more than {max_memory_mb:,} MB")
            if time.monotonic() > until:
                raise _Gone("too-slow", f"it took longer than {max_seconds:g} s")
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            self._process.join(1)
            how = f" (exit code {code})" if (code := self._process.exitcode) is not None else ""
            raise _Gone("reader-died", f"the process that reads ended{how}") from None
        if isinstance(answer, NoMemory):
            raise _Gone("too-much-memory", "the system gave the process that reads no more memory")
        return answer


class _Gone(Exception):
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def memory_in_use(process: int) -> int | None:
    """Bytes of memory a process has in use; None where it is gone, or the system does not say."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_bytes().split()[1])
    except (OSError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


_warm: dict[tuple[int, Opens], ReaderProcess] = {}
"""One a process and reader, by the process that started it: a fork of that one must not ask it."""


@contextmanager
def warm_reader(opens: Opens) -> Iterator[ReaderProcess]:
    """A reader that goes on living between shards; whoever asks while it is taken gets one of his own."""
    key = (os.getpid(), opens)
    reader = _warm.pop(key, None) or ReaderProcess(opens)
    at_rest = False
    try:
        yield reader
        at_rest = True
    except PartFailed:
        at_rest = True  # that was its last word
        raise
    finally:
        if at_rest and key not in _warm:
            _warm[key] = reader
        else:
            reader.close()


@atexit.register
def end_warm_readers() -> None:
    """End those that this process keeps."""
    for key in [key for key in _warm if key[0] == os.getpid()]:
        _warm.pop(key).close()
