"""Sentences and short passages as the encoder takes them, one a row.

In:      texts, a tokenizer
Out:     Passages: tensors of a fixed shape, and which words of each text they hold

The attribution corpus is read in long windows (`attribution_data`); everything else the encoder learns from comes in
short pieces, and would be mostly padding there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from onrecord.engines.encoder.words import Encoded, encode
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Passages:
    """n rows of p pieces and w words. held: True where there is a word, (n, w)."""

    pieces: torch.Tensor
    mask: torch.Tensor
    first_piece: torch.Tensor
    quoted: torch.Tensor
    held: torch.Tensor


def encoded_text(text: str, tokenizer: Any) -> Encoded:
    """A text of one block."""
    return encode(text, [Span(0, len(text))], tokenizer)


def passages_of(texts: Sequence[Encoded], marks: tuple[int, int], *, pieces: int) -> Passages:
    """marks: ids of [CLS] and [SEP]. A text longer than `pieces` is cut there, and its later words with it."""
    n = len(texts)
    held = Passages(
        torch.zeros(n, pieces, dtype=torch.long),
        torch.zeros(n, pieces, dtype=torch.long),
        torch.zeros(n, pieces, dtype=torch.long),
        torch.zeros(n, pieces, dtype=torch.long),
        torch.zeros(n, pieces, dtype=torch.bool),
    )
    for i, encoded in enumerate(texts):
        ids = encoded.pieces[: pieces - 2]
        words = int((encoded.first_piece < len(ids)).sum())
        held.pieces[i, : len(ids) + 2] = torch.tensor([marks[0], *ids, marks[1]])
        held.mask[i, : len(ids) + 2] = 1
        held.first_piece[i, :words] = torch.tensor(encoded.first_piece[:words] + 1)
        held.quoted[i, :words] = torch.tensor(encoded.quoted[:words])
        held.held[i, :words] = True
    return held
