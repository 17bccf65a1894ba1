"""Texts of the corpora as parsers take them: paragraphs, and sentences with their marks taken off."""

import re

from onrecord.terms.spans import Span


def paragraphs(text: str) -> list[Span]:
    """One block a line with words in it."""
    return [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]


def unmarked(marked: str) -> tuple[str, Span | None, Span | None]:
    """The sentence without its marks, and the spans of source and target; None for one not marked.

    >>> unmarked("<s>Chad</s> thanked <t>Mali</t>.")
    ('Chad thanked Mali.', Span(start=0, end=4), Span(start=13, end=17))
    """
    text, marks = "", {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"</?[st]>", part):
            marks[part] = len(text)
        else:
            text += part
    spans = [
        Span(marks[f"<{m}>"], marks[f"</{m}>"])
        if {f"<{m}>", f"</{m}>"} <= marks.keys() and marks[f"<{m}>"] < marks[f"</{m}>"]
        else None
        for m in "st"
    ]
    return text, spans[0], spans[1]
