"""A page's HTML as a browser holds it: the text of its body, and the stretches a reader sees as one paragraph.

In:      decoded HTML
Out:     Dom: `text` is what `new DOMParser().parseFromString(html, "text/html").body.textContent` gives, that is the
         HTML Living Standard's parse with scripting off: script and style text counts, comments and templates do not
Refuses: HTML whose tags never close, tens of thousands deep: the standard's own algorithm is quadratic there; and a
         hundred thousand elements: a tree takes time and memory by them, however short its text
Source:  HTML Living Standard, 13.2 (parsing), 15.3 (which elements are blocks); Lexbor through selectolax
Shown:   tests/documents/test_dom.py
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.terms.documents import BlockRole
from onrecord.terms.refusals import Refusal

# Text in these is in textContent, and no reader sees it as prose.
# fmt: off
_UNSEEN = frozenset((
    "script", "style", "noscript", "noframes", "noembed", "iframe", "svg", "math", "textarea", "select", "datalist",
    "object", "audio", "video", "canvas",
))
# fmt: on
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source", "input", "blink", "meta", "link", "-text",
    "-comment",
))
# fmt: on
_ROLES = {
    **{f"h{level}": BlockRole.SUBHEADING for level in range(1, 7)},
    "li": BlockRole.LIST_ITEM,
    "dd": BlockRole.LIST_ITEM,
    "dt": BlockRole.LIST_ITEM,
    "blockquote": BlockRole.QUOTE,
    "figcaption": BlockRole.CAPTION,
    "caption": BlockRole.CAPTION,
    "td": BlockRole.TABLE,
    "th": BlockRole.TABLE,
}

# A tree this deep parses in a second; the deepest of 210 real pages has 31 below its body.
MAX_DEPTH = 20_000
# Unclosed formatting elements are re-opened in every later paragraph: their number times the tags bounds the tree.
MAX_REOPENED = 2_000_000
# So many take 16 s and 250 MB; of 235 real pages the one with most has 3,265.
MAX_ELEMENTS = 100_000
# A page of fewer tags can do no harm of these and is not counted.
FEW_TAGS = 1_400

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ELEMENT = re.compile(r"<[a-zA-Z!?]")
# fmt: off
_CLOSES_ITSELF = frozenset((
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "area",
    "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param", "html",
    "head", "body", "a", "script", "style",
))
# fmt: on
_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of a body's text between two edges of block elements: what a reader sees as one paragraph.

    start, end: into `Dom.text`, no white space at either end.
    breaks:     offsets inside it where a line break element parts two words that the text itself does not part.
    heading:    1 to 6 inside a heading element, else 0.
    linked:     how many of its letters, white space aside, are in links that lead off the page.
    """

    start: int
    end: int
    role: BlockRole
    heading: int
    breaks: tuple[int, ...]
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Dom:
    """A parsed page. depth: levels of its deepest element; `tree` is Lexbor's, for looking up markup.

    extents: where the text of each element below the body begins and ends, by the element's `mem_id`.
    """

    tree: LexborHTMLParser
    text: str
    leaves: tuple[Leaf, ...]
    depth: int
    extents: Mapping[int, tuple[int, int]]

    def extent(self, node: LexborNode) -> tuple[int, int]:
        """Where an element's text stands in `text`; (0, 0) for one outside the body."""
        return self.extents.get(node.mem_id, (0, 0))

    def leaves_in(self, node: LexborNode) -> tuple[Leaf, ...]:
        """The leaves that an element holds, in order."""
        start, end = self.extent(node)
        first = bisect_left(self.leaves, start, key=lambda leaf: leaf.start)
        last = bisect_left(self.leaves, end, key=lambda leaf: leaf.start)
        return tuple(leaf for leaf in self.leaves[first:last] if leaf.end <= end)


def parse_dom(html: str) -> Dom | Refusal:
    """Parse a page. Frameset pages have no body text and come out without leaves."""
    if html.count("<") >= FEW_TAGS:
        if too_deep := _too_deep(html):
            return Refusal("documents", "too-deep", too_deep)
        if (elements := sum(1 for _ in _ELEMENT.finditer(html))) > MAX_ELEMENTS:
            why = f"{elements:,} elements and comments (at most {MAX_ELEMENTS:,}): built to hang readers, or many pages"
            return Refusal("documents", "too-many-elements", why)
    # Lone surrogates have no UTF-8 form; a browser's decoder never lets one through either.
    tree = LexborHTMLParser(html.encode("utf-8", "replace"))
    if tree.body is None:
        return Dom(tree, "", (), 0, {})
    walk = _Walk()
    for node in tree.body.traverse(include_text=True):
        walk.enter(node)
    walk.close()
    walk.close_elements(0)
    return Dom(tree, "".join(walk.parts), tuple(walk.leaves), walk.depth, walk.extents)


