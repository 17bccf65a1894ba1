"""Datelines of all agencies: found, and told from what only looks like one."""

from datetime import date

import pytest

from onrecord.documents import read_page
from onrecord.documents.datelines import dateline_in, day_filled_in
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import BlockRole
from onrecord.terms.pages import Page, PageKind

STORY = "Turkey will send a ship if Cyprus grants the licence."


def page_of(text, day):
    return Page(
        address="t", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default", given_date=day
    )


@pytest.mark.parametrize(
    "dateline",
    [
        "ANKARA (Reuters) - ",
        "ANKARA, March 5 (Xinhua) -- ",
        "ANKARA, Turkey (AP) — ",
        "ANKARA - ",
        "NICOSIA: ",
        "Moscow/Kyiv, 5 March - ",
        "HAVANA (AP) _ ",
        "WASHINGTON, Feb. 3, 2020 /PRNewswire/ -- ",
        "NEW DELHI, June 3 (PTI) ",
        "MOSCOW. March 5 (Interfax) - ",
        "MOSCOW, March 5. /TASS/. ",
        "UNITED NATIONS, March 5 (Xinhua) -- ",
        "TEL AVIV, Israel — ",
        "Paris (AFP) - ",
        "Berlin (dpa) - ",
        "Kyiv, Ukraine – ",
        "NAIROBI, Kenya, July 7 - ",
        "COX'S BAZAR, Bangladesh (AP) — ",
        "(Reuters) - ",
        "SAVANNAH, Georgia - ",
    ],
)
def test_a_dateline(dateline):
    found = dateline_in(dateline + STORY)
    assert found is not None
    assert found.group() == dateline


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO - an alliance of thirty - met today, its chief said.",
        "PRESIDENT PUTIN: we will do this and we will do that.",
        "RUSSIA: we will do this and we will do that.",
        "Q: why are you here today, and for how long?",
        "Sudan - where war rages - is a state without a treasury.",
        "U.S. - Russia ties are bad, the minister said on Tuesday.",
        "By MIKE SMITH, AP - with more from our man in Rome.",
        "WASHINGTON The president said that he would go.",
    ],
)
def test_no_dateline(paragraph):
    assert dateline_in(paragraph) is None


def blocks(text):
    document = read_page(page_of(text, date(2024, 3, 6)))
    return [(b.role, b.span.of(document.text)) for b in document.blocks]


def test_it_is_a_block_of_its_own():
    assert blocks(f"ANKARA (Reuters) - {STORY}\nIt was calm.") == [
        (BlockRole.DATELINE, "ANKARA (Reuters) -"),
        (BlockRole.BODY, STORY),
        (BlockRole.BODY, "It was calm."),
    ]


def test_its_day_fills_the_month_or_year_the_page_tells():
    year = PublishedDate(DateBounds(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR), Basis.URL)
    assert day_filled_in(year, (3, 5)) == PublishedDate(DateBounds.day(date(2024, 3, 5)), Basis.DATELINE)
    day = PublishedDate(DateBounds.day(date(2024, 3, 6)), Basis.META_TAG)
    assert day_filled_in(day, (3, 5)) == day
    assert day_filled_in(None, (3, 5)) is None
    assert day_filled_in(year, (2, 30)) == year  # no such day
