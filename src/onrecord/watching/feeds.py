"""What a feed lists: RSS, Atom or JSON Feed.

In:      the body of a server's answer, the charset it declares, the address it was found at
Out:     Feed: its items, and how often it wants to be asked
Refuses: what is no feed (not-a-feed), what takes too long to read (feed-too-slow), what breaks the reader (broken-feed)
Source:  RSS 2.0, RSS 1.0 with its syndication module, RFC 4287, JSON Feed 1.1
Shown:   tests/watching/test_feeds.py

All of it is a stranger's: links are kept only where they are http(s) addresses; titles and dates are what the feed
says, and nothing is known by them of the page at a link. The XML is handed over as UTF-8 under a declaration of our
own, so that the feed does not choose a codec; external entities are not fetched, inner ones are bounded by expat. Of a
feed of thousands of items both ends are read, since some put the newest last.
"""

import io
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException

from onrecord.pages.encodings import decide_encoding
from onrecord.pages.formats import Article
from onrecord.pages.prescan import declared_label
from onrecord.pages.visits import usable_address
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ids import content_id
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.refusals import Refusal
from onrecord.walk.time_limit import TooSlow, time_limit
from onrecord.watching.json_feeds import read_json

logger = logging.getLogger(__name__)

# Read from each end of a longer feed: 2,000 items take half a second, 20,000 take four.
ITEMS_AT_EACH_END = 1_000
LONGEST_TITLE_CHARS = 200
LONGEST_ADDRESS_CHARS = 2_000
LONGEST_ID_CHARS = 500
MAX_SECONDS = 20.0

_ITEM_ENDS = re.compile(r"</(?:[\w.-]{1,40}:)?(?:item|entry)\s{0,40}>")
_FEED_ENDS = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|RDF|channel)\s{0,40}>\s*(?:<!--.*)?\Z", re.DOTALL)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
# Schemes that are named in a refusal; any other is a stranger's word.
_SCHEMES = frozenset({"javascript", "data", "file", "ftp", "mailto", "urn", "tag", "magnet", "tel", "feed", "about"})
_DIGITS = re.compile(r"\d{1,6}")


