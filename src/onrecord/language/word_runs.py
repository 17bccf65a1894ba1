"""Stretches of words: the neighbouring tokens round one, and spans without the marks at their edges.

In:      tokens; a span of a Parse's text
Out:     neighbouring tokens; a span that begins and ends in words
Shown:   tests/language/test_clauses.py
"""

from collections.abc import Iterable
from itertools import pairwise

from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span, trimmed

EDGES = " \t\r\n\xa0\"'“”‘’«».,;:!?-–—()[]"


def run_with(tokens: Iterable[int], must_hold: int) -> list[int]:
    """The stretch of neighbouring tokens that has `must_hold` in it; that one alone where none has."""
    held = list(tokens)
    runs: list[list[int]] = [held[:1]] if held else []
    for a, b in pairwise(held):
        if b == a + 1:
            runs[-1].append(b)
        else:
            runs.append([b])
    return next((r for r in runs if must_hold in r), [must_hold])


def trimmed_span(parse: Parse, span: Span) -> Span | None:
    """The span without quotation marks and punctuation at its edges; a bracket or mark it opened itself stays."""
    found = trimmed(parse.text, span.start, span.end, drop=EDGES)
    if found is None:
        return None
    return _reopened(parse.text, found, span)


def _reopened(text: str, found: Span, whole: Span) -> Span:
    """Take back a closing bracket or a "%" that belongs to the words: "Parties (two)"."""
    words = found.of(text)
    closing = {"(": ")", "[": "]"}
    for opening, close in closing.items():
        if words.count(opening) > words.count(close) and found.end < whole.end and text[found.end] == close:
            return Span(found.start, found.end + 1)
    if text[found.end : found.end + 1] == "." and words[-2:-1] == "." and found.end < whole.end:
        return Span(found.start, found.end + 1)  # "the U.S."
    return found
