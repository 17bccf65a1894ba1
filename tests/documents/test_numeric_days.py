"""05/04/2018 is two days until the page says how it counts; a day of change is a bound."""

# Markup is written as pages have it, on one line.
# ruff: noqa: E501

from datetime import date

import pytest

from onrecord.documents.numeric_days import numeric_candidates
from tests.documents.pages import STORY, read

APRIL, MAY = date(2018, 4, 5), date(2018, 5, 4)


def html(stamp: str, *, lang: str = "en", head: str = "") -> str:
    return f"<html lang={lang}><head><title>Cyprus talks</title>{head}</head><body><article><h1>Cyprus talks</h1>{stamp}<p>{STORY}</p><p>{STORY[:120]}</p></article></body></html>"


@pytest.mark.parametrize(
    "stamp, lang, first, last",
    [
        # Nothing tells which number is the month: both readings stay.
        ("<p class=date>05/04/2018</p>", "en", APRIL, MAY),
        ("<div>Published: 05-04-2018 | 14:05</div>", "en-US", APRIL, MAY),
        # The region of the language tag.
        ("<p class=date>05/04/2018</p>", "en-GB", APRIL, APRIL),
        ("<p>05/04/2018 10:30 am</p>", "en_AU", APRIL, APRIL),
        # Another day of the line can be read one way only.
        ("<p>05/04/2018 | Updated: 20/04/2018</p>", "en", APRIL, APRIL),
        ("<p>04/05/2018 | Updated: 04/20/2018</p>", "en", date(2018, 4, 5), date(2018, 4, 5)),
        # A day that the markup gives too.
        (
            "<time itemprop=dateModified datetime=2018-04-08>05/04/2018 01:57 | Updated at 08/04/2018 19:20</time>",
            "en",
            APRIL,
            APRIL,
        ),
        # The weekday beside it.
        ("<p>Thursday 05/04/2018</p>", "en", APRIL, APRIL),
        ("<p>Fri, 05/04/2018</p>", "en", MAY, MAY),
        # A change before the later reading cuts it off.
        ("<p>05/04/2018</p><p>Last updated: 9 April 2018</p>", "en", APRIL, date(2018, 4, 9)),
    ],
)
def test_what_a_numeric_day_says(stamp: str, lang: str, first: date, last: date) -> None:
    found = read(html(stamp, lang=lang))
    assert found.published is not None
    assert (found.published.bounds.first, found.published.bounds.last) == (first, last)
    assert "2018" not in found.text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2017-12-08T19:20:45+01:00">',
        '<meta property="og:updated_time" content="2017-12-08">',
        '<meta name="dcterms.modified" content="2017-12-08">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2017-12-08T10:00:00Z"}</script>',
        '<meta itemprop="dateModified" content="2017-12-08">',
    ],
)
def test_the_day_of_a_change_bounds_the_day_of_publication(head: str) -> None:
    found = read(html("", head=head), fetched_on=date(2026, 11, 28))
    assert found.published is not None
    assert (found.published.bounds.first, found.published.bounds.last) == (None, date(2017, 12, 8))
    assert found.published.basis.value == "bounded by change"


def test_a_numeric_day_that_no_calendar_has_says_nothing() -> None:
    assert list(numeric_candidates(["31/31/2018"], known=(), language_tag="en-GB")) == []


def test_a_sentence_with_a_numeric_day_is_no_date_line() -> None:
    assert list(numeric_candidates(["On 05/04/2018 it rained."], known=(), language_tag="en-GB")) == []
