"""onrecord's `read_page`: the main text in blocks, each letter of it placed on the page; title, date, language."""

from typing import Any

from eval.documents import body_text

from bench.contestants.onrecord_page_of import html_page
from bench.worker import Contestant
from onrecord.documents import entries_of, read_page
from onrecord.terms.dates import Precision
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page


def open_contestant() -> Contestant:
    """The room of documents alone."""
    return Contestant(read, told, html_page, ("onrecord", "trafilatura", "selectolax"))


def read(page: Page) -> Any:
    """The document. Of a live blog, what stands above its entries: that is what the gold has of it."""
    return read_page(next(iter(entries_of(page)), page))


def told(document: Any, _page: Page) -> dict[str, str | None]:
    """Its text without the headline, title and date."""
    if not isinstance(document, Document):
        return {"text": "", "title": None, "date": None}
    published = document.published
    day = published.bounds.first if published and published.bounds.precision is Precision.DAY else None
    return {"text": body_text(document), "title": document.title, "date": day.isoformat() if day else None}
