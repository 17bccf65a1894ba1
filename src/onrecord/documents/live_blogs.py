"""Live blogs: many short reports under one address, each with a day and an hour of its own.

In:      a Page of kind HTML
Out:     a Page an entry, and one for what stands around them; none for a page that is no live blog
Refuses: nothing; an entry without a day of its own has the page's
Source:  schema.org LiveBlogPosting; data/en/page_boxes.csv for the words that call a page live
Shown:   tests/documents/test_live_blogs.py

Read as one, every "today" of a live blog would mean the day it began, and every "he" whoever was named an hour before.
"""

import html
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from selectolax.lexbor import LexborNode

from onrecord.documents.composing import fold
from onrecord.documents.days import days_in, first_day
from onrecord.documents.dom import Dom, parse_dom
from onrecord.documents.markup_dates import markup_candidates
from onrecord.documents.metadata import declared_titles
from onrecord.documents.published import published_on
from onrecord.documents.story_holder import is_prose
from onrecord.documents.structured import Described, described
from onrecord.documents.tables import box_rows
from onrecord.language.words import any_of
from onrecord.terms.dates import Precision
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal

MIN_ENTRIES = 3
MIN_ENTRY_CHARS = 40
# A time stands alone, or at the head of a short label: "14:05 GMT", "5 March, 9.30am".
MAX_TIME_CHARS = 60
# The entries hold this share of the page's prose, or they are a list beside it.
MIN_SHARE = 0.5
# Prose around the entries that is more than a line of welcome.
MIN_REST_CHARS = 150

# A title, or the value of a class or an id, is no longer.
MAX_NAME_CHARS = 300
_IN_TITLE_OR_NAME = re.compile(
    r"(?:<title[^<>]*>[^<]*|title[\"'][^<>]{0,80}content=[\"'][^<>\"']*|\b(?:class|id|itemtype)=[\"']?[^<>\"']*)$"
)
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d)|\b(?:1[0-2]|[1-9]) ?[ap]\.?m\b", re.IGNORECASE)
_TALK = re.compile(r"comment|reply|replies|disqus|forum|review", re.IGNORECASE)
_BLOCKS = "article,li,div,section,p,h2,h3,h4,h5,tr,dt"


@dataclass(frozen=True, slots=True)
class _Entry:
    nodes: tuple[LexborNode, ...]
    start: int
    end: int
    day: date | None
    heading: str | None


def entries_of(page: Page) -> tuple[Page, ...]:
    """What stands around the entries of a live blog, if that is prose, then each entry, as pages of their own.

    () for any other page.
    """
    if page.kind is not PageKind.HTML:
        return ()
    markup = page.body.decode(page.encoding, "replace")
    if not _may_be_live(markup):
        return ()
    dom = parse_dom(markup)
    if isinstance(dom, Refusal):
        return ()
    head = described(dom.tree)
    if not _called_live(dom, head):
        return ()
    entries = max((_siblings(dom), _stretches(dom)), key=lambda some: sum(e.end - e.start for e in some))
    prose = [leaf for leaf in dom.leaves if is_prose(dom, leaf)]
    held = sum(
        leaf.end - leaf.start for leaf in prose if any(e.start <= leaf.start and leaf.end <= e.end for e in entries)
    )
    if len(entries) < MIN_ENTRIES or held < MIN_SHARE * sum(leaf.end - leaf.start for leaf in prose):
        return ()
    published = published_on(replace(page, fetched_at=None), markup_candidates(dom.tree, head), clock=None)
    known = published is not None and published.bounds.precision is Precision.DAY
    whole_day = published.bounds.first if published is not None and known else None
    cut = [_cut_out(page, dom, head, entry, number, len(entries), whole_day) for number, entry in enumerate(entries, 1)]
    if sum(leaf.end - leaf.start for leaf in prose) - held < MIN_REST_CHARS:
        return tuple(cut)
    return (_rest(page, dom, entries), *cut)


@cache
def _live_words() -> re.Pattern[str]:
    words = (row["words"] for row in box_rows() if row["part"] == "live")
    return re.compile(
        rf"(?<![a-z])(?:{any_of(words)}|LiveBlogPosting)(?![a-z])".replace(r"\s+", "[-_ ]?"), re.IGNORECASE
    )


def _may_be_live(markup: str) -> bool:
    """Do the words stand in a title or a name? Most pages are passed over so, unparsed."""
    if "LiveBlogPosting" in markup:
        return True
    lower = markup.lower()
    return any(
        _IN_TITLE_OR_NAME.search(lower, max(0, match.start() - MAX_NAME_CHARS), match.start()) is not None
        for pattern in _live_patterns()
        for match in pattern.finditer(lower)
    )


