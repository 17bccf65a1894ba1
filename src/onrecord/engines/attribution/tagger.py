"""Attributions by one small encoder: cues first, then the source and the content of each cue.

In:      a text and the spans of its blocks
Out:     Attribution values in text order
Source:  models/attribution/README.md, the model card
Shown:   tests/engines/test_attribution_tagger.py

The encoder reads a window once. A head labels the words that are cues; a second, smaller one is asked for each cue
which words near it are its source and which its content, so that one sentence can hold several attributions, one in
another.
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

from onrecord.engines.attribution.viterbi import best_paths
from onrecord.engines.attribution.words import Encoded, encode
from onrecord.terms.attributions import Attribution
from onrecord.terms.spans import Span

OTHER, SOURCE, CONTENT = 0, 1, 2
CUE_BEGINS, CUE_GOES_ON = 1, 2

# As trained; the graphs take other sizes but read worse.
WINDOW_PIECES = 384
REACH_WORDS = 80

# Half a window is read twice, so that every word is read once with at least 63 pieces on either side.
STRIDE_PIECES = 256

WINDOWS_AT_A_TIME = 4
CUES_AT_A_TIME = 32

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [first, last) of a text and the words [low, high) that begin in them."""

    first: int
    last: int
    low: int
    high: int


def model_folder() -> Path:
    """The model that ships with the package."""
    return Path(__file__).resolve().parents[1] / "models" / "attribution"


