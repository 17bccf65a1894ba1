"""Fifty feeds that fail in every way, and a watch that is killed again and again: each item once, no host too soon.

Here it is killed in thought, at any step that writes; in `test_killed.py` by the system.
"""

import gzip
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest
from tests.watching.web import DAWN, PAUSE_S, Asked, Reply, Watcher, Web, item, rss

from onrecord.watching import polling
from onrecord.watching.polled_feeds import FeedState, PolledFeeds

ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>urn:1</id><title>T</title>'
    '<link href="http://@host/1"/></entry></feed>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>'
    "<title>R</title></channel><item><title>T</title><link>http://@host/1</link></item></rdf:RDF>"
)
JSON = '{"version": "https://jsonfeed.org/version/1", "title": "J", "items": [{"id": "1", "url": "http://@host/1"}]}'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">{more}]><rss version="2.0"><channel>'
    "<title>&j;</title><item><title>&j;</title><link>http://@host/1</link></item></channel></rss>"
).replace("{more}", "".join(f'\n<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij")))

Answer = Callable[[Asked], Reply]


def one(host: str) -> bytes:
    return rss(item(f"http://{host}/1", id="1"))


def in_turn(*replies: Callable[[str], Reply]) -> Answer:
    """The first, then the second ..., and the last again and again."""
    left = list(replies)
    return lambda asked: (left.pop(0) if len(left) > 1 else left[0])(asked.host)


def unchanged(name: str, value: str) -> Answer:
    """Sent once, and after that only to who does not send its tag back."""
    sent_back = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[name]

    def answer(asked: Asked) -> Reply:
        if asked.headers.get(sent_back) == value:
            return Reply(status=304)
        return Reply(one(asked.host), headers={name: value})

    return answer


def numbered() -> Answer:
    """Another id each time."""
    numbers = iter(range(1_000))
    return lambda asked: Reply(rss(item(f"http://{asked.host}/1", id=str(next(numbers)))))


def wandering() -> Answer:
    """Another link each time."""
    numbers = iter(range(1, 1_000))
    return lambda asked: Reply(rss(item(f"http://{asked.host}/{next(numbers)}", id="1")))


def always(body: str | bytes, **rest: Any) -> Answer:
    """Of a text, `@host` is the host."""

    def answer(asked: Asked) -> Reply:
        filled = body.replace("@host", asked.host).encode() if isinstance(body, str) else body
        return Reply(filled, **rest)

    return answer


def says(host_body: Callable[[str], bytes], **rest: Any) -> Answer:
    return lambda asked: Reply(host_body(asked.host), **rest)


def unavailable(status: int, for_s: str) -> Callable[[str], Reply]:
    return lambda host: Reply(status=status, headers={"Retry-After": for_s})


def cut_short(host: str) -> Reply:
    """In the middle of the second link."""
    return Reply(rss(item(f"http://{host}/1"), item(f"http://{host}/22")).partition(b"2</link>")[0])


def elsewhere(status: int, to: str) -> Answer:
    return lambda asked: Reply(status=status, headers={"Location": to})


ITEM_1 = ("http://@host/1",)
OWN = ("http://@host/feed#u",)
WORDS = "<guid isPermaLink='false'>u</guid><description>We will leave.</description>"
KOI8 = {"Content-Type": "text/xml; charset=koi8-r"}
GZIP = {"Content-Encoding": "gzip"}


def readable() -> dict[str, tuple[Answer, tuple[str, ...]]]:
    """By name: what is at /feed, and the addresses under which its items come into the ledger."""
    at_seven = format_datetime(DAWN + timedelta(hours=1), usegmt=True)
    return {
        "rss": (says(one), ITEM_1),
        "atom": (always(ATOM), ITEM_1),
        "rdf": (always(RDF), ITEM_1),
        "json": (always(JSON), ITEM_1),
        "etag": (unchanged("ETag", '"v"'), ITEM_1),
        "last-modified": (unchanged("Last-Modified", "Sun, 01 Mar 2026 05:00:00 GMT"), ITEM_1),
        "max-age": (says(one, headers={"Cache-Control": "max-age=3600"}), ITEM_1),
        "ttl": (says(lambda h: rss(item(f"http://{h}/1"), head="<ttl>45</ttl>")), ITEM_1),
        "retry-after": (in_turn(unavailable(503, "1800"), lambda h: Reply(one(h))), ITEM_1),
        "retry-after-date": (in_turn(unavailable(429, at_seven), lambda h: Reply(one(h))), ITEM_1),
        "changed-id": (numbered(), ITEM_1),
        "changed-link": (wandering(), ITEM_1),
        "twice": (says(lambda h: rss(*[item(f"http://{h}/1", id="1")] * 3, item(f"http://{h}/1#top", id="2"))), ITEM_1),
        "no-id": (says(lambda h: rss(item(f"http://{h}/1"))), ITEM_1),
        "bad-date": (says(lambda h: rss(item(f"http://{h}/1") + "<pubDate>the 45th of Maytober</pubDate>")), ITEM_1),
        "no-link": (always(rss(WORDS)), OWN),
        "javascript": (always(rss(f"{WORDS}<link>javascript:x</link>")), OWN),
        "charset": (says(lambda h: rss(item(f"http://{h}/1"), head="<link>Café “été”</link>"), headers=KOI8), ITEM_1),
        "utf-16": (says(lambda h: one(h).decode().encode("utf-16")), ITEM_1),
        "gzip": (says(lambda h: gzip.compress(one(h)), headers=GZIP), ITEM_1),
        "moved": (elsewhere(301, "/new"), ITEM_1),
        "moved-far": (elsewhere(308, "http://far.test/new"), ("http://far.test/1",)),
        "for-now": (elsewhere(302, "/new"), ITEM_1),
        "unsound": (says(lambda h: rss(item(f"http://{h}/1") + "<title>a < b & c</title>")), ITEM_1),
        "entities": (always(BOMB), ITEM_1),
        "cut": (in_turn(cut_short, lambda h: Reply(one(h))), ITEM_1),
        "page-late": (says(one), ITEM_1),
        "page-gone": (says(one), ()),
        "page-private": (always(rss(item("http://10.0.0.1/1"))), ()),
    }


STATUSES = (206, 400, 401, 403, 404, 418, 500, 502, 503)
# By name: what is at /feed, and the code it fails with.
FAILING: dict[str, tuple[Answer, str]] = {
    **{f"status-{n}": (always("", status=n), "http-status") for n in STATUSES},
    "gone": (always("", status=410), "gone"),
    "slow": (always("x" * 100, drip_s=0.1), "time-out"),
    "endless": (always("<rss>" * 1_000, endless=True), "too-large"),
    "too-short": (always("<rss version='2.0'>", length=5_000), "network"),
    "gzip-bomb": (always(gzip.compress(b"a" * 3_000_000), headers=GZIP), "too-large"),
    "gzip-cut": (always(gzip.compress(b"a" * 3_000)[:-9], headers=GZIP), "broken-gzip"),
    "coding": (always("x", headers={"Content-Encoding": "br"}), "content-coding"),
    "loop": (elsewhere(302, "/feed"), "too-many-redirects"),
    "private": (elsewhere(301, "http://192.168.0.1/feed"), "private-address"),
    "metadata": (elsewhere(302, "http://169.254.169.254/latest"), "private-address"),
    "to-file": (elsewhere(302, "file:///etc/passwd"), "unsupported-scheme"),
    "nowhere": (always("", status=302), "http-status"),
    "html": (always("<!doctype html><title>Sign in</title><p>Sign in to go on."), "not-a-feed"),
    "empty": (always(""), "not-a-feed"),
    "no-content": (always("", status=204), "not-a-feed"),
    "no-http": (always("", raw=b"220 mail.test ESMTP\r\n"), "network"),
    "robots": (always(rss()), "robots"),
    "robots-down": (always(rss()), "robots"),
}
KILLS = 30


class Killed(BaseException):
    """Nobody catches it, and nothing is put back."""


def many_feeds(web: Web) -> list[str]:
    """All of them on the web, and their addresses."""
    answers = {name: answer for name, (answer, _) in (*readable().items(), *FAILING.items())}
    for name, answer in answers.items():
        host = f"{name}.test"
        web.replies[host, "/feed"] = answer
        web.replies[host, "/new"] = Reply(one(host))
        web.page(f"http://{host}/1", f"Words of {name}.")
    for n in range(2, 100):
        web.page(f"http://changed-link.test/{n}", f"The same under link {n}.")
    web.replies["far.test", "/new"] = Reply(one("far.test"))
    web.page("http://far.test/1", "Words of far.")
    web.replies["page-gone.test", "/1"] = Reply(status=404)
    late = [Reply(status=503), Reply(b"<!doctype html><p>Late words.", headers={"Content-Type": "text/html"})]
    web.replies["page-late.test", "/1"] = lambda asked: late.pop(0) if len(late) > 1 else late[0]
    web.replies["robots.test", "/robots.txt"] = Reply(b"User-agent: *\nDisallow: /")
    web.replies["robots-down.test", "/robots.txt"] = Reply(status=500)
    return [*(f"http://{name}.test/feed" for name in answers), "http://no-such-host.invalid/feed"]


EXPECTED = sorted(a.replace("@host", f"{name}.test") for name, (_, to) in readable().items() for a in to)
REFUSED = [("http://10.0.0.1/1", "private-address"), ("http://page-gone.test/1", "http-status")]


def check_manners(web: Web) -> None:
    """No host was asked sooner than a pause after the last time, no feed sooner than a quarter of an hour."""
    assert min(web.closest_s().values()) >= PAUSE_S
    for name in (*readable(), *FAILING):
        times = web.times(f"http://{name}.test/feed")
        if name != "loop":  # which is asked for again by its own answer
            assert all(b - a >= 15 * 60 for a, b in pairwise(times)), name


def test_there_are_more_than_fifty() -> None:
    assert len(readable()) + len(FAILING) > 50


def test_each_item_comes_once_and_each_failure_has_its_words(
    web: Web, watcher: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LARGEST_FEED_BYTES", 300_000)
    watching = watcher().watch(*many_feeds(web)).run_for(timedelta(hours=1, minutes=30))
    assert watching.addresses() == EXPECTED
    assert watching.refused() == REFUSED
    check_manners(web)
    feeds = {feed.address.removeprefix("http://").partition(".")[0]: feed for feed in watching.feeds.feeds()}
    for name in readable():
        feed = feeds["far" if name == "moved-far" else name]
        assert (feed.state, feed.failures, feed.reason) == (FeedState.POLLED, 0, None), name
    assert feeds["no-such-host"].code == "no-such-host"
    for name, (_, code) in FAILING.items():
        assert feeds[name].code == code, name
        assert feeds[name].reason, name
        if code == "gone":
            assert feeds[name].state is FeedState.STOPPED
        else:
            assert feeds[name].failures == 3, name  # at once, after 15 minutes, after 30 more; the next after an hour
    asked = Counter(one.host for one in web.asked)
    polls = len(web.times("http://rss.test/feed"))
    assert 5 <= polls <= 6
    assert (asked["rss.test"], asked["gone.test"], asked["status-404.test"]) == (1 + polls + 1, 1 + 1, 1 + 3)
    assert len(web.times("http://max-age.test/feed")) == 2
    assert len(web.times("http://retry-after.test/feed")) >= 2


@pytest.mark.processes
def test_killed_at_every_step_each_item_still_comes_once(
    web: Web, watcher: Callable[..., Watcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LARGEST_FEED_BYTES", 300_000)
    monkeypatch.setattr(PolledFeeds, "put_back", lambda *_args, **_options: None)
    rng = random.Random(17)
    steps_left = 0

    def step() -> None:
        nonlocal steps_left
        steps_left -= 1
        if steps_left == 0:
            raise Killed

    def killable(whole: Callable[..., Any]) -> Callable[..., Any]:
        """It may be killed before it is done, and after."""

        def run(*args: Any, **options: Any) -> Any:
            step()
            made = whole(*args, **options)
            step()
            return made

        return run

    for name in (*("begin", "read", "unchanged", "failed", "stop", "move"), *("settle", "settle_own", "begin_item")):
        monkeypatch.setattr(PolledFeeds, name, killable(getattr(PolledFeeds, name)))
    watcher().watch(*many_feeds(web))
    kills = 0
    ends = web.clock.now() + timedelta(minutes=80)
    while web.clock.now() < ends:
        watching = watcher()
        monkeypatch.setattr(watching.book, "record_many", killable(watching.book.record_many))
        steps_left = rng.randint(1, 20) if kills < KILLS else 0
        try:
            watching.run_for(ends - web.clock.now())
        except Killed:
            kills += 1
    assert kills == KILLS
    # Whose link changes each time may be read anew under the next one, if it was killed before its first was kept.
    came = [address for address in watching.addresses() if "changed-link" not in address]
    assert came == [address for address in EXPECTED if "changed-link" not in address]
    assert len(watching.addresses()) == len(EXPECTED)
    assert watching.refused() == REFUSED
    check_manners(web)
    pages = [address for address in EXPECTED if address.endswith("/1")]
    assert sum(len(web.times(page)) for page in pages) <= len(pages) + 1 + kills