@cache
def _live_patterns() -> tuple[re.Pattern[str], ...]:
    """One pattern for the words that begin alike: the engine looks for a common beginning ten times faster."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for row in box_rows():
        if row["part"] == "live":
            first, _, rest = row["words"].partition(" ")
            by_first[first].append("[-_ ]?".join(re.escape(word) for word in ("", *rest.split(" ")) if word or rest))
    return tuple(re.compile(f"{re.escape(first)}(?:{'|'.join(rests)})") for first, rests in by_first.items())


def _called_live(dom: Dom, head: Described) -> bool:
    """Does the page call itself live: by its type, its title, or the names of its parts?"""
    if any("LiveBlogPosting" in str(article.get("@type")) for article in head.articles):
        return True
    title = dom.tree.css_first("title")
    titles = declared_titles(head, title.text(deep=True) if title is not None else None)
    if any(_live_words().search(words) for words in titles):
        return True
    nodes = dom.tree.css("[class],[id],[itemtype]")
    names = (" ".join(str(n.attributes.get(a) or "") for a in ("class", "id", "itemtype")) for n in nodes)
    return any(_live_words().search(name) for name in names)


def _siblings(dom: Dom) -> list[_Entry]:
    """Entries that are elements of one parent, each with its own time."""
    groups: dict[tuple[int, str, str], list[_Entry]] = defaultdict(list)
    for node in dom.tree.css("article,li,div,section,tr"):
        parent = node.parent
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if parent is None or _TALK.search(names):
            continue
        entry = _entry(dom, (node,))
        if entry is not None:
            groups[parent.mem_id, node.tag or "", names.split(" ")[0]].append(entry)
    return max(
        groups.values(), key=lambda some: (len(some) >= MIN_ENTRIES, sum(e.end - e.start for e in some)), default=[]
    )


def _stretches(dom: Dom) -> list[_Entry]:
    """Entries that follow each other under one parent: each begins with an element that is only a time."""
    parents: dict[int, list[LexborNode]] = defaultdict(list)
    for node in dom.tree.css(_BLOCKS):
        if node.parent is not None:
            parents[node.parent.mem_id].append(node)
    best: list[_Entry] = []
    for children in parents.values():
        heads = [i for i, child in enumerate(children) if _is_time(dom, child)]
        if len(heads) < MIN_ENTRIES:
            continue
        cut = [children[a:b] for a, b in zip(heads, [*heads[1:], len(children)], strict=True)]
        entries = [e for e in (_entry(dom, tuple(nodes)) for nodes in cut) if e is not None]
        best = max(best, entries, key=lambda some: sum(e.end - e.start for e in some))
    return best


def _is_time(dom: Dom, node: LexborNode) -> bool:
    start, end = dom.extent(node)
    words = fold(dom.text[start:end])
    return 0 < len(words) <= MAX_TIME_CHARS and _CLOCK.search(words[:20]) is not None


def _entry(dom: Dom, nodes: tuple[LexborNode, ...]) -> _Entry | None:
    leaves = [leaf for node in nodes for leaf in dom.leaves_in(node)]
    words = [fold(dom.text[leaf.start : leaf.end]) for leaf in leaves]
    if not any(len(w) >= MIN_ENTRY_CHARS for w in words):
        return None
    times = [time for node in nodes for time in node.css("time")]
    if not times and not any(len(w) <= MAX_TIME_CHARS and _CLOCK.search(w[:20]) for w in words[:4]):
        return None
    days = [first_day(time.attributes.get("datetime") or time.text(deep=True)) for time in times[:1]]
    days += [day for w in words[:4] if len(w) <= MAX_TIME_CHARS for _, _, day in days_in(w)]
    heading = next((w for w, leaf in zip(words, leaves, strict=True) if leaf.heading and not _CLOCK.search(w)), None)
    return _Entry(nodes, leaves[0].start, leaves[-1].end, next((d for d in days if d is not None), None), heading)


def _cut_out(
    page: Page, dom: Dom, head: Described, entry: _Entry, number: int, of: int, whole_day: date | None
) -> Page:
    """The entry as a page: the title and the site are the page's, the day is its own, else the page's."""
    titles = declared_titles(head, None)
    title_node = dom.tree.css_first("title")
    title = entry.heading or (titles[0] if titles else fold(title_node.text(deep=True)) if title_node else "")
    site = head.first_meta(("property", "og:site_name"))
    parts = ['<!doctype html><html><head><meta charset="utf-8">', f"<title>{html.escape(title)}</title>"]
    parts += [f'<meta property="og:site_name" content="{html.escape(site)}">'] if site else []
    if entry.day is None and whole_day is not None:
        parts.append(f'<meta property="article:published_time" content="{whole_day.isoformat()}">')
    parts.append("</head><body>")
    if entry.day is not None:
        parts.append(f'<time itemprop="datePublished" datetime="{entry.day.isoformat()}"></time>')
    parts.append(f"<article>{_bare_markup(entry.nodes)}</article></body></html>")
    anchor = next((n.attributes.get("id") for n in entry.nodes if n.attributes.get("id")), None) or str(number)
    return replace(
        page,
        address=f"{page.address}#{anchor}",
        url=f"{page.url.split('#')[0]}#{anchor}" if page.url else None,
        body="".join(parts).encode("utf-8", "replace"),
        encoding="utf-8",
        encoding_basis=f"{page.encoding_basis}; entry {number} of {of}, cut out of the page as {page.encoding}",
    )


def _rest(page: Page, dom: Dom, entries: Sequence[_Entry]) -> Page:
    """The page without its entries: what stands above them is a report of its own. Consumes `dom.tree`."""
    for entry in entries:
        for node in entry.nodes:
            node.decompose()
    return replace(
        page,
        body=(dom.tree.html or "").encode("utf-8", "replace"),
        encoding="utf-8",
        encoding_basis=f"{page.encoding_basis}; the page without its {len(entries)} entries, as {page.encoding}",
    )


def _bare_markup(nodes: Sequence[LexborNode]) -> str:
    return "".join(_outside(node.html or "", node) for node in nodes)


def _outside(markup: str, node: LexborNode) -> str:
    """The element's markup without its own tag where that would hide it ("li", "tr" outside a list or a table)."""
    if node.tag not in ("li", "tr"):
        return markup
    inner = re.sub(r"^<[^>]*>|</[^>]*>$", "", markup.strip())
    return f"<div>{re.sub(r'</?t[dhr][^>]*>', ' ', inner)}</div>"
