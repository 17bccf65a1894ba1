"""The list of feeds: what is kept of each, and how it is said."""

import json
import sqlite3
from datetime import timedelta

import pytest
from tests.watching.web import DAWN, Reply, item, rss

from onrecord.watching.feed_words import feed_lines
from onrecord.watching.file import watch_file
from onrecord.watching.polled_feeds import FeedState, UnknownFeed

FEED = "http://a.test/feed"


def test_how_a_feed_is_doing_is_said_in_words_and_as_data(web, watcher):
    web.replies["a.test", "/feed"] = Reply(
        rss(item("http://a.test/1"), item("http://a.test/2"), item("http://a.test/3"))
    )
    web.page("http://a.test/1")
    web.replies["a.test", "/2"] = Reply(status=503)
    watching = watcher().watch(FEED)
    (feed,) = watching.feeds.feeds()
    assert feed_lines(feed) == ("not read yet; next 2026-03-01 06:00 UTC",)
    (feed,) = watching.once().feeds.feeds()
    when, items = feed_lines(feed)
    assert when.startswith("read 2026-03-01 06:00 UTC; next 2026-03-01 06:1")
    assert items == "3 items: 1 added, 1 waiting, 1 refused"
    said = json.loads(json.dumps(feed.to_json()))
    assert said["items"] == {"waiting": 1, "added": 1, "refused": 1}
    assert (said["address"], said["title"], said["state"], said["failures"]) == (FEED, "F", "polled", 0)
    assert said["read"].startswith("2026-03-01T06:00:")
    web.replies["a.test", "/feed"] = Reply(status=404)
    (feed,) = watching.run_for(timedelta(minutes=50)).feeds.feeds()
    since = f"failing since {feed.failing:%Y-%m-%d %H:%M} UTC, 2 times"
    assert feed_lines(feed)[2] == f"{since}: {FEED} answered 404 Not Found"
    web.replies["a.test", "/feed"] = Reply(status=410)
    (feed,) = watching.run_for(timedelta(hours=2)).feeds.feeds()
    assert feed_lines(feed)[0].endswith(f"stopped: {FEED} answered 410 Gone")
    assert feed.to_json()["next"] is None


def test_a_feed_is_listed_once_and_what_nobody_watches_cannot_be_removed(watcher):
    feeds = watcher().feeds
    assert [feeds.add(FEED, now=DAWN), feeds.add(FEED, now=DAWN)] == [True, False]
    assert [(feed.address, feed.state) for feed in feeds.feeds()] == [(FEED, FeedState.POLLED)]
    feeds.remove(FEED)
    with pytest.raises(UnknownFeed, match=r"no feed is watched at http://a\.test/feed"):
        feeds.remove(FEED)


def test_what_waits_of_a_removed_feed_is_left(web, watcher):
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/1")))
    web.replies["a.test", "/1"] = Reply(status=503)
    watching = watcher().watch(FEED).once()
    watching.feeds.remove(FEED)
    assert watching.feeds.next_due() is None
    watching.run_for(timedelta(hours=1))
    assert len(web.times("http://a.test/1")) == 1


def test_a_feed_that_moves_to_one_that_was_removed_takes_up_its_past(web, watcher):
    web.replies["b.test", "/feed"] = Reply(rss(item("http://b.test/1", id="1")))
    web.page("http://b.test/1")
    watching = watcher().watch("http://b.test/feed").once()
    watching.feeds.remove("http://b.test/feed")
    web.replies["a.test", "/feed"] = Reply(status=301, headers={"Location": "http://b.test/feed"})
    (feed,) = watching.watch(FEED).once().feeds.feeds()
    assert (feed.address, feed.failures) == ("http://b.test/feed", 0)
    assert len(web.times("http://b.test/1")) == 1


def test_no_words_of_items_are_kept_beside_the_ledger(web, watcher):
    web.replies["a.test", "/feed"] = Reply(
        rss(
            "<title>Unusual words</title><link>/1</link><description>Quite unusual words</description>",
            "<title>Unusual words</title><guid>u</guid><description>Quite unusual words</description>",
            "<title>Unusual words</title><link>javascript:unusual words</link>",
        )
    )
    web.page("http://a.test/1", "Unusual words stand here.")
    watching = watcher().watch(FEED).once()
    assert len(watching.addresses()) == 2
    watching.close()
    with sqlite3.connect(watch_file(watching.path)) as file:
        kept = "\n".join(file.iterdump())
    assert "http://a.test/1" in kept
    assert "nusual" not in kept
