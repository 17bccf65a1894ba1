"""The blocks of a web page that are its story, without the lines that frame it.

In:      a parsed page, its headline
Out:     Story: stretches of the page's text in order, the credit line, what was left out
Refuses: a page with a consent notice and nothing else, a list of other pages, no story at all; paragraphs of the
         extraction that stand nowhere in the page; corrections, links to other stories, subscription terms
Source:  trafilatura for which paragraphs are the story; their words, roles and edges come from the page itself
Shown:   tests/documents/test_html.py, tests/documents/test_story.py
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.documents.alignment import Alignment, Letters, place
from onrecord.documents.boilerplate import Boilerplate, boilerplate_kind
from onrecord.documents.boxes import BoxKind, PageBox, find_boxes, outside
from onrecord.documents.composing import Composer, cut_at, fold
from onrecord.documents.credits import credit_line
from onrecord.documents.dom import Dom, Leaf
from onrecord.documents.extraction import main_paragraphs
from onrecord.documents.numeric_days import is_numeric_day_line
from onrecord.documents.posts import Post, find_posts
from onrecord.documents.story_holder import around_headline, is_prose, mark_holders
from onrecord.documents.teasers import stories_listed
from onrecord.documents.text_dates import is_byline, labelled_day
from onrecord.terms.documents import BlockRole
from onrecord.terms.refusals import Refusal

# A paragraph is taken whole when the extractor kept this share of its letters: the rest are links it dropped.
MIN_KEPT = 0.5
# A title under a list label, or a link that is a paragraph, is no longer.
MAX_TITLE_CHARS = 160
# Prose beside the headline is the story, and a text from elsewhere is not, when it has this share of its letters.
MIN_BESIDE = 0.5
# A refusal shows this much of what was left out.
MAX_QUOTED = 80

_SENTENCE_END = re.compile(r"[.!?…:;]['\"’”)\]]*$")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stretch of a page's text that is a block. author: where its writer's name stands, for a post."""

    leaf: Leaf
    start: int
    end: int
    headline: bool = False
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """blocks: in the page's order, the headline first. credit: what a line of credit names, None without one."""

    blocks: tuple[Chosen, ...]
    credit: str | None
    refusals: tuple[Refusal, ...]


def find_story(dom: Dom, headline: Leaf | None, *, url: str | None) -> Story | Refusal:
    """The story of a page. Consumes `dom.tree`."""
    boxes = find_boxes(dom, headline)
    leaves = outside(dom.leaves, boxes)
    posts = [post for post in find_posts(dom) if not any(b.start <= post.start < b.end for b in boxes)]
    letters = Letters(dom.text, leaves)
    placed = _placed(dom, leaves, letters, boxes, headline, url)
    stretches = [(letters.source(a), letters.source(b - 1) + 1) for a, b in placed.stretches]
    listed = stories_listed(dom, stretches)
    if listed:
        return Refusal(
            "documents",
            "list-of-stories",
            f"the page lists {listed} stories of other pages and tells none itself: give the pages it links to",
        )
    chosen = _with_posts(_chosen(leaves, letters, placed, headline), posts)
    story = _without_frame(dom, chosen, boxes, placed.unplaced)
    if any(not block.headline for block in story.blocks):
        return story
    if any(box.kind is BoxKind.CONSENT for box in boxes):
        return Refusal(
            "documents", "consent-notice", "the page holds a consent notice and no story: save it after answering"
        )
    return Refusal("documents", "nothing-readable", "no main text was found: a list of links, a form or an empty page")


def composed(dom: Dom, blocks: Sequence[Chosen]) -> Composer:
    """The document's text, block after block."""
    composer = Composer(dom.text)
    for block in blocks:
        if block.post is not None:
            composer.add_said(BlockRole.POST, block.post.author, block.post.said)
        else:
            role = BlockRole.HEADLINE if block.headline else block.leaf.role
            composer.add(role, cut_at(block.start, block.end, block.leaf.breaks))
    return composer


def _placed(
    dom: Dom, leaves: Sequence[Leaf], letters: Letters, boxes: Sequence[PageBox], headline: Leaf | None, url: str | None
) -> Alignment:
    """The extractor's paragraphs in the page; asked again within the headline's own element if none is from there, and
    there is as much prose there."""
    around = around_headline(dom, headline, leaves)
    start, end = dom.extent(around) if around is not None else (0, 0)
    beside = [n for n, leaf in enumerate(leaves) if start <= leaf.start and leaf.end <= end and is_prose(dom, leaf)]
    mark_holders(dom, leaves)
    for box in boxes:
        box.node.decompose()
    placed = place(main_paragraphs(dom, leaves, url=url), letters)
    taken = sum(last - first for first, last in placed.stretches)
    held = sum(letters.leaf_starts[n + 1] - letters.leaf_starts[n] for n in beside)
    if held < MIN_BESIDE * taken or any(start <= letters.source(first) < end for first, _ in placed.stretches):
        return placed
    again = place(main_paragraphs(dom, leaves, url=url, within=around), letters)
    if again.stretches:
        return again
    return Alignment(tuple((letters.leaf_starts[n], letters.leaf_starts[n + 1]) for n in beside), ())