class AttributionTagger:
    """The model in a folder (the package's own by default), on one core unless told otherwise."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        held = folder or model_folder()
        card: dict[str, Any] = json.loads((held / "config.json").read_text(encoding="utf-8"))
        self._chain = {part: np.array(scores, dtype=np.float32) for part, scores in card["chain"].items()}
        self._tokenizer: Any = Tokenizer.from_file(str(held / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._encoder = onnxruntime.InferenceSession(held / "encoder.onnx", options)
        self._arguments = onnxruntime.InferenceSession(held / "arguments.onnx", options)
        self.name = f"attribution {card['version']}"

    def attributions(self, text: str, blocks: Sequence[Span]) -> tuple[Attribution, ...]:
        """Every attribution found, in the order of their cues. Linear in the length of the text."""
        encoded = encode(text, blocks, self._tokenizer)
        if not len(encoded):
            return ()
        vectors, cue_scores, owner, windows = self._read(encoded)
        cues = list(cues_in(self._cue_labels(cue_scores)))
        found: list[Attribution] = []
        for at in range(0, len(cues), CUES_AT_A_TIME):
            found.extend(self._around(encoded, vectors, owner, windows, cues[at : at + CUES_AT_A_TIME], cue_scores))
        return tuple(found)

    def _read(self, encoded: Encoded) -> tuple[dict[int, Floats], Floats, Ints, list[Window]]:
        """(word vectors by window, cue scores (w, 3), window that reads each word best, windows)."""
        windows = list(windows_over(encoded))
        vectors: dict[int, Floats] = {}
        scores = np.zeros((len(encoded), 3), dtype=np.float32)
        owner = np.zeros(len(encoded), dtype=np.int64)
        margin = np.full(len(encoded), -1, dtype=np.int64)
        for at in range(0, len(windows), WINDOWS_AT_A_TIME):
            some = windows[at : at + WINDOWS_AT_A_TIME]
            held, cues = self._encoder.run(["vectors", "cues"], self._window_batch(encoded, some))
            for i, window in enumerate(some):
                words = slice(window.low, window.high)
                vectors[at + i] = held[i, : window.high - window.low]
                room = margins(encoded, window)
                better = room > margin[words]
                scores[words][better] = cues[i, : window.high - window.low][better]
                owner[words][better] = at + i
                margin[words][better] = room[better]
        return vectors, scores, owner, windows

    def _window_batch(self, encoded: Encoded, windows: Sequence[Window]) -> dict[str, Ints]:
        first, last = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        pieces = max(w.last - w.first for w in windows) + 2
        words = max(w.high - w.low for w in windows)
        batch = {
            "pieces": np.zeros((len(windows), pieces), dtype=np.int64),
            "mask": np.zeros((len(windows), pieces), dtype=np.int64),
            "first_piece": np.zeros((len(windows), words), dtype=np.int64),
            "quoted": np.zeros((len(windows), words), dtype=np.int64),
        }
        for i, w in enumerate(windows):
            n = w.last - w.first
            batch["pieces"][i, : n + 2] = [first, *encoded.pieces[w.first : w.last], last]
            batch["mask"][i, : n + 2] = 1
            batch["first_piece"][i, : w.high - w.low] = encoded.first_piece[w.low : w.high] - w.first + 1
            batch["quoted"][i, : w.high - w.low] = encoded.quoted[w.low : w.high]
        return batch

    def _cue_labels(self, scores: Floats) -> Ints:
        # A cue does not go on where none has begun.
        impossible = np.float32(-1e4)
        transitions = np.zeros((3, 3), dtype=np.float32)
        transitions[OTHER, CUE_GOES_ON] = impossible
        start = np.array([0, 0, impossible], dtype=np.float32)
        lengths = np.array([len(scores)], dtype=np.int64)
        nothing = np.zeros(3, dtype=np.float32)
        labels: Ints = best_paths(scores[None], lengths, transitions=transitions, start=start, end=nothing)[0]
        return labels

    def _around(
        self,
        encoded: Encoded,
        vectors: dict[int, Floats],
        owner: Ints,
        windows: Sequence[Window],
        cues: Sequence[tuple[int, int]],
        cue_scores: Floats,
    ) -> Iterator[Attribution]:
        stretches = []
        for first, _ in cues:
            window = windows[owner[first]]
            stretches.append((max(window.low, first - REACH_WORDS), min(window.high, first + REACH_WORDS + 1)))
        batch = argument_batch(encoded, vectors, owner, windows, cues, stretches)
        lengths = np.array([high - low for low, high in stretches], dtype=np.int64)
        labels = best_paths(self._arguments.run(["labels"], batch)[0], lengths, **self._chain)
        for (first, last), (low, high), row in zip(cues, stretches, labels, strict=True):
            content = low + np.flatnonzero(row[: high - low] == CONTENT)
            if not len(content):
                continue
            yield Attribution(
                source=spans_of(encoded, low + np.flatnonzero(row[: high - low] == SOURCE)),
                cue=spans_of(encoded, np.arange(first, last + 1)),
                content=spans_of(encoded, content),
                probability=cue_probability(cue_scores[first]),
            )


def windows_over(encoded: Encoded) -> Iterator[Window]:
    """Windows that cover the text, each STRIDE_PIECES after the one before."""
    total, size = len(encoded.pieces), WINDOW_PIECES - 2
    first = 0
    while True:
        last = min(first + size, total)
        low, high = np.searchsorted(encoded.first_piece, [first, last])
        if high > low:
            yield Window(first, last, int(low), int(high))
        if last == total:
            return
        first += STRIDE_PIECES


def margins(encoded: Encoded, window: Window) -> Ints:
    """How many pieces of the window stand between each of its words and the nearer edge; the text's own ends count
    as far away."""
    far = len(encoded.pieces)
    pieces = encoded.first_piece[window.low : window.high]
    before = pieces - window.first if window.first else np.full(len(pieces), far)
    after = window.last - pieces if window.last < far else np.full(len(pieces), far)
    return np.minimum(before, after)


def cues_in(labels: Ints) -> Iterator[tuple[int, int]]:
    """(first word, last word) of each cue."""
    first: int | None = None
    for i, label in enumerate(labels):
        if first is not None and label != CUE_GOES_ON:
            yield first, i - 1
            first = None
        if label == CUE_BEGINS:
            first = i
    if first is not None:
        yield first, len(labels) - 1


def argument_batch(
    encoded: Encoded,
    vectors: dict[int, Floats],
    owner: Ints,
    windows: Sequence[Window],
    cues: Sequence[tuple[int, int]],
    stretches: Sequence[tuple[int, int]],
) -> dict[str, NDArray[Any]]:
    """The words round each cue: vectors, distance to the cue, block before / same / after, in quotation marks."""
    n, t = len(cues), max(high - low for low, high in stretches)
    width = next(iter(vectors.values())).shape[1]
    batch: dict[str, NDArray[Any]] = {
        "vectors": np.zeros((n, t, width), dtype=np.float32),
        "distance": np.zeros((n, t), dtype=np.int64),
        "block": np.ones((n, t), dtype=np.int64),
        "quoted": np.zeros((n, t), dtype=np.int64),
        "held": np.zeros((n, t), dtype=np.bool_),
    }
    for i, ((first, last), (low, high)) in enumerate(zip(cues, stretches, strict=True)):
        words, size = np.arange(low, high), high - low
        window = windows[owner[first]]
        batch["vectors"][i, :size] = vectors[int(owner[first])][low - window.low : high - window.low]
        distance = np.where(words < first, words - first, np.where(words > last, words - last, 0))
        batch["distance"][i, :size] = np.clip(distance, -REACH_WORDS, REACH_WORDS)
        batch["block"][i, :size] = np.sign(encoded.block[low:high] - encoded.block[first]) + 1
        batch["quoted"][i, :size] = encoded.quoted[low:high]
        batch["held"][i, :size] = True
    return batch


def spans_of(encoded: Encoded, words: Ints) -> tuple[Span, ...]:
    """Runs of neighbouring words as spans; a run does not cross a block."""
    spans: list[Span] = []
    last: int | None = None
    for word in map(int, words):
        start, end = int(encoded.starts[word]), int(encoded.ends[word])
        if last is not None and word == last + 1 and encoded.block[word] == encoded.block[last]:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        last = word
    return tuple(spans)


def cue_probability(scores: Floats) -> float:
    """Probability that the word begins or goes on a cue, from its three scores."""
    shifted = np.exp(scores - scores.max())
    return float(1.0 - shifted[OTHER] / shifted.sum())
