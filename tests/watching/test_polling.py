"""Feeds that answer as they should: asked when they are due, each item once."""

from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from tests.watching.web import PAUSE_S, Reply, item, rss

from onrecord.watching.polled_feeds import FeedState, ItemState

FEED = "http://a.test/feed"
HOUR = timedelta(hours=1)


def test_an_item_is_added_once_however_often_its_feed_is_read(web, watcher):
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/1", id="1"), item("/2", id="2")))
    web.page("http://a.test/1", "One.")
    web.page("http://a.test/2", "Two.")
    watching = watcher().watch(FEED).run_for(HOUR)
    assert watching.addresses() == ["http://a.test/1", "http://a.test/2"]
    assert len(web.times("http://a.test/1")) == len(web.times("http://a.test/2")) == 1
    assert len(web.times(FEED)) == 4  # 60 minutes, 15 and a little between two
    assert watching.words("polled")[0] == "2 new items of 2"
    assert watching.words("polled")[1:] == ["0 new items of 2"] * 3
    (feed,) = watching.feeds.feeds()
    assert (feed.title, feed.items) == ("F", {ItemState.ADDED: 2})


def test_after_the_first_round_and_each_that_added_somebody_is_told(web, watcher):
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/1")))
    web.page("http://a.test/1")
    watching = watcher().watch(FEED).run_for(HOUR)
    assert watching.rounds_told == 1
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/2")))
    web.page("http://a.test/2", "Two.")
    assert watching.run_for(HOUR).rounds_told == 2


def test_what_changed_and_what_did_not_is_asked_by_its_tags(web, watcher):
    def reply(asked):
        if asked.headers.get("if-none-match") == '"1"':
            return Reply(status=304, headers={"ETag": '"1"'})
        return Reply(
            rss(item("http://a.test/1")), headers={"ETag": '"1"', "Last-Modified": "Sun, 01 Mar 2026 05:00:00 GMT"}
        )

    web.replies["a.test", "/feed"] = reply
    web.page("http://a.test/1")
    watching = watcher().watch(FEED).run_for(HOUR)
    assert watching.words("polled") == ["1 new item of 1", "unchanged", "unchanged", "unchanged"]
    assert [a.headers.get("if-modified-since") for a in web.asked if a.path == "/feed"] == [
        None,
        *["Sun, 01 Mar 2026 05:00:00 GMT"] * 3,
    ]
    assert watcher().run_for(HOUR).words("polled")[0] == "unchanged"  # the tags outlast the watch


def test_what_was_not_asked_with_tags_is_not_unchanged(web, watcher):
    web.replies["a.test", "/feed"] = Reply(status=304)
    assert "answered 304 Not Modified" in watcher().watch(FEED).once().words("failed")[0]


@pytest.mark.parametrize(
    "headers, head, minutes",
    [
        ({}, "", 15),
        ({"Cache-Control": "max-age=60"}, "", 15),
        ({"Cache-Control": "public, max-age=7200"}, "", 120),
        ({"Cache-Control": 'max-age="3600"', "Expires": "Mon, 02 Mar 2026 06:00:00 GMT"}, "", 60),
        ({"Cache-Control": "max-age=99999999999999999999"}, "", 24 * 60),
        ({"Expires": "0"}, "", 15),
        ({}, "<ttl>45</ttl>", 45),
        ({}, "<ttl>5</ttl>", 15),
        ({}, "<ttl>soon</ttl>", 15),
        ({"Cache-Control": "max-age=600"}, "<ttl>120</ttl>", 120),
    ],
)
def test_nobody_is_asked_sooner_than_he_wants_nor_than_a_quarter_of_an_hour(web, watcher, headers, head, minutes):
    web.replies["a.test", "/feed"] = Reply(rss(head=head), headers=headers)
    watching = watcher().watch(FEED).once()
    (feed,) = watching.feeds.feeds()
    wait = (feed.next - feed.read) / timedelta(minutes=1)
    assert minutes <= wait <= 1.1 * minutes


def test_expires_counts_from_the_servers_own_date(web, watcher):
    at = web.clock.now() - timedelta(days=30)
    headers = {"Date": format_datetime(at), "Expires": format_datetime(at + HOUR)}
    raw = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    body = rss()
    web.replies["a.test", "/feed"] = Reply(
        raw=f"HTTP/1.1 200 OK\r\n{raw}Content-Length: {len(body)}\r\n\r\n".encode() + body
    )
    (feed,) = watcher().watch(FEED).once().feeds.feeds()
    assert HOUR <= feed.next - feed.read <= 1.1 * HOUR


