"""One encoder pass a window; a head that labels cues; a head that is asked, for each cue, who speaks and what is said.

Shapes: n windows of p pieces and w words; c cues with t words round each; h the encoder's width.
Further heads (norm slots, event types) take `vectors` as these two do: a page is encoded once.
"""

from typing import Any

import torch
from torch import nn

from onrecord.engines.attribution.head import REACH_WORDS

LABELS = 3  # of a word as a cue: other, begins, goes on; round a cue: other, source, content


class Chain(nn.Module):
    """A linear chain (conditional random field) over the labels of a row."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.start = nn.Parameter(torch.zeros(LABELS))
        self.end = nn.Parameter(torch.zeros(LABELS))

    def loss(self, scores: torch.Tensor, labels: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        """Negative log-likelihood of each row, shape (c,). scores: (c, t, LABELS); held: True up to a row's end."""
        rows = torch.arange(len(scores))
        last = labels[:, 0]
        path = self.start[last] + scores[rows, 0, last]
        every = self.start + scores[:, 0]
        for i in range(1, scores.shape[1]):
            here = held[:, i]
            step = self.transitions[last, labels[:, i]] + scores[rows, i, labels[:, i]]
            path = torch.where(here, path + step, path)
            last = torch.where(here, labels[:, i], last)
            grown = torch.logsumexp(every.unsqueeze(2) + self.transitions, dim=1) + scores[:, i]
            every = torch.where(here.unsqueeze(1), grown, every)
        return torch.logsumexp(every + self.end, dim=1) - path - self.end[last]


class Layer(nn.Module):
    """A pre-norm transformer layer, written out so that its graph takes any length."""

    def __init__(self, width: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.before_attention = nn.LayerNorm(width)
        self.attention_in = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.before_words = nn.LayerNorm(width)
        self.widen = nn.Linear(width, 2 * width)
        self.narrow = nn.Linear(2 * width, width)

    def forward(self, x: torch.Tensor, away: torch.Tensor) -> torch.Tensor:
        """x: (c, t, width); away: (c, 1, 1, t), a large negative number where there is no word."""
        c, t, width = x.shape
        parts = self.attention_in(self.before_attention(x)).reshape(c, t, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        weights = (query @ key.transpose(-1, -2) / (width // self.heads) ** 0.5 + away).softmax(dim=-1)
        x = x + self.attention_out((weights @ value).transpose(1, 2).reshape(c, t, width))
        grown: torch.Tensor = x + self.narrow(nn.functional.gelu(self.widen(self.before_words(x))))
        return grown


class AttributionModel(nn.Module):
    """The encoder and both heads."""

    def __init__(self, encoder: Any, *, width: int, layers: int, dropout: float) -> None:
        super().__init__()
        h = encoder.config.hidden_size
        self.encoder = encoder
        self.quoted = nn.Embedding(2, h)
        self.cue_head = nn.Sequential(nn.Linear(h, h // 2), nn.GELU(), nn.Dropout(dropout), nn.Linear(h // 2, LABELS))
        self.narrow = nn.Linear(h, width)
        self.distance = nn.Embedding(2 * REACH_WORDS + 1, width)
        self.block = nn.Embedding(3, width)
        self.near_quoted = nn.Embedding(2, width)
        self.layers = nn.ModuleList([Layer(width) for _ in range(layers)])
        self.last_norm = nn.LayerNorm(width)
        self.argument_head = nn.Linear(width, LABELS)
        self.chain = Chain()

    def vectors(
        self, pieces: torch.Tensor, mask: torch.Tensor, first_piece: torch.Tensor, quoted: torch.Tensor
    ) -> torch.Tensor:
        """Of each word, by its first piece: (n, w, h)."""
        states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        words = states.gather(1, first_piece.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        held: torch.Tensor = words + self.quoted(quoted)
        return held

    def cues(self, vectors: torch.Tensor) -> torch.Tensor:
        """Scores of the cue labels: (n, w, LABELS)."""
        scores: torch.Tensor = self.cue_head(vectors)
        return scores

    def arguments(
        self,
        vectors: torch.Tensor,
        distance: torch.Tensor,
        block: torch.Tensor,
        quoted: torch.Tensor,
        held: torch.Tensor,
    ) -> torch.Tensor:
        """Scores of source and content round each cue: (c, t, LABELS)."""
        x = self.narrow(vectors) + self.distance(distance + REACH_WORDS) + self.block(block) + self.near_quoted(quoted)
        away = (1.0 - held.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, away)
        scores: torch.Tensor = self.argument_head(self.last_norm(x))
        return scores
