"""Is a page's reading held already, so that it need not be read again?

In:      a page, the name of who would read it, a ledger
Out:     HeldPage; None: it is to be read
Refuses: nothing: what cannot be told is read again, and the ledger adds nothing twice
Source:  docs/ledger.md, "Adding a page again"
Shown:   tests/walk/test_held.py

The same bytes are read the same by the same reader where they were found at the same address, in the same encoding and
on the same day: an address may tell the publisher, a capture bounds the day. Otherwise the page's document is made, a
tenth of the work of reading: all that comes after rests on it alone.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from onrecord.documents import read_page
from onrecord.ledger import Ledger, ReadBefore
from onrecord.terms.dates import Precision
from onrecord.terms.documents import Document
from onrecord.terms.pages import HeldPage, Page

# What may go another way the next time, with more time or memory.
BY_CHANCE = frozenset({"too-slow", "reader-failed", "reader-died"})

Held = Callable[[Page, Callable[[], str]], HeldPage | None]
"""Of a page, and what tells the name of who would read it: whether its reading is held."""


def held_in(ledger: Ledger) -> Held:
    """Asks this ledger. The reader's name is only asked for where the page is known: it may load the models."""

    def held(page: Page, reader: Callable[[], str]) -> HeldPage | None:
        if not ledger.holds_page(page.id):
            return None
        before = ledger.readers.read_before(page.id, reader())
        return HeldPage(page, before.reading_id) if before is not None and reads_the_same(page, before) else None

    return held


def reads_the_same(page: Page, before: ReadBefore) -> bool:
    """Would the same reader read now what it read then? False also where that cannot be told without reading."""
    if before.refused is not None and before.refused.code in BY_CHANCE:
        return False
    if (page.url, page.encoding, _day(page.fetched_at)) == (before.url, before.encoding, _day(before.fetched_at)):
        return True
    if before.document is None:
        return False
    document = read_page(page)
    return isinstance(document, Document) and _told(document) == _told(before.document)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _told(document: Document) -> tuple[Document, list[object]]:
    """What later rooms go by. Days that only bound when it was published move with the clock, and the sentences of
    refusals with the address: they make no other reading (ledger/rows/reading.py)."""
    published = document.published
    if published is not None and published.bounds.precision is Precision.BOUNDED:
        published = None
    refused = [(r.room, r.code, r.span) for r in document.refusals]
    return replace(document, published=published, refusals=(), signature=None), [*refused]
