"""Brief on the desk: Today's and a search's, linked from both, as data, and as a file of its own."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from onrecord.faces.web.brief_file import brief_file
from onrecord.questions.brief import brief_of_today
from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON
from tests.questions.world import said


def test_todays_has_quotation_source_and_footnote(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/brief").text
    text = page_of(html)
    assert "What came in up to 2026-01-05 12:00 UTC. Ledger ledger.db, as of 2026-01-05 12:00 UTC." in text
    assert "New commitments: 2 Belarus: 2" in text
    assert "“Belarus said it will send troops to the border if Poland attacks Ukraine”" in text
    assert "— Belarus, said 2026-03-01, published 2026-03-01 (meta tag); 1 independent report; characters 0 to" in text
    assert 'aria-label="Footnote 1">[1]</a>' in html
    assert '<li id="note-1" value="1">Hill Radio, ' in html
    assert f'<a href="/record/{BORDER.norms[0].id}">' in html
    assert "hardened: Belarus will" in text
    assert "before: Belarus will" in text


def test_an_empty_section_says_so(open_desk: OpenDesk) -> None:
    text = page_of(open_desk().get("/brief").text)
    assert "Met, certain: 0 No condition was surely met." in text
    assert "Changed: hardened, softened, withdrawn: 0 Nothing changed what was said before." in text
    assert "Footnotes" not in text


def test_since_alone_is_todays_and_anything_else_a_search(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    today = desk.get("/brief.json?since=2026-01-01").json()
    assert today["period"] == "What came in from 2026-01-01 00:00 UTC to 2026-01-05 12:00 UTC"
    found = desk.get("/brief.json?since=2026-03-15&by=words").json()
    assert found["period"] == "Said on or after 2026-03-15"
    assert found["sections"][2]["count"] == 1
    named = desk.get("/brief.json?actor=Belarus&q=troops").json()
    assert named["title"] == "Brief: “troops”; said by Belarus"


def test_today_and_search_lead_to_their_briefs_and_back(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    assert '<a href="/brief?since=2026-01-01T00%3A00%3A00%2B00%3A00">Brief</a>' in desk.get("/?since=2026-01-01").text
    html = desk.get("/search?actor=BLR&since=2026-01-01").text
    address = unescape(re.findall(r'To print: <a href="([^"]+)"', html)[0])
    assert address == "/brief?actor=BLR&since=2026-01-01&by=words"
    assert (
        '<a href="/search?by=words&amp;actor=BLR&amp;since=2026-01-01">The search it is of</a>'
        in desk.get(address).text
    )


def test_as_of_a_day_is_its_week(open_desk: OpenDesk) -> None:
    text = page_of(open_desk(BORDER).get("/brief?as_of=2026-01-06").text)
    assert "What came in from 2025-12-30 23:59 UTC to 2026-01-06 23:59 UTC." in text
    assert "New commitments: 1" in text


def test_the_last_look_is_the_one_that_today_keeps(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    desk.get("/")
    desk_behind(desk).now = lambda: NOON + timedelta(hours=20)
    first = desk.get("/brief")
    assert "What came in from 2026-01-05 12:00 UTC to" in page_of(first.text)
    assert "_looked" not in first.headers.get("set-cookie", "")


@pytest.mark.parametrize("query", ["since=soon", "kind=song", "actor=Atlantis", "since=2026-02-02&until=2026-02-01"])
def test_what_cannot_be_asked(query: str, open_desk: OpenDesk) -> None:
    for path in ("/brief", "/brief.json"):
        assert open_desk(BORDER).get(f"{path}?{query}").status_code in (400, 404)


def test_a_file_of_its_own_asks_nothing_and_runs_nothing(open_desk: OpenDesk) -> None:
    action = "open <script>alert(1)</script> the port"
    desk = open_desk(said(date(2026, 3, 1), "RUS", Modal.WILL, action))
    html = brief_file(brief_of_today(desk_behind(desk).ledger, name="x.db", since=None, now=NOON))
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert "<script" not in html
    assert "open &lt;script&gt;alert(1)&lt;/script&gt; the port" in html
    assert 'href="/' not in html
    assert "@page" in html
