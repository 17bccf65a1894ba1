"""Alerts as a feed that any reader takes (Atom), in pages.

In:      alerts, the newest first; where the feed and the desk are
Out:     the bytes of one page of it
Refuses: nothing
Source:  RFC 4287; RFC 5005, 3 (paged feeds); RFC 4151 (tag URIs)
Shown:   tests/questions/test_atom.py

An entry's id is that of its alert, so that a feed reader shows it once, whatever comes in about it later. The words of
pages stand in it as text: an XML writer escapes them, and the only markup is our own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree import ElementTree

from onrecord.questions.alert_words import AlertWords, in_an_alert
from onrecord.questions.alerts import Alert
from onrecord.questions.exports.xml_text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
# A name that nobody can own, so that an id names nobody's site (RFC 2606).
TAG = "tag:onrecord.invalid,2026"

Element = ElementTree.Element


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomFeed:
    """name: what it is of, which its id is made of. self, first, next: addresses of this page, the first and the next.

    desk: where paths begin. page: of the desk that shows the same. updated: used where it has no entry.
    told_as: by an alert's id, the id it was told under before.
    """

    name: str
    title: str
    self: str
    first: str
    next: str | None
    page: str
    desk: str
    updated: datetime
    told_as: Mapping[str, str] = field(default_factory=dict)


def as_atom(feed: AtomFeed, alerts: Sequence[Alert]) -> bytes:
    """One page of the feed, UTF-8."""
    ElementTree.register_namespace("", ATOM)
    ElementTree.register_namespace("xhtml", XHTML)
    root = Element(f"{{{ATOM}}}feed")
    _add(root, "id", f"{TAG}:{feed.name}")
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max((a.moment for a in alerts), default=feed.updated)))
    _add(_add(root, "author"), "name", "onrecord")
    _link(root, "self", feed.self, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "first", feed.first, "application/atom+xml")
    if feed.next is not None:
        _link(root, "next", feed.next, "application/atom+xml")
    for alert in alerts:
        _entry(root, feed, alert, in_an_alert(alert))
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, feed: AtomFeed, alert: Alert, told: AlertWords) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", f"{TAG}:{feed.told_as.get(alert.id, alert.id)}")
    _add(entry, "title", told.title)
    # What comes in about it later is no news: the moment stays.
    for name in ("updated", "published"):
        _add(entry, name, _moment(alert.moment))
    paths = dict(told.links)
    _link(entry, "alternate", feed.desk + paths["record"], "text/html")
    if "event" in paths:
        _link(entry, "related", feed.desk + paths["event"], "text/html")
    _add(entry, "category").set("term", alert.code)
    content = _add(entry, "content")
    content.set("type", "xhtml")
    div = ElementTree.SubElement(content, f"{{{XHTML}}}div")
    for name, words in told.sentences:
        paragraph = ElementTree.SubElement(div, f"{{{XHTML}}}p")
        said = f"{name}: {words}" if name else f"{words[:1].upper()}{words[1:]}"
        paragraph.text = xml_text(f"{said}.")
    last = ElementTree.SubElement(div, f"{{{XHTML}}}p")
    for name, path in told.links:
        link = ElementTree.SubElement(last, f"{{{XHTML}}}a", href=feed.desk + path)
        link.text, link.tail = name, " "


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = xml_text(text) if text is not None else None
    return made


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    link = _add(parent, "link")
    for name, value in (("rel", rel), ("href", href), ("type", kind)):
        link.set(name, value)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
