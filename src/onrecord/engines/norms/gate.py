"""Which sentences of a page are worth reading for norms: by their words, and by what the page's encoder makes of them.

In:      the words of a sentence; an encoded page and the spans of its sentences
Out:     log-odds that a norm's action begins in it; those of both together are what the reader of norms asks
Source:  models/norms/gate.csv, fitted by `python -m training.norms.export`; meaning.csv, by `training.norms.meaning`
Shown:   tests/engines/test_norm_reader.py
"""

import csv
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from onrecord.engines.encoder.pages import EncodedPage
from onrecord.terms.spans import Span

INTERCEPT = "(none)"

_WORD = re.compile(r"\w+|[^\w\s]")


def words_and_pairs(sentence: str) -> list[str]:
    """Words and marks in lower case, and each two that follow one another.

    >>> words_and_pairs("We will not.")
    ['we', 'will', 'not', '.', 'we will', 'will not', 'not .']
    """
    words = _WORD.findall(sentence.lower())
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


class Gate:
    """A weight for each word and pair of words, as a file has them."""

    def __init__(self, table: Path) -> None:
        with table.open(encoding="utf-8", newline="") as lines:
            self._weights = {row["words"]: float(row["weight"]) for row in csv.DictReader(lines)}

    def log_odds(self, sentence: str) -> float:
        """By words alone; a word without a weight counts nothing, and each counts once."""
        held = set(words_and_pairs(sentence))
        return self._weights[INTERCEPT] + sum(self._weights.get(word, 0.0) for word in held)


class MeaningGate:
    """A weight for each number of a vector, as a file has them."""

    def __init__(self, table: Path) -> None:
        with table.open(encoding="utf-8", newline="") as lines:
            weights = {row["number"]: float(row["weight"]) for row in csv.DictReader(lines)}
        self._intercept = weights.pop(INTERCEPT)
        self._weights = np.array([weights[str(i)] for i in range(len(weights))], dtype=np.float64)

    def log_odds(self, page: EncodedPage, sentences: Sequence[Span]) -> tuple[float, ...]:
        """What the mean vector of each sentence's words adds to what its words say; without words, a mean of 0."""
        shares = np.zeros(len(page) + 1)
        np.cumsum(page.vectors.astype(np.float64) @ self._weights, out=shares[1:])
        held = (page.words_in(span) for span in sentences)
        return tuple(
            self._intercept + (float(shares[w[1] + 1] - shares[w[0]]) / (w[1] + 1 - w[0]) if w else 0.0) for w in held
        )
