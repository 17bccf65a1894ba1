"""The reader of norms as a network: an encoder of candidate sentences and heads that ask about their words.

In:      word pieces of a sentence and of the one before it
Out:     for every piece the log-odds of each modal and mode (a norm's action begins here); for an action the ends of
         its slots as scores over the pieces
"""

import math
from typing import Any

import torch
from torch import nn

from onrecord.engines.norms.heads import CLASSES, ENDS

POINTER_WIDTH = 96


class NormModel(nn.Module):
    """encoder: a transformers model with an embedding layer and a list of layers; layers: how many of them to keep."""

    def __init__(self, encoder: Any, *, layers: int, dropout: float) -> None:
        super().__init__()
        encoder.encoder.layer = encoder.encoder.layer[:layers]
        encoder.pooler = None
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.deed = nn.Sequential(nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, len(CLASSES)))
        self.kind = nn.Embedding(len(CLASSES), len(ENDS) * POINTER_WIDTH)
        self.asks = nn.Linear(width, len(ENDS) * POINTER_WIDTH)
        self.answers = nn.Linear(width, len(ENDS) * POINTER_WIDTH)
        nn.init.normal_(self.kind.weight, std=0.02)

    def vectors(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(sentences, pieces, width)."""
        out: torch.Tensor = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        return self.dropout(out)

    def deeds(self, vectors: torch.Tensor) -> torch.Tensor:
        """Log-odds that a norm of a class has an action that begins at a piece: (sentences, pieces, classes)."""
        out: torch.Tensor = self.deed(vectors)
        return out

    def ends(self, vectors: torch.Tensor, at: torch.Tensor, kind: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of each piece to be an end of a slot; (actions, ends, pieces).

        vectors, mask: of the sentence of each action; at: its first piece; kind: its class. Piece 0 stands for no slot.
        """
        n, length, _ = vectors.shape
        asks = (self.asks(vectors[torch.arange(n), at]) + self.kind(kind)).view(n, len(ENDS), POINTER_WIDTH)
        answers = self.answers(vectors).view(n, length, len(ENDS), POINTER_WIDTH)
        scores = torch.einsum("nrd,nlrd->nrl", asks, answers) / math.sqrt(POINTER_WIDTH)
        return scores.masked_fill(~mask[:, None, :].bool(), -1e4)
