"""What a made-up news story is about: its PLOVER type and mode.

In:      data/events/ngec_synthetic.csv.gz (Halterman: 4,500 machine-written stories)
Out:     batches of story openings with a type and a mode each; the head that learns them

The encoder learns from these what actions are called, beside who says what; the head itself is not shipped.
"""

import csv
import gzip
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from onrecord.engines.encoder.words import Encoded
from training.sentences import Passages, encoded_text, passages_of

PIECES = 128
ROWS = 24


@dataclass(frozen=True, slots=True)
class Story:
    """A story's headline and opening, with the numbers of its type and mode."""

    encoded: Encoded
    type: int
    mode: int


def stories_of(path: Path, tokenizer: Any) -> tuple[list[Story], list[str], list[str]]:
    """(stories, type names, mode names); the mode "" is none."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    types, modes = (sorted({row[column] for row in rows}) for column in ("label", "mode"))
    held = []
    for row in rows:
        # A headline is a template with a hole for the country, which the prompt has filled.
        headline = row["prompt"].strip().splitlines()[0]
        text = f"{headline}. {row['text'][:600]}"
        held.append(Story(encoded_text(text, tokenizer), types.index(row["label"]), modes.index(row["mode"])))
    return held, types, modes


def story_batches(
    stories: Sequence[Story], marks: tuple[int, int], *, chance: random.Random
) -> Iterator[tuple[Passages, torch.Tensor, torch.Tensor]]:
    """Without end: (passages, types, modes)."""
    while True:
        order = chance.sample(stories, len(stories))
        for at in range(0, len(order) - ROWS + 1, ROWS):
            some = order[at : at + ROWS]
            yield (
                passages_of([s.encoded for s in some], marks, pieces=PIECES),
                torch.tensor([s.type for s in some]),
                torch.tensor([s.mode for s in some]),
            )


class StoryHead(nn.Module):
    """Weighs the words of a passage and names its type and mode."""

    def __init__(self, width: int, types: int, modes: int) -> None:
        super().__init__()
        self.weigh = nn.Linear(width, 1)
        self.type_scores = nn.Linear(width, types)
        self.mode_scores = nn.Linear(width, modes)

    def loss(self, vectors: torch.Tensor, held: torch.Tensor, types: torch.Tensor, modes: torch.Tensor) -> torch.Tensor:
        """Cross-entropy of type and mode together."""
        weights = self.weigh(vectors).squeeze(-1).float().masked_fill(~held, -1e4).softmax(dim=-1)
        pooled = (weights.unsqueeze(-1) * vectors.float()).sum(dim=1)
        return nn.functional.cross_entropy(self.type_scores(pooled).float(), types) + nn.functional.cross_entropy(
            self.mode_scores(pooled).float(), modes
        )
