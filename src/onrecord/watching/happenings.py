"""What happens while feeds are watched, for whoever tells it.

In:      what was asked, and what came of it
Out:     Happening: its kind, where, and a line for a person
Refuses: nothing
Shown:   tests/watching/test_polling.py
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.questions.wording import plural


class HappeningKind(StrEnum):
    """LATER: nothing came of it, and it is tried again. STOPPED: a feed that is not asked any more."""

    POLLED = "polled"
    MOVED = "moved"
    FAILED = "failed"
    STOPPED = "stopped"
    ADDED = "added"
    REFUSED = "refused"
    LATER = "later"


# Kinds of which a person may want to know why.
AMISS = frozenset({HappeningKind.FAILED, HappeningKind.STOPPED, HappeningKind.REFUSED, HappeningKind.LATER})


@dataclass(frozen=True, slots=True)
class Happening:
    """address: of the feed or the item; a stranger's words may stand in it, and in `words`."""

    kind: HappeningKind
    address: str
    words: str


Told = Callable[[Happening], None]


def moment_words(moment: datetime) -> str:
    """ "2026-03-01 09:10 UTC"."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def failing_words(since: datetime, times: int) -> str:
    """ "failing since 2026-03-01 09:10 UTC, 3 times"."""
    return f"failing since {moment_words(since)}, {plural(times, 'time')}"
