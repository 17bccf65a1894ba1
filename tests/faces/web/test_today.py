"""Today: an empty ledger, one page, a quiet day, and what is new since the last look."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from starlette.requests import Request

from onrecord.faces.web.frame import frame_of
from onrecord.faces.web.views.today import today_shown
from onrecord.ledger import open_ledger
from onrecord.ledger.index.status_log import KeptEncounter
from onrecord.questions.notices import NormNotice, Notice
from onrecord.questions.today import today
from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON
from tests.questions.world import said


def test_an_empty_ledger_invites_a_page(open_desk: OpenDesk) -> None:
    text = page_of(open_desk().get("/").text)
    assert "This ledger is empty." in text
    assert "Add a page" in text
    assert "Due within" not in text


def test_an_empty_ledger_offers_the_examples(open_desk: OpenDesk) -> None:
    html = open_desk().get("/").text
    assert '<a class="button first" href="/add">Add a page</a>' in html
    assert '<form action="/examples" method="post">' in html


def test_an_empty_ledger_that_is_only_read_offers_no_form(open_desk: OpenDesk) -> None:
    html = open_desk(read_only=True).get("/").text
    assert 'href="/add"' not in html
    assert "<form action=" not in html.replace('<form role="search" action=', "")


def test_one_page_compares_nothing(open_desk: OpenDesk) -> None:
    text = page_of(open_desk(BORDER).get("/").text)
    assert "Monday 2026-01-05, your first look here: everything is new." in text
    assert "New commitments: 1" in text
    assert "1 page is on record: what hardened, softened or was taken back can only be told from more." in text
    assert "Hardened, softened, withdrawn" not in text


def test_new_commitments_stand_under_their_actor_with_a_way_to_ask(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get("/").text
    assert '<h3><a href="/actor?who=BLR">Belarus</a> <span class="second">1 new commitment</span></h3>' in html
    assert f'<a href="/record/{BORDER.norms[0].id}">' in html
    assert unescape(re.findall(r'href="(/whatif[^"]*)">What if\?', html)[0]) == "/whatif?event=POL+ASSAULT+UKR"


def test_what_moved_stands_beside_what_was_said_before(open_desk: OpenDesk) -> None:
    text = page_of(open_desk(BORDER, FIRMER).get("/").text)
    assert "hardened: ● Belarus will “send troops to the border”" in text
    assert "before ◇ Belarus will “send troops to the border” if “Poland attacks Ukraine”" in text


def test_a_quiet_day_is_information(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    text = page_of(desk.get("/?since=2026-02-01").text)
    assert "Monday 2026-01-05, since Sunday 2026-02-01 00:00 UTC." in text
    assert "No page was read since." in text
    silent = said(date(2026, 5, 1), "FIN", Modal.WILL, "wait")
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.record(silent, recorded_at=NOON + timedelta(days=30))
    text = page_of(desk.get("/?since=2026-02-01").text)
    assert "New commitments: 1" in text


def test_the_browser_keeps_when_it_looked(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    behind = desk_behind(desk)
    assert "your first look" in page_of(desk.get("/").text)
    assert "your first look" in page_of(desk.get("/").text)  # the same sitting
    behind.now = lambda: NOON + timedelta(minutes=29)
    assert "your first look" in page_of(desk.get("/").text)
    behind.now = lambda: NOON + timedelta(hours=20)
    text = page_of(desk.get("/").text)
    assert "since you last looked, Monday 2026-01-05 12:29 UTC" in text
    assert "No page was read since." in text
    assert "since you last looked, Monday 2026-01-05 12:29 UTC" in page_of(desk.get("/").text)


@pytest.mark.parametrize("kept", ["", "x", "1.2.3", "-1.5", "9999999999.1", "0.99999999999999999999", "1.³"])
def test_a_cookie_that_says_nothing_is_a_first_look(kept: str, open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    cookie = f"{desk_behind(desk).sessions.cookie}_looked={kept}"
    answer = desk.get("/", headers=[(b"cookie", cookie.encode())])
    assert answer.status_code == 200


def test_as_of_a_day_is_its_week(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/?as_of=2026-01-06")
    text = page_of(answer.text)
    assert "Tuesday 2026-01-06, since Tuesday 2025-12-30 23:59 UTC" in text
    assert "New commitments: 1" in text
    assert "_looked" not in answer.headers.get("set-cookie", "")


def test_deadlines_say_how_long_is_left(open_desk: OpenDesk) -> None:
    soon = said(date(2026, 1, 2), "RUS", Modal.WILL, "leave", due=date(2026, 1, 6))
    text = page_of(open_desk(soon).get("/").text)
    assert "Due within 30 days: 1" in text
    assert "2026-01-06 (in 1 day) ● Russia will “leave”" in text


def test_met_is_certain_first_then_likely_each_with_two_lines(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    ledger = desk_behind(desk).ledger
    (norm,) = ledger.current.norms_of("BLR")

    def met(match: str, reasons: tuple[tuple[str, str, str], ...]) -> NormNotice:
        one = KeptEncounter(
            norm=norm.anchor,
            norm_id=norm.id,
            event_id="evt",
            role="trigger",
            match=match,
            verdict="triggered" if match == "yes" else "maybe_triggered",
            reasons=reasons,
            last=None,
            recorded_at=NOON,
        )
        return NormNotice(Notice(one, event=None, reports=2), norm)

    found = today(ledger, since=None, now=NOON)
    held = (met("yes", ()), met("likely", (("place", "maybe", "where is not given"),)))
    scope = {"type": "http", "app": desk.app, "path": "/", "headers": [], "query_string": b""}
    shown = today_shown(replace(found, met=held), frame_of(Request(scope)))
    assert [(m.verdict, m.words, m.reports) for m in shown.certain] == [
        ("its condition is met", "Poland attacks Ukraine", "2 reports")
    ]
    assert [m.unsure for m in shown.likely] == [("place: where is not given",)]


@pytest.mark.parametrize("since", ["soon", "2026-13-01", "9" * 50, "<script>"])
def test_what_is_no_moment(since: str, open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/", params={"since": since})
    assert answer.status_code == 400
    assert "<script>" not in answer.text.split("</head>")[1]


def test_json(open_desk: OpenDesk) -> None:
    value = open_desk(BORDER).get("/today.json?since=2026-01-01").json()
    assert value["pages_new"] == 1
    assert value["new"][0]["actor"] == "BLR"
    assert datetime.fromisoformat(value["since"]) == datetime(2026, 1, 1, tzinfo=UTC)


def test_csv_has_a_line_for_each_item(open_desk: OpenDesk) -> None:
    due = said(date(2026, 1, 2), "RUS", Modal.WILL, "leave", due=date(2026, 1, 6))
    desk = open_desk(BORDER, FIRMER, due)
    assert re.search(r'<a href="/today.csv">CSV</a>', desk.get("/").text)
    rows = list(csv.DictReader(io.StringIO(desk.get("/today.csv").text)))
    assert [(r["what"], r["how"], r["from"], r["to"], r["norm"]) for r in rows if r["what"] != "new"] == [
        ("moved", "hardened", "2026-04-01", "2026-04-01", FIRMER.norms[0].id),
        ("due", "", "", "2026-01-06", due.norms[0].id),
    ]
    assert {r["norm"] for r in rows if r["what"] == "new"} == {r.norms[0].id for r in (BORDER, FIRMER, due)}
