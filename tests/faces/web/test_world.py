"""Map on the desk: the picture, its table beside it, which side is counted, as data."""

import csv
import io
from datetime import date
from html import unescape

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, page_of
from tests.questions.world import said

OTHER = said(date(2026, 4, 2), "RUS", Modal.WILL, "wait")


def test_states_are_drawn_and_stand_in_the_table(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER, OTHER).get("/map").text
    assert "3 norms of 2 actors." in page_of(html)
    assert html.count("<title>Russia: 1 norm</title>") == 2  # wide and narrow
    assert "Shapes are Natural Earth&#39;s" in html or "Shapes are Natural Earth's" in html
    tree = LexborHTMLParser(html)
    assert [[td.text(strip=True) for td in row.css("td")] for row in tree.css(".twin tbody tr")] == [
        ["Belarus", "2"],
        ["Russia", "1"],
    ]
    assert tree.css_first("details.twin[open]") is not None


def test_the_other_side_and_what_it_leaves_unsaid(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER, OTHER).get("/map?side=towards&since=2026-03-15").text
    text = page_of(html)
    assert "1 norm towards 1 actor." in text
    assert "1 norm more: towards whom is not said." in text
    assert 'href="/actor?who=UKR&from=2026-03-15"' in unescape(html)
    assert 'href="/matrix?since=2026-03-15"' in unescape(html)


def test_nothing_counted_says_so(open_desk: OpenDesk) -> None:
    answer = open_desk(OTHER).get("/map?side=towards")
    assert "No norm on record that fits names anybody on this side." in page_of(answer.text)
    assert "<svg" not in answer.text


def test_as_data(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER, OTHER)
    assert desk.get("/map.json?conditional=yes").json()["actors"] == [{"code": "BLR", "name": "Belarus", "norms": 1}]
    rows = list(csv.reader(io.StringIO(desk.get("/map.csv").text)))
    assert rows == [["actor", "name", "norms"], ["BLR", "Belarus", "2"], ["RUS", "Russia", "1"]]


@pytest.mark.parametrize("query", ["side=left", "kind=song", "since=2026-02-02&until=2026-02-01"])
def test_what_cannot_be_asked(query: str, open_desk: OpenDesk) -> None:
    assert open_desk(BORDER).get(f"/map?{query}").status_code == 400
