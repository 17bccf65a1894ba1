"""Processes that make shards, and who looks after them: one that ends is replaced, and its part goes back.

In:      a plan, a Job
Out:     for each part a Done or a LeftOver, as they come
Refuses: what stops every part (NoRoom, FolderNotWritable, NoReader)
Shown:   tests/batch/test_run.py, tests/batch/test_killed.py

Each process has one part at a time, so it is plain at which part it ended. A part at which two ended is left over, with
the reason, and the rest goes on.
"""

import logging
import multiprocessing
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from onrecord.batch.done import Done
from onrecord.batch.errors import NoReader
from onrecord.batch.leftover import LeftOver
from onrecord.batch.planning import Plan
from onrecord.batch.progress import RunProgress
from onrecord.batch.worker import AtWork, Finished, Job, PartUnread, Said, Stopped, work
from onrecord.pages.archives import Part
from onrecord.terms.log_events import LogEvent, tell
from onrecord.walk.beginnings import beginnings

logger = logging.getLogger(__name__)

DEATHS = 2

# A worker says every second that it is at work. What it does without a word, storing a hundred readings and comparing
# the texts of a shard, takes some seconds; a folder on the network may keep it waiting for a minute.
SILENT_S = 300.0
TICK_S = 0.5

Heard = Callable[[RunProgress], None]


def unheard(_progress: RunProgress) -> None:
    """For a run nobody follows."""


@dataclass(slots=True)
class _Worker:
    process: Any
    connection: Connection
    part: Part | None = None
    heard_at: float = 0.0
    records: int = 0


@dataclass(slots=True)
class Pool:
    """One run. workers: how many processes; silent_s: how long one may say nothing before it is ended."""

    plan: Plan
    job: Job
    workers: int
    heard: Heard = unheard
    silent_s: float = SILENT_S
    _staff: list[_Worker] = field(default_factory=list)
    _again: deque[Part] = field(default_factory=deque)
    _deaths: Counter[str] = field(default_factory=Counter)
    _progress: RunProgress = field(default_factory=RunProgress)

    def run(self) -> Iterator[Done | LeftOver]:
        """What came of each part. However it ends, no process is left."""
        began = time.monotonic()
        try:
            while True:
                self._hand_out()
                if self._idle and not self._again and self.plan.exhausted:
                    # Asked once more: what ended the planning is told behind the last part.
                    if (part := self.plan.next()) is None:
                        return
                    self._again.append(part)
                    continue
                for came in self._waited():
                    self._progress.count(came)
                    yield came
                self._tell(began)
        finally:
            self.plan.stop()
            self._end()

    @property
    def _idle(self) -> bool:
        return all(worker.part is None for worker in self._staff)

    def _hand_out(self) -> None:
        """A part to whoever has none; a process where there are too few."""
        while True:
            free = next((w for w in self._staff if w.part is None), None)
            if free is None and len(self._staff) >= self.workers:
                return
            part = self._again.popleft() if self._again else self.plan.next()
            if part is None:
                return
            worker = free or self._hired()
            worker.part, worker.records, worker.heard_at = part, 0, time.monotonic()
            with suppress(OSError):  # it has ended meanwhile, which is seen at the next look
                worker.connection.send(part)

    def _hired(self) -> _Worker:
        # spawn: a forked copy of a process with threads can deadlock. Not a daemon: those may have no children.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.job, beginnings()))
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._staff.append(worker)
        return worker

    def _waited(self) -> Iterator[Done | LeftOver]:
        """What came within a moment."""
        ready = set(wait([worker.connection for worker in self._staff], TICK_S))
        for worker in list(self._staff):
            if worker.connection in ready:
                yield from self._said(worker)
            elif worker.part is not None and time.monotonic() - worker.heard_at > self.silent_s:
                yield from self._ended(worker, f"it said nothing for {self.silent_s:g} s and was ended")

    def _said(self, worker: _Worker) -> Iterator[Done | LeftOver]:
        try:
            said: Said = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            yield from self._ended(worker, f"it ended (exit code {worker.process.exitcode})")
            return
        worker.heard_at = time.monotonic()
        part = worker.part
        if isinstance(said, AtWork):
            worker.records = said.records
        elif part is not None:
            worker.part, worker.records = None, 0
            if isinstance(said, Stopped):
                self._stopped(said, part)
            if isinstance(said, Finished):
                yield said.done
            elif isinstance(said, PartUnread):
                yield LeftOver(part=part, reason=said.reason)

    def _stopped(self, said: Stopped, part: Part) -> None:
        """Stop the run; not for a reader that did not start once: a system out of memory ends what it likes."""
        self._deaths[part.name] += 1
        if not isinstance(said.error, NoReader) or self._deaths[part.name] >= DEATHS:
            raise said.error
        self._again.append(part)

    def _ended(self, worker: _Worker, how: str) -> Iterator[LeftOver]:
        self._dismiss(worker)
        part = worker.part
        if part is None:
            return
        tell(logger, LogEvent.PROCESS_ENDED, part=part.name)
        self._deaths[part.name] += 1
        if self._deaths[part.name] < DEATHS:
            self._again.append(part)
            return
        reason = f"{part.path}: the process that made its shard did not finish, {DEATHS} times; the last time {how}"
        yield LeftOver(part=part, reason=reason)

    def _dismiss(self, worker: _Worker) -> None:
        self._staff.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()

    def _end(self) -> None:
        for worker in list(self._staff):
            self._dismiss(worker)

    def _tell(self, began: float) -> None:
        self._progress.look(
            at_work=sum(worker.records for worker in self._staff),
            shards=self.plan.found,
            complete=self.plan.complete,
            seconds=time.monotonic() - began,
        )
        self.heard(self._progress)
