"""A text cut where marks begin and end, so that each piece lies wholly inside or outside every mark.

In:      a text, a stretch of it, marks with their spans
Out:     TextPieces in order; together they are the stretch, letter for letter
Shown:   tests/faces/web/test_marking.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.terms.spans import Span

# Underlines stacked under one word: a fifth would touch the next line.
LANES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """kind: the CSS class that says in which tint and underline; label: the same in words. href: its record.

    rank: of what overlaps, that of lesser rank is drawn nearer to the words, and the rest below it while there is room.
    """

    span: Span
    kind: str
    label: str
    key: str = ""
    href: str | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class TextPiece:
    """words: text[start:end]. marks: those it lies in, the longest first; ties in the order given.

    lanes: for each mark how far below the words its underline lies: what overlaps lies in lanes of its own, the longer
    one lower, and a mark keeps its lane from its first word to its last.
    """

    words: str
    start: int
    end: int
    marks: tuple[TextMark, ...]
    lanes: tuple[int, ...]

    @property
    def drawn(self) -> tuple[tuple[TextMark, int], ...]:
        """The marks with their lanes, those that have one to be drawn in; the shorter ones say most of these words."""
        return tuple((m, lane) for m, lane in zip(self.marks, self.lanes, strict=True) if lane < LANES)

    @property
    def opens(self) -> bool:
        """Does a mark that leads somewhere begin here? `j` and `k` stop there."""
        return any(m.href is not None and m.span.start == self.start for m in self.marks)

    @property
    def href(self) -> str | None:
        """Where a click on it leads: of the marks that lead anywhere to that of least rank, of those the shortest."""
        leading = [m for m in self.marks if m.href is not None]
        return min(reversed(leading), key=lambda m: m.rank).href if leading else None


@dataclass(frozen=True, slots=True)
class LinkRun:
    """Pieces that follow each other and lead to one place: one link. href: None where they lead nowhere."""

    href: str | None
    pieces: tuple[TextPiece, ...]

    @property
    def opens(self) -> bool:
        """Does a mark begin in it? `j` and `k` stop there."""
        return any(piece.opens for piece in self.pieces)


def runs(cut: Iterable[TextPiece]) -> tuple[LinkRun, ...]:
    """The pieces, put together by where they lead; white space alone is no link, for nobody could read its name."""
    found = []
    for href, some in groupby(cut, key=lambda piece: piece.href):
        held = tuple(some)
        found.append(LinkRun(href if any(piece.words.strip() for piece in held) else None, held))
    return tuple(found)


def pieces(text: str, within: Span, marks: Iterable[TextMark]) -> tuple[TextPiece, ...]:
    """The stretch, cut. Marks are cut to it; those that lie outside are left out."""
    held = sorted((m for m in marks if m.span.overlaps(within)), key=lambda m: m.span.start - m.span.end)
    lanes = _lanes(held)
    cuts = {within.start, within.end}
    for mark in held:
        cuts |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    found = []
    for a, b in pairwise(sorted(cuts)):
        here = [i for i, m in enumerate(held) if m.span.start <= a and b <= m.span.end]
        found.append(TextPiece(text[a:b], a, b, tuple(held[i] for i in here), tuple(lanes[i] for i in here)))
    return tuple(found)


def _lanes(marks: list[TextMark]) -> list[int]:
    lanes: dict[int, int] = {}
    # Of one rank the shorter one lies nearer; of two as long, the one that is nested deeper.
    for i in sorted(range(len(marks)), key=lambda i: (marks[i].rank, marks[i].span.end - marks[i].span.start, -i)):
        taken = [lane for j, lane in lanes.items() if marks[j].span.overlaps(marks[i].span)]
        lanes[i] = max(taken, default=-1) + 1
    return [lanes[i] for i in range(len(marks))]
