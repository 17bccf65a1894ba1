"""trafilatura's main text with title, date, authors and the rest of its metadata."""

from typing import Any

import trafilatura

from bench.contestants.html import decoded
from bench.worker import Contestant


def open_contestant() -> Contestant:
    """`trafilatura.bare_extraction` with metadata."""
    return Contestant(read, told, decoded, ("trafilatura", "lxml", "htmldate"))


def read(page: tuple[str | None, str]) -> Any:
    """The document it makes; None where it finds none."""
    return trafilatura.bare_extraction(page[1], url=page[0], with_metadata=True)


def told(document: Any, _page: Any) -> dict[str, str | None]:
    """Its text, title and date."""
    if document is None:
        return {"text": "", "title": None, "date": None}
    return {"text": document.text or "", "title": document.title, "date": document.date}
