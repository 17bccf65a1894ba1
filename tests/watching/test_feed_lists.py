"""Lists of feeds: every address once, and nothing but addresses."""

import pytest

from onrecord.watching.feed_lists import MOST_BYTES, MOST_FEEDS, NoFeedList, addresses_in


def opml(*outlines: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><body>{"".join(outlines)}</body></opml>'.encode()


def test_every_feed_once_however_deep():
    listed = opml(
        '<outline text="News"><outline text="A" type="rss" xmlUrl=" http://a.test/feed "/>',
        '<outline text="Deeper"><outline XMLURL="http://b.test/feed"/></outline></outline>',
        '<outline xmlUrl="http://a.test/feed"/><outline text="no feed" htmlUrl="http://c.test/"/>',
    )
    assert addresses_in(listed, name="l.opml") == ("http://a.test/feed", "http://b.test/feed")


def test_a_list_that_is_cut_short_gives_what_stands_before_the_cut():
    assert addresses_in(opml('<outline xmlUrl="http://a.test/feed"/>')[:-16], name="l.opml") == ("http://a.test/feed",)


@pytest.mark.parametrize(
    "body, why",
    [
        (b"", "no OPML"),
        (b"\x00\xff", "no OPML"),
        (b"<html><outline xmlUrl='http://a.test/'/></html>", "no OPML"),
        (b"http://a.test/feed\n", "no OPML"),
        (opml("<outline text='x'/>"), "names no feed"),
        (opml(*(f'<outline xmlUrl="http://a.test/{n}"/>' for n in range(MOST_FEEDS + 1))), "5,000 are the most"),
        (b"<opml>" + b" " * MOST_BYTES, "larger than"),
    ],
)
def test_what_is_no_list_says_so(body, why):
    with pytest.raises(NoFeedList, match=why):
        addresses_in(body, name="l.opml")


def test_no_entity_is_expanded_and_no_file_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("http://secret.test/")
    outside = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{secret}">]>'
    inside = '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
    body = '<opml><body><outline text="&x;&c;"/><outline xmlUrl="http://a.test/feed"/></body></opml>'
    for doctype in (outside, inside):
        found = addresses_in((doctype + body).encode(), name="l.opml")
        assert found == ("http://a.test/feed",)


def test_an_entity_in_an_address_is_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("http://secret.test/")
    body = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{secret}">]><opml><outline>&x;</outline></opml>'
    with pytest.raises(NoFeedList):
        addresses_in(body.encode(), name="l.opml")
