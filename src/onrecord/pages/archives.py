"""Large inputs in parts: what a run over many machines reads from.

In:      a file, folder, list of files, WARC, WACZ, tar, JSON lines or Parquet; then one part of it
Out:     Parts; what is in one, each with its number
Refuses: record by record, as a value; an input that changed since it was planned (PartChanged)
Shown:   tests/pages/test_archives.py

A plan reads an input once, unpacks it and takes its digest, but decodes no page and holds a buffer at most. Nothing is
silent: every record of a part is a Page, a RefusedPage or a Skipped, and a part that gives fewer than were planned
raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from onrecord.pages.options import CaptureOptions
from onrecord.pages.part_reading import Found, PartReading
from onrecord.pages.parts import BadPart, Ending, Part, PartChanged, PartFile, PartKind
from onrecord.pages.planning import Planning
from onrecord.pages.skipped import Skip, Skipped
from onrecord.terms.pages import Page

__all__ = [
    "BadPart",
    "Ending",
    "Part",
    "PartChanged",
    "PartFile",
    "PartKind",
    "Seen",
    "Skip",
    "Skipped",
    "parts_of",
    "records_in",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """One outcome. ordinal: its place in the part, from 1; the same part gives the same things in the same order."""

    ordinal: int
    found: Found

    @property
    def truncated(self) -> str | None:
        """Why whoever saved the page kept only its beginning ("length", "time", ...); None: all of it is there."""
        return self.found.headers.get("warc-truncated") if isinstance(self.found, Page) else None


def parts_of(path: str, *, records_a_part: int, options: CaptureOptions = CaptureOptions()) -> Iterator[Part]:
    """The parts of an input, in order, each handed on before the next is looked for. Bad input raises nothing.

    path:           a file or folder; "@FILE" is a list of files, one a line.
    records_a_part: how many records a part has at most, at least 1.

    What cannot be opened is a part too, of one file that is refused. The last part of each file says how it ends.
    """
    if records_a_part < 1:
        raise ValueError(f"a part of {records_a_part} records holds nothing: at least 1")
    return Planning(path, records_a_part, options).parts()


def records_in(
    part: Part,
    *,
    fetched_at: datetime | None = None,
    now: datetime | None = None,
    options: CaptureOptions = CaptureOptions(),
) -> Iterator[Seen]:
    """What is in a part, in order.

    fetched_at: for what does not say when it was saved, time-zone aware; None leaves it unknown, so that two runs
                over one part are equal.
    now:        by the caller's clock: a WARC-Date more than a day behind it is not believed; None believes any.

    Raises PartChanged where the input is not what was planned: at once by its size, at the end by its digest; what
    was handed on before is not to be kept.
    """
    if fetched_at is not None and fetched_at.tzinfo is None:
        raise ValueError(f"fetched_at {fetched_at} needs a time zone")
    for ordinal, found in enumerate(PartReading(part, fetched_at, now, options).found(), 1):
        yield Seen(ordinal, found)
