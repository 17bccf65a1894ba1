"""A page as vectors, one a word: read once in overlapping windows, for every head that asks about its words.

In:      a text and the spans of its blocks
Out:     EncodedPage
Source:  models/encoder/README.md, the model card
Shown:   tests/engines/test_attribution_head.py
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.engines.encoder.words import Encoded, encode
from onrecord.terms.spans import Span

# As trained; the graph takes other sizes but reads worse.
WINDOW_PIECES = 384

# Half a window is read twice, so that every word is read once with at least 63 pieces on either side.
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
    """The words of a page and their vectors.

    words:   w words, with their places in the text.
    windows: the windows the page was read in.
    vectors: of the words of each window, shape (words of the window, h).
    owner:   for each word the window that reads it best, far from its edges, shape (w,).
    """

    words: Encoded
    windows: tuple[Window, ...]
    vectors: tuple[Floats, ...]
    owner: Ints

    def __len__(self) -> int:
        return len(self.words)

    def best(self) -> Floats:
        """Each word's vector from the window that reads it best: (w, h)."""
        rows = [self.vectors[self.owner[i]][i - self.windows[self.owner[i]].low] for i in range(len(self.words))]
        return np.stack(rows)

    def around(self, first: int, last: int, *, reach: int) -> tuple[int, int, Floats]:
        """(low, high, vectors of the words [low, high)): `first` to `last` and up to `reach` words on either side, all
        from the window that reads `first` best; the words end where that window does."""
        number = int(self.owner[first])
        window = self.windows[number]
        low, high = max(window.low, first - reach), min(window.high, last + reach + 1)
        return low, high, self.vectors[number][low - window.low : high - window.low]

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
        self._marks = (mark_id(self._tokenizer, "[CLS]"), mark_id(self._tokenizer, "[SEP]"))

    def read(self, text: str, blocks: Sequence[Span]) -> EncodedPage:
        """Linear in the length of the text."""
        words = encode(text, blocks, self._tokenizer)
        windows = tuple(windows_over(words)) if len(words) else ()
        # One at a time: less memory and no slower.
        vectors = [self._session.run(["vectors"], window_batch(words, w, self._marks))[0][0] for w in windows]
        owner = np.zeros(len(words), dtype=np.int64)
        margin = np.full(len(words), -1, dtype=np.int64)
        for number, window in enumerate(windows):
            room = margins(words, window)
            mine = slice(window.low, window.high)
            better = room > margin[mine]
            owner[mine][better] = number
            margin[mine][better] = room[better]
        return EncodedPage(words, windows, tuple(vectors), owner)


def open_session(graph: Path, *, threads: int) -> onnxruntime.InferenceSession:
    """A graph, ready to run on `threads` cores."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The weights are signed bytes. A processor without VNNI adds their products in 16 bits, which overflow and read a
    # page wrong; this has ONNX Runtime shift them to unsigned there, exactly. Elsewhere it changes nothing.
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.enable_mem_pattern = False  # windows and stretches differ in length: a plan kept for each is memory lost
    return onnxruntime.InferenceSession(graph, options)


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
        "mask": np.ones_like(pieces),
        "first_piece": words.first_piece[None, mine] - window.first + 1,
        "quoted": words.quoted[None, mine],
    }


def windows_over(words: Encoded) -> Iterator[Window]:
    """Windows that cover the text, each STRIDE_PIECES after the one before."""
    total, size = len(words.pieces), WINDOW_PIECES - 2
    first = 0
    while True:
        last = min(first + size, total)
        low, high = np.searchsorted(words.first_piece, [first, last])
        if high > low:
            yield Window(first, last, int(low), int(high))
        if last == total:
            return
        first += STRIDE_PIECES


def margins(words: Encoded, window: Window) -> Ints:
    """How many pieces of the window stand between each of its words and the nearer edge; the text's own ends count
    as far away."""
    far = len(words.pieces)
    pieces = words.first_piece[window.low : window.high]
    before = pieces - window.first if window.first else np.full(len(pieces), far)
    after = window.last - pieces if window.last < far else np.full(len(pieces), far)
    return np.minimum(before, after)
