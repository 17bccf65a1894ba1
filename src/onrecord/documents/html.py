"""A web page: headline and main text, each block tied to the page's text content.

In:      a Page of kind HTML
Out:     Document; its source is `body.textContent` (see dom.py)
Refuses: a page nested to hang readers, without a body, with nothing to read, not in English;
         paragraphs of the extraction that stand nowhere in the page (code "unplaced-block")
Shown:   tests/documents/test_html.py

Trafilatura says which paragraphs are the story; their words, their roles and their edges come from the page itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.documents.clutter import clutter_kind
from onrecord.documents.credits import credit_in, credit_line
from onrecord.documents.dom import Dom, Leaf, parse_dom
from onrecord.documents.extraction import main_paragraphs
from onrecord.documents.folding import Composer, cut_at, fold
from onrecord.documents.language import refused_language
from onrecord.documents.markup_dates import markup_candidates
from onrecord.documents.origin import (
    author_name,
    author_of,
    declared_titles,
    domain_of,
    headline_among,
    publisher_of,
    without_site,
)
from onrecord.documents.placing import Letters, Placed, place
from onrecord.documents.published import DateCandidate, published_on
from onrecord.documents.structured import described
from onrecord.documents.text_dates import (
    byline_candidates,
    dateline_candidates,
    is_byline,
    labelled_day,
    url_candidates,
)
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal

# A paragraph is taken whole when the extractor kept this share of its letters: the rest are links it dropped.
MIN_KEPT = 0.5
# Bylines stand this many paragraphs before or behind the headline at most.
BYLINE_REACH = 12
# A quoted refusal shows this much of what was left out.
MAX_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stretch of a page's text that is a block."""

    leaf: Leaf
    start: int
    end: int
    headline: bool = False


def read_html(page: Page) -> Document | Refusal:
    """Read a web page."""
    dom = parse_dom(page.body.decode(page.encoding, "replace"))
    if isinstance(dom, Refusal):
        return dom
    if not dom.leaves:
        return Refusal(
            "documents", "nothing-readable", "the page's body holds no text: a frameset, or built by a script"
        )
    head = described(dom.tree)
    url = page.url or head.first_meta(("property", "og:url"))
    title_node = dom.tree.css_first("title")
    titles = declared_titles(head, title_node.text(deep=True) if title_node is not None else None)
    dates = list(markup_candidates(dom.tree, head))
    publisher = publisher_of(head, url)

    headline = _headline(dom, titles)
    letters = Letters(dom.text, dom.leaves)
    placed = place(main_paragraphs(dom, url=url), letters)
    chosen, credit = _without_clutter(dom, _chosen(dom, letters, placed, headline))
    if not any(not c.headline for c in chosen):
        return Refusal(
            "documents", "nothing-readable", "no main text was found: a list of links, a form or an empty page"
        )
    composer = _composed(dom, chosen)
    text = composer.text
    language, refusal = refused_language(text)
    if refusal is not None:
        return refusal
    paragraphs = [block.span.of(text) for block in composer.blocks if block.role is not BlockRole.HEADLINE]
    bylines = _around_headline(dom, headline)
    dates += _text_dates(bylines, paragraphs)
    dates += url_candidates(url)
    return Document(
        page_id=page.id,
        text=text,
        blocks=composer.blocks,
        source_map=composer.source_map,
        title=_title(dom, headline, titles, publisher, domain_of(url)),
        publisher=publisher,
        author=author_of(head) or next((author_name(line) for line in bylines if is_byline(line)), None),
        credit=credit or credit_in(paragraphs),
        published=published_on(page, dates, clock=None),
        language=language,
        refusals=tuple(_unplaced(words) for words in placed.unplaced),
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


def _chosen(dom: Dom, letters: Letters, placed: Placed, headline: Leaf | None) -> list[Chosen]:
    """The headline, then the leaves that hold the main text, in the page's order, whole where most of them is kept."""
    kept: dict[int, list[tuple[int, int]]] = {}
    for start, end in placed.stretches:
        for number in letters.leaves_in(start, end):
            first, last = letters.leaf_starts[number], letters.leaf_starts[number + 1]
            if max(start, first) < min(end, last):
                kept.setdefault(number, []).append((max(start, first), min(end, last)))
    chosen = [Chosen(headline, headline.start, headline.end, headline=True)] if headline else []
    for number in sorted(kept):
        leaf = dom.leaves[number]
        if leaf == headline:
            continue
        size = letters.leaf_starts[number + 1] - letters.leaf_starts[number]
        if sum(end - start for start, end in kept[number]) >= MIN_KEPT * size:
            chosen.append(Chosen(leaf, leaf.start, leaf.end))
        else:
            chosen += [Chosen(leaf, letters.source(a), letters.source(b - 1) + 1) for a, b in kept[number]]
    return chosen


def _without_clutter(dom: Dom, chosen: Sequence[Chosen]) -> tuple[list[Chosen], str | None]:
    """The blocks that are neither clutter, a byline, a date nor a credit line; the first credit."""
    left: list[Chosen] = []
    credit = None
    for block in chosen:
        words = fold(dom.text[block.start : block.end])
        if block.headline:
            left.append(block)
            continue
        credited = credit_line(words)
        if credited:
            credit = credit or credited
        elif clutter_kind(words) is None and not is_byline(words) and not _is_dated_label(words):
            left.append(block)
    return left, credit


def _is_dated_label(words: str) -> bool:
    return len(words) < 60 and (labelled_day(words) is not None)


def _composed(dom: Dom, chosen: Sequence[Chosen]) -> Composer:
    composer = Composer(dom.text)
    for block in chosen:
        role = BlockRole.HEADLINE if block.headline else block.leaf.role
        composer.add(role, cut_at(block.start, block.end, block.leaf.breaks))
    return composer


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


def _unplaced(words: str) -> Refusal:
    folded = fold(words)
    quoted = folded if len(folded) <= MAX_QUOTED else f"{folded[:MAX_QUOTED]}…"
    return Refusal(
        "documents",
        "unplaced-block",
        f"a paragraph of {len(folded)} characters stands nowhere in the page letter for letter: left out: {quoted!r}",
    )