def _chosen(leaves: Sequence[Leaf], letters: Letters, placed: Alignment, headline: Leaf | None) -> list[Chosen]:
    """The headline, then the leaves that hold the main text, in the page's order, whole where most of them is kept."""
    kept: dict[int, list[tuple[int, int]]] = {}
    for start, end in placed.stretches:
        for number in letters.leaves_in(start, end):
            first, last = letters.leaf_starts[number], letters.leaf_starts[number + 1]
            if max(start, first) < min(end, last):
                kept.setdefault(number, []).append((max(start, first), min(end, last)))
    chosen = [Chosen(headline, headline.start, headline.end, headline=True)] if headline else []
    for number in sorted(kept):
        leaf = leaves[number]
        if leaf == headline:
            continue
        size = letters.leaf_starts[number + 1] - letters.leaf_starts[number]
        if sum(end - start for start, end in kept[number]) >= MIN_KEPT * size:
            chosen.append(Chosen(leaf, leaf.start, leaf.end))
        else:
            chosen += [Chosen(leaf, letters.source(a), letters.source(b - 1) + 1) for a, b in kept[number]]
    return chosen


def _with_posts(chosen: Sequence[Chosen], posts: Sequence[Post]) -> list[Chosen]:
    """The blocks with every post between the first and the last of them in place of its own leaves."""
    body = [block for block in chosen if not block.headline]
    if not body or not posts:
        return list(chosen)
    first, last = body[0].start, body[-1].end
    inside = [post for post in posts if first <= post.end and post.start <= last]
    left = [b for b in body if not any(post.start <= b.start and b.end <= post.end for post in inside)]
    shown = [Chosen(Leaf(p.start, p.end, BlockRole.POST, 0, ()), p.start, p.end, post=p) for p in inside]
    return [*(b for b in chosen if b.headline), *sorted([*left, *shown], key=lambda b: b.start)]


def _without_frame(dom: Dom, chosen: Sequence[Chosen], boxes: Sequence[PageBox], unplaced: Sequence[str]) -> Story:
    """The blocks that are no boilerplate, byline, date, credit line or title of another story."""
    left: list[Chosen] = []
    credit: str | None = None
    others: list[str] = []
    corrections: list[str] = []
    paid = _cut_by_terms(dom, chosen, boxes)
    listing = False
    behind = 0  # level of the heading over what stands behind the story; 0 inside the story
    for block in chosen:
        words = fold(dom.text[block.start : block.end])
        if block.headline:
            left.append(block)
            continue
        if block.leaf.heading:
            ends = boilerplate_kind(words) is Boilerplate.END_MATTER
            behind = block.leaf.heading if ends else 0 if block.leaf.heading <= behind else behind
        if behind:
            continue
        if block.post is not None:
            left.append(block)
            continue
        credited = credit_line(words)
        kind = boilerplate_kind(words)
        if credited:
            credit = credit or credited
        elif kind is not None:
            listing = listing or kind.heads_a_list
            paid = paid or kind is Boilerplate.PAYWALL
            if kind is Boilerplate.CORRECTION:
                corrections.append(words)
            elif kind is Boilerplate.PROMO:
                others.append(words)
        elif _is_link(words, block.leaf) or (listing and _is_title(words)):
            others.append(words)
        elif not is_byline(words) and not _is_dated_label(words):
            listing = False
            left.append(block)
    refusals = [*map(_unplaced, unplaced), *_left_out(others, corrections, paid=paid)]
    return Story(tuple(left), credit, tuple(refusals))


def _cut_by_terms(dom: Dom, chosen: Sequence[Chosen], boxes: Sequence[PageBox]) -> bool:
    """Do terms of a subscription stand in the story or right behind it? Elsewhere on a page they say nothing of it."""
    body = [block for block in chosen if not block.headline]
    if not body:
        return False
    first, last = body[0].start, body[-1].end
    return any(
        box.kind is BoxKind.PAYWALL
        and first <= box.start
        and not any(last < leaf.start < box.start for leaf in dom.leaves)
        for box in boxes
    )


def _is_title(words: str) -> bool:
    return len(words) <= MAX_TITLE_CHARS and not _SENTENCE_END.search(words)


def _is_link(words: str, leaf: Leaf) -> bool:
    """Is the paragraph a link off the page and nothing more, and no sentence? Then it is another story's title."""
    if leaf.heading or leaf.role in (BlockRole.TABLE, BlockRole.CAPTION):
        return False
    return len(words) > 20 and _is_title(words) and leaf.linked >= len("".join(words.split()))


def _is_dated_label(words: str) -> bool:
    return (len(words) < 60 and labelled_day(words) is not None) or is_numeric_day_line(words)


def _left_out(others: Sequence[str], corrections: Sequence[str], *, paid: bool) -> Iterator[Refusal]:
    if others:
        reason = f"links to other stories ({len(others)}) were left out of this one: {_quoted('; '.join(others))}"
        yield Refusal("documents", "other-stories", reason)
    for words in corrections:
        reason = f"a note of what an earlier version had wrong was left out of the story: {_quoted(words)}"
        yield Refusal("documents", "correction", reason)
    if paid:
        reason = "terms of a subscription were left out; the story may be cut short: its last sentence may have no end"
        yield Refusal("documents", "subscription-terms", reason)


def _quoted(words: str) -> str:
    return repr(words if len(words) <= MAX_QUOTED else f"{words[:MAX_QUOTED]}…")


def _unplaced(words: str) -> Refusal:
    folded = fold(words)
    return Refusal(
        "documents",
        "unplaced-block",
        f"a paragraph of {len(folded)} characters stands nowhere in the page letter for letter: left out: "
        f"{_quoted(folded)}",
    )
