"""The date of a page and what it rests on."""

import json
from datetime import date

import pytest

from onrecord.documents import read_page
from onrecord.terms.pages import PageKind
from onrecord.terms.refusals import Refusal
from tests.documents.pages import STORY, page, read

DAY = date(2023, 2, 16)


def html(head: str = "", body: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><article><h1>Border to open</h1>{body}<p>{STORY}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    "head, body, url, basis",
    [
        ('<meta property="article:published_time" content="2023-02-16T23:00:00-05:00">', "", None, "meta tag"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2023-02-16",'
            ' "dateModified": "2023-03-01",'
            ' "video": {"@type": "VideoObject", "datePublished": "2019-01-01"}}]}</script>',
            "",
            None,
            "json-ld",
        ),
        ('<script type="application/ld+json">{"datePublished": "2023-02-16",</script>', "", None, "json-ld"),
        ("", '<time itemprop="datePublished" datetime="2023-02-16">x</time>', None, "microdata"),
        (
            "",
            '<p>Updated <time datetime="2023-03-01">1 March</time></p><p><time datetime="2023-02-16">16</time></p>',
            None,
            "time element",
        ),
        ("", "<p>MINSK, Feb. 16, 2023 (Reuters) - The border will be opened, a spokesman said.</p>", None, "dateline"),
        ("", "<p>Published: 16 February 2023</p>", None, "byline"),
        ("", "", "https://example.org/2023/02/16/border", "url"),
        ("", "<p>Thursday, February 16, 2023</p>", None, "page text"),
    ],
)
def test_the_basis_is_where_the_date_stands(head: str, body: str, url: str | None, basis: str) -> None:
    published = read(html(head, body), url=url).published
    assert published is not None
    assert (published.bounds.first, published.basis.value) == (DAY, basis)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2031-03-01">',
        '<meta property="article:published_time" content="1970-01-01">',
        '<meta property="article:published_time" content="2031-01-01">',
    ],
)
def test_changed_or_impossible_dates_are_not_believed(head: str) -> None:
    published = read(html(head), fetched_on=date(2023, 3, 25)).published
    assert published is not None
    assert (published.bounds.last, published.basis.value) == (date(2023, 3, 25), "bounded by capture")


def test_a_month_in_the_address_is_a_month() -> None:
    published = read(html(), url="https://example.org/2023/02/border").published
    assert published is not None
    assert (published.bounds.first, published.bounds.last) == (date(2023, 2, 1), date(2023, 2, 28))
    assert (published.bounds.precision.value, published.basis.value) == ("month", "url")


def test_a_day_that_no_calendar_has_is_none_of_the_address() -> None:
    published = read(html(), url="https://example.org/2023/02/31/border").published
    assert published is not None
    assert (published.bounds.first, published.bounds.precision.value) == (date(2023, 2, 1), "month")


def test_nothing_known_is_none() -> None:
    assert read(html()).published is None


@pytest.mark.parametrize("kind", [k for k in PageKind if k not in (PageKind.SHEET, PageKind.SHEET_ROW)])
def test_a_given_date_beats_all(kind: PageKind) -> None:
    words = json.dumps({"text": html()}) if kind is PageKind.ARTICLE else html()
    document = read_page(page(words, kind, given_date=DAY))
    assert not isinstance(document, Refusal)
    assert document.published is not None
    assert document.published.basis.value == "given"
