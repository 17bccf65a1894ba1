"""A page whose bytes the same reader has read is not read again, where reading it could give nothing new."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from tests.ledger.factory import NOON

from onrecord.documents import read_page
from onrecord.ledger import Ledger, open_ledger
from onrecord.terms.documents import Document
from onrecord.terms.pages import HeldPage, Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.walk.held import held_in
from onrecord.walk.many import read_new

HTML = """<html lang="en"><head><title>Talks on the border</title>{head}</head>
<body><article><h1>Talks on the border</h1>
<p>{first} The ministers of both countries met on Tuesday and said that they would open the border.</p>
<p>Nobody else was heard at the meeting, which was held in the old hall of the town beside the river.</p>
</article></body></html>
"""


def story(first: str = "", *, head: str = "", url: str | None = None, address: str = "a.html") -> Page:
    return Page(
        address=address,
        body=HTML.format(first=first, head=head).encode(),
        kind=PageKind.HTML,
        encoding="utf-8",
        encoding_basis="default",
        url=url,
        fetched_at=NOON,
    )


def only_document(page: Page, *, reader: str = "reader 1") -> Reading:
    """Reads nothing but the document."""
    document = read_page(page)
    if isinstance(document, Refusal):
        return Reading.refused(page, document, reader=reader)
    return replace(Reading.saying_nothing(page, reader=reader), document=document)


def added(ledger: Ledger, *pages: Page, reader: str = "reader 1", workers: int = 1) -> list[str]:
    """What became of each: "read" or "held"; all of it is recorded."""
    ones = list(
        read_new(
            pages,
            held=held_in(ledger),
            named=partial(str, reader),
            reader=partial(only_document, reader=reader),
            workers=workers,
        )
    )
    ledger.record_many(ones, recorded_at=NOON)
    return ["held" if isinstance(one, HeldPage) else "read" for one in ones]


DATED = '<meta property="article:published_time" content="2026-01-03">'
LATER = '<meta property="article:published_time" content="2026-01-09">'
OFF_SITE = "https://news.example.org/a"


@pytest.mark.parametrize(
    ("first", "again", "becomes"),
    [
        pytest.param(story(), story(), "held", id="the same again"),
        pytest.param(story(), story(address="b.html"), "held", id="a file that was moved"),
        pytest.param(story(), story("Late."), "read", id="other bytes"),
        pytest.param(
            story(head=DATED),
            replace(story(head=DATED), fetched_at=NOON + timedelta(days=9)),
            "held",
            id="a dated page captured on another day",
        ),
        pytest.param(
            story(), replace(story(), fetched_at=NOON + timedelta(days=9)), "held", id="only the bound moves"
        ),
        pytest.param(
            story(head=LATER),
            replace(story(head=LATER), fetched_at=NOON + timedelta(days=9)),
            "read",
            id="a page dated after its capture: now the day is possible",
        ),
        pytest.param(story(), story(url=OFF_SITE), "read", id="another address, which tells a publisher"),
        pytest.param(
            story(head='<meta property="og:url" content="https://news.example.org/a">'),
            story(head='<meta property="og:url" content="https://news.example.org/a">', url=OFF_SITE),
            "held",
            id="another address, which the page tells itself",
        ),
        pytest.param(story("Zoë."), replace(story("Zoë."), encoding="latin-1"), "read", id="read in another encoding"),
    ],
)  # fmt: skip
def test_what_is_read_again(first: Page, again: Page, becomes: str) -> None:
    with open_ledger(None) as ledger:
        assert added(ledger, first) == ["read"]
        before = ledger.counts()["readings"]
        assert added(ledger, again) == [becomes]
        # Read or not, the ledger holds what reading it gives: no more, no less.
        with open_ledger(None) as other:
            other.record_many(map(only_document, (first, again)), recorded_at=NOON)
            assert ledger.content_digest() == other.content_digest()
        assert (ledger.counts()["readings"] > before) == (becomes == "read")
        addresses = {s.address for s in ledger.page(again.id).sightings}
        assert again.address in addresses


def test_another_reader_reads_it_anew_and_so_does_another_least() -> None:
    with open_ledger(None) as ledger:
        assert added(ledger, story()) == ["read"]
        assert added(ledger, story(), reader="reader 1; least 0.20") == ["read"]
        assert added(ledger, story()) == ["held"]  # as adding again by an old reader always was


def test_a_reading_that_failed_by_chance_is_tried_again() -> None:
    with open_ledger(None) as ledger:
        for code, becomes in (("too-slow", "read"), ("not-english", "held")):
            page = story(code)
            refused = Reading.refused(page, Refusal("walk", code, "why"), reader="reader 1")
            ledger.record(refused, recorded_at=NOON)
            assert added(ledger, page) == [becomes]


def test_a_withdrawn_page_is_not_held() -> None:
    with open_ledger(None) as ledger:
        added(ledger, story())
        ledger.forget(story().id, reason="asked", author="Ada", day=NOON.date(), recorded_at=NOON)
        assert added(ledger, story()) == ["read"]
        assert [r.refusal.code for r in ledger.refused_pages()] == ["withdrawn"]


def test_in_workers_the_order_is_kept() -> None:
    pages = [story(f"Day {n}.") for n in range(12)]
    with open_ledger(None) as ledger:
        added(ledger, *pages[::2])
        assert added(ledger, *pages, workers=2) == ["held", "read"] * 6
        assert set(added(ledger, *pages)) == {"held"}


def test_the_document_that_is_compared_is_the_one_that_was_stored(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        added(ledger, story(head=DATED))
        before = ledger.readers.read_before(story(head=DATED).id, "reader 1")
        document = read_page(story(head=DATED))
        assert isinstance(document, Document)
        assert before is not None
        assert before.document == replace(document, signature=None)
        assert ledger.readers.read_before(story().id, "reader 1") is None


def test_a_page_refused_whole_is_read_anew_where_it_came_otherwise() -> None:
    bare = replace(story(), body=b"<html><title>Talks</title></html>")
    with open_ledger(None) as ledger:
        assert added(ledger, bare) == ["read"]
        assert added(ledger, bare) == ["held"]
        assert added(ledger, replace(bare, url="https://a.test/other")) == ["read"]
