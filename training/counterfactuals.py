"""Which words of a counterfactual are its condition, and which what would have followed.

In:      data/conditions/counterfactual_spans_train.csv (SemEval-2020 task 5)
Out:     batches of sentences with a label a word; the head that learns them

No counterfactual is a norm. The encoder learns from them where conditions begin and end, and what "would have" sounds
like; the head itself is not shipped.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from onrecord.engines.encoder.words import Encoded
from training.attribution_data import NOT_LABELLED
from training.sentences import Passages, encoded_text, passages_of

PIECES = 64
ROWS = 48
OTHER, ANTECEDENT, CONSEQUENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A sentence and a label a word."""

    encoded: Encoded
    labels: np.ndarray


def counterfactuals_of(path: Path, tokenizer: Any) -> list[Counterfactual]:
    """The sentences of the file. A part that the sentence lacks has the place -1."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    held = []
    for row in rows:
        encoded = encoded_text(row["sentence"], tokenizer)
        labels = np.full(len(encoded), OTHER, dtype=np.int64)
        for label, part in ((CONSEQUENT, "consequent"), (ANTECEDENT, "antecedent")):
            first, last = int(row[f"{part}_startid"]), int(row[f"{part}_endid"])
            labels[(encoded.starts >= first) & (encoded.ends <= last + 1) & (first >= 0)] = label
        held.append(Counterfactual(encoded, labels))
    return held


def counterfactual_batches(
    held: Sequence[Counterfactual], marks: tuple[int, int], *, chance: random.Random
) -> Iterator[tuple[Passages, torch.Tensor]]:
    """Without end: (passages, labels (n, w))."""
    while True:
        order = chance.sample(held, len(held))
        for at in range(0, len(order) - ROWS + 1, ROWS):
            some = order[at : at + ROWS]
            passages = passages_of([c.encoded for c in some], marks, pieces=PIECES)
            labels = torch.full_like(passages.first_piece, NOT_LABELLED)
            for i, c in enumerate(some):
                n = int(passages.held[i].sum())
                labels[i, :n] = torch.tensor(c.labels[:n])
            yield passages, labels


class ConditionHead(nn.Module):
    """Scores antecedent and consequent for each word."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.score = nn.Sequential(nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, 3))

    def loss(self, vectors: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Cross-entropy a word."""
        scores = self.score(vectors).float()
        return nn.functional.cross_entropy(scores.view(-1, 3), labels.view(-1), ignore_index=NOT_LABELLED)
