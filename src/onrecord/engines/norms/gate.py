"""Which sentences of a page are worth reading for norms: a weight for each word and pair of words.

In:      the words of a sentence
Out:     the probability that a norm's deed begins in it
Source:  models/norms/gate.csv, fitted by `python -m training.norms`
Shown:   tests/engines/test_norm_reader.py
"""

import csv
import re
from itertools import pairwise
from math import exp
from pathlib import Path

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
    """The weights of a file."""

    def __init__(self, table: Path) -> None:
        with table.open(encoding="utf-8", newline="") as lines:
            self._weights = {row["words"]: float(row["weight"]) for row in csv.DictReader(lines)}

    def probability(self, sentence: str) -> float:
        """In [0, 1]; a word without a weight counts nothing, and each counts once."""
        held = set(words_and_pairs(sentence))
        score = self._weights[INTERCEPT] + sum(self._weights.get(word, 0.0) for word in held)
        return 1.0 / (1.0 + exp(-score))