def test_the_syndication_module_says_how_often(web, watcher):
    space = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    said = f"<sy:updatePeriod {space}>daily</sy:updatePeriod><sy:updateFrequency {space}>6</sy:updateFrequency>"
    web.replies["a.test", "/feed"] = Reply(rss(head=said))
    (feed,) = watcher().watch(FEED).once().feeds.feeds()
    assert 4 * HOUR <= feed.next - feed.read <= 4.4 * HOUR


def test_one_address_of_two_feeds_is_fetched_once(web, watcher):
    for host in ("a.test", "b.test"):
        web.replies[host, "/feed"] = Reply(rss(item("http://c.test/1", id=host)))
    web.page("http://c.test/1")
    watching = watcher().watch(FEED, "http://b.test/feed").run_for(HOUR)
    assert len(web.times("http://c.test/1")) == 1
    assert watching.addresses() == ["http://c.test/1"]


def test_an_address_that_leads_to_a_page_held_already_adds_nothing(web, watcher):
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/1"), item("http://go.test/1")))
    web.replies["go.test", "/1"] = Reply(status=302, headers={"Location": "http://a.test/1"})
    web.page("http://a.test/1")
    assert len(watcher().watch(FEED).once().addresses()) == 1  # whichever host was free first


def test_another_id_or_another_link_makes_no_other_item(web, watcher):
    versions = iter(
        [
            rss(item("http://a.test/1", id="1")),
            rss(item("http://a.test/1", id="one")),  # the id has changed
            rss(item("http://a.test/1?from=feed", id="1")),  # the link has
            rss(item("http://a.test/1", id="1"), item("http://a.test/1", id="1"), item("http://A.test/1#top")),
        ]
    )
    web.replies["a.test", "/feed"] = lambda asked: Reply(next(versions))
    web.page("http://a.test/1")
    watching = watcher().watch(FEED).run_for(HOUR)
    assert len(web.times(FEED)) == 4
    assert watching.addresses() == ["http://a.test/1"]
    assert len(web.times("http://a.test/1")) == 1
    assert web.times("http://a.test/1?from=feed") == []


def test_two_requests_to_one_host_keep_their_distance_and_other_hosts_fill_it(web, watcher):
    for host in ("a.test", "b.test", "c.test"):
        web.replies[host, "/feed"] = Reply(rss(*(item(f"http://{host}/{n}") for n in range(5))))
        for n in range(5):
            web.page(f"http://{host}/{n}", f"{host} {n}")
    begun = web.clock.now_s()
    watching = watcher().watch(*(f"http://{h}/feed" for h in ("a.test", "b.test", "c.test"))).once()
    assert len(watching.addresses()) == 15
    assert len(web.asked) == 21  # robots.txt, feed, five pages each
    assert min(web.closest_s().values()) >= PAUSE_S
    assert web.clock.now_s() - begun < 2 * 7 * PAUSE_S  # not 21 times the pause


def test_a_site_that_wants_longer_pauses_has_them(web, watcher):
    web.replies["a.test", "/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 20")
    web.replies["b.test", "/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 86400")
    for host in ("a.test", "b.test"):
        web.replies[host, "/feed"] = Reply(rss(item(f"http://{host}/1"), item(f"http://{host}/2")))
        web.page(f"http://{host}/1", f"{host} 1")
        web.page(f"http://{host}/2", f"{host} 2")
    watcher().watch(FEED, "http://b.test/feed").once()
    after_rules = {
        host: [asked.at_s for asked in web.asked if asked.host == host and asked.path != "/robots.txt"]
        for host in ("a.test", "b.test")
    }
    for host, least in (("a.test", 20), ("b.test", 30)):
        times = after_rules[host]
        assert len(times) == 3
        assert all(b - a >= least for a, b in pairwise(times))


def test_what_a_site_keeps_from_robots_is_not_fetched(web, watcher):
    web.replies["a.test", "/robots.txt"] = Reply(b"User-agent: *\nDisallow: /feed")
    web.replies["b.test", "/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private")
    web.replies["b.test", "/feed"] = Reply(rss(item("http://b.test/private/1")))
    watching = watcher().watch(FEED, "http://b.test/feed").once()
    assert web.times(FEED) == web.times("http://b.test/private/1") == []
    assert watching.refused() == [("http://b.test/private/1", "robots")]
    feed, _ = watching.feeds.feeds()
    assert feed.code == "robots"


def test_a_feed_that_has_moved_for_good_is_asked_there_from_then_on(web, watcher):
    web.replies["a.test", "/feed"] = Reply(status=301, headers={"Location": "http://b.test/feed"})
    web.replies["b.test", "/feed"] = Reply(status=308, headers={"Location": "/atom"})
    web.replies["b.test", "/atom"] = Reply(rss())
    watching = watcher().watch(FEED).run_for(HOUR)
    assert len(web.times(FEED)) == 1
    assert len(web.times("http://b.test/atom")) == 4
    assert [feed.address for feed in watching.feeds.feeds()] == ["http://b.test/atom"]
    assert watching.words("moved") == ["for good to http://b.test/atom"]


