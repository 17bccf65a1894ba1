"""The door of the room: a page, read as its kind asks.

In:      Page
Out:     Document
Refuses: a page as a whole: nothing in it, nothing readable, not in English (code "not-english")
Shown:   tests/documents/
"""

from dataclasses import replace

from onrecord.documents.articles import read_article
from onrecord.documents.clean import read_clean
from onrecord.documents.copy_signature import copy_signature
from onrecord.documents.datelines import with_datelines
from onrecord.documents.html import read_html
from onrecord.documents.plain import read_plain
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal

READERS = {
    PageKind.HTML: read_html,
    PageKind.TEXT: read_plain,
    PageKind.CLEAN: read_clean,
    PageKind.ARTICLE: read_article,
}


def read_page(page: Page) -> Document | Refusal:
    """Read one page; a Refusal says why there is no document."""
    if not page.body.strip():
        return Refusal(
            "documents", "empty", f"{page.address} is empty: nothing was captured, or the file has no content"
        )
    if page.kind in (PageKind.SHEET, PageKind.SHEET_ROW):
        why = "it is of a sheet that a person keeps: what it says was entered by hand, and is not read off words"
        return Refusal("documents", "entered-by-hand", f"{page.address}: {why}")
    document = READERS[page.kind](page)
    if isinstance(document, Refusal):
        return document
    return with_datelines(replace(document, signature=copy_signature(document)))