class FeedsMissing(OnRecordError):
    """The optional extra `watch` is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry.

    key:     tells it from the others of its feed, at each reading: made of its id, else its address, else its words.
    address: where its page is; None: it names none that can be fetched, and `unusable` says what it names.
    own:     its own words, where it has no address and has any; None otherwise.
    """

    key: str
    address: str | None
    own: Article | None
    unusable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What was read. left_out: items of the middle that were not. every: how often it wants to be asked; None: unsaid.

    whole: False where it ends in the middle: its last item is not among these, and it is to be had again in full.
    notes: what was wrong with it and read on all the same.
    """

    title: str | None
    items: tuple[FeedItem, ...]
    left_out: int
    every: timedelta | None
    whole: bool
    notes: tuple[str, ...]


def read_feed(body: bytes, *, charset: str | None, url: str, max_seconds: float = MAX_SECONDS) -> Feed | Refusal:
    """The feed. FeedsMissing without the extra `watch`."""
    try:
        with time_limit(max_seconds):
            return _read(body, charset, url)
    except TooSlow:
        return Refusal("watching", "feed-too-slow", f"reading the feed took longer than {max_seconds:g} s")
    except OnRecordError:
        raise
    except Exception as error:  # noqa: BLE001 - the wall between one strange feed and the watch
        tell(logger, LogEvent.READER_FAILED, words=f"reading the feed {url} failed", error=error, at=url)
        return Refusal("watching", "broken-feed", f"the feed makes its reader stumble: {type(error).__name__}")


def _read(body: bytes, charset: str | None, url: str) -> Feed | Refusal:
    encoding = decide_encoding(body, header_label=charset, meta_label=declared_label(body))
    text = body.decode(encoding.codec, "replace")
    odd = "against" in encoding.basis or "undecodable" in encoding.basis
    notes = [f"its text was read as {encoding.codec} ({encoding.basis})"] if odd else []
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _json(text, url, notes)
    return _xml(text, url, notes)


def _xml(text: str, url: str, notes: list[str]) -> Feed | Refusal:
    try:
        import feedparser
    except ModuleNotFoundError:
        raise FeedsMissing("watching feeds needs feedparser: pip install 'onrecord[watch]'") from None
    shorter, left_out = _both_ends(text.lstrip("\ufeff \t\r\n"))
    parsed = feedparser.parse(
        io.BytesIO(_DECLARATION.sub("", shorter, count=1).encode("utf-8", "replace")),
        # No address of its own: links come as they are written, and are joined to it below.
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # a text is kept as it came, and never rendered
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):
        return Refusal("watching", "not-a-feed", "what is there is no RSS, Atom or JSON feed")
    entries = parsed.entries
    whole = True
    if isinstance(parsed.get("bozo_exception"), SAXException):
        notes.append("its XML is not sound; what could be made out of it was read")
        if _FEED_ENDS.search(text[-2_000:]) is None:
            # A link that is cut short leads somewhere else.
            entries, whole = entries[:-1], False
            notes[-1] = "it ends in the middle; its last item was left for the next time"
    every = _longest(_ttl(parsed.feed), _period(parsed.feed))
    items = tuple(_items((_parts(entry) for entry in entries), url))
    return Feed(
        title=_title(parsed.feed.get("title")), items=items, left_out=left_out, every=every, whole=whole,
        notes=tuple(notes),
    )  # fmt: skip


def _json(text: str, url: str, notes: list[str]) -> Feed | Refusal:
    found = read_json(text, at_each_end=ITEMS_AT_EACH_END)
    if isinstance(found, Refusal):
        return found
    items = tuple(_items(iter(found.entries), url))
    return Feed(
        title=_title(found.title), items=items, left_out=found.left_out, every=None, whole=True, notes=tuple(notes)
    )


def _both_ends(text: str) -> tuple[str, int]:
    """The text without its middle items, and how many those were: cut between two, it stays as sound as it was."""
    ends = [match.end() for match in _ITEM_ENDS.finditer(text)]
    left_out = len(ends) - 2 * ITEMS_AT_EACH_END
    if left_out <= 0:
        return text, 0
    return text[: ends[ITEMS_AT_EACH_END - 1]] + text[ends[-ITEMS_AT_EACH_END - 1] :], left_out


def _parts(entry: Mapping[str, Any]) -> dict[str, str]:
    """The parts of an entry under the names that JSON Feed gives them, so that one rule reads both."""
    content = entry.get("content") or [{}]
    # RSS calls each guid an address unless it is told otherwise, and many are told nothing.
    linked = any(link.get("rel") == "alternate" for link in entry.get("links") or ())
    opaque = not linked and "://" not in str(entry.get("id"))
    written = {
        "id": entry.get("id"),
        "url": entry.get("link") if not opaque else None,
        "title": entry.get("title"),
        "author": entry.get("author"),
        "date": entry.get("published") or entry.get("updated"),
        "text": content[0].get("value") or entry.get("summary"),
    }
    return {name: value for name, value in written.items() if isinstance(value, str) and value.strip()}


def _items(entries: Iterator[dict[str, str]], url: str) -> Iterator[FeedItem]:
    """Each once: what has the id or the address of one before it is that one."""
    keys: set[str] = set()
    addresses: set[str] = set()
    for parts in entries:
        item = _item(parts, url)
        if item is None or item.key in keys or item.address in addresses:
            continue
        keys.add(item.key)
        if item.address is not None:
            addresses.add(item.address)
        yield item


def _item(parts: Mapping[str, str], url: str) -> FeedItem | None:
    """None for an entry that says nothing at all."""
    link = parts.get("url", "").strip()
    address = _address(link, url) if link else None
    title, text = parts.get("title"), parts.get("text", "")
    named = parts.get("id", "").strip()
    if not (named or link or title or text):
        return None
    key = content_id("item", [named] if named else [None, address] if address else [None, None, link, title, text])
    if address is not None:
        return FeedItem(key=key, address=address, own=None, unusable="")
    own = None
    if any(c.isalpha() for c in text):
        own = Article(
            text=text,
            made_by="an entry of a feed, in its own words: it has no page that can be fetched",
            title=title,
            author=parts.get("author"),
            url=url,
            date=parts.get("date"),
            given_id=f"{url}#{named[:LONGEST_ID_CHARS] or key}",
        )
    return FeedItem(key=key, address=None, own=own, unusable=_unusable(link))


def _address(link: str, url: str) -> str | None:
    try:
        absolute = urljoin(url, link)
    except ValueError:
        return None
    if len(absolute) > LONGEST_ADDRESS_CHARS or not absolute.isprintable():
        return None
    usable = usable_address(absolute)
    # What cannot be joined to the feed's address comes back as that.
    return usable if isinstance(usable, str) and usable != url else None


def _unusable(link: str) -> str:
    """What stands in the place of an address, in few words, so that a thousand such entries are one refusal."""
    if not link:
        return "no address"
    scheme = link.partition(":")[0].lower()
    return f"an address that is not fetched ({scheme}:)" if scheme in _SCHEMES else "an address that is none"


def _title(title: object) -> str | None:
    words = " ".join(title.split()) if isinstance(title, str) else ""
    return words[:LONGEST_TITLE_CHARS] or None


def _ttl(feed: Mapping[str, Any]) -> timedelta | None:
    """RSS 2.0: minutes."""
    written = str(feed.get("ttl") or "").strip()
    return timedelta(minutes=int(written)) if _DIGITS.fullmatch(written) else None


def _period(feed: Mapping[str, Any]) -> timedelta | None:
    """The syndication module: so often a period."""
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    written = str(feed.get("sy_updatefrequency") or "1").strip()
    often = int(written) if _DIGITS.fullmatch(written) else 1
    return period / max(often, 1) if period is not None else None


def _longest(*waits: timedelta | None) -> timedelta | None:
    return max((wait for wait in waits if wait is not None), default=None)
