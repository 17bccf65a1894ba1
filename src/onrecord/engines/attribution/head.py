"""Attributions from the vectors of a page: cues first, then the source and the content of each cue.

In:      EncodedPage
Out:     Attribution values in text order
Source:  models/attribution/README.md, the model card
Shown:   tests/engines/test_attribution_head.py

One head labels the words that are cues; a second is asked for each cue which words near it are its source and which its
content, so that one sentence can hold several attributions, one in another.
"""

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.attribution.viterbi import best_paths
from onrecord.engines.encoder.pages import EncodedPage, Floats, Ints
from onrecord.engines.encoder.words import Encoded
from onrecord.engines.sessions import open_session
from onrecord.terms.attributions import Attribution
from onrecord.terms.spans import Span

OTHER, SOURCE, CONTENT = 0, 1, 2
LABELS = 3
CUE_BEGINS, CUE_GOES_ON = 1, 2

# As trained.
REACH_WORDS = 80

# Few sources and contents go farther. Where one of the last words at either end is labelled, the cue is asked again
# with all its reach: on every 14th article of PolNeAR's training part exact F1 .716 for the .713 of all reach at once,
# in half the time (40 words alone: .677).
REACH_FIRST = 40
EDGE_WORDS = 3

CUES_AT_A_TIME = 8


class AttributionHead:
    """Both graphs of a folder, on one core unless told otherwise."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        card: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.version: str = card["version"]
        self._chain = {part: np.array(scores, dtype=np.float32) for part, scores in card["chain"].items()}
        self._cues = open_session(folder / "cues.onnx", threads=threads)
        self._arguments = open_session(folder / "arguments.onnx", threads=threads)

    def attributions(self, page: EncodedPage) -> tuple[Attribution, ...]:
        """Every attribution found, in the order of their cues. Linear in the length of the page."""
        if not len(page):
            return ()
        scores: Floats = self._cues.run(["cues"], {"vectors": page.vectors[None]})[0][0]
        cues = list(cues_in(cue_labels(scores)))
        if not cues:
            return ()
        rows = self._read(page, cues)
        found: list[Attribution] = []
        for (first, last), (low, row) in zip(cues, rows, strict=True):
            content = low + np.flatnonzero(row == CONTENT)
            if len(content):
                found.append(
                    Attribution(
                        source=spans_of(page.words, low + np.flatnonzero(row == SOURCE)),
                        cue=spans_of(page.words, np.arange(first, last + 1)),
                        content=spans_of(page.words, content),
                        probability=cue_probability(scores[first]),
                    )
                )
        return tuple(found)

    def _read(self, page: EncodedPage, cues: Sequence[tuple[int, int]]) -> list[tuple[int, Ints]]:
        """For each cue the first of the words near it, and their labels."""
        near = [page.near(first, REACH_FIRST) for first, _ in cues]
        rows = [(low, row[: high - low]) for (low, high), row in zip(near, self._labels(page, cues, near), strict=True)]
        cut = [
            i
            for i, (low, row) in enumerate(rows)
            if (row[:EDGE_WORDS].any() and low > 0) or (row[-EDGE_WORDS:].any() and low + len(row) < len(page))
        ]
        if cut:
            asked, far = [cues[i] for i in cut], [page.near(cues[i][0], REACH_WORDS) for i in cut]
            for i, (low, high), row in zip(cut, far, self._labels(page, asked, far), strict=True):
                rows[i] = (low, row[: high - low])
        return rows

    def _labels(self, page: EncodedPage, cues: Sequence[tuple[int, int]], near: Sequence[tuple[int, int]]) -> Ints:
        """The labels of the words near each cue, (cues, words); OTHER past the end of those that have fewer."""
        lengths = np.array([high - low for low, high in near], dtype=np.int64)
        scores = np.zeros((len(cues), int(lengths.max()), LABELS), dtype=np.float32)
        # Those of about one length together, so that little is read that is no word.
        order = np.argsort(lengths, kind="stable")
        for at in range(0, len(cues), CUES_AT_A_TIME):
            some = order[at : at + CUES_AT_A_TIME]
            batch = argument_batch(page, [cues[i] for i in some], [near[i] for i in some])
            read = self._arguments.run(["labels"], batch)[0]
            scores[some, : read.shape[1]] = read
        return best_paths(scores, lengths, **self._chain)


def cue_labels(scores: Floats) -> list[int]:
    """The best label of each word, where a cue does not go on unless one has begun; (w, 3) -> w. Ties go to the lower.

    A loop over numbers: one over arrays, a word at a time, takes five times as long.
    """
    other, begins, goes_on = scores[0].tolist()
    best = (other, begins, -math.inf)
    came_from: list[tuple[int, int]] = []
    for other, begins, goes_on in scores[1:].tolist():
        within = CUE_BEGINS if best[CUE_BEGINS] >= best[CUE_GOES_ON] else CUE_GOES_ON
        anywhere = OTHER if best[OTHER] >= best[within] else within
        came_from.append((anywhere, within))
        best = (best[anywhere] + other, best[anywhere] + begins, best[within] + goes_on)
    labels = [max(range(LABELS), key=best.__getitem__)]
    for anywhere, within in reversed(came_from):
        labels.append(within if labels[-1] == CUE_GOES_ON else anywhere)
    return labels[::-1]


def cues_in(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
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
    page: EncodedPage, cues: Sequence[tuple[int, int]], near: Sequence[tuple[int, int]]
) -> dict[str, NDArray[Any]]:
    """The words [low, high) near each cue: vectors, distance to the cue, block before / same / after, in quotation
    marks; and which are words, where a cue has fewer than another."""
    words, n, t = page.words, len(cues), max(high - low for low, high in near)
    batch: dict[str, NDArray[Any]] = {
        "vectors": np.zeros((n, t, page.vectors.shape[1]), dtype=np.float32),
        "distance": np.zeros((n, t), dtype=np.int64),
        "block": np.ones((n, t), dtype=np.int64),
        "quoted": np.zeros((n, t), dtype=np.int64),
        "held": np.zeros((n, t), dtype=np.bool_),
    }
    for i, ((first, last), (low, high)) in enumerate(zip(cues, near, strict=True)):
        here, size = np.arange(low, high), high - low
        batch["vectors"][i, :size] = page.vectors[low:high]
        distance = np.where(here < first, here - first, np.where(here > last, here - last, 0))
        batch["distance"][i, :size] = np.clip(distance, -REACH_WORDS, REACH_WORDS)
        batch["block"][i, :size] = np.sign(words.block[low:high] - words.block[first]) + 1
        batch["quoted"][i, :size] = words.quoted[low:high]
        batch["held"][i, :size] = True
    return batch


def spans_of(words: Encoded, chosen: Ints) -> tuple[Span, ...]:
    """Runs of neighbouring words as spans; a run does not cross a block."""
    spans: list[Span] = []
    last: int | None = None
    for word in map(int, chosen):
        start, end = int(words.starts[word]), int(words.ends[word])
        if last is not None and word == last + 1 and words.block[word] == words.block[last]:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        last = word
    return tuple(spans)


def cue_probability(scores: Floats) -> float:
    """Probability that the word begins or goes on a cue, from its three scores."""
    shifted = np.exp(scores - scores.max())
    return float(1.0 - shifted[OTHER] / shifted.sum())
