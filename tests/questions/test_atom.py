"""A feed that readers take: RFC 4287 rule by rule, one id an alert, and words of pages as nothing but text."""

from datetime import datetime
from xml.etree import ElementTree

import feedparser
from tests.ledger.factory import NOON
from tests.questions.test_alerts import ALL, BELARUS, held, strike, told, vow
from tests.questions.world import said

from onrecord.questions.alerts import Alert
from onrecord.questions.exports.atom import ATOM, XHTML, AtomFeed, as_atom
from onrecord.terms.records import Modal

A = f"{{{ATOM}}}"
HOSTILE = '</title><script>alert(1)</script> & "]]>" \u202e \x0b <a href="javascript:alert(2)">x</a>'
FEED = AtomFeed(
    name="actor?who=BLR",
    title="Belarus",
    self="http://localhost/actor.atom?who=BLR",
    first="http://localhost/actor.atom?who=BLR",
    next="http://localhost/actor.atom?who=BLR&before=x",
    page="http://localhost/actor?who=BLR",
    desk="http://localhost",
    updated=NOON,
)


def written(alerts: list[Alert], feed: AtomFeed = FEED) -> bytes:
    data = as_atom(feed, alerts)
    check_rfc_4287(data)
    return data


def check_rfc_4287(data: bytes) -> None:
    """What the RFC asks of a feed (4.1.1) and of an entry (4.1.2)."""
    root = ElementTree.fromstring(data)
    assert root.tag == f"{A}feed"
    _one(root, "id", "title", "updated")
    assert root.find(f"{A}author/{A}name") is not None
    assert [x.get("rel") for x in root.findall(f"{A}link")].count("self") == 1
    ids = [x.findtext(f"{A}id") for x in root.findall(f"{A}entry")]
    assert len(ids) == len(set(ids))
    for entry in root.findall(f"{A}entry"):
        _one(entry, "id", "title", "updated", "published", "content")
        assert [x.get("rel") for x in entry.findall(f"{A}link")].count("alternate") == 1
        content = entry.find(f"{A}content")
        assert content is not None
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{{{XHTML}}}div"]
        assert {e.tag.removeprefix(f"{{{XHTML}}}") for e in content.iter()} <= {f"{A}content", "div", "p", "a"}
        assert all((e.get("href") or "http://localhost/").startswith("http://localhost/") for e in content.iter())
    for moment in (*root.iter(f"{A}updated"), *root.iter(f"{A}published")):
        assert datetime.fromisoformat(str(moment.text)).tzinfo is not None
    for id_ in root.iter(f"{A}id"):
        assert str(id_.text).startswith("tag:onrecord.invalid,2026:")
        assert not set(str(id_.text)) & set(' <>"')


def _one(parent: ElementTree.Element, *names: str) -> None:
    for name in names:
        assert len(parent.findall(f"{A}{name}")) == 1, name


def test_it_is_read_back_by_a_feed_reader() -> None:
    ledger = held([vow()], [strike()])
    read = feedparser.parse(written(told(ledger, BELARUS)))
    assert not read.bozo
    assert (read.feed.title, read.feed.updated) == ("Belarus", "2026-01-05T13:00:00Z")
    met, new = read.entries
    assert met.title.startswith("Met (certain): Belarus will not “send troops” unless “Poland attacks”")
    assert "Released: it may, not that it will." in met.content[0].value
    assert met.link.startswith("http://localhost/record/norm-")
    assert [link.rel for link in met.links] == ["alternate", "related"]
    assert met.tags[0].term == "released"
    assert new.title == "New commitment: Belarus will not “send troops” unless “Poland attacks”"


def test_ids_stay_while_copies_come_in() -> None:
    one = feedparser.parse(written(told(held([vow()], [strike()]), ALL)))
    ten = feedparser.parse(written(told(held([vow()], [strike()], [strike(number=n) for n in range(1, 10)]), ALL)))
    assert [(e.id, e.updated) for e in one.entries] == [(e.id, e.updated) for e in ten.entries]
    assert "10 independent reports" in ten.entries[0].content[0].value


def test_an_id_it_was_told_under_before_stays() -> None:
    alerts = told(held([vow()]), BELARUS)
    feed = AtomFeed(**{**{n: getattr(FEED, n) for n in FEED.__slots__}, "told_as": {alerts[0].id: "alert-before"}})
    assert feedparser.parse(written(alerts, feed)).entries[0].id == "tag:onrecord.invalid,2026:alert-before"


def test_a_feed_without_entries_is_valid() -> None:
    read = feedparser.parse(written([]))
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "2026-01-05T12:00:00Z")


def test_hostile_words_are_text() -> None:
    alerts = told(held([said(NOON.date(), "BLR", Modal.WILL, HOSTILE, kind=None)]), BELARUS)
    data = written(alerts)
    root = ElementTree.fromstring(data)
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert b"\x0b" not in data
    assert "\u202e" not in data.decode()
    assert "<script>alert(1)</script>" in str(root.findtext(f"{A}entry/{A}title"))
    links = [e.get("href") for e in root.iter(f"{{{XHTML}}}a")]
    assert links
    assert not [href for href in links if "javascript" in str(href)]
