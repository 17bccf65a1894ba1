"""How far a run is that others make, told by the markers that appear in the folder.

In:      a folder, a question that takes hours
Out:     its answer, and on the way RunProgress
Refuses: what the question raises
Shown:   tests/batch_spark/test_appearing.py

A scheduler answers when the last shard is done. The folder is where all machines put their markers, so that whoever
waits can see them.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from onrecord.batch.done import Done, marker_at, markers
from onrecord.batch.errors import ShardDamaged
from onrecord.batch.leftover import LeftOver
from onrecord.batch.pool import Heard
from onrecord.batch.progress import RunProgress

Answer = TypeVar("Answer")

# A folder on the network may hold 100,000 names: it is not asked for them more often.
LOOKS_S = 2.0


class Appearing:
    """Progress of one run. shards: how many it has."""

    def __init__(self, folder: Path, *, shards: int, heard: Heard, looks_s: float = LOOKS_S) -> None:
        self._folder = folder
        self._heard = heard
        self._looks_s = looks_s
        self._shards = shards
        self._began = time.monotonic()
        self._before = {path.name for path in markers(folder)}
        self._counted: set[str] = set()
        self._progress = RunProgress()

    def while_asking(self, question: Callable[[], Answer]) -> Answer:
        """What the question answers, asked in a thread."""
        answer: Future[Answer] = Future()

        def ask() -> None:
            try:
                answer.set_result(question())
            except BaseException as error:  # noqa: BLE001 - raised again where it was asked
                answer.set_exception(error)

        threading.Thread(target=ask, daemon=True).start()
        while not wait([answer], self._looks_s).done:
            self._look()
        return answer.result()

    def count(self, came: Done | LeftOver) -> None:
        """One outcome; a shard that was seen to appear counts once."""
        if not (isinstance(came, Done) and came.name in self._counted):
            self._progress.count(came)
        self._tell()

    def _look(self) -> None:
        for path in markers(self._folder):
            if path.name in self._before:
                continue
            with suppress(OSError, ShardDamaged):
                done = marker_at(path)
                self._before.add(path.name)
                self._counted.add(done.name)
                self._progress.count(done)
        self._tell()

    def _tell(self) -> None:
        seconds = time.monotonic() - self._began
        self._progress.look(at_work=0, shards=self._shards, complete=True, seconds=seconds)
        self._heard(self._progress)
