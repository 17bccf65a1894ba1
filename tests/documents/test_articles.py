"""An article whose parts a file tells apart: nothing is guessed, and its date is what the file says."""

import json
from datetime import date

import pytest

from onrecord.documents import read_page
from onrecord.documents.articles import article_source
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal
from tests.documents.pages import STORY, assert_map_holds, blocks, codes


def page(given_date: date | None = None, **parts: str) -> Page:
    body = json.dumps(parts, ensure_ascii=False).encode()
    return Page(
        address="a.csv:1", body=body, kind=PageKind.ARTICLE, encoding="utf-8", encoding_basis="x", given_date=given_date
    )  # fmt: skip


def read(**parts: str) -> Document:
    found = read_page(page(**parts))
    assert isinstance(found, Document), found
    assert_map_holds(found, article_source(parts))
    return found


def test_the_parts_are_the_files() -> None:
    head, tail = (
        "Border to open\nBy Jane Roe\n5 March 2024",
        "Advertisement\nREAD MORE: Chile will pay\nIt stayed\u00adopen.",
    )
    text = f"{head}\n{STORY}\n{tail}"
    found = read(title="Border to open", publisher="Example News", text=text)
    assert blocks(found) == [("headline", "Border to open"), ("body", STORY), ("body", "It stayedopen.")]
    assert (found.title, found.publisher) == ("Border to open", "Example News")
    assert codes(found) == ["other-stories"]


@pytest.mark.parametrize(
    "written, first, last",
    [
        ("March 6, 2024 Wednesday", date(2024, 3, 6), date(2024, 3, 6)),
        ("Wed, 06 Mar 2024 09:00:00 GMT", date(2024, 3, 6), date(2024, 3, 6)),
        ("13/03/2024", date(2024, 3, 13), date(2024, 3, 13)),
        ("05/04/2018", date(2018, 4, 5), date(2018, 5, 4)),
    ],
)
def test_a_day_in_words_or_numbers_is_read(written: str, first: date, last: date) -> None:
    found = read(text=STORY, date=written)
    assert found.published is not None
    assert (found.published.bounds.first, found.published.bounds.last) == (first, last)
    assert found.published.basis.value == "given"


def test_credits_and_corrections_are_no_part_of_the_story() -> None:
    found = read(text=f"{STORY}\nStory Credit: example.com\nCorrection: an earlier version named another river.")
    assert (blocks(found), found.credit) == ([("body", STORY)], "example.com")


def test_an_article_in_another_language_is_refused() -> None:
    told = "Die Ministerin sagte am Montag, dass die Grenze im Frühjahr wieder geöffnet wird. " * 4
    found = read_page(page(text=told))
    assert isinstance(found, Refusal)
    assert found.code == "not-english"


def test_a_date_that_cannot_be_read_is_told() -> None:
    found = read(text=STORY, date="last Tuesday")
    assert (found.published, codes(found)) == (None, ["date-unread"])


@pytest.mark.parametrize("body", [b"[]", b"{}", b"not json", b'{"title": "x"}'])
def test_what_is_no_article_is_refused(body: bytes) -> None:
    found = read_page(Page(address="x", body=body, kind=PageKind.ARTICLE, encoding="utf-8", encoding_basis="x"))
    assert isinstance(found, Refusal)
    assert found.code == "not-text"


def test_a_title_alone_is_no_story() -> None:
    found = read_page(page(title="Border to open", text=" "))
    assert isinstance(found, Refusal)
    assert found.code == "nothing-readable"
