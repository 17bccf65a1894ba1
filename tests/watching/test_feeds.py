"""What a feed lists, and what of a stranger's feed is believed: addresses that can be fetched, and no more."""

import json
import time
from datetime import timedelta
from itertools import pairwise

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watching.web import item, rss

from onrecord.terms.refusals import Refusal
from onrecord.watching import feeds
from onrecord.watching.feeds import ITEMS_AT_EACH_END, Feed, read_feed

URL = "http://a.test/news/feed.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title>
<entry><id>urn:1</id><title>One</title><link rel="enclosure" href="/one.mp3"/><link href="../one"/></entry>
<entry><id>urn:2</id><title>Two</title><updated>2026-03-01T06:00:00Z</updated>
<content type="html">&lt;p&gt;We will leave if they come.&lt;/p&gt;</content></entry></feed>"""


def read(body: bytes | str, *, charset: str | None = None, url: str = URL) -> Feed:
    found = read_feed(body.encode() if isinstance(body, str) else body, charset=charset, url=url)
    assert isinstance(found, Feed), found
    return found


def refused(body: bytes | str) -> str:
    found = read_feed(body.encode() if isinstance(body, str) else body, charset=None, url=URL)
    assert isinstance(found, Refusal), found
    assert found.room == "watching"
    return found.code


def addresses(feed: Feed) -> list[str | None]:
    return [one.address for one in feed.items]


def test_rss_and_atom_and_json_alike():
    assert addresses(read(rss(item("/1"), item("http://b.test/2")))) == ["http://a.test/1", "http://b.test/2"]
    feed = read(ATOM)
    assert (feed.title, addresses(feed)) == ("Ministry", ["http://a.test/one", None])
    own = feed.items[1].own
    assert own is not None
    assert (own.text, own.date, own.title) == ("<p>We will leave if they come.</p>", "2026-03-01T06:00:00Z", "Two")
    assert (own.url, own.given_id) == (URL, f"{URL}#urn:2")
    as_json = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": 7, "url": "/7"}]}
    feed = read(json.dumps(as_json))
    assert (feed.title, addresses(feed)) == ("J", ["http://a.test/7"])


def test_rdf_too():
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>R</title></channel><item><title>T</title><link>http://a.test/1</link></item></rdf:RDF>"
    )
    assert addresses(read(body)) == ["http://a.test/1"]


@pytest.mark.parametrize(
    "link, unusable",
    [
        ("javascript:alert(1)", "an address that is not fetched (javascript:)"),
        ("data:text/html,x", "an address that is not fetched (data:)"),
        ("file:///etc/passwd", "an address that is not fetched (file:)"),
        ("JavaScript:alert(1)", "an address that is not fetched (javascript:)"),
        ("feed.xml", "an address that is none"),
        ("http://me:secret@a.test/", "an address that is none"),
        ("http://[bad/", "an address that is none"),
        ("http://", "an address that is none"),
        (f"http://a.test/{'x' * 3_000}", "an address that is none"),
        ("http://a.test:99999/", "an address that is none"),
        ("", "no address"),
    ],
)
def test_what_cannot_be_fetched_is_no_address(link, unusable):
    (one,) = read(rss(f"<title>T</title><link><![CDATA[{link}]]></link><guid isPermaLink='false'>1</guid>")).items
    assert (one.address, one.own, one.unusable) == (None, None, unusable)


def test_an_id_that_nobody_called_no_address_is_one_only_where_it_looks_so():
    sound = "<enclosure url='http://b.test/3.mp3' type='audio/mpeg' length='1'/>"
    words = "<description>Words.</description>"
    feed = read(
        rss(f"<guid>news-1</guid>{words}", "<guid>http://b.test/2</guid>", f"<guid>news-3</guid>{sound}{words}")
    )
    assert addresses(feed) == [None, "http://b.test/2", None]
    assert [one.own is not None for one in feed.items] == [True, False, True]


def test_markup_in_a_link_is_written_as_an_address_writes_it():
    (one,) = read(rss("<link>&lt;script&gt;x&lt;/script&gt;</link>")).items
    assert one.address == "http://a.test/news/%3Cscript%3Ex%3C/script%3E"


def test_without_an_address_an_items_own_words_are_kept_as_they_came():
    words = "We will &lt;b&gt;leave&lt;/b&gt; if they &lt;script&gt;alert(1)&lt;/script&gt; come."
    (one,) = read(rss(f"<title>&lt;script&gt;x&lt;/script&gt;</title><description>{words}</description>")).items
    assert one.own is not None
    assert one.own.title == "<script>x</script>"
    assert one.own.text == "We will <b>leave</b> if they <script>alert(1)</script> come."
    assert one.own.given_id is not None
    assert one.own.given_id.startswith(f"{URL}#item-")


def test_an_item_is_known_by_its_id_else_its_address_else_its_words():
    keys = [
        read(rss(inside)).items[0].key
        for inside in (
            "<guid isPermaLink='false'>1</guid><link>/a</link>",
            "<guid isPermaLink='false'>1</guid><link>/b</link>",
            "<link>/a</link><title>T</title>",
            "<link>/a</link><title>U</title>",
            "<title>T</title><description>Words.</description>",
            "<title>T</title><description>Other words.</description>",
        )
    ]
    assert keys[0] == keys[1]
    assert keys[2] == keys[3]
    assert len(set(keys)) == 4


def test_what_says_nothing_is_nothing():
    assert read(rss("", "<pubDate>never</pubDate>", "<foo/>")).items == ()


def test_a_title_is_short_and_one_line():
    body = "<rss version='2.0'><channel><title>\n a \n" + "b" * 5_000 + "</title></channel></rss>"
    title = read(body).title
    assert title is not None
    assert title.startswith("a b")
    assert len(title) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Not found</title><p>Nothing here.</p><link>http://a.test/1</link>",
        b"hello",
        bytes(range(256)) * 10,
        b"{}",
        b'{"version": 1}',
        b'{"version": "https://jsonfeed.org/version/1.1"',
        b'{"a":' * 100_000,
        b"<opml/>",
    ],
)
def test_what_is_no_feed(body):
    assert refused(body) == "not-a-feed"


def test_html_that_names_items_is_no_feed():
    assert refused("<html><body><item><link>http://a.test/1</link></item></body></html>") == "not-a-feed"


@pytest.mark.parametrize("parts", [None, "x", 7, {"a": 1}, [None, 7, "x", {"id": {"x": 1}, "url": ["/1"]}, {}]])
def test_json_feeds_of_other_shapes_hold_no_items(parts):
    body = {"version": "https://jsonfeed.org/version/1", "items": parts, "title": ["x"]}
    feed = read(json.dumps(body))
    assert (feed.items, feed.title) == ((), None)


def test_half_a_character_in_json_is_replaced():
    listed = [{"id": "1", "content_text": "a \ud800 b"}]
    body = json.dumps({"version": "https://jsonfeed.org/version/1", "items": listed})
    (one,) = read(body).items
    assert one.own is not None
    assert one.own.text == "a ? b"


def test_a_bomb_of_entities_goes_off_nowhere():
    names = "abcdefghij"
    inside = "".join(f'\n<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"a" * 100}">{inside}]>'
    body = head + rss("<title>&j;</title><link>/1</link>").decode().partition("?>")[2]
    begun = time.process_time()
    feed = read(body)
    assert time.process_time() - begun < 5
    assert addresses(feed) == ["http://a.test/1"]
    assert feed.notes == ("its XML is not sound; what could be made out of it was read",)


def test_no_file_is_read_for_an_entity(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("http://secret.test/")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    feed = read(head + '<rss version="2.0"><channel><item><link>&x;</link><title>t&x;</title></item></channel></rss>')
    assert not any("secret" in repr(one) for one in feed.items)


def test_of_twenty_thousand_items_both_ends_are_read_soon():
    body = rss(*(item(f"http://a.test/{n}", id=str(n)) for n in range(20_000)))
    begun = time.process_time()
    feed = read(body)
    assert time.process_time() - begun < 6
    assert len(feed.items) == 2 * ITEMS_AT_EACH_END
    assert feed.left_out == 18_000
    assert (feed.items[0].address, feed.items[-1].address) == ("http://a.test/0", "http://a.test/19999")
    assert feed.notes == ()
    assert feed.whole


def test_of_many_items_in_json_too():
    listed = [{"id": str(n), "url": f"/{n}"} for n in range(5_000)]
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": listed}))
    assert (len(feed.items), feed.left_out) == (2_000, 3_000)


def test_what_is_cut_short_lacks_its_last_item():
    body = rss(item("http://a.test/1"), item("http://a.test/22222"))
    feed = read(body[: body.index(b"222</link>")])
    assert addresses(feed) == ["http://a.test/1"]
    assert not feed.whole
    assert feed.notes == ("it ends in the middle; its last item was left for the next time",)


def test_what_is_not_sound_in_the_middle_is_read_on():
    feed = read(rss(item("http://a.test/1?a=1&b=2"), "<title>a < b</title><link>/2</link>"))
    assert addresses(feed) == ["http://a.test/1?a=1&b=2", "http://a.test/2"]
    assert feed.whole


@pytest.mark.parametrize(
    "codec, declared, header",
    [
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-8", "zlib", None),
        ("utf-8", "punycode", "idna"),
        ("windows-1252", "utf-8", "utf-8"),
        ("utf-16", "utf-8", None),
        ("windows-1252", "windows-1252", None),
    ],
)
def test_a_wrong_charset_costs_no_item(codec, declared, header):
    text = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>Café – “été”</title>'
    text += f"{'<item><link>/1</link><title>naïve “café”</title></item>'}</channel></rss>"
    feed = read(text.encode(codec), charset=header)
    assert (feed.title, addresses(feed)) == ("Café – “été”", ["http://a.test/1"])


@pytest.mark.parametrize(
    "head, every",
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>-1</ttl>", None),
        ("<ttl>99999999999999999</ttl>", None),
        ("<ttl><b>9</b></ttl>", None),
        ("", None),
    ],
)
def test_how_often_a_feed_wants_to_be_asked(head, every):
    assert read(rss(head=head)).every == every


def test_what_takes_too_long_is_stopped(monkeypatch):
    def slow(*_args, **_options):
        while True:
            pass

    monkeypatch.setattr(feedparser, "parse", slow)
    found = read_feed(rss(), charset=None, url=URL, max_seconds=0.2)
    assert isinstance(found, Refusal)
    assert (found.code, found.reason) == ("feed-too-slow", "reading the feed took longer than 0.2 s")


def test_what_breaks_the_reader_is_one_refusal(monkeypatch):
    monkeypatch.setattr(feedparser, "parse", lambda *_args, **_options: 1 / 0)
    assert refused(rss()) == "broken-feed"


def test_without_the_library_it_says_which_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "feedparser", None)
    with pytest.raises(feeds.FeedsMissing, match=r"onrecord\[watch\]"):
        read_feed(rss(), charset=None, url=URL)


TAGS = "item /item entry /entry link /link guid /guid title /title content:encoded !-- ![CDATA[ !DOCTYPE"
OTHERS = (
    *('<link href="', '"/>', "http://a.test/1", "javascript:x", "]]>", "-->", "&#0;", "&amp;", "&x;", "\x00", "\ud7ff"),
    *("&#xD800;", "&#99999999999;", "</channel></rss>", "<rss version='2.0'><channel>"),
    *("<?xml version='1.0' encoding='utf-7'?>", "<feed xmlns='http://www.w3.org/2005/Atom'>"),
)
pieces = st.sampled_from((*(f"<{tag}>" for tag in TAGS.split()), *OTHERS))


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces | st.text(max_size=8), max_size=30).map("".join), st.booleans())
def test_whatever_comes_is_a_feed_or_a_refusal(text, framed):
    """Never a traceback, and never an address that is none."""
    if framed:
        text = f"<rss version='2.0'><channel>{text}</channel></rss>"
    found = read_feed(text.encode("utf-8", "replace"), charset=None, url=URL)
    if isinstance(found, Refusal):
        assert found.code in {"not-a-feed", "broken-feed"}
        return
    assert all(one.address is None or one.address.startswith(("http://", "https://")) for one in found.items)
    assert len({one.key for one in found.items}) == len(found.items)
