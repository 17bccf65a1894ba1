"""Inputs cut into parts while the first of them are read already.

In:      inputs, a share
Out:     the parts of the share, each content once
Refuses: nothing; what goes wrong in cutting is raised to whoever takes parts
Shown:   tests/batch/test_run.py

To cut an archive it is read through once (for a digest), in a thread: unpacking lets others work.
"""

import threading
from collections import deque
from collections.abc import Sequence

from onrecord.batch.settings import BatchSettings
from onrecord.batch.shares import Share
from onrecord.pages.archives import Part, parts_of

# Parts that wait: a part of a folder holds the names of its files, some 100 kB.
AHEAD = 256
LOOKS_S = 0.05


class Plan:
    """Parts as they are found; `next` never waits.

    found: how many came so far; twice: how many of them had the content of another; names, paths: of all that came.
    """

    def __init__(self, inputs: Sequence[str], settings: BatchSettings, *, share: Share, records_a_part: int) -> None:
        self._inputs = tuple(inputs)
        self._settings = settings
        self._share = share
        self._records_a_part = records_a_part
        self._waiting: deque[Part] = deque()
        self._room = threading.Semaphore(AHEAD)
        self._ended = threading.Event()
        self._stopped = threading.Event()
        self._error: BaseException | None = None
        self.found = 0
        self.twice = 0
        self.names: set[str] = set()
        self.paths: set[str] = set()
        threading.Thread(target=self._plan, daemon=True).start()

    @property
    def complete(self) -> bool:
        """Is `found` all there is?"""
        return self._ended.is_set()

    @property
    def exhausted(self) -> bool:
        """Is there no part any more, now and later?"""
        return self.complete and not self._waiting

    def next(self) -> Part | None:
        """The next part; None: there is none now. Raises what ended the planning."""
        if self._waiting:
            self._room.release()
            return self._waiting.popleft()
        if self._error is not None:
            error, self._error = self._error, None
            raise error
        return None

    def all(self) -> tuple[Part, ...]:
        """All that are left, waited for."""
        parts: list[Part] = []
        while True:
            if (part := self.next()) is not None:
                parts.append(part)
            elif self.exhausted:
                # Asked once more: what ended the planning is told behind the last part.
                if (last := self.next()) is None:
                    return tuple(parts)
                parts.append(last)
            else:
                self._ended.wait(LOOKS_S)

    def stop(self) -> None:
        """Look for no more."""
        self._stopped.set()
        self._room.release()

    def _plan(self) -> None:
        try:
            for path in self._inputs:
                for part in parts_of(path, records_a_part=self._records_a_part, options=self._settings.capture):
                    if self._stopped.is_set():
                        return
                    if not self._share.has(part.name):
                        continue
                    self.paths.add(part.path)
                    if part.name in self.names:
                        self.twice += 1
                        continue
                    self.names.add(part.name)
                    self._room.acquire()
                    self.found += 1
                    self._waiting.append(part)
        except BaseException as error:  # noqa: BLE001 - raised again where parts are taken
            self._error = error
        finally:
            self._ended.set()
