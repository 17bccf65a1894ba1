"""Pages that list other pages: a section's front, search results, an archive.

In:      a parsed page, the stretches of it that were taken for its story
Out:     how many stories it lists, when that is all it does
Refuses: a list as a page (code "list-of-stories"): each item is another page's story, told there in full
Shown:   tests/documents/test_teasers.py

A card is one of three siblings or more, built alike, each with a title that is a link off the page and little text. A
story with cards below it is a story: what counts is where the extracted text stands.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from onrecord.documents.boilerplate import boilerplate_kind
from onrecord.documents.composing import fold
from onrecord.documents.dom import Dom, Leaf

MIN_CARDS = 3
# A teaser's text: title, summary, date, a few buttons.
MAX_CARD_CHARS = 900
MAX_CARD_LEAVES = 12
MIN_TITLE_CHARS = 8
# A section's name and a day may stand above a title that is no heading.
MAX_ABOVE_TITLE = 3
# A title may have a section name or a time beside its link.
MIN_LINKED = 0.8
# A page is a list when this share of the text taken for its story is in cards.
MIN_SHARE = 0.6

_MAY_BE_CARDS = "article,li,div,section,tr,td,dl,dd,p,a,figure"


def stories_listed(dom: Dom, taken: Sequence[tuple[int, int]]) -> int:
    """How many stories the page lists; 0 when the text taken for its story is one story.

    taken: stretches of `dom.text`.
    """
    total = sum(end - start for start, end in taken)
    if not total:
        return 0
    titles = [leaf.start for leaf in dom.leaves if leaf.linked and _is_title(dom, leaf)]
    if len(titles) < MIN_CARDS:
        return 0
    groups: dict[tuple[int, str, str], list[LexborNode]] = defaultdict(list)
    for node in dom.tree.css(_MAY_BE_CARDS):
        parent = node.parent
        if parent is not None and _is_card(dom, node, titles):
            first_class = (node.attributes.get("class") or "").split(" ")[0]
            groups[parent.mem_id, node.tag or "", first_class].append(node)
    cards = [node for group in groups.values() if len(group) >= MIN_CARDS for node in group]
    if len(cards) < MIN_CARDS:
        return 0
    extents = _outermost([dom.extent(card) for card in cards])
    inside = sum(max(0, min(end, b) - max(start, a)) for start, end in taken for a, b in extents)
    return len(extents) if inside >= MIN_SHARE * total else 0


def _is_card(dom: Dom, node: LexborNode, titles: Sequence[int]) -> bool:
    """titles: where those of the page begin, in order."""
    start, end = dom.extent(node)
    first = bisect_left(titles, start)
    if end - start > 4 * MAX_CARD_CHARS or first == len(titles) or titles[first] >= end:
        return False
    leaves = dom.leaves_in(node)
    if not leaves or len(leaves) > MAX_CARD_LEAVES or sum(leaf.end - leaf.start for leaf in leaves) > MAX_CARD_CHARS:
        return False
    # The title is a heading or comes first; a paragraph with a link in it is no card.
    number = next((i for i, leaf in enumerate(leaves) if leaf.start == titles[first]), None)
    return number is not None and len(leaves) > 1 and (leaves[number].heading > 0 or number < MAX_ABOVE_TITLE)


def _is_title(dom: Dom, leaf: Leaf) -> bool:
    words = fold(dom.text[leaf.start : leaf.end])
    linked = leaf.linked >= MIN_LINKED * len("".join(words.split()))
    return linked and len(words) >= MIN_TITLE_CHARS and boilerplate_kind(words) is None


def _outermost(extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    held: list[tuple[int, int]] = []
    for start, end in sorted(set(extents), key=lambda e: (e[0], -e[1])):
        if not held or start >= held[-1][1]:
            held.append((start, end))
    return held
