"""What a worker and its reader say to each other.

Everything here is picklable; one Ask at a time, answered by Outcomes in order and one End, or by a Failed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.batch.settings import BatchSettings
from onrecord.pages.archives import Part
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading

ReadPage = Callable[[Page], Sequence[Reading]]
"""The readings of a page: of a live blog one an entry."""

Opens = Callable[[BatchSettings], tuple[str, ReadPage]]
"""Opens what reads: its name, as stored with readings, and what it does with a page. A process must be able to import
it, and calls it once for each Ask: what is slow to open is for it to keep."""


@dataclass(frozen=True, slots=True)
class AskName:
    """What is the reader called under these settings? Answered by a Named."""

    settings: BatchSettings


@dataclass(frozen=True, slots=True)
class Ask:
    """Read the things of a part from number `first` (from 1) to `last`, both included.

    last:  None: to its end.
    shown: say first, of each, what was captured: for one that may end the process.
    """

    part: Part
    settings: BatchSettings
    first: int = 1
    last: int | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class ReaderNamed:
    """The reader is there, and is called so."""

    reader: str


@dataclass(frozen=True, slots=True)
class ThingPassedOver:
    """A thing before `first` went by. Sent so that nobody thinks the process hangs."""

    ordinal: int


@dataclass(frozen=True, slots=True)
class Reached:
    """The first thing that was asked for is there: what it took to find it is not its own."""


@dataclass(frozen=True, slots=True)
class Captured:
    """This page is about to be read."""

    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingOutcome:
    """What came of one thing: one of `readings`, `refused` and `skipped` is there.

    skipped:     the code of why it is no page.
    truncated:   why whoever saved it kept only its beginning; None: all is there, or nobody says.
    cpu_seconds: of the process, since it last sent one.
    """

    ordinal: int
    address: str
    readings: tuple[Reading, ...] = ()
    refused: RefusedPage | None = None
    skipped: str | None = None
    truncated: str | None = None
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class End:
    """All that was asked for was sent. cpu_seconds: as in an Outcome."""

    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """The input cannot be read on, or is not what it was when it was cut into parts; or nothing here can read."""

    reason: str


@dataclass(frozen=True, slots=True)
class NoMemory:
    """An allocation was refused; the process ends."""


Answer = ReaderNamed | ThingPassedOver | Reached | Captured | ThingOutcome | End | Failed | NoMemory
