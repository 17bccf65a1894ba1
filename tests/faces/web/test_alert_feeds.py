"""Feeds and calendars of what a view shows: valid, in pages, told 304 where nothing came since."""

import re
from datetime import date, timedelta
from html import unescape
from xml.etree import ElementTree

import feedparser
import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.views import alert_feeds
from onrecord.ledger import open_ledger
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind
from tests.ledger.factory import NOON
from tests.questions.test_atom import check_rfc_4287
from tests.questions.world import happened, said

RAID = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")
DUE = said(date(2026, 1, 2), "RUS", Modal.WILL, "lift the ban", kind=None, due=date(2026, 1, 8))


def add(client: TestClient, *pages: Reading, hours: int = 1) -> None:
    with open_ledger(desk_behind(client).settings.ledger) as book:
        book.record_many(pages, recorded_at=NOON + timedelta(hours=hours))
        check(book, today=NOON.date(), recorded_at=NOON + timedelta(hours=hours))


def test_a_feed_of_an_actor_holds_what_came_in_about_it(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, DUE)
    add(desk, FIRMER)
    add(desk, RAID, hours=2)
    answer = desk.get("/actor.atom?who=Belarus")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    check_rfc_4287(answer.content)
    read = feedparser.parse(answer.content)
    assert [e.title.split(":")[0] for e in read.entries] == ["Met (certain)", "Hardened", "New commitment"]
    assert read.feed.title == "On record: Belarus"
    assert {link.rel: link.href for link in read.feed.links}["self"] == "http://localhost/actor.atom?who=Belarus"
    assert [e.title for e in feedparser.parse(desk.get("/actor.atom?who=RUS").content).entries] == [
        "Deadline 2026-01-08: Russia will “lift the ban”",
        "New commitment: Russia will “lift the ban”",
    ]


def test_it_begins_where_the_address_says(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    add(desk, FIRMER)
    read = feedparser.parse(desk.get("/actor.atom?who=BLR&begin=2026-01-05T12:30Z").content)
    assert [e.title.split(":")[0] for e in read.entries] == ["Hardened"]
    empty = desk.get("/actor.atom?who=BLR&begin=2026-02-01")
    check_rfc_4287(empty.content)
    assert feedparser.parse(empty.content).entries == []


@pytest.mark.parametrize(
    "path, titles",
    [
        ("/alerts.atom", ["Met (certain)", "Hardened"]),
        ("/pair.atom?who=Belarus&other=Ukraine", ["Met (certain)", "Hardened", "New commitment"]),
        ("/pair.atom?who=Belarus&other=Finland", []),
        ("/search.atom?q=troops&mode=if", ["Met (certain)", "New commitment"]),
        ("/search.atom?actor=Russia", []),
    ],
)
def test_feeds_of_all_of_pairs_and_of_searches(open_desk: OpenDesk, path: str, titles: list[str]) -> None:
    desk = open_desk(BORDER)
    add(desk, FIRMER)
    add(desk, RAID, hours=2)
    answer = desk.get(path)
    check_rfc_4287(answer.content)
    assert [e.title.split(":")[0] for e in feedparser.parse(answer.content).entries] == titles


def test_who_asks_again_hears_that_nothing_came_since(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    first = desk.get("/actor.atom?who=BLR")
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    assert changed == "Mon, 05 Jan 2026 12:00:00 GMT"
    again = desk.get("/actor.atom?who=BLR", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert desk.get("/actor.atom?who=BLR", headers={"If-Modified-Since": changed}).status_code == 304
    assert desk.get("/actor.atom?who=BLR", headers={"If-Modified-Since": "not a day"}).status_code == 200
    add(desk, FIRMER)
    assert desk.get("/actor.atom?who=BLR", headers={"If-None-Match": tag}).status_code == 200
    assert desk.get("/actor.atom?who=BLR", headers={"If-Modified-Since": changed}).status_code == 200


def test_a_page_withdrawn_is_gone_and_the_feed_has_changed(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    changed = desk.get("/actor.atom?who=BLR").headers["last-modified"]
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        later = NOON + timedelta(hours=2)
        book.forget(BORDER.page.id, reason="an order", author="Ada", day=NOON.date(), recorded_at=later)
    answer = desk.get("/actor.atom?who=BLR", headers={"If-Modified-Since": changed})
    assert (answer.status_code, feedparser.parse(answer.content).entries) == (200, [])
    assert b"send troops" not in answer.content


def test_it_comes_in_pages(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_feeds, "ENTRIES", 2)
    actions = ("close the port", "free the crew", "sign the treaty", "lift the embargo", "recall envoys")
    desk = open_desk(
        *(said(date(2026, 1, 2), "BLR", Modal.WILL, d, kind=None, number=n) for n, d in enumerate(actions))
    )
    address, ids = "/actor.atom?who=BLR&begin=2026-01-01", list[str]()
    for _ in range(4):
        answer = desk.get(address)
        check_rfc_4287(answer.content)
        ids += [e.id for e in feedparser.parse(answer.content).entries]
        links = re.findall(r'rel="next" href="([^"]+)"', answer.text)
        if not links:
            break
        address = unescape(links[0])
        assert "begin=2026-01-01" in address
    assert len(ids) == len(set(ids)) == 5


def test_deadlines_are_a_calendar(open_desk: OpenDesk) -> None:
    icalendar = pytest.importorskip("icalendar")
    desk = open_desk(BORDER, DUE)
    answer = desk.get("/actor.ics?who=Russia")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="deadlines.ics"'
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 1, 8)
    assert "lift the ban" in str(event["SUMMARY"])
    for path, n in (("/actor.ics?who=BLR", 0), ("/alerts.ics", 1), ("/search.ics?q=ban", 1), ("/search.ics?q=port", 0)):
        assert len(icalendar.Calendar.from_ical(desk.get(path).content).walk("VEVENT")) == n
    tag = answer.headers["etag"]
    assert desk.get("/actor.ics?who=Russia", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "path, words",
    [
        ("/actor.atom", "give a name or a code for each of: who"),
        ("/actor.atom?who=Ruritania", "Ruritania"),
        ("/search.atom", "needs words"),
        ("/search.ics?mode=perhaps", "is none of none, if"),
        ("/alerts.atom?begin=yesterday", "is no day and no moment"),
        ("/alerts.atom?before=yesterday", "no place in the feed"),
        ("/alerts.atom?before=99999999999999999999_alert-000000000000000000000000", "no place in the feed"),
    ],
)
def test_what_cannot_be_fed_is_said(open_desk: OpenDesk, path: str, words: str) -> None:
    answer = open_desk(BORDER).get(path)
    assert answer.status_code == 400
    assert words in unescape(answer.text)


def test_hostile_words_in_an_address_are_text(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/search.atom", params={"q": 'troops "]]></title><script>'})
    check_rfc_4287(answer.content)
    assert not [e for e in ElementTree.fromstring(answer.content).iter() if e.tag.endswith("script")]
