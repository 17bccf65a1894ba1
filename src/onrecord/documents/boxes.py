"""Boxes of a web page that are not its story: consent notices, subscription terms, newsletter forms, other stories.

In:      a parsed page, its headline
Out:     the elements that are such boxes, outermost first, each with its kind
Refuses: nothing; what only its class name calls a box stays: its words must say so too
Source:  data/en/page_boxes.csv
Shown:   tests/documents/test_boxes.py

A class name alone proves nothing: Google asks publishers to mark the paid part of the story itself with "paywall".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from selectolax.lexbor import LexborNode

from onrecord.documents.boilerplate import bare, boilerplate_kind
from onrecord.documents.composing import fold
from onrecord.documents.dom import Dom, Leaf
from onrecord.documents.tables import box_rows
from onrecord.language.words import any_of

# A leaf of fewer letters is a button or a label: it is not asked what the box is about.
MIN_ASKED_CHARS = 20
# A box of other stories is no longer; a longer one that is called so holds the story.
MAX_RELATED_CHARS = 1500
# A notice stands this many levels around its button at most.
MAX_LEVELS_UP = 6
MAX_BUTTON_CHARS = 40

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]]*$")
_NEVER = frozenset(("body", "html", "main"))


class BoxKind(Enum):
    """What a box is for."""

    CONSENT = "consent"
    PAYWALL = "paywall"
    NEWSLETTER = "newsletter"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class PageBox:
    """An element that is no part of the story; start, end: its text in `Dom.text`."""

    kind: BoxKind
    node: LexborNode
    start: int
    end: int


def find_boxes(dom: Dom, headline: Leaf | None) -> tuple[PageBox, ...]:
    """The boxes of a page; none of them holds its headline, none lies in another."""
    found: list[PageBox] = []
    for kind, node in [*_consent_by_button(dom), *_by_name(dom)]:
        start, end = dom.extent(node)
        holds_headline = headline is not None and start <= headline.start and headline.end <= end
        if start < end and not holds_headline and node.tag not in _NEVER:
            found.append(PageBox(kind, node, start, end))
    outermost: list[PageBox] = []
    for box in sorted(found, key=lambda b: (b.start, -b.end)):
        if not outermost or box.start >= outermost[-1].end:
            outermost.append(box)
    return tuple(outermost)


def outside(leaves: Iterable[Leaf], boxes: Iterable[PageBox]) -> tuple[Leaf, ...]:
    """The leaves that lie in no box; boxes ascend and do not overlap."""
    waiting = list(boxes)[::-1]
    left: list[Leaf] = []
    for leaf in leaves:
        while waiting and waiting[-1].end <= leaf.start:
            waiting.pop()
        if not waiting or leaf.start < waiting[-1].start:
            left.append(leaf)
    return tuple(left)


def _by_name(dom: Dom) -> Iterator[tuple[BoxKind, LexborNode]]:
    """Elements whose class or id names a box and whose words agree."""
    for node in dom.tree.css("[class],[id]"):
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        called = _called(names)
        kind = next((kind for kind in called if _agrees(dom, kind, dom.leaves_in(node))), None)
        if kind is not None:
            yield kind, node


def _agrees(dom: Dom, kind: BoxKind, leaves: tuple[Leaf, ...]) -> bool:
    if all(leaf.heading for leaf in leaves):
        return False
    if kind is BoxKind.RELATED:
        return _other_stories(dom, leaves)
    return _mostly(dom, kind, leaves)


def _mostly(dom: Dom, kind: BoxKind, leaves: Iterable[Leaf]) -> bool:
    """Are half of the paragraphs, and half of their letters, about what the box is for?"""
    asked = [fold(dom.text[leaf.start : leaf.end]) for leaf in leaves if leaf.end - leaf.start >= MIN_ASKED_CHARS]
    about = [words for words in asked if _words(kind).search(words)]
    return bool(about) and 2 * len(about) >= len(asked) and 2 * sum(map(len, about)) >= sum(map(len, asked))


def _other_stories(dom: Dom, leaves: tuple[Leaf, ...]) -> bool:
    """Titles: nearly all of it links, or under a label for such lists, or not one sentence."""
    words = [fold(dom.text[leaf.start : leaf.end]) for leaf in leaves]
    letters = sum(len("".join(w.split())) for w in words)
    if sum(map(len, words)) > MAX_RELATED_CHARS:
        return False
    if 2 * sum(leaf.linked for leaf in leaves) > letters:
        return True
    label = boilerplate_kind(words[0])
    if label is not None and label.heads_a_list:
        return True
    return len(words) > 1 and not any(_SENTENCE_END.search(w) for w in words)


def _consent_by_button(dom: Dom) -> Iterator[tuple[BoxKind, LexborNode]]:
    """The largest element around a button of consent that speaks of nothing else."""
    for node in dom.tree.css('button, a, input[type="button"], input[type="submit"], [role="button"]'):
        label = node.attributes.get("value") or (node.text(deep=True) if node.first_child is not None else "")
        if not label or len(label) > 4 * MAX_BUTTON_CHARS or bare(fold(label)) not in _buttons():
            continue
        largest = None
        around = node.parent
        for _ in range(MAX_LEVELS_UP):
            if around is None or around.tag in _NEVER:
                break
            if _mostly(dom, BoxKind.CONSENT, dom.leaves_in(around)):
                largest = around
            around = around.parent
        if largest is not None:
            yield BoxKind.CONSENT, largest


@cache
def _parts(part: str) -> Mapping[BoxKind, tuple[str, ...]]:
    found: dict[BoxKind, tuple[str, ...]] = defaultdict(tuple)
    for row in box_rows():
        if row["part"] == part:
            found[BoxKind(row["kind"])] += (row["words"],)
    return found


@cache
def _names() -> Mapping[str, tuple[BoxKind, ...]]:
    """The kinds that a name may stand for: "subscribe" names two, and the words tell which."""
    found: dict[str, tuple[BoxKind, ...]] = defaultdict(tuple)
    for kind, names in _parts("name").items():
        for name in names:
            found[name] += (kind,)
    return found


@lru_cache(maxsize=20_000)  # a site repeats its class names thousands of times
def _called(names: str) -> tuple[BoxKind, ...]:
    """The kinds of box that class names and ids may stand for."""
    padded = f"-{_BETWEEN.sub('-', _CAMEL.sub('-', names).lower()).strip('-')}-"
    return tuple(dict.fromkeys(kind for name in _name_pattern().findall(padded) for kind in _names()[name]))


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(f"(?<=-)({any_of(_names())})(?=-)")


@cache
def _words(kind: BoxKind) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_parts('word')[kind])})\b", re.IGNORECASE)


@cache
def _buttons() -> frozenset[str]:
    return frozenset(bare(words) for words in _parts("button")[BoxKind.CONSENT])
