"""What of a page is not in its document's text: menus, boxes, adverts, titles of other stories.

In:      a Page, the Document that was read from it
Out:     the paragraphs that are not in the text, in the page's order, each with what it is for, where its words tell
Refuses: a page whose source is no text with paragraphs of its own, as an article in JSON (None)
Shown:   tests/documents/test_left_out.py

A ledger keeps the capture and the text, and where each stretch of the text stands in the capture: what is in no stretch
was left out. So nothing of it need be stored.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.documents.boilerplate import boilerplate_kind
from onrecord.documents.composing import fold
from onrecord.documents.dom import parse_dom
from onrecord.documents.lines import units
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph. kind: what it is for ("advert", "share" ...); None where its words do not tell."""

    words: str
    kind: str | None


def left_out(page: Page, document: Document) -> tuple[LeftOut, ...] | None:
    """Every paragraph of which no word is in the text; None where the source has no paragraphs of its own."""
    if page.kind in (PageKind.CLEAN, PageKind.SHEET, PageKind.SHEET_ROW):
        return ()
    if page.kind is PageKind.ARTICLE:
        return None
    source = page.body.decode(page.encoding, "replace")
    read = sorted((run.source_start, run.source_start + run.end - run.start) for run in document.source_map.runs)
    return tuple(
        LeftOut(words, kind.value if (kind := boilerplate_kind(words)) is not None else None)
        for start, end, words in _paragraphs(source, page.kind)
        if words and not _overlaps(read, start, end)
    )


def _paragraphs(source: str, kind: PageKind) -> Iterable[tuple[int, int, str]]:
    if kind is PageKind.HTML:
        return _leaves(source)
    return ((unit.stretches[0][0], unit.stretches[-1][1], unit.words) for unit in units(source))


def _leaves(source: str) -> Iterator[tuple[int, int, str]]:
    dom = parse_dom(source)
    if isinstance(dom, Refusal):
        return  # of a page that is refused there is no document
    for leaf in dom.leaves:
        yield leaf.start, leaf.end, fold(dom.text[leaf.start : leaf.end])


def _overlaps(read: list[tuple[int, int]], start: int, end: int) -> bool:
    """Do any of the stretches, which do not overlap, share a letter with this one?"""
    first = bisect_left(read, start, key=lambda stretch: stretch[1] - 1)
    return first < len(read) and read[first][0] < end
