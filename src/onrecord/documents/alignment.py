"""Finds each extracted paragraph in the page's own text, letter for letter, white space aside.

In:      a page's text and leaves, and paragraphs in roughly the page's order
Out:     the stretches of the page's text that hold them; the paragraphs that stand nowhere
Refuses: a paragraph whose letters are not in the page (the extractor took it from metadata, or rewrote it)
Shown:   tests/documents/test_placing.py

White space is taken out of both sides, so an extractor may fold, drop or invent it. Long paragraphs are placed first,
each after the one before; then every one but the last moves to its latest place before its successor, so that a teaser
at the top of the page does not catch the first paragraph of the story. Short ones, which stand in many places, go
between their neighbours. A paragraph found nowhere after its predecessor may stand before it (extractors reorder).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.documents.dom import Leaf
from onrecord.documents.extraction import Paragraph

# What extractors strip beside white space: control, format and private-use characters.
_LETTERS = re.compile("[^\\s\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]+")

# A paragraph of fewer letters may stand in many places: "Read more", a name, a place.
LONG = 40
# A piece of a paragraph of fewer letters is not looked for alone.
MIN_PIECE = 12
# A paragraph counts as placed when this share of its letters is.
MIN_PLACED = 0.6
# Letters searched in all, as a multiple of the page's: a hundred thousand unplaceable paragraphs stay linear.
MAX_SEARCHES = 60


def squeeze(text: str) -> str:
    """The letters alone: no white space, no invisible characters.

    >>> squeeze(" a\\u200b treaty\\n")
    'atreaty'
    """
    return "".join(_LETTERS.findall(text))


class Letters:
    """The letters of the leaves, one after another, and where each stands in the page's text."""

    def __init__(self, text: str, leaves: Sequence[Leaf]) -> None:
        self.leaf_starts: list[int] = []
        self.by_letters: dict[str, list[int]] = defaultdict(list)
        self._run_starts: list[int] = []
        self._run_sources: list[int] = []
        parts: list[str] = []
        length = 0
        for number, leaf in enumerate(leaves):
            self.leaf_starts.append(length)
            first = len(parts)
            for match in _LETTERS.finditer(text, leaf.start, leaf.end):
                self._run_starts.append(length)
                self._run_sources.append(match.start())
                parts.append(match.group())
                length += match.end() - match.start()
            self.by_letters["".join(parts[first:])].append(number)
        self.text = "".join(parts)
        self.leaf_starts.append(length)

    def source(self, position: int) -> int:
        """Where the letter at `position` stands in the page's text."""
        run = bisect_right(self._run_starts, position) - 1
        return self._run_sources[run] + position - self._run_starts[run]

    def leaves_in(self, start: int, end: int) -> range:
        """Numbers of the leaves that share a letter with `[start, end)`."""
        return range(bisect_right(self.leaf_starts, start) - 1, bisect_left(self.leaf_starts, end))


@dataclass(frozen=True, slots=True)
class Alignment:
    """stretches: `[start, end)` into `Letters.text`, ascending, not overlapping; unplaced: paragraphs left over."""

    stretches: tuple[tuple[int, int], ...]
    unplaced: tuple[str, ...]


def place(paragraphs: Sequence[Paragraph], letters: Letters) -> Alignment:
    """Place every paragraph that can be placed."""
    search = _Search(letters)
    squeezed = [squeeze(p.text) for p in paragraphs]
    found: list[list[tuple[int, int]]] = [[] for _ in paragraphs]
    cursor = 0
    longs = [i for i, s in enumerate(squeezed) if len(s) >= LONG]
    for i in longs:
        start = search.first(squeezed[i], cursor)
        if start is not None:
            found[i] = [(start, start + len(squeezed[i]))]
        else:
            found[i] = search.pieces(paragraphs[i].pieces, cursor)
        if found[i]:
            cursor = found[i][-1][1]
    _draw_together(longs, squeezed, found, search)
    _place_short(squeezed, found, search)
    stretches = sorted(piece for pieces in found for piece in pieces)
    unplaced = tuple(p.text for p, s, f in zip(paragraphs, squeezed, found, strict=True) if s and not f)
    return Alignment(tuple(_merged(stretches)), unplaced)


