"""A web page: headline and main text, each block tied to the page's text content.

In:      a Page of kind HTML
Out:     Document; its source is `body.textContent` (see dom.py)
Refuses: a page nested to hang readers, without a body, with nothing to read, a live blog as a whole, not in English;
         what find_story refuses (docs/refusals.md lists all codes)
Shown:   tests/documents/test_html.py
"""

from collections.abc import Sequence
from datetime import date

from onrecord.documents.composing import fold
from onrecord.documents.credits import credit_in
from onrecord.documents.dom import Dom, Leaf, parse_dom
from onrecord.documents.english_check import refused_language
from onrecord.documents.live_blogs import entries_of
from onrecord.documents.markup_dates import markup_candidates
from onrecord.documents.metadata import (
    author_name,
    author_of,
    declared_titles,
    domain_of,
    headline_among,
    publisher_of,
    without_site,
)
from onrecord.documents.numeric_days import numeric_candidates
from onrecord.documents.published import DateCandidate, published_on
from onrecord.documents.story import composed, find_story
from onrecord.documents.structured import described
from onrecord.documents.text_dates import byline_candidates, dateline_candidates, is_byline, url_candidates
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal

# Bylines stand this many paragraphs before or behind the headline at most.
BYLINE_REACH = 12


def read_html(page: Page) -> Document | Refusal:
    """Read a web page."""
    dom = parse_dom(page.body.decode(page.encoding, "replace"))
    if isinstance(dom, Refusal):
        return dom
    if not dom.leaves:
        return Refusal(
            "documents", "nothing-readable", "the page's body holds no text: a frameset, or built by a script"
        )
    if entries_of(page):
        return Refusal(
            "documents",
            "live-blog",
            "a live blog, in which each entry has its own day: it is read entry by entry (entries_of)",
        )
    head = described(dom.tree)
    url = page.url or head.first_meta(("property", "og:url"))
    title_node = dom.tree.css_first("title")
    titles = declared_titles(head, title_node.text(deep=True) if title_node is not None else None)
    dates = list(markup_candidates(dom.tree, head))
    publisher = publisher_of(head, url)

    headline = _headline(dom, titles)
    found = find_story(dom, headline, url=url)
    if isinstance(found, Refusal):
        return found
    composer = composed(dom, found.blocks)
    text = composer.text
    language, refusal = refused_language(text)
    if refusal is not None:
        return refusal
    paragraphs = [block.span.of(text) for block in composer.blocks if block.role is not BlockRole.HEADLINE]
    bylines = _around_headline(dom, headline)
    dates += _text_dates(bylines, paragraphs)
    dates += numeric_candidates(bylines, known=_days(dates), language_tag=_language_tag(dom))
    dates += url_candidates(url)
    return Document(
        page_id=page.id,
        text=text,
        blocks=composer.blocks,
        source_map=composer.source_map,
        title=_title(dom, headline, titles, publisher, domain_of(url)),
        publisher=publisher,
        author=author_of(head) or next((author_name(line) for line in bylines if is_byline(line)), None),
        credit=found.credit or credit_in(paragraphs),
        published=published_on(page, dates, clock=None),
        language=language,
        refusals=found.refusals,
    )


def _headline(dom: Dom, titles: Sequence[str]) -> Leaf | None:
    headings = [leaf for leaf in dom.leaves if leaf.heading]
    found = headline_among([(leaf.heading, fold(dom.text[leaf.start : leaf.end])) for leaf in headings], titles)
    return headings[found] if found is not None else None


def _title(
    dom: Dom, headline: Leaf | None, titles: Sequence[str], publisher: str | None, domain: str | None
) -> str | None:
    if headline is not None:
        return fold(dom.text[headline.start : headline.end])
    return without_site(titles[0], publisher, domain) if titles else None


def _around_headline(dom: Dom, headline: Leaf | None) -> list[str]:
    """Short paragraphs around the headline, those behind it first: where bylines and dates stand."""
    at = dom.leaves.index(headline) if headline is not None else 0
    near = [
        *dom.leaves[at + 1 : at + 1 + BYLINE_REACH],
        *(reversed(dom.leaves[max(0, at - 3) : at]) if headline else ()),
    ]
    return [fold(dom.text[leaf.start : leaf.end]) for leaf in near if leaf.end - leaf.start <= 300]


def _text_dates(bylines: Sequence[str], paragraphs: Sequence[str]) -> list[DateCandidate]:
    found = list(byline_candidates(bylines))
    for paragraph in paragraphs[:3]:
        found += dateline_candidates(paragraph)
    return found


def _days(dates: Sequence[DateCandidate]) -> frozenset[date]:
    """Every day that is known to the day, of publication or of a change."""
    return frozenset(d.bounds.last for d in dates if d.bounds.last and d.bounds.first in (None, d.bounds.last))


def _language_tag(dom: Dom) -> str | None:
    root = dom.tree.css_first("html")
    return root.attributes.get("lang") if root is not None else None
