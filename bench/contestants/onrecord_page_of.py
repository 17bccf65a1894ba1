"""An item of the bench as a Page."""

import gzip
from pathlib import Path

from bench.worker import Item
from onrecord.terms.pages import Page, PageKind


def page_of(item: Item) -> Page:
    """A stored page, or clean text."""
    return html_page(item) if "path" in item else clean_page(item)


def html_page(item: Item) -> Page:
    """HTML as it was saved."""
    body = Path(item["path"]).read_bytes()
    return Page(
        address=item["id"],
        body=gzip.decompress(body) if item["path"].endswith(".gz") else body,
        kind=PageKind.HTML,
        encoding="utf-8",
        encoding_basis="default",
        url=item["url"],
    )


def clean_page(item: Item) -> Page:
    """Text as it is."""
    return Page(
        address=item["id"],
        body=item["text"].encode(),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
        given_id=item["id"],
    )
