"""Composes a document's text from stretches of its source, and keeps the map letter for letter.

In:      a source text, and for each block the stretches of it that make the block
Out:     text, blocks, SourceMap
Refuses: nothing; a block without a letter adds nothing
Source:  Unicode Standard, chapter 23 (soft hyphen, zero-width and directional marks)
Shown:   tests/documents/test_folding.py

What a reader does not see is not in the text: soft hyphens, zero-width spaces, directional marks. What the page's
system has escaped twice ("&amp;quot;") is in the text as the character it stands for. Neither has a run of the map.
"""

import html
import itertools
import re
from collections.abc import Iterable, Sequence

from onrecord.terms.documents import Block, BlockRole
from onrecord.terms.spans import Run, SourceMap, Span

# A joiner between two letters is a leftover of layout; between two emoji it makes one picture of them, and stays.
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
    "|(?<=\\w)[\u200c\u200d]+(?=\\w)"
)
_ESCAPED = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Words with exactly one plain space between them stand in the text as they stand in the source: one run.
_SAME_IN_BOTH = re.compile(r"\S+(?: \S+)*")


def fold(text: str) -> str:
    """The text as a reader sees it: every run of white space as one space and none at the ends, nothing unseen,
    nothing escaped twice.

    >>> fold("  A\\xa0 trea\\xadty\\nstands &quot;as is&quot; ")
    'A treaty stands "as is"'
    """
    if "&" in text:
        text = _ESCAPED.sub(lambda match: _meant(match.group()), text)
    return " ".join(_UNSEEN.sub("", text).split())


def _meant(escaped: str) -> str:
    """What an escape stands for; itself where it stands for nothing, or for the edge of a tag."""
    meant = html.unescape(escaped)
    return meant if meant not in ("<", ">", "\x00", "\ufffd") else escaped


class Composer:
    """A document's text as it grows, block after block."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []

    def add(self, role: BlockRole, stretches: Iterable[tuple[int, int]]) -> None:
        """Append one block made of the stretches `[start, end)` of the source, a space between two of them."""
        words = [word for start, end in stretches for word in self._words(start, end)]
        if words:
            self._append(role, words)

    def add_said(self, role: BlockRole, author: tuple[int, int], said: Iterable[tuple[int, int]]) -> None:
        """Append what somebody wrote behind the writer's name and a colon, which is ours: "NAME: words"."""
        name = self._words(*author)
        words = [word for start, end in said for word in self._words(start, end)]
        if name and words:
            self._append(role, [*name[:-1], [*name[-1], ":"], *words])

    def _append(self, role: BlockRole, words: Sequence[Sequence[tuple[int, int] | str]]) -> None:
        if self._blocks:
            self._write("\n\n")
        first = self._length
        for number, word in enumerate(words):
            if number:
                self._write(" ")
            for piece in word:
                if isinstance(piece, str):
                    self._write(piece)
                    continue
                start, end = piece
                self._runs.append(Run(self._length, self._length + end - start, start))
                self._write(self._source[start:end])
        self._blocks.append(Block(role, Span(first, self._length)))

    def _words(self, start: int, end: int) -> list[list[tuple[int, int] | str]]:
        """The words of a stretch, each the pieces that a reader sees: places in the source, or what an escape means.

        Words with one plain space between them count as one.
        """
        if not _UNSEEN.search(self._source, start, end) and not _ESCAPED.search(self._source, start, end):
            return [[match.span()] for match in _SAME_IN_BOTH.finditer(self._source, start, end)]
        found: list[list[tuple[int, int] | str]] = []
        open_word = False
        for piece in self._seen(start, end):
            shown = piece if isinstance(piece, str) else self._source[piece[0] : piece[1]]
            at = 0 if isinstance(piece, str) else piece[0]
            for match in re.finditer(r"\s+|\S+(?: \S+)*", shown):
                if match.group().isspace():
                    open_word = False
                    continue
                if not open_word:
                    found.append([])
                found[-1].append(piece if isinstance(piece, str) else (at + match.start(), at + match.end()))
                open_word = True
        return found

    def _seen(self, start: int, end: int) -> Iterable[tuple[int, int] | str]:
        """The stretch without what is unseen, cut at escapes, which are given as what they mean."""
        at = start
        edges = [
            *((m.span(), "") for m in _UNSEEN.finditer(self._source, start, end)),
            *((m.span(), _meant(m.group())) for m in _ESCAPED.finditer(self._source, start, end)),
        ]
        for (first, last), meant in sorted(edges):
            if at < first:
                yield at, first
            if meant.startswith("&") and last - first == len(meant):
                yield first, last
            elif meant:
                yield meant
            at = last
        if at < end:
            yield at, end

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    @property
    def text(self) -> str:
        """What has been composed so far, blocks separated by a blank line."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in the order they were added."""
        return tuple(self._blocks)

    @property
    def source_map(self) -> SourceMap:
        """The map of `text` to the source."""
        return SourceMap(tuple(self._runs))


def cut_at(start: int, end: int, breaks: Sequence[int]) -> list[tuple[int, int]]:
    """`[start, end)` cut at every break that lies inside it; `breaks` ascend.

    >>> cut_at(0, 9, [0, 4, 9])
    [(0, 4), (4, 9)]
    """
    edges = [start, *(b for b in breaks if start < b < end), end]
    return list(itertools.pairwise(edges))
