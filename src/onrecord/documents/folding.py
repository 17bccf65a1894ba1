"""Composes a document's text from stretches of its source, and keeps the map letter for letter.

In:      a source text, and for each block the stretches of it that make the block
Out:     text, blocks, SourceMap
Refuses: nothing; a block without a letter adds nothing
Shown:   tests/documents/test_folding.py
"""

import itertools
import re
from collections.abc import Iterable, Sequence

from onrecord.terms.documents import Block, BlockRole
from onrecord.terms.spans import Run, SourceMap, Span

# Words with exactly one plain space between them stand in the text as they stand in the source: one run.
_SAME_IN_BOTH = re.compile(r"\S+(?: \S+)*")


def fold(text: str) -> str:
    """The text with every run of white space as one space and none at the ends.

    >>> fold("  A\\xa0 treaty\\nstands ")
    'A treaty stands'
    """
    return " ".join(text.split())


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
        pieces = [
            match.span() for start, end in stretches for match in _SAME_IN_BOTH.finditer(self._source, start, end)
        ]
        if not pieces:
            return
        if self._blocks:
            self._write("\n\n")
        first = self._length
        for number, (start, end) in enumerate(pieces):
            if number:
                self._write(" ")
            self._runs.append(Run(self._length, self._length + end - start, start))
            self._write(self._source[start:end])
        self._blocks.append(Block(role, Span(first, self._length)))

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
