"""What somebody has read in Add and not yet kept: in memory, for a while, each in a ledger of its own.

In:      readings and refused pages
Out:     HeldUpload, by a key nobody can guess
Refuses: a key that is not known, or no longer (NotHeldHere); more than MOST_HELD at once push the oldest out
Shown:   tests/faces/web/test_add.py

A ledger in memory has every question a ledger answers, so a page is shown before it is kept as it is shown after.
"""

import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.errors import UnknownId
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading

MOST_HELD = 20

# So many of the pages that are not read are counted.
MOST_COUNTED = 1_000
HELD_FOR = timedelta(hours=1)


class NotHeldHere(UnknownId):
    """Nothing is held under this key, or no longer."""


Captured = Callable[[], Iterable[Page | RefusedPage]]


@dataclass(frozen=True, slots=True)
class Got:
    """What came of one address, file or text."""

    readings: tuple[Reading, ...]
    refused: tuple[RefusedPage, ...]
    book: Ledger
    """In memory, with the readings in it; one thread at a time."""
    left_out: int
    """How many more pages there were, which were not read; MOST_COUNTED or more where it is MOST_COUNTED."""
    seen: tuple[str, ...] = ()
    """The pages of the file up to here, by id, refused ones by address and code: from there it is read on."""


@dataclass(slots=True)
class ReadingProgress:
    """How far a reading has come: the one value here that changes, by the one thread that reads."""

    page: Page | None = None
    """None: nothing is being read; what was sent or is fetched is being opened."""
    done: int = 0


@dataclass(frozen=True, slots=True)
class HeldUpload:
    """name: the file, address or "pasted text". got: done when it was read.

    captured: gets the pages again, from the first one; before: what was read of the same file before these, by its key.
    """

    key: str
    name: str
    since: datetime
    got: "Future[Got]"
    lock: threading.Lock
    progress: ReadingProgress = field(default_factory=ReadingProgress)
    captured: "Captured | None" = None
    before: str | None = None


class HeldPages:
    """All that is held at this desk."""

    def __init__(self) -> None:
        self._held: dict[str, HeldUpload] = {}
        self._lock = threading.Lock()

    def hold(
        self,
        name: str,
        got: "Future[Got]",
        *,
        since: datetime,
        progress: ReadingProgress | None = None,
        captured: Captured | None = None,
        before: str | None = None,
    ) -> HeldUpload:
        """Hold it under a fresh key."""
        key = secrets.token_urlsafe(18)
        held = HeldUpload(key, name, since, got, threading.Lock(), progress or ReadingProgress(), captured, before)
        with self._lock:
            self._held = {k: h for k, h in self._held.items() if h.since > since - HELD_FOR}
            while len(self._held) >= MOST_HELD:
                del self._held[next(iter(self._held))]
            self._held[held.key] = held
        return held

    def at(self, key: str) -> HeldUpload:
        """What is held under the key."""
        held = self._held.get(key)
        if held is None:
            raise NotHeldHere("nothing is held here any more: what is not kept goes after an hour. Add it again.")
        return held

    def has(self, key: str) -> bool:
        """Is it held still?"""
        return key in self._held

    def let_go(self, key: str) -> None:
        """Forget it."""
        with self._lock:
            self._held.pop(key, None)


def in_memory(
    readings: tuple[Reading, ...],
    refused: tuple[RefusedPage, ...],
    *,
    at: datetime,
    left_out: int = 0,
    seen: tuple[str, ...] = (),
) -> Got:
    """The readings in a ledger of their own."""
    book = open_ledger(None)
    book.record_many((*readings, *refused), recorded_at=at)
    return Got(readings, refused, book, left_out, seen)
