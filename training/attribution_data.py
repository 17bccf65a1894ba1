"""PolNeAR articles as windows with a label a word.

In:      the attributions of an article, as spans
Out:     Article; Batch: tensors of some windows and of the cues in them
Source:  PolNeAR (Newell, Margolin & Ruths 2018)

A label is given to words only, as `engines.encoder.words` cuts them. Two attributions with one cue are one to the
model; among 19,868 there are three such pairs.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.engines.attribution.head import CONTENT, CUE_BEGINS, CUE_GOES_ON, REACH_WORDS, SOURCE
from onrecord.engines.encoder.pages import WINDOW_PIECES, Window
from onrecord.engines.encoder.words import Encoded, encode
from onrecord.terms.spans import Span

# Words a window can hold: fewer than its pieces, and one size for all keeps the kernels compiled.
WINDOW_WORDS = 352
NOT_LABELLED = -100
CUES_PADDED_TO = 32


@dataclass(frozen=True, slots=True)
class Labelled:
    """One attribution in word numbers; the cue is (first, last)."""

    cue: tuple[int, int]
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article, encoded, with its attributions and a cue label a word."""

    id: str
    encoded: Encoded
    cue_labels: np.ndarray
    attributions: tuple[Labelled, ...]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The lines of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def blocks_of(text: str) -> list[Span]:
    """A block a line."""
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


def article_of(row: dict[str, Any], tokenizer: Any) -> Article:
    """One article. Attributions without a cue or a content are left out (71 of 19,868)."""
    encoded = encode(row["text"], blocks_of(row["text"]), tokenizer)
    word_at = {c: i for i in range(len(encoded)) for c in range(int(encoded.starts[i]), int(encoded.ends[i]))}

    def words(spans: list[list[int]]) -> tuple[int, ...]:
        return tuple(sorted({word_at[c] for s, e in spans for c in range(s, e) if c in word_at}))

    labels = np.zeros(len(encoded), dtype=np.int64)
    held = []
    for attribution in row["attributions"]:
        cue, source, content = (words(attribution[role]) for role in ("cue", "source", "content"))
        if cue and content:
            held.append(Labelled((cue[0], cue[-1]), source, content))
            labels[list(cue)] = CUE_GOES_ON
            labels[cue[0]] = CUE_BEGINS
    return Article(row["id"], encoded, labels, tuple(held))


def windows_of(article: Article, offset: int) -> Iterator[Window]:
    """Windows that follow each other without overlap, the first `offset` pieces long (0: a whole window)."""
    size, total = WINDOW_PIECES - 2, len(article.encoded.pieces)
    edges = [0, *range(offset or size, total, size), total]
    for first, last in pairwise(edges):
        low, high = np.searchsorted(article.encoded.first_piece, [first, last])
        if high > low:
            yield Window(first, last, int(low), min(int(high), int(low) + WINDOW_WORDS))


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows; the cues' rows name the window they stand in."""

    pieces: torch.Tensor
    mask: torch.Tensor
    first_piece: torch.Tensor
    quoted: torch.Tensor
    cue_labels: torch.Tensor
    cues: int
    row: torch.Tensor
    word: torch.Tensor
    distance: torch.Tensor
    block: torch.Tensor
    cue_quoted: torch.Tensor
    held: torch.Tensor
    labels: torch.Tensor


def batch_of(windows: Sequence[tuple[Article, Window]], marks: tuple[int, int]) -> Batch:
    """marks: ids of [CLS] and [SEP]. Attributions that reach over the window's edge are not asked for."""
    n = len(windows)
    pieces = torch.zeros(n, WINDOW_PIECES, dtype=torch.long)
    mask, first_piece = torch.zeros_like(pieces), torch.zeros(n, WINDOW_WORDS, dtype=torch.long)
    quoted, cue_labels = torch.zeros_like(first_piece), torch.full_like(first_piece, NOT_LABELLED)
    asked: list[tuple[int, Article, Window, Labelled]] = []
    for i, (article, w) in enumerate(windows):
        encoded, size, words = article.encoded, w.last - w.first, w.high - w.low
        pieces[i, : size + 2] = torch.tensor([marks[0], *encoded.pieces[w.first : w.last], marks[1]])
        mask[i, : size + 2] = 1
        first_piece[i, :words] = torch.tensor(encoded.first_piece[w.low : w.high] - w.first + 1)
        quoted[i, :words] = torch.tensor(encoded.quoted[w.low : w.high])
        cue_labels[i, :words] = torch.tensor(article.cue_labels[w.low : w.high])
        for a in article.attributions:
            reach = (*a.cue, *a.source, *a.content)
            if w.low <= min(reach) and max(reach) < w.high:
                asked.append((i, article, w, a))
    padded = -(-max(1, len(asked)) // CUES_PADDED_TO) * CUES_PADDED_TO
    length = 2 * REACH_WORDS + 1
    row = torch.zeros(padded, dtype=torch.long)
    word, distance, cue_quoted, labels = (torch.zeros(padded, length, dtype=torch.long) for _ in range(4))
    block, held = torch.ones(padded, length, dtype=torch.long), torch.zeros(padded, length, dtype=torch.bool)
    held[:, 0] = True  # a row that holds nothing has no attention to give
    for i, (window_row, article, w, a) in enumerate(asked):
        first, last = a.cue
        low, high = max(w.low, first - REACH_WORDS), min(w.high, first + REACH_WORDS + 1)
        near, size = np.arange(low, high), high - low
        row[i], held[i, :size] = window_row, True
        word[i, :size] = torch.tensor(near - w.low)
        away = np.where(near < first, near - first, np.where(near > last, near - last, 0))
        distance[i, :size] = torch.tensor(np.clip(away, -REACH_WORDS, REACH_WORDS))
        block[i, :size] = torch.tensor(np.sign(article.encoded.block[low:high] - article.encoded.block[first]) + 1)
        cue_quoted[i, :size] = torch.tensor(article.encoded.quoted[low:high])
        label = np.zeros(size, dtype=np.int64)
        label[[c - low for c in a.content if low <= c < high]] = CONTENT
        label[[s - low for s in a.source if low <= s < high]] = SOURCE
        labels[i, :size] = torch.tensor(label)
    return Batch(
        pieces, mask, first_piece, quoted, cue_labels, len(asked), row, word, distance, block, cue_quoted, held, labels
    )


def batches(
    articles: Sequence[Article], *, size: int, marks: tuple[int, int], chance: random.Random, shifted: bool
) -> Iterator[Batch]:
    """The windows of all articles once, in random order; shifted: cut at other places than the time before."""
    windows = [
        (article, window)
        for article in articles
        for window in windows_of(article, chance.randrange(120, WINDOW_PIECES - 2) if shifted else 0)
    ]
    chance.shuffle(windows)
    for at in range(0, len(windows), size):
        yield batch_of(windows[at : at + size], marks)
