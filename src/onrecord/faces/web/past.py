"""The ledger as it stood on days somebody asked for, built once and kept while the desk runs.

In:      the ledger, a day
Out:     a ledger to be read: the one of that day's end, or the ledger itself where nothing came later
Source:  ledger/upkeep/as_it_stood.py
Shown:   tests/faces/web/test_as_of.py
"""

import threading
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.ledger import Ledger, open_ledger

MOST_KEPT = 4


class Past:
    """At most MOST_KEPT days; the one asked for longest ago goes first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._folder: TemporaryDirectory[str] | None = None
        self._kept: dict[tuple[date, int], Ledger] = {}
        self._built = 0
        self._lock = threading.Lock()

    def at_end_of(self, day: date) -> Ledger:
        """The ledger as it stood at the end of the day (UTC); what was withdrawn since is withdrawn in it."""
        key = (day, len(self._ledger.withdrawals()))
        with self._lock:
            held = self._kept.pop(key, None) or self._build(day)
            if held is None:
                return self._ledger
            self._kept[key] = held
            while len(self._kept) > MOST_KEPT:
                self._kept.pop(next(iter(self._kept))).close()
            return held

    def close(self) -> None:
        """Let go of all of them."""
        with self._lock:
            for held in self._kept.values():
                held.close()
            self._kept = {}
            if self._folder is not None:
                self._folder.cleanup()

    def _build(self, day: date) -> Ledger | None:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="onrecord-as-of-")
        self._built += 1
        to = Path(self._folder.name) / f"{day}-{self._built}.db"
        moment = datetime.combine(day, time.max, tzinfo=UTC)
        return open_ledger(to, create=False, read_only=True) if self._ledger.as_it_stood(moment, to) else None
