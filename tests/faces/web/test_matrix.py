"""Matrix on the desk: cells that lead to the pair, what is put together told, as data."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, page_of
from tests.questions.world import said

OTHER = said(date(2026, 4, 2), "RUS", Modal.WILL, "build a bridge", target="FIN")
NOBODY = said(date(2026, 4, 3), "RUS", Modal.WILL, "wait")


def test_a_cell_leads_to_the_pair(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER, OTHER, NOBODY)
    html = desk.get("/matrix").text
    text = page_of(html)
    assert "3 norms of 2 actors towards 2 actors." in text
    assert "1 norm more: who is bound, or towards whom, is not said." in text
    tree = LexborHTMLParser(html)
    assert [th.text(strip=True) for th in tree.css("thead th")] == ["who", "Ukraine", "Finland", "all"]
    assert [[c.text(strip=True) for c in row.css("th, td")] for row in tree.css("tbody tr")] == [
        ["Belarus", "2", "", "2"],
        ["Russia", "", "1", "1"],
    ]
    links = [unescape(h) for h in re.findall(r'<td[^>]*><a href="([^"]+)"', html)]
    assert links == ["/pair?who=BLR&other=UKR", "/pair?who=RUS&other=FIN"]
    assert 'aria-label="2, Belarus towards Ukraine"' in html
    assert desk.get(links[0]).status_code == 200


def test_the_table_has_a_caption_and_scopes(open_desk: OpenDesk) -> None:
    tree = LexborHTMLParser(open_desk(BORDER).get("/matrix").text)
    assert tree.css_first("table.matrix caption") is not None
    assert {th.attributes.get("scope") for th in tree.css("thead th")} == {"col"}
    assert {th.attributes.get("scope") for th in tree.css("tbody th")} == {"row"}


def test_what_has_no_row_of_its_own_is_told(open_desk: OpenDesk) -> None:
    text = page_of(open_desk(BORDER, FIRMER, OTHER).get("/matrix?most=1").text)
    assert "The 1 with most norms have a row or a column each; the others are counted together." in text
    assert "the other 1" in text


def test_days_go_along_to_the_pair(open_desk: OpenDesk) -> None:
    html = unescape(open_desk(BORDER, FIRMER).get("/matrix?since=2026-03-15&kind=threat").text)
    assert 'href="/pair?who=BLR&other=UKR&from=2026-03-15"' in html
    assert "<option selected>threat</option>" in html


def test_nothing_counted_says_so(open_desk: OpenDesk) -> None:
    text = page_of(open_desk(NOBODY).get("/matrix").text)
    assert "No norm on record that fits says towards whom." in text


def test_as_data(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER, OTHER)
    value = desk.get("/matrix.json?conditional=yes").json()
    assert value["cells"] == [{"agent": "BLR", "target": "UKR", "norms": 1}]
    rows = list(csv.reader(io.StringIO(desk.get("/matrix.csv").text)))
    assert rows == [
        ["agent", "agent_name", "target", "target_name", "norms"],
        ["BLR", "Belarus", "UKR", "Ukraine", "2"],
        ["RUS", "Russia", "FIN", "Finland", "1"],
    ]


@pytest.mark.parametrize("query", ["kind=song", "since=soon", "most=0", "most=101", "conditional=no", "min_strength=9"])
def test_what_cannot_be_asked(query: str, open_desk: OpenDesk) -> None:
    assert open_desk(BORDER).get(f"/matrix?{query}").status_code == 400
