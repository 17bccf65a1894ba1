"""Which elements hold the story, though their tag, name or style says that they hold something else.

In:      a parsed page, the leaves outside its boxes, its headline
Out:     marks in the tree for the extractor; the element around the headline that holds prose
Refuses: nothing
Source:  trafilatura 2.3.1, settings.MANUALLY_CLEANED and xpaths.OVERALL_DISCARD_XPATH: what it takes out unread
Shown:   tests/documents/test_boxes.py

Some systems put the article into an aside, a form, or a layer that a script shows.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from selectolax.lexbor import LexborNode

from onrecord.documents.composing import fold
from onrecord.documents.dom import Dom, Leaf

# The attribute that marks such an element; no page has it.
HOLDS_STORY = "data-onrecord-story"
# An element holds the story when this share of the page's prose is in it.
MIN_SHARE = 0.5
# A shorter paragraph, or one that ends no sentence, may be a label or a title.
MIN_PROSE_CHARS = 60
# Prose around a headline that is more than a teaser.
MIN_STORY_CHARS = 150

_DROPPED_TAGS = frozenset(("aside", "dialog", "footer", "form", "menu", "nav", "header"))
_DROPPED_NAMES = re.compile(
    r"aside|sidebar|footer|\bnav|menu|widget|related|recommend|promo|teaser|modal|popup|overlay|dialog|comment|share|"
    r"subscri|paywall|premium|banner|hidden|hide|gallery|embed|tags|lightbox|drawer",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]]*$")


def is_prose(dom: Dom, leaf: Leaf) -> bool:
    """Is it a paragraph of sentences, not a label, a title or a link?"""
    size = leaf.end - leaf.start
    if size < MIN_PROSE_CHARS or leaf.heading or 2 * leaf.linked > size:
        return False
    return _SENTENCE_END.search(fold(dom.text[leaf.start : leaf.end])) is not None


def mark_holders(dom: Dom, leaves: Sequence[Leaf]) -> None:
    """Mark the elements the extractor would drop unread although most of the page's prose is in them."""
    prose = [leaf for leaf in leaves if is_prose(dom, leaf)]
    starts = [leaf.start for leaf in prose]
    so_far = [0, *accumulate(leaf.end - leaf.start for leaf in prose)]
    if not prose:
        return
    for node in dom.tree.css(f"{','.join(sorted(_DROPPED_TAGS))},[class],[id],[style],[hidden],[aria-hidden],[role]"):
        start, end = dom.extent(node)
        held = so_far[bisect_left(starts, end)] - so_far[bisect_left(starts, start)]
        if held >= MIN_SHARE * so_far[-1] and node.tag not in ("html", "body") and _would_be_dropped(node):
            node.attrs[HOLDS_STORY] = ""


def _would_be_dropped(node: LexborNode) -> bool:
    if node.tag in _DROPPED_TAGS:
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if "none" in (attributes.get("style") or "").lower():
        return True
    names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
    return _DROPPED_NAMES.search(names) is not None


def around_headline(dom: Dom, headline: Leaf | None, leaves: Sequence[Leaf]) -> LexborNode | None:
    """The smallest element with the headline and prose enough for a story; None without either."""
    node = _heading(dom, headline) if headline is not None else None
    prose = [leaf for leaf in leaves if is_prose(dom, leaf)]
    while node is not None and node.tag not in ("body", "html"):
        start, end = dom.extent(node)
        if sum(leaf.end - leaf.start for leaf in prose if start <= leaf.start and leaf.end <= end) >= MIN_STORY_CHARS:
            return node
        node = node.parent
    return None


def _heading(dom: Dom, headline: Leaf) -> LexborNode | None:
    for node in dom.tree.css("h1,h2,h3"):
        start, end = dom.extent(node)
        if start <= headline.start and headline.end <= end:
            return node
    return None
