"""A visit that lasts: pauses between two requests to one host, and what a server says is handed on, whatever it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.pages import CaptureOptions, Network, Validator
from onrecord.pages.pacing import LONGEST_PAUSE_S, VisitPace
from onrecord.pages.visits import FetchAnswer, Unanswered, Visit, host_of, usable_address
from onrecord.terms.pages import Page, RefusedPage

from .conftest import HTML, PUBLIC, Reply

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Time:
    """Goes on only by what is slept."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def visit(named: Callable[[dict[str, list[str]]], Network], time: Time) -> Iterator[Visit]:
    network = named({"a.test": [PUBLIC], "b.test": [PUBLIC], "inside.test": ["10.0.0.1"]})
    timed = replace(network, now_s=lambda: time.now, sleep_s=time.sleep)
    visit = Visit(CaptureOptions(attempts=1), timed, pause_s=2.0)
    yield visit
    visit.close()


def ask(visit: Visit, address: str, known: dict[str, Validator] | None = None) -> FetchAnswer | Unanswered:
    return visit.ask(address, known=known or {}, accept="application/rss+xml", max_bytes=1_000)


def test_every_request_but_to_another_host_waits(site, visit, time):
    site.replies["/a"] = Reply()
    for address in ("http://a.test/a", "http://a.test/a", "http://b.test/a"):
        assert isinstance(ask(visit, address), FetchAnswer)
    # A pause as if another visit had just ended, for both hosts; then robots.txt and two pages, robots.txt and one.
    assert time.slept == [2.0] * 4
    assert visit.free_in_s("a.test") == 0.0
    assert visit.free_in_s("b.test") == 2.0


def test_redirects_wait_too(site, visit, time):
    site.replies["/1"] = Reply(b"", 302, {"Location": "/2"})
    site.replies["/2"] = Reply(b"", 302, {"Location": "http://b.test/3"})
    site.replies["/3"] = Reply()
    answered = ask(visit, "http://a.test/1")
    assert isinstance(answered, FetchAnswer)
    assert (answered.url, answered.moved_to) == ("http://b.test/3", None)
    assert time.slept == [2.0] * 4  # before the visit; /1; /2; robots.txt of b.test, then /3


@pytest.mark.parametrize(
    "statuses, moved",
    [((301,), "/2"), ((308,), "/2"), ((302,), None), ((301, 308), "/3"), ((301, 302), "/2"), ((302, 301), None)],
)
def test_a_move_for_good_is_told(site, visit, statuses, moved):
    for n, status in enumerate(statuses, 1):
        site.replies[f"/{n}"] = Reply(b"", status, {"Location": f"/{n + 1}"})
    site.replies[f"/{len(statuses) + 1}"] = Reply()
    answered = ask(visit, "http://a.test/1")
    assert isinstance(answered, FetchAnswer)
    assert answered.moved_to == (f"http://a.test{moved}" if moved else None)


@pytest.mark.parametrize("status", [200, 304, 404, 410, 429, 500, 503])
def test_whatever_a_server_says_is_handed_on(site, visit, status):
    site.replies["/a"] = Reply(HTML, status, {"Retry-After": "7", "Set-Cookie": "secret=1"})
    answered = ask(visit, "http://a.test/a")
    assert isinstance(answered, FetchAnswer)
    assert (answered.status, answered.headers["retry-after"]) == (status, "7")
    assert "set-cookie" not in answered.headers
    assert answered.body == (HTML if status == 200 else b"")


def test_tags_are_sent_to_the_address_that_gave_them_and_to_no_other(site, visit):
    site.replies["/a"] = Reply(b"", 302, {"Location": "http://b.test/b"})
    site.replies["/b"] = Reply()
    ask(visit, "http://a.test/a", {"http://b.test/b": Validator(etag='"1"', last_modified="then")})
    sent = dict(site.requests)
    assert "if-none-match" not in sent["/a"]
    assert (sent["/b"]["if-none-match"], sent["/b"]["if-modified-since"]) == ('"1"', "then")
    assert sent["/b"]["accept"] == "application/rss+xml"