def _draw_together(
    longs: Sequence[int], squeezed: Sequence[str], found: list[list[tuple[int, int]]], search: "_Search"
) -> None:
    """Move each long paragraph to its last place before its successor."""
    successor: int | None = None
    for i in reversed(longs):
        if not found[i]:
            continue
        if successor is not None and len(found[i]) == 1 and found[i][0][1] <= successor:
            later = search.last(squeezed[i], found[i][0][0] + 1, successor)
            if later is not None:
                found[i] = [(later, later + len(squeezed[i]))]
        successor = found[i][0][0]


def _place_short(squeezed: Sequence[str], found: list[list[tuple[int, int]]], search: "_Search") -> None:
    """Place the short paragraphs between the long ones around them."""
    ceiling: list[int] = [len(search.letters.text)] * (len(found) + 1)
    for i in range(len(found) - 1, -1, -1):
        ceiling[i] = found[i][0][0] if found[i] else ceiling[i + 1]
    floor = 0
    for i, wanted in enumerate(squeezed):
        if found[i]:
            floor = found[i][-1][1]
        elif wanted and len(wanted) < LONG:
            start = search.short(wanted, floor, ceiling[i])
            if start is not None:
                found[i] = [(start, start + len(wanted))]
                floor = max(floor, start + len(wanted))


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Search:
    """Looks for letters, within a budget."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self._left = MAX_SEARCHES * (len(letters.text) + 1000)

    def first(self, wanted: str, cursor: int) -> int | None:
        """The first place at or after `cursor`; failing that, the first of all; None when there is none."""
        whole = self._leaf(wanted, cursor, len(self.letters.text))
        if whole is not None:
            return whole
        after = self._find(wanted, cursor, len(self.letters.text))
        if after is not None or not cursor:
            return after
        return self._find(wanted, 0, min(cursor + len(wanted), len(self.letters.text)))

    def last(self, wanted: str, start: int, end: int) -> int | None:
        """The last place inside `[start, end)`; None when there is none."""
        if self._left <= 0:
            return None
        self._left -= max(0, end - start)
        position = self.letters.text.rfind(wanted, start, end)
        return position if position >= 0 else None

    def short(self, wanted: str, floor: int, ceiling: int) -> int | None:
        """A leaf of just these letters between floor and ceiling, else any place there, else such a leaf anywhere."""
        whole = self._leaf(wanted, floor, ceiling)
        if whole is not None:
            return whole
        inside = self._find(wanted, floor, ceiling)
        return inside if inside is not None else self._leaf(wanted, 0, len(self.letters.text))

    def pieces(self, pieces: Sequence[str], cursor: int) -> list[tuple[int, int]]:
        """The places of a paragraph's pieces, in order, when most of its letters have one; else none.

        An extractor that drops a link in the middle of a paragraph leaves two pieces that touch nowhere in the page.
        """
        wanted = [squeeze(piece) for piece in pieces]
        total = sum(map(len, wanted))
        found: list[tuple[int, int]] = []
        for piece in wanted:
            if len(piece) < MIN_PIECE:
                continue
            start = self._find(piece, cursor, min(len(self.letters.text), cursor + 8 * total) if found else None)
            if start is not None:
                cursor = start + len(piece)
                found.append((start, cursor))
        placed = sum(end - start for start, end in found)
        return found if placed >= MIN_PLACED * total else []

    def _leaf(self, wanted: str, floor: int, ceiling: int) -> int | None:
        numbers = self.letters.by_letters.get(wanted)
        if not numbers:
            return None
        i = bisect_left(numbers, floor, key=self.letters.leaf_starts.__getitem__)
        if i == len(numbers):
            return None
        start = self.letters.leaf_starts[numbers[i]]
        return start if start + len(wanted) <= ceiling else None

    def _find(self, wanted: str, start: int, end: int | None) -> int | None:
        if self._left <= 0:
            return None
        stop = len(self.letters.text) if end is None else end
        position = self.letters.text.find(wanted, start, stop)
        self._left -= max(0, (position if position >= 0 else stop) - start)
        return position if position >= 0 else None
