"""Where words sit in a text, and how two texts with the same words are aligned.

In:      code point offsets, half-open [start, end)
Out:     Span, SourceMap
Refuses: an empty or backwards span
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words sit in a text: code points, half-open [start, end)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or backwards span [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Does every code point of `other` lie inside this span?"""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Do the two share at least one code point?"""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same length, `by` code points further on (or back, when negative)."""
        return Span(self.start + by, self.end + by)

    def to_json(self) -> tuple[int, int]:
        """`(start, end)`, an array in JSON."""
        return (self.start, self.end)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of them; ValueError when there is none."""
    held = tuple(spans)
    if not held:
        raise ValueError("no spans, no hull")
    return Span(min(s.start for s in held), max(s.end for s in held))


def trimmed(text: str, start: int, end: int, *, drop: str = " \t\r\n\xa0") -> Span | None:
    """`[start, end)` without the characters of `drop` at either end; None when nothing is left."""
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands letter for letter in the source: text[start:end] == source[source_start:...]."""

    start: int
    end: int
    source_start: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each stretch of a document's text stands in the source it was read from.

    runs: in order of `start`, not overlapping; a gap between two runs is what the reader wrote itself (a paragraph
    break, a folded newline, the character that an escape means) and stands nowhere in the source.
    """

    runs: tuple[Run, ...]

    @classmethod
    def identity(cls, length: int) -> "SourceMap":
        """The map of a text that is its own source."""
        return cls((Run(0, length, 0),) if length else ())

    def to_source(self, span: Span) -> Span | None:
        """The span of the same words in the source; None when none of it stands there."""
        first = self._run_at_or_after(span.start)
        last = self._run_before(span.end)
        if first is None or last is None or first.start >= span.end or last.end <= span.start:
            return None
        start = first.source_start + max(0, span.start - first.start)
        end = last.source_start + min(span.end, last.end) - last.start
        if start < end:
            return Span(start, end)
        # A reader may have put a name before what it stands behind in the source: then the smallest that holds both.
        held = [run for run in self.runs if run.start < span.end and span.start < run.end]
        return hull(Span(run.source_start, run.source_start + run.end - run.start) for run in held) if held else None

    def _run_at_or_after(self, position: int) -> Run | None:
        i = bisect_right(self.runs, position, key=lambda run: run.end)
        return self.runs[i] if i < len(self.runs) else None

    def _run_before(self, position: int) -> Run | None:
        i = bisect_right(self.runs, position - 1, key=lambda run: run.start)
        return self.runs[i - 1] if i else None
