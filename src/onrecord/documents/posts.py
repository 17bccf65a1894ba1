"""Posts and quotations that a page sets apart with their author below: "We will not go. — Jane Roe (@jroe) 5 March".

In:      a parsed page
Out:     for each, where its words and its author's name stand
Refuses: nothing; one whose author cannot be told is read as the quotation that it is
Source:  embed code of Twitter/X, Bluesky and Facebook; HTML Living Standard, 4.4.4 (attribution of a blockquote)
Shown:   tests/documents/test_posts.py

The document gives such a post as "NAME: words", the layout of a transcript: whoever reads on knows who speaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from onrecord.documents.dom import Dom, Leaf

MAX_AUTHOR_CHARS = 160

_POSTS = "blockquote, .twitter-tweet, .bluesky-embed, .fb-post, .tweet"
# "— Jane Roe (@jroe) March 5, 2024", "Posted by Jane Roe on Tuesday", "— Jane Roe, foreign minister".
_AUTHOR = re.compile(
    r"\s*(?:[—–―]|-{1,2}|Posted by|Post by)\s*(?P<name>[^\W\d_][^()@,|/\n]{1,80}?)\s*(?:[(,|/]|@| on\s|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*[—–―-]*\s*(?P<name>[^\W\d_][^()@,|/\n]{1,80}?)\s*(?:[(,|/@]|$)")
# Links that the service puts behind the words for a picture or a video.
_TRAILING_LINK = re.compile(r"\s*(?:pic\.(?:twitter|x)\.com/\S*|https?://\S*|\[image or embed\])\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """start, end: of all of it in `Dom.text`; author: of the name; said: of the words."""

    start: int
    end: int
    author: tuple[int, int]
    said: tuple[tuple[int, int], ...]


def find_posts(dom: Dom) -> tuple[Post, ...]:
    """The posts of a page, in order, none inside another."""
    found: list[Post] = []
    for node in dom.tree.css(_POSTS):
        post = _post(dom, node)
        if post is not None and (not found or post.start >= found[-1].end):
            found.append(post)
    return tuple(found)


def _post(dom: Dom, node: LexborNode) -> Post | None:
    leaves = dom.leaves_in(node)
    if len(leaves) < 2:
        return None
    *said, last = leaves
    author = _author(dom, last, cited=_is_cited(dom, node, last))
    if author is None:
        return None
    words = tuple(stretch for leaf in said for stretch in _without_links(dom, leaf))
    return Post(leaves[0].start, last.end, author, words) if words else None


def _author(dom: Dom, leaf: Leaf, *, cited: bool) -> tuple[int, int] | None:
    if leaf.end - leaf.start > MAX_AUTHOR_CHARS:
        return None
    pattern = _NAMED if cited else _AUTHOR
    match = pattern.match(dom.text, leaf.start, leaf.end)
    return match.span("name") if match else None


def _is_cited(dom: Dom, node: LexborNode, leaf: Leaf) -> bool:
    """Does the leaf stand in an element that HTML keeps for the attribution of a quotation?"""
    return any(
        start <= leaf.start and leaf.end <= end for start, end in (dom.extent(n) for n in node.css("footer, cite"))
    )


def _without_links(dom: Dom, leaf: Leaf) -> Iterator[tuple[int, int]]:
    end = leaf.end
    while match := _TRAILING_LINK.search(dom.text, leaf.start, end):
        end = match.start()
    if end > leaf.start:
        yield leaf.start, end