@pytest.mark.parametrize("status, kept", [(302, FEED), (307, FEED), (303, FEED)])
def test_a_feed_that_is_elsewhere_for_now_keeps_its_address(web, watcher, status, kept):
    web.replies["a.test", "/feed"] = Reply(status=status, headers={"Location": "http://b.test/feed"})
    web.replies["b.test", "/feed"] = Reply(status=301, headers={"Location": "http://b.test/atom"})
    web.replies["b.test", "/atom"] = Reply(rss())
    (feed,) = watcher().watch(FEED).once().feeds.feeds()
    assert (feed.address, feed.failures) == (kept, 0)


def test_where_a_move_leads_to_no_feed_it_is_not_remembered(web, watcher):
    web.replies["a.test", "/feed"] = Reply(status=301, headers={"Location": "http://b.test/"})
    web.page("http://b.test/")
    (feed,) = watcher().watch(FEED).once().feeds.feeds()
    assert (feed.address, feed.code) == (FEED, "not-a-feed")


def test_a_feed_that_moves_to_one_that_is_watched_stops(web, watcher):
    web.replies["a.test", "/feed"] = Reply(status=301, headers={"Location": "http://b.test/feed"})
    web.replies["b.test", "/feed"] = Reply(rss())
    watching = watcher().watch("http://b.test/feed", FEED).run_for(HOUR)
    other, moved = watching.feeds.feeds()
    assert (other.state, moved.state, moved.code) == (FeedState.POLLED, FeedState.STOPPED, "same-feed")
    assert len(web.times(FEED)) == 1


def test_a_feed_that_is_gone_is_asked_no_more_until_somebody_adds_it_again(web, watcher):
    web.replies["a.test", "/feed"] = Reply(status=410)
    watching = watcher().watch(FEED).run_for(HOUR)
    assert len(web.times(FEED)) == 1
    (feed,) = watching.feeds.feeds()
    assert (feed.state, feed.code) == (FeedState.STOPPED, "gone")
    web.replies["a.test", "/feed"] = Reply(rss())
    (feed,) = watching.watch(FEED).once().feeds.feeds()
    assert (feed.state, feed.failures, feed.reason) == (FeedState.POLLED, 0, None)


def test_failures_are_counted_in_words_and_waited_for_twice_as_long(web, watcher):
    web.replies["a.test", "/feed"] = Reply(status=503)
    watching = watcher().watch(FEED).run_for(timedelta(hours=6))
    times = web.times(FEED)
    waits = [(b - a) / 60 for a, b in pairwise(times)]
    assert [round(w / 15) for w in waits] == [1, 2, 4, 8]
    assert all(w >= 15 * 2**n for n, w in enumerate(waits))
    assert (
        "answered 503 Service Unavailable; failing since 2026-03-01 06:00 UTC, 1 time; next"
        in watching.words("failed")[0]
    )
    (feed,) = watching.feeds.feeds()
    assert feed.failures == 5
    web.replies["a.test", "/feed"] = Reply(rss())
    (feed,) = watching.run_for(timedelta(hours=5)).feeds.feeds()
    assert (feed.failures, feed.failing, feed.reason) == (0, None, None)


@pytest.mark.parametrize("status", [429, 503, 403])
@pytest.mark.parametrize("dated", [True, False])
def test_who_asks_for_time_has_it(web, watcher, status, dated):
    until = web.clock.now() + 5 * HOUR
    written = format_datetime(until, usegmt=True) if dated else str(5 * 3600)
    web.replies["a.test", "/feed"] = Reply(status=status, headers={"Retry-After": written})
    (feed,) = watcher().watch(FEED).once().feeds.feeds()
    assert until - timedelta(seconds=2) <= feed.next <= until + HOUR


def test_a_feed_that_was_removed_is_asked_no_more_and_not_sooner_for_it(web, watcher):
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/1")))
    web.page("http://a.test/1")
    watching = watcher().watch(FEED).once()
    watching.feeds.remove(FEED)
    assert watching.feeds.feeds() == ()
    watching.watch(FEED).run_for(timedelta(minutes=20))
    first, second = web.times(FEED)
    assert second - first >= 15 * 60
    assert len(web.times("http://a.test/1")) == 1


def test_a_clock_that_was_wrong_silences_no_feed(web, watcher):
    web.replies["a.test", "/feed"] = Reply(rss())
    watching = watcher().watch(FEED)
    (feed,) = watching.feeds.feeds()
    watching.feeds.begin(feed, latest=feed.next + 400 * 24 * HOUR)
    watching.once()
    assert len(web.times(FEED)) == 1
