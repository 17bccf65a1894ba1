"""The pages of items: what is fetched, what is tried again, what is refused for good, and each once."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from tests.watching.web import DAWN, Reply, item, rss, unread

from onrecord.ledger import LedgerBusy
from onrecord.terms.pages import RefusedPage
from onrecord.watching import items as items_room
from onrecord.watching import polling
from onrecord.watching.happenings import HappeningKind
from onrecord.watching.polled_feeds import ItemState, PolledFeeds
from onrecord.watching.polling_times import MOST_TRIES

FEED = "http://a.test/feed"
ONE = "http://a.test/1"
DAY = timedelta(days=1)


def feeding(web, *inside: str) -> None:
    web.replies["a.test", "/feed"] = Reply(rss(*inside))


def states(watching) -> dict[ItemState, int]:
    (feed,) = watching.feeds.feeds()
    return feed.items


def test_a_page_that_fails_for_a_passing_reason_is_tried_again_and_added(web, watcher):
    feeding(web, item(ONE))
    web.replies["a.test", "/1"] = Reply(status=503)
    watching = watcher().watch(FEED).once()
    assert states(watching) == {ItemState.WAITING: 1}
    assert "answered 503 Service Unavailable; again at 2026-03-01 06:0" in watching.words("later")[0]
    web.page(ONE)
    assert watching.run_for(timedelta(minutes=10)).addresses() == [ONE]
    first, second = web.times(ONE)
    assert second - first >= 5 * 60


def test_after_some_tries_it_is_refused_with_its_last_reason(web, watcher):
    feeding(web, item(ONE))
    web.replies["a.test", "/1"] = Reply(status=500)
    watching = watcher().watch(FEED).run_for(timedelta(hours=8))
    assert len(web.times(ONE)) == MOST_TRIES
    assert watching.refused() == [(ONE, "http-status")]
    assert states(watching) == {ItemState.REFUSED: 1}


@pytest.mark.parametrize(
    "reply, code",
    [
        (Reply(status=404), "http-status"),
        (Reply(status=206, body=b"part"), "http-status"),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), "private-address"),
        (Reply(status=302, headers={"Location": "http://169.254.169.254/latest/"}), "private-address"),
        (Reply(status=301, headers={"Location": "/1"}), "too-many-redirects"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "unsupported-scheme"),
        (Reply(b"\x89PNG\r\n\x1a\n"), "unsupported-format"),
        (Reply(b""), "empty"),
        (Reply(b"a" * 1_000_001, headers={"Content-Type": "text/plain"}), "too-large"),
        (Reply(rss()), "unsupported-format"),
    ],
)
def test_what_will_not_be_otherwise_is_refused_at_once_and_kept(web, watcher, reply, code):
    feeding(web, item(ONE))
    web.replies["a.test", "/1"] = reply
    watching = watcher().watch(FEED).run_for(timedelta(hours=1))
    assert watching.refused() == [(ONE, code)]
    assert states(watching) == {ItemState.REFUSED: 1}
    assert watching.addresses() == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://192.168.1.1/admin", "http://[::1]/", "http://2130706433/"]
)
def test_a_feed_that_names_a_private_address_leads_nowhere(web, watcher, address):
    feeding(web, item(address))
    watching = watcher().watch(FEED).once()
    assert states(watching) == {ItemState.REFUSED: 1}
    assert [code for _, code in watching.refused()] == ["private-address"]
    assert {asked.path for asked in web.asked} == {"/robots.txt", "/feed"}


def test_a_host_that_does_not_answer_holds_up_nobody_and_is_asked_once(web, watcher):
    feeding(web, *(item(f"http://dead.test/{n}") for n in range(10)), item("http://b.test/1"))
    web.replies["dead.test", "/robots.txt"] = Reply(b"x" * 100, drip_s=0.05)
    web.page("http://b.test/1")
    watching = watcher().watch(FEED).once()
    assert watching.addresses() == ["http://b.test/1"]
    assert len([asked for asked in web.asked if asked.host == "dead.test"]) == 1
    assert states(watching) == {ItemState.WAITING: 10, ItemState.ADDED: 1}


def test_an_entry_without_a_page_is_read_in_its_own_words(web, watcher):
    words = "<title>T</title><guid isPermaLink='false'>urn:1</guid><description>We will leave.</description>"
    feeding(web, words, "<title>U</title><link>javascript:x</link><description>They will stay.</description>")
    watching = watcher().watch(FEED).run_for(timedelta(hours=1))
    first, second = watching.addresses()
    assert second == f"{FEED}#urn:1"
    assert first.startswith(f"{FEED}#item-")
    (page,) = watching.book.pages_at(second)
    held = watching.book.page(page)
    assert held.given_id == second
    with watching.book._read_transaction() as connection:
        bases = connection.exec_driver_sql("SELECT encoding_basis FROM sightings").scalars().all()
    assert bases == ["an entry of a feed, in its own words: it has no page that can be fetched"] * 2
    assert states(watching) == {ItemState.ADDED: 2}


def test_an_entry_without_a_page_and_without_words_is_one_refusal_a_feed(web, watcher):
    feeding(
        web, *(f"<title>T</title><guid isPermaLink='false'>{n}</guid><link>javascript:{n}</link>" for n in range(5))
    )
    watching = watcher().watch(FEED).run_for(timedelta(hours=1))
    assert watching.refused() == [(FEED, "no-link")]
    assert states(watching) == {ItemState.REFUSED: 5}
    assert len(watching.words("refused")) == 5


def test_many_entries_in_their_own_words_are_read_a_few_a_time_and_none_is_lost(web, watcher, monkeypatch):
    monkeypatch.setattr(polling, "OWN_A_POLL", 5)
    listed = [f"<guid isPermaLink='false'>{n}</guid><description>Words {n}.</description>" for n in range(12)]

    def reply(asked):
        unchanged = asked.headers.get("if-none-match") == "1"
        return Reply(status=304) if unchanged else Reply(rss(*listed), headers={"ETag": "1"})

    web.replies["a.test", "/feed"] = reply
    watching = watcher().watch(FEED).run_for(timedelta(hours=1))
    assert len(watching.addresses()) == len(set(watching.addresses())) == 12
    assert watching.words("polled") == [
        *("5 new items of 12", "5 new items of 12", "2 new items of 12"),
        "unchanged",
    ]


def test_an_entry_in_its_own_words_waits_while_somebody_else_writes(web, watcher, monkeypatch):
    def reply(asked):
        unchanged = asked.headers.get("if-none-match") == "1"
        words = "<guid isPermaLink='false'>1</guid><description>Words.</description>"
        return Reply(status=304) if unchanged else Reply(rss(words), headers={"ETag": "1"})

    def busy(*_args, **_options):
        raise LedgerBusy("the ledger is busy")

    web.replies["a.test", "/feed"] = reply
    watching = watcher().watch(FEED)
    with monkeypatch.context() as patched:
        patched.setattr(watching.book, "record_many", busy)
        watching.once()
    assert watching.addresses() == []
    assert watching.run_for(timedelta(minutes=20)).addresses() == [f"{FEED}#1"]


def test_all_readings_of_a_live_blog_go_in_together_and_once(web, watcher):
    hours = "".join(
        f"<article id='e{n}'><h3>0{n}:00</h3><p>The minister said the talks went on for hour {n}.</p></article>"
        for n in range(1, 6)
    )
    body = f"<!doctype html><title>Live: talks</title><body class='live-blog'><main>{hours}</main>".encode()
    feeding(web, item(ONE))
    web.replies["a.test", "/1"] = Reply(body, headers={"Content-Type": "text/html"})

    def read_entries(pages):
        from onrecord.documents import entries_of

        for page in pages:
            yield from unread(entries_of(page) or (page,))

    watching = watcher(read=read_entries).watch(FEED).run_for(timedelta(hours=1))
    assert watching.addresses() == [f"{ONE}#e{n}" for n in range(1, 6)]
    assert states(watching) == {ItemState.ADDED: 1}
    assert len(web.times(ONE)) == 1


def test_of_an_archive_at_one_address_some_pages_are_read_and_the_rest_is_told(web, watcher):
    lines = "".join(f'{{"id": "{n}", "text": "Words {n}."}}\n' for n in range(50)).encode()
    feeding(web, item("http://a.test/all.jsonl"))
    web.replies["a.test", "/all.jsonl"] = Reply(lines, headers={"Content-Type": "text/plain"})
    watching = watcher().watch(FEED).once()
    assert len(watching.addresses()) == 20
    assert watching.refused() == [("http://a.test/all.jsonl", "many-pages")]


def test_a_page_that_breaks_what_takes_it_apart_costs_itself(web, watcher, monkeypatch):
    feeding(web, item(ONE), item("http://a.test/2"))
    web.page(ONE, "One.")
    web.page("http://a.test/2", "Two.")

    def entries_of(page):
        return () if page.address != ONE else 1 / 0

    monkeypatch.setattr(items_room, "entries_of", entries_of)
    watching = watcher().watch(FEED).once()
    assert watching.addresses() == ["http://a.test/2"]
    assert watching.refused() == [(ONE, "reader-failed")]


def test_while_somebody_else_writes_to_the_ledger_an_item_waits(web, watcher, monkeypatch):
    feeding(web, item(ONE))
    web.page(ONE)
    watching = watcher().watch(FEED)
    real = watching.book.record_many
    busy = iter([True, False])

    def record_many(*args, **options):
        if next(busy, False):
            raise LedgerBusy("the ledger is busy")
        return real(*args, **options)

    monkeypatch.setattr(watching.book, "record_many", record_many)
    watching.once()
    assert [one.kind for one in watching.told if one.address == ONE] == [HappeningKind.LATER]
    assert watching.run_for(timedelta(minutes=2)).addresses() == [ONE]
    assert len(web.times(ONE)) == 2


def test_while_somebody_else_writes_a_refusal_waits_and_what_came_is_looked_at_later(web, watcher, monkeypatch):
    feeding(web, item(ONE), item("http://a.test/2"))
    web.page(ONE)
    watching = watcher().watch(FEED)
    real = watching.book.record_many
    looked = iter([True, False])

    def record_many(given, **options):
        early = web.clock.now() < DAWN + timedelta(seconds=30)
        if early and any(isinstance(one, RefusedPage) for one in given):
            raise LedgerBusy("the ledger is busy")
        return real(given, **options)

    def check(*_args, **_options):
        if next(looked, False):
            raise LedgerBusy("the ledger is busy")

    monkeypatch.setattr(watching.book, "record_many", record_many)
    monkeypatch.setattr(polling, "check", check)
    watching.once()
    assert watching.words("later").count("the ledger is busy") == 2
    assert (watching.rounds_told, watching.refused()) == (0, [])
    watching.run_for(timedelta(minutes=5))
    assert watching.refused() == [("http://a.test/2", "http-status")]
    assert watching.rounds_told >= 1


def test_a_page_at_which_the_process_ends_each_time_is_refused_at_last(web, watcher, monkeypatch):
    """As the kernel ends it, for memory: nothing is put back."""

    class Killed(BaseException):
        pass

    def killed(pages):
        for _ in pages:
            raise Killed
        yield from ()

    feeding(web, item(ONE))
    web.page(ONE)
    monkeypatch.setattr(PolledFeeds, "put_back", lambda *_args, **_options: None)
    for _ in range(MOST_TRIES):
        with pytest.raises(Killed):
            watcher(read=killed).watch(FEED).run_for(DAY)
    watching = watcher(read=killed).run_for(timedelta(hours=4))
    assert watching.refused() == [(ONE, "reader-died")]
    times = web.times(ONE)
    assert len(times) == MOST_TRIES
    assert all(b - a >= 5 * 60 for a, b in pairwise(times))


def test_who_is_stopped_while_a_page_is_read_reads_it_the_next_time_and_that_was_no_try(web, watcher):
    def stopped(pages):
        for _ in pages:
            raise SystemExit(143)
        yield from ()

    feeding(web, item(ONE))
    web.page(ONE)
    for _ in range(MOST_TRIES + 2):
        with pytest.raises(SystemExit):
            watcher(read=stopped).watch(FEED).once()
    assert watcher().once().addresses() == [ONE]


def test_a_page_held_before_is_not_fetched(web, watcher):
    """Added by hand, or by a watch that was killed between the ledger and its own mark."""
    feeding(web, item(ONE))
    web.page(ONE)
    watching = watcher().watch(FEED).once()
    watching.feeds._file.execute("UPDATE feed_items SET state = 'waiting', next_at = ''")
    watching.feeds._file.commit()
    watching.once()
    assert len(web.times(ONE)) == 1
    assert states(watching) == {ItemState.ADDED: 1}


def test_what_is_withdrawn_does_not_come_back(web, watcher):
    feeding(web, item(ONE))
    web.page(ONE)
    watching = watcher().watch(FEED).once()
    (page,) = watching.book.pages_at(ONE)
    now = web.clock.now()
    watching.book.forget(page, reason="asked for", author="desk", day=now.date(), recorded_at=now)
    watching.run_for(timedelta(hours=1))
    assert len(web.times(ONE)) == 1
    assert watching.addresses() == ["withdrawn"]


def test_several_readings_are_waited_for_in_order(web, watcher):
    """A reader that has several pages in hand, as several processes have, marks each page when its own came."""
    feeding(web, *(item(f"http://a.test/{n}") for n in range(6)))
    for n in range(6):
        web.page(f"http://a.test/{n}", f"Page {n}.")

    def ahead(pages):
        return unread(list(pages))

    watching = watcher(read=ahead).watch(FEED).once()
    assert len(watching.addresses()) == 6
    assert [one.address for one in watching.told if one.kind is HappeningKind.ADDED] == [
        f"http://a.test/{n}" for n in range(6)
    ]


def test_the_date_and_title_of_an_item_are_no_facts_of_its_page(web, watcher):
    listed = "<title>Peace signed</title><link>/1</link><pubDate>Sun, 01 Mar 2026 05:00:00 GMT</pubDate>"
    feeding(web, listed)
    web.page(ONE, "Talks go on.")
    seen = []

    def read(pages):
        for page in pages:
            seen.append(page)
            yield from unread([page])

    watcher(read=read).watch(FEED).once()
    (page,) = seen
    assert (page.given_date, page.given_id) == (None, None)
    assert b"Peace signed" not in page.body
    assert replace(page, fetched_at=None).address == ONE
