"""Attributions from the vectors of a page: cues first, then the source and the content of each cue.

In:      EncodedPage
Out:     Attribution values in text order
Source:  models/attribution/README.md, the model card
Shown:   tests/engines/test_attribution_head.py

One head labels the words that are cues; a second is asked for each cue which words near it are its source and which its
content, so that one sentence can hold several attributions, one in another.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.attribution.viterbi import best_paths
from onrecord.engines.encoder.pages import EncodedPage, Floats, Ints, open_session
from onrecord.engines.encoder.words import Encoded
from onrecord.terms.attributions import Attribution
from onrecord.terms.spans import Span

OTHER, SOURCE, CONTENT = 0, 1, 2
CUE_BEGINS, CUE_GOES_ON = 1, 2

# As trained.
REACH_WORDS = 80

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
        scores: Floats = self._cues.run(["cues"], {"vectors": page.best()[None]})[0][0]
        cues = list(cues_in(cue_labels(scores)))
        found: list[Attribution] = []
        for at in range(0, len(cues), CUES_AT_A_TIME):
            found.extend(self._around(page, cues[at : at + CUES_AT_A_TIME], scores))
        return tuple(found)

    def _around(self, page: EncodedPage, cues: Sequence[tuple[int, int]], cue_scores: Floats) -> Iterator[Attribution]:
        stretches = [page.around(first, first, reach=REACH_WORDS) for first, _ in cues]
        lengths = np.array([high - low for low, high, _ in stretches], dtype=np.int64)
        batch = argument_batch(page.words, cues, stretches)
        labels = best_paths(self._arguments.run(["labels"], batch)[0], lengths, **self._chain)
        for (first, last), (low, high, _), row in zip(cues, stretches, labels, strict=True):
            content = low + np.flatnonzero(row[: high - low] == CONTENT)
            if not len(content):
                continue
            yield Attribution(
                source=spans_of(page.words, low + np.flatnonzero(row[: high - low] == SOURCE)),
                cue=spans_of(page.words, np.arange(first, last + 1)),
                content=spans_of(page.words, content),
                probability=cue_probability(cue_scores[first]),
            )


def cue_labels(scores: Floats) -> Ints:
    """The best label of each word, shape (w,), where a cue does not go on unless one has begun."""
    impossible = np.float32(-1e4)
    transitions = np.zeros((3, 3), dtype=np.float32)
    transitions[OTHER, CUE_GOES_ON] = impossible
    start = np.array([0, 0, impossible], dtype=np.float32)
    lengths = np.array([len(scores)], dtype=np.int64)
    nothing = np.zeros(3, dtype=np.float32)
    labels: Ints = best_paths(scores[None], lengths, transitions=transitions, start=start, end=nothing)[0]
    return labels


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
    words: Encoded,
    cues: Sequence[tuple[int, int]],
    stretches: Sequence[tuple[int, int, Floats]],
) -> dict[str, NDArray[Any]]:
    """The words round each cue: vectors, distance to the cue, block before / same / after, in quotation marks."""
    n, t = len(cues), max(high - low for low, high, _ in stretches)
    batch: dict[str, NDArray[Any]] = {
        "vectors": np.zeros((n, t, stretches[0][2].shape[1]), dtype=np.float32),
        "distance": np.zeros((n, t), dtype=np.int64),
        "block": np.ones((n, t), dtype=np.int64),
        "quoted": np.zeros((n, t), dtype=np.int64),
        "held": np.zeros((n, t), dtype=np.bool_),
    }
    for i, ((first, last), (low, high, vectors)) in enumerate(zip(cues, stretches, strict=True)):
        near, size = np.arange(low, high), high - low
        batch["vectors"][i, :size] = vectors
        distance = np.where(near < first, near - first, np.where(near > last, near - last, 0))
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
