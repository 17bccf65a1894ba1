"""A page as vectors, one a word: read once in windows of whole blocks, for every head that asks about its words.

In:      a text and the spans of its blocks
Out:     EncodedPage
Source:  models/encoder/README.md, the model card
Shown:   tests/engines/test_attribution_head.py, tests/engines/test_windows.py
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.engines.encoder.words import Encoded, encode
from onrecord.engines.sessions import open_session
from onrecord.terms.spans import Span

# As trained, marks at both ends included; the graph takes other sizes but reads worse.
WINDOW_PIECES = 384

# A block longer than a window is read in several that overlap by a third, so that each of its words is read once with
# at least 63 pieces on either side.
STRIDE_PIECES = 256

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [first, last) of a text and the words [low, high) that begin in them."""

    first: int
    last: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class EncodedPage:
    """The words of a page and their vectors, shape (w, h)."""

    words: Encoded
    vectors: Floats

    def __len__(self) -> int:
        return len(self.words)

    def near(self, word: int, reach: int) -> tuple[int, int]:
        """The words [low, high) with up to `reach` on either side of one."""
        return max(0, word - reach), min(len(self), word + reach + 1)

    def words_in(self, span: Span) -> tuple[int, int] | None:
        """(first, last) of the words that begin in the span; None where none does."""
        low, high = np.searchsorted(self.words.starts, [span.start, span.end])
        return (int(low), int(high) - 1) if high > low else None


class PageEncoder:
    """The encoder in a folder, on one core unless told otherwise."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        card: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.version: str = card["version"]
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._session = open_session(folder / "encoder.onnx", threads=threads)
        self._width: int = self._session.get_outputs()[0].shape[-1]
        self._marks = (mark_id(self._tokenizer, "[CLS]"), mark_id(self._tokenizer, "[SEP]"))

    def read(self, text: str, blocks: Sequence[Span]) -> EncodedPage:
        """Linear in the length of the text."""
        words = encode(text, blocks, self._tokenizer)
        vectors = np.zeros((len(words), self._width), dtype=np.float32)
        room = np.full(len(words), -1, dtype=np.int64)
        # One at a time: less memory and no slower. Int8 takes its scale from all that is read at once, so a window's
        # reading hangs on its own words alone.
        for window in windows_over(words):
            mine = slice(window.low, window.high)
            read = self._session.run(["vectors"], window_batch(words, window, self._marks))[0][0]
            margin = margins(words, window)
            better = margin > room[mine]
            vectors[mine][better] = read[better]
            room[mine][better] = margin[better]
        return EncodedPage(words, vectors)


def mark_id(tokenizer: Any, mark: str) -> int:
    """The id of one of the tokenizer's own marks, which it has."""
    number: int = tokenizer.token_to_id(mark)
    return number


def window_batch(words: Encoded, window: Window, marks: tuple[int, int]) -> dict[str, Ints]:
    """What the graph takes for a window, one row each. marks: ids of [CLS] and [SEP]."""
    pieces = np.array([[marks[0], *words.pieces[window.first : window.last], marks[1]]], dtype=np.int64)
    mine = slice(window.low, window.high)
    return {
        "pieces": pieces,
        "first_piece": words.first_piece[None, mine] - window.first + 1,
        "quoted": words.quoted[None, mine],
    }


def windows_over(words: Encoded) -> Iterator[Window]:
    """Windows of whole blocks and of about one length, none over WINDOW_PIECES; where there are words in them.

    What is longer than a window by itself is read in several, each STRIDE_PIECES after the one before.
    """
    for first, last in cuts(words):
        low, high = np.searchsorted(words.first_piece, [first, last])
        if high > low:
            yield Window(first, last, int(low), int(high))


def cuts(words: Encoded) -> Iterator[tuple[int, int]]:
    """The pieces [first, last) of each window; the separators between two are in none."""
    total, size = len(words.pieces), WINDOW_PIECES - 2
    count = max(1, math.ceil(total / size))
    even = (total - (count - 1)) / count
    window: tuple[int, int] | None = None
    for start, end in words.stretches.tolist():
        first = start if window is None else window[0]
        if window is not None and end - first > size:
            yield window
            first = start
        while end - first > size:
            yield first, first + size
            first += STRIDE_PIECES
        window = (first, end)
        if end - first >= even:
            yield window
            window = None
    if window is not None:
        yield window


def margins(words: Encoded, window: Window) -> Ints:
    """How many pieces of the window stand between each of its words and the nearer edge; the text's own ends count
    as far away."""
    far = len(words.pieces)
    pieces = words.first_piece[window.low : window.high]
    before = pieces - window.first if window.first else np.full(len(pieces), far)
    after = window.last - pieces if window.last < far else np.full(len(pieces), far)
    return np.minimum(before, after)
