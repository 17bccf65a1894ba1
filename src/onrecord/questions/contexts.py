"""Words in their paragraph, or in a window of it, with where they stand.

In:      a document, the spans to show
Out:     Context: the paragraph's words and the spans to mark, counted from its own beginning
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.spans import Span, hull

# A paragraph longer than this is cut round the marked words; most news paragraphs are under 500.
LONGEST_CONTEXT_CHARS = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A stretch of a document's text.

    span:  where it stands in the text.
    words: text[span].
    marks: what to mark, counted from the beginning of `words`; in order, inside it.
    role:  of the block it begins in; None when it stands in none.
    whole: False when the paragraph goes on before or after.
    """

    span: Span
    words: str
    marks: tuple[Span, ...]
    role: BlockRole | None
    whole: bool

    def to_json(self) -> dict[str, Any]:
        """`{"span", "words", "marks", "role", "whole"}`."""
        return {
            "span": self.span.to_json(),
            "words": self.words,
            "marks": [m.to_json() for m in self.marks],
            "role": self.role.value if self.role else None,
            "whole": self.whole,
        }


def contexts(document: Document, spans: Iterable[Span]) -> tuple[Context, ...]:
    """The paragraphs that hold the spans, each once, in text order."""
    windows: dict[Span, list[Span]] = {}
    for span in sorted(spans):
        held = [b.span for b in document.blocks if b.span.overlaps(span)]
        windows.setdefault(hull([*held, span]), []).append(span)
    return tuple(
        window_on(document.text, within, marks, longest=LONGEST_CONTEXT_CHARS, role=_role(document.blocks, within))
        for within, marks in windows.items()
    )


def window_on(text: str, within: Span, marks: list[Span], *, longest: int, role: BlockRole | None = None) -> Context:
    """The stretch `within`, or at most `longest` code points of it that begin shortly before the first mark.

    Cut at white space where there is some near; marks are cut to the stretch.
    """
    start, end = within.start, within.end
    if end - start > longest:
        first = min((m.start for m in marks), default=start)
        start = max(within.start, min(first - longest // 4, within.end - longest))
        end = start + longest
        start = _after_space(text, start, stop=first) if start > within.start else start
        end = _before_space(text, end, stop=max(start, first)) if end < within.end else end
    inside = [Span(max(m.start, start), min(m.end, end)) for m in marks if m.start < end and m.end > start]
    return Context(
        span=Span(start, end),
        words=text[start:end],
        marks=tuple(m.shifted(-start) for m in inside),
        role=role,
        whole=(start, end) == (within.start, within.end),
    )


NEAR_CHARS = 40


def _after_space(text: str, at: int, *, stop: int) -> int:
    space = text.find(" ", at, min(at + NEAR_CHARS, stop))
    return at if space < 0 else space + 1


def _before_space(text: str, at: int, *, stop: int) -> int:
    space = text.rfind(" ", max(stop + 1, at - NEAR_CHARS), at)
    return at if space < 0 else space


def _role(blocks: tuple[Block, ...], within: Span) -> BlockRole | None:
    return next((b.role for b in blocks if b.span.overlaps(within)), None)