def _too_deep(html: str) -> str | None:
    """Why the page would not parse in linear time; None for any page that will."""
    open_tags = open_formatting = deepest = most_formatting = tags = 0
    for found in _TAG.finditer(html):
        closing, tag = found[1], found[2].lower()
        tags += 1
        if tag in _CLOSES_ITSELF:
            continue
        step = -1 if closing else 1
        open_tags = max(0, open_tags + step)
        deepest = max(deepest, open_tags)
        if tag in _FORMATTING:
            open_formatting = max(0, open_formatting + step)
            most_formatting = max(most_formatting, open_formatting)
    if deepest > MAX_DEPTH:
        return (
            f"about {deepest} elements are nested in each other (at most {MAX_DEPTH}): broken, or built to hang readers"
        )
    if most_formatting * tags > MAX_REOPENED:
        return f"{most_formatting} formatting elements are left open over {tags} tags: broken, or built to hang readers"
    return None


_Around = tuple[int, bool, BlockRole, int, int, bool]
_BODY: _Around = (0, True, BlockRole.BODY, 0, 0, False)


class _Walk:
    """The body's nodes in document order, turned into text and leaves. No recursion: depth costs nothing."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.leaves: list[Leaf] = []
        self.depth = 0
        self.extents: dict[int, tuple[int, int]] = {}
        self._length = 0
        # For each element still to be asked about: its block, whether it is seen, its role, heading level, depth, and
        # whether it lies in a link that leads off the page.
        self._known: dict[int, _Around] = {}
        self._open: list[tuple[int, int]] = []  # elements around the next node: depth and id
        self._block = 0  # block the open leaf lies in
        self._edge = True  # has a block edge been passed since the last text?
        self._line_breaks = 0  # line break elements since the last text
        self._start = self._end = 0
        self._role = BlockRole.BODY
        self._heading = 0
        self._breaks: list[int] = []
        self._linked = 0

    def enter(self, node: LexborNode) -> None:
        """Take in the next node."""
        tag = node.tag or ""
        if tag == "-text":
            parent = node.parent
            self._text(node.text_content or "", self._known.get(parent.mem_id) if parent is not None else None)
        elif tag == "br":
            self._line_breaks += 1
        elif tag != "-comment":
            self._element(node, tag)

    def _element(self, node: LexborNode, tag: str) -> None:
        parent = node.parent
        above = self._known.get(parent.mem_id) if parent is not None else None
        block, seen, role, heading, depth, linked = above or _BODY
        depth += 1
        self.depth = max(self.depth, depth)
        self.close_elements(depth)
        self._open.append((depth, node.mem_id))
        self.extents[node.mem_id] = (self._length, self._length)
        if tag == "a":
            href = (node.attributes.get("href") or "").strip()
            linked = linked or (bool(href) and not href.startswith("#"))
        if tag in _UNSEEN:
            seen = False
        elif tag not in _INLINE:
            block = node.mem_id
            self._edge = True
            heading = int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else heading
            # A paragraph in a layout table is prose; one in a quotation or a list stays what holds it.
            if tag == "p" and role is BlockRole.TABLE:
                role = BlockRole.BODY
            role = _ROLES.get(tag, role)
        self._known[node.mem_id] = (block, seen, role, heading, depth, linked)

    def close_elements(self, depth: int) -> None:
        """End the elements that are no ancestors of one at this depth."""
        while self._open and self._open[-1][0] >= depth:
            _, ended = self._open.pop()
            self.extents[ended] = (self.extents[ended][0], self._length)

    def _text(self, words: str, above: "_Around | None") -> None:
        block, seen, role, heading, depth, linked = above or _BODY
        self.close_elements(depth + 1)
        start = self._length
        self.parts.append(words)
        self._length += len(words)
        stripped = words.strip()
        if not stripped:
            return
        if not seen:
            # Unseen words inside a paragraph part it: a span across them would map to words it does not hold.
            self._edge = True
            return
        first = start + len(words) - len(words.lstrip())
        if self._edge or block != self._block or self._line_breaks > 1:
            self.close()
            self._start, self._role, self._heading, self._block = first, role, heading, block
        elif self._line_breaks:
            self._breaks.append(first)
        self._edge = False
        self._line_breaks = 0
        self._end = first + len(stripped)
        if linked:
            self._linked += len("".join(stripped.split()))

    def close(self) -> None:
        """End the open leaf, if there is one."""
        if self._end > self._start:
            breaks = tuple(self._breaks)
            self.leaves.append(Leaf(self._start, self._end, self._role, self._heading, breaks, self._linked))
        self._start = self._end
        self._linked = 0
        self._breaks = []