@pytest.mark.parametrize(
    "address, code, passing",
    [
        ("http://inside.test/", "private-address", False),
        ("http://nowhere.test/", "no-such-host", True),
        ("ftp://a.test/", "unsupported-scheme", False),
        ("http://a.test/cut", "broken-gzip", True),
    ],
)
def test_what_gives_nothing_says_whether_that_may_pass(site, visit, address, code, passing):
    site.replies["/cut"] = Reply(b"\x1f\x8b\x08\0\0\0\0\0", headers={"Content-Encoding": "gzip"})
    answered = ask(visit, address)
    assert isinstance(answered, Unanswered)
    assert (answered.refusal.code, answered.passing) == (code, passing)


@pytest.mark.parametrize(
    "status, passing", [(404, False), (410, False), (408, True), (429, True), (500, True), (503, True)]
)
def test_a_page_that_is_not_had_says_whether_that_may_pass(site, visit, status, passing):
    site.replies["/a"] = Reply(b"", status, {"Retry-After": "9"})
    found = visit.pages("http://a.test/a", fetched_at=NOW, at_most=5)
    assert isinstance(found, Unanswered)
    assert (found.refusal.code, found.passing, found.headers["retry-after"]) == ("http-status", passing, "9")


def test_the_pages_of_an_address_are_those_capture_gives(site, visit):
    site.replies["/a"] = Reply()
    site.replies["/b.jsonl"] = Reply(b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n' * 9)
    site.replies["/c"] = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    (page,) = visit.pages("http://a.test/a", fetched_at=NOW, at_most=5)
    assert isinstance(page, Page)
    assert (page.body, page.url, page.fetched_at) == (HTML, "http://a.test/a", NOW)
    assert len(visit.pages("http://a.test/b.jsonl", fetched_at=NOW, at_most=5)) == 5
    (refused,) = visit.pages("http://a.test/c", fetched_at=NOW, at_most=5)
    assert isinstance(refused, RefusedPage)
    assert refused.refusal.code == "unsupported-format"


def test_robots_txt_is_believed_for_half_a_day(site, visit, time):
    site.replies["/a"] = Reply()
    ask(visit, "http://a.test/a")
    time.now += 11 * 3600
    ask(visit, "http://a.test/a")
    assert site.paths().count("/robots.txt") == 1
    time.now += 2 * 3600
    ask(visit, "http://a.test/a")
    assert site.paths().count("/robots.txt") == 2


def test_a_crawl_delay_is_kept_to_as_far_as_a_bound(time):
    pace = VisitPace(Network(now_s=lambda: time.now, sleep_s=time.sleep), pause_s=2.0)
    pace.slow_down("slow.test", 20.0)
    pace.slow_down("stuck.test", 86_400.0)
    pace.slow_down("hasty.test", 0.1)
    for host in ("slow.test", "stuck.test", "hasty.test", "other.test"):
        pace.asked(host)
    waits = {host: pace.free_in_s(host) for host in ("slow.test", "stuck.test", "hasty.test", "other.test")}
    assert waits == {"slow.test": 20.0, "stuck.test": LONGEST_PAUSE_S, "hasty.test": 2.0, "other.test": 2.0}


def test_of_thousands_of_hosts_none_is_forgotten_that_is_owed_a_pause(time):
    pace = VisitPace(Network(now_s=lambda: time.now, sleep_s=time.sleep), pause_s=2.0)
    for n in range(3_000):
        time.now += 0.1
        pace.asked(f"h{n}.test")
    assert pace.free_in_s("h2999.test") == 2.0
    assert pace.free_in_s("h2985.test") == pytest.approx(0.6)
    assert pace.free_in_s("h0.test") == 0.0
    assert len(pace._ended) <= 1_000


def test_what_an_address_is_is_said_without_asking_anybody():
    assert usable_address("HTTP://A.test/x#part") == "http://a.test/x"
    refused = usable_address("https://me:secret@a.test/")
    assert isinstance(refused, RefusedPage)
    assert "secret" not in refused.address + refused.refusal.reason
    assert [host_of(a) for a in ("http://A.test:80/x", "http://[::1]/", "http://[bad/", "x")] == [
        "a.test",
        "::1",
        "",
        "",
    ]
