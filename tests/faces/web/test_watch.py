"""Watch: what is watched is shown with what was told of it, kept, muted and ended; what waits is counted."""

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import JudgementKind, open_ledger
from onrecord.pages import Network
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal
from onrecord.terms.refusals import Refusal
from onrecord.watching import deliveries as line
from onrecord.watching.feeds import Feed
from onrecord.watching.file import watch_file
from onrecord.watching.hooks import add_hook
from onrecord.watching.outgoing import send_due
from onrecord.watching.polled_feeds import polled_feeds
from onrecord.watching.watches import watches
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, form_token, page_of
from tests.faces.web.test_alert_feeds import RAID, add
from tests.ledger.factory import NOON
from tests.questions.world import happened, said
from tests.watching.receivers import Clock, outside, receiving


def post(client: TestClient, path: str, **fields: str) -> int:
    """The status of a form of the desk."""
    return client.post(path, data={"token": form_token(client, "/watch"), **fields}).status_code


def path_of(client: TestClient) -> Path:
    return desk_behind(client).settings.ledger


def look(client: TestClient, hours: int = 2) -> None:
    clock = Clock(NOON + timedelta(hours=hours))
    send_due(path_of(client), outside(clock))


def test_where_nothing_is_watched_the_view_says_how_to_begin(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    text = page_of(desk.get("/watch").text)
    assert "Nothing is watched." in text
    assert "No alert yet." in text
    assert "0 likely and 0 possible wait" in text
    assert "No feed is read: onrecord watch add ADDRESS" in text
    assert not watch_file(path_of(desk)).exists(), "to look makes no file"


def test_watch_this_shows_the_feeds_address_and_keeps_a_watch(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    for path, feed in (
        ("/actor?who=BLR", "http://localhost/actor.atom?who=BLR&begin=2026-01-05T12%3A00Z"),
        ("/pair?who=BLR&other=UKR", "http://localhost/pair.atom?who=BLR&other=UKR&begin=2026-01-05T12%3A00Z"),
        ("/search?q=troops&kind=threat", "http://localhost/search.atom?q=troops&kind=threat&begin=2026-01-05T12%3A00Z"),
    ):
        html = unescape(desk.get(path).text)
        assert f'<a href="{feed}">{feed}</a>' in html
        assert desk.get(feed).status_code == 200
        form = re.findall(r'<form action="/watch/make" method="post">(.*?)</form>', html, re.DOTALL)[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        assert desk.post("/watch/make", data=fields).status_code == 303
    assert [w.name for w in watches(path_of(desk))] == ["Belarus", "Belarus and Ukraine", "“troops”, kind threat"]
    assert "Watch this" not in desk.get("/search").text
    assert "Watch this" not in desk.get("/actor?who=BLR&as_of=2026-01-06").text


def test_alerts_stand_there_with_both_evidences_one_click_away(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    post(desk, "/watch/make", watch="actor", asked="who=Belarus")
    add(desk, RAID, FIRMER)
    look(desk)
    html = desk.get("/watch").text
    text = page_of(html)
    assert "Belarus actor, since 2026-01-05 12:00 UTC" in text
    assert "3 alerts, 0 sent, 0 judged wrong" in text
    assert "Met (certain): Belarus will “send troops to the border” if “Poland attacks Ukraine”" in text
    assert 'Met by: "Poland acted on Ukraine" - 1 independent report, 2026-05-01.' in unescape(text)
    assert f'<a href="/page/{RAID.page.id}#w=0-23">event</a>' in html
    assert f'<a href="/record/{BORDER.norms[0].id}">record</a>' in html
    watch = watches(path_of(desk))[0]
    assert f'found by <a href="#{watch.id}">Belarus</a>' in html


def test_muted_judged_wrong_and_ended(open_desk: OpenDesk) -> None:
    desk = open_desk()
    post(desk, "/watch/make", watch="all")
    watch = watches(path_of(desk))[0]
    add(desk, BORDER, RAID)
    look(desk)
    assert post(desk, "/watch/mute", id=watch.id) == 303
    assert "nothing of it is sent" in page_of(desk.get("/watch").text)
    with open_ledger(path_of(desk)) as book:
        book.judge(BORDER.norms[0].id, JudgementKind.WRONG, by="Ada", at=NOON)
    text = page_of(desk.get("/watch").text)
    assert "1 alert, 0 sent, 1 judged wrong" in text
    assert "What this alert told of is no longer on record." in text
    assert "a person judged it wrong" in text
    assert post(desk, "/watch/mute", id=watch.id, undo="yes") == 303
    assert "nothing of it is sent" not in page_of(desk.get("/watch").text)
    assert post(desk, "/watch/end", id=watch.id) == 303
    assert "Nothing is watched." in page_of(desk.get("/watch").text)


def test_what_is_possible_waits_and_is_counted(open_desk: OpenDesk) -> None:
    desk = open_desk(said(date(2026, 1, 2), "BLR", Modal.WILL_NOT, "attack Poland", target="POL"))
    add(desk, happened(date(2026, 1, 4), "BLR", EventType.ASSAULT, "POL"))
    text = page_of(desk.get("/watch").text)
    assert "0 likely and 1 possible waits for somebody to look; they are sent to nobody." in text
    assert "possible: Belarus will not “attack Poland”" in text
    assert "only the kind of event and the parties are compared" in text
    assert desk.get("/watch.json").json()["waiting"]["possible"] == 1


def test_a_letter_that_was_given_up_is_sent_again(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "WAITS_S", ())
    desk = open_desk()
    path = path_of(desk)
    with receiving() as receiver:
        receiver.answers = [(500, {}, 0.0)]
        post(desk, "/watch/make", watch="actor", asked="who=Belarus")
        add_hook(path, receiver.url, private=True, at=NOON, chance=bytes(32), network=Network())
        add(desk, BORDER)
        look(desk)
        html = desk.get("/watch").text
        text = page_of(html)
        assert "0 in line, 1 given up." in text
        assert f"for {receiver.url}: it answered 500; tried 1 time" in text
        letter = re.findall(r'action="/watch/replay".*?name="id" value="(msg-\w+)"', html, re.DOTALL)[0]
        receiver.answers = [(204, {}, 0.0)]
        behind = desk_behind(desk)
        behind.now = lambda: NOON + timedelta(hours=3)
        assert post(desk, "/watch/replay", id=letter) == 303
        assert len(set(receiver.ids())) == 1
        assert len(receiver.came) == 2
    assert "0 in line, 0 given up." in page_of(desk.get("/watch").text)


def test_the_data_holds_the_same_and_no_secret(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    post(desk, "/watch/make", watch="actor", asked="who=Belarus")
    network = Network(resolve=lambda _host, _port: ("93.184.216.34",))
    _, secret = add_hook(path_of(desk), "https://hook.test/", at=NOON, chance=bytes(32), network=network)
    add(desk, RAID)
    look(desk)
    answer = desk.get("/watch.json")
    held = answer.json()
    assert secret.removeprefix("whsec_") not in answer.text
    assert held["feeds"] == []
    assert [w["name"] for w in held["watches"]] == ["Belarus"]
    assert held["alerts"][0]["code"] == "triggered"
    assert held["receivers"][0]["url"] == "https://hook.test/"
    assert held["in_line"] == 2


def test_a_desk_that_only_reads_shows_and_changes_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    post(desk, "/watch/make", watch="actor", asked="who=Belarus")
    closed = open_desk(read_only=True)
    html = closed.get("/watch").text
    assert "Belarus" in html
    assert 'method="post"' not in html
    assert 'method="post"' not in closed.get("/actor?who=BLR").text
    for path in ("/watch/make", "/watch/mute", "/watch/end", "/watch/replay"):
        assert closed.post(path, data={"watch": "all", "id": "watch-"}).status_code == 403


def test_a_form_of_another_site_changes_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    assert desk.post("/watch/make", data={"watch": "all"}).status_code == 403
    assert watches(path_of(desk)) == ()


def test_what_cannot_be_watched_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    for fields in (
        {"watch": "moon"},
        {"watch": "actor"},
        {"watch": "search", "asked": "q=!"},
        {"watch": "search", "asked": "q=a&" * 50},
    ):
        assert post(desk, "/watch/make", **fields) == 400
    assert post(desk, "/watch/mute", id="watch-none") == 400


def test_hostile_words_are_text(open_desk: OpenDesk) -> None:
    desk = open_desk()
    words = "<script>alert(1)</script> do it"
    post(desk, "/watch/make", watch="search", asked=urlencode({"q": words}))
    post(desk, "/watch/make", watch="actor", asked="who=Belarus")
    add(desk, said(date(2026, 1, 2), "BLR", Modal.WILL, words, kind=None))
    look(desk)
    html = desk.get("/watch").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_feeds_that_are_read_stand_there_with_their_failures(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    path = desk_behind(desk).settings.ledger
    gone = Refusal("pages", "gone", "it answered 410: it is gone")
    with polled_feeds(path) as feeds:
        for address in ("http://a.test/rss", "http://b.test/rss"):
            feeds.add(address, now=NOON)
        courier, other = feeds.feeds()
        told = Feed(title="The <b>Courier</b>", items=(), left_out=0, every=None, whole=True, notes=())
        feeds.read(courier, told, (), now=NOON, next_at=NOON + timedelta(minutes=15), tags=None)
        feeds.failed(other, gone, now=NOON, next_at=NOON + timedelta(minutes=30))
    html = desk.get("/watch").text
    text = page_of(html)
    assert "The &lt;b&gt;Courier&lt;/b&gt; http://a.test/rss read 2026-01-05 12:00 UTC; next 2026-01-05 12:15" in text
    assert "failing http://b.test/rss not read yet; next 2026-01-05 12:30 UTC failing since 2026-01-05 12:00" in text
    assert "it answered 410: it is gone" in text
    assert "1 feed failing" in page_of(desk.get("/").text)
    assert [f["reason"] is None for f in desk.get("/watch.json").json()["feeds"]] == [True, False]
