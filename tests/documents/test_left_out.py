"""What is not in the text is on the page still, and can be told from it."""

import json
from pathlib import Path

import pytest

from onrecord.documents import read_page
from onrecord.documents.left_out import LeftOut, left_out
from onrecord.pages import capture
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind

STORY = (
    "The minister said that Poland will close its border if Belarus sends troops, and that it has told its allies of "
    "the plan, which parliament discussed on Monday."
)
HTML = f"""<html><head><title>Poland warns Belarus over troops</title></head><body>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><h1>Poland warns Belarus over troops</h1><p>{STORY}</p><p>{STORY.replace("Monday", "Tuesday")}</p>
<p>Advertisement</p><p>{STORY.replace("Monday", "Friday")}</p></article>
<script>alert("no prose")</script><footer><p>© 2026 Hill Radio</p></footer></body></html>"""


def read(page: Page) -> Document:
    document = read_page(page)
    assert isinstance(document, Document)
    return document


def of_html(html: str) -> Page:
    return Page(
        address="a.html", body=html.encode(), kind=PageKind.HTML, encoding="utf-8", encoding_basis="meta", url=None
    )


def test_menus_adverts_and_footers_are_left_out_and_scripts_are_no_paragraph() -> None:
    page = of_html(HTML)
    assert left_out(page, read(page)) == (
        LeftOut("Home", "navigation"),
        LeftOut("Sport", None),
        LeftOut("Advertisement", "advert"),
        LeftOut("© 2026 Hill Radio", None),
    )


def test_of_clean_text_nothing_is_left_out() -> None:
    page = Page(address="a", body=STORY.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")
    assert left_out(page, read(page)) == ()


def test_an_article_has_no_paragraphs_of_its_own_to_leave_out() -> None:
    body = json.dumps({"text": STORY}).encode()
    page = Page(address="a", body=body, kind=PageKind.ARTICLE, encoding="utf-8", encoding_basis="default")
    assert left_out(page, read(page)) is None


@pytest.mark.parametrize("name", ["kremlin-27383.html.gz", "kremlin-41995.html.gz", "wikinews-2019-10-08.txt"])
def test_every_paragraph_is_in_the_text_or_left_out(name: str) -> None:
    path = Path(__file__).parents[2] / "examples" / "pages" / name
    (page,) = capture([path], fetched_at=None)
    assert isinstance(page, Page)
    document = read(page)
    found = left_out(page, document)
    assert found is not None
    out = {one.words for one in found}
    assert out
    # A teaser above the story may say the story's first words once more.
    assert not [block for block in document.blocks[1:] if block.span.of(document.text) in out]
