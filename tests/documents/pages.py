"""Makes Pages of text for this room's tests."""

from datetime import UTC, date, datetime

from onrecord.documents import read_page
from onrecord.documents.composing import fold
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal

STORY = (
    "The two ministers met in the capital and agreed that the border would be opened again in the spring. "
    "Neither of them took questions, and no paper was signed, but both of their offices spoke of a good beginning. "
    "A second meeting is to be held before the end of the year, if the parliament of either country does not object."
)


def page(
    text: str,
    kind: PageKind = PageKind.HTML,
    *,
    url: str | None = None,
    given_date: date | None = None,
    fetched_on: date | None = None,
) -> Page:
    """A page that holds the text, in UTF-8."""
    return Page(
        address="test",
        body=text.encode("utf-8", "surrogatepass"),
        kind=kind,
        encoding="utf-8",
        encoding_basis="default",
        url=url,
        given_date=given_date,
        fetched_at=datetime(fetched_on.year, fetched_on.month, fetched_on.day, tzinfo=UTC) if fetched_on else None,
    )


def read(text: str, kind: PageKind = PageKind.HTML, **facts: object) -> Document:
    """The document of a page that must not be refused."""
    document = read_page(page(text, kind, **facts))  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return document


def refused(text: str, kind: PageKind = PageKind.HTML) -> str:
    """The code a page is refused with."""
    refusal = read_page(page(text, kind))
    assert isinstance(refusal, Refusal), refusal
    return refusal.code


def blocks(document: Document) -> list[tuple[str, str]]:
    """Role and words of each block."""
    return [(block.role.value, block.span.of(document.text)) for block in document.blocks]


def shown(document: Document) -> list[str]:
    """The words of each block, the headline left out."""
    return [words for role, words in blocks(document) if role != "headline"]


def codes(document: Document) -> list[str]:
    """The codes of what was left out of it."""
    return [refusal.code for refusal in document.refusals]


def assert_map_holds(document: Document, source: str) -> None:
    """Every run is letter for letter; every block, and every word of it, maps to the same words, white space and what
    no reader sees aside. A post, whose author stands behind its words in the source, maps to all of it."""
    for run in document.source_map.runs:
        stretch = source[run.source_start : run.source_start + run.end - run.start]
        assert document.text[run.start : run.end] == stretch
    for block in document.blocks:
        found = document.source_map.to_source(block.span)
        assert found is not None
        ours, theirs = block.span.of(document.text), fold(found.of(source))
        if block.role is BlockRole.POST and sorted("".join(ours.split())) != sorted("".join(theirs.split())):
            author, _, said = ours.partition(": ")
            assert author in theirs
            assert all(word in theirs for word in said.split())
        else:
            assert "".join(theirs.split()) == "".join(fold(ours).split())
