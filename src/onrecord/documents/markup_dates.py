"""Publication dates in a page's markup: meta tags, JSON-LD, microdata, time elements.

In:      a parsed page and what it says of itself
Out:     DateCandidates, in the order the page gives them
Refuses: dates of change as days (they are bounds), dates of other works on the page (related stories, comments)
Source:  data/date_markup.csv
Shown:   tests/documents/test_published.py
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.data import rows
from onrecord.documents.days import first_day
from onrecord.documents.published import DateCandidate, changed_by, day_candidate
from onrecord.documents.structured import Described
from onrecord.terms.dates import Basis

_MODIFIED = re.compile(r"updat|modif|edited", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|widget|comment|footer|\bnav|promo|teaser|trending|popular|latest|most-?read|"
    r"carousel|listing|\bcard|ticker|current-?(?:date|time)|clock",
    re.IGNORECASE,
)
# The element and this many around it say what a time element is the time of.
_AROUND = 5


@cache
def _dated_tags() -> tuple[tuple[str, str, Basis], ...]:
    """Meta tags that hold a date: (attribute, its value, basis)."""
    return tuple((row["attribute"], row["value"], Basis(row["basis"])) for row in rows("date_markup.csv"))


def markup_candidates(tree: LexborHTMLParser, page: Described) -> Iterator[DateCandidate]:
    """Every publication date the markup gives."""
    for attribute, value, basis in _dated_tags():
        content = page.meta.get((attribute, value))
        if content:
            yield from _candidates(content, basis)
    for article in page.articles:
        for key in ("datePublished", "dateCreated"):
            written = article.get(key)
            if isinstance(written, str):
                yield from day_candidate(first_day(written), Basis.JSON_LD)
        changed = article.get("dateModified")
        if isinstance(changed, str):
            yield from _candidates(changed, Basis.BEFORE_CHANGE)
    for written in page.broken_dates:
        yield from day_candidate(first_day(written), Basis.JSON_LD)
    for node in tree.css('[itemprop~="datePublished"]'):
        if not _elsewhere(node):
            yield from day_candidate(_day_of(node), Basis.MICRODATA)
    for node in tree.css('[itemprop~="dateModified"]'):
        day = _day_of(node) if not _elsewhere(node) else None
        if day is not None:
            yield changed_by(day)
    yield from _time_elements(tree)


def _candidates(written: str, basis: Basis) -> Iterator[DateCandidate]:
    """The day written, as the day of publication or as a bound."""
    day = first_day(written)
    if day is not None and basis is Basis.BEFORE_CHANGE:
        yield changed_by(day)
    else:
        yield from day_candidate(day, basis)


def _time_elements(tree: LexborHTMLParser) -> Iterator[DateCandidate]:
    """Time elements that are not of a change or of another story; those marked as publication first."""
    times = [node for node in tree.css("time") if not _elsewhere(node) and not _modified(node)]
    marked = [node for node in times if "pubdate" in node.attributes or "publi" in (node.attributes.get("class") or "")]
    for node in marked or times[:1]:
        yield from day_candidate(_day_of(node), Basis.TIME_ELEMENT)


def _day_of(node: LexborNode) -> date | None:
    attributes = node.attributes
    for name in ("content", "datetime"):
        written = attributes.get(name)
        if written:
            day = first_day(written)
            if day is not None:
                return day
    return first_day(node.text(deep=True).strip())


def _around(node: LexborNode) -> Iterator[LexborNode]:
    above: LexborNode | None = node
    for _ in range(_AROUND):
        if above is None:
            return
        yield above
        above = above.parent


def _elsewhere(node: LexborNode) -> bool:
    for around in _around(node):
        if around.tag in ("aside", "footer", "nav"):
            return True
        if around.tag in ("body", "html", "main", "article"):
            return False
        attributes = around.attributes
        if _ELSEWHERE.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
            return True
    return False


def _modified(node: LexborNode) -> bool:
    """Is it labelled as the time of a change, by its own markup or by the words before it in its parent?"""
    attributes = node.attributes
    own = " ".join(str(attributes.get(name) or "") for name in ("class", "itemprop", "id"))
    parent = node.parent
    words = parent.text(deep=True)[:60] if parent is not None and parent.tag != "body" else node.text(deep=True)[:60]
    classes = (parent.attributes.get("class") or "") if parent is not None else ""
    return any(_MODIFIED.search(s) and not re.search("publi|posted", s, re.IGNORECASE) for s in (own, words, classes))
