"""A small head that types an action: the words of its sentence, who has part in it, and what the tables know.

Shapes: n actions with t words each; h the encoder's width; 17 scores, the PLOVER types in their order and none.
"""

import torch
from torch import nn

from onrecord.engines.event_head import REACH_WORDS, RECIPIENT, REFUSED, TYPES
from training.attribution_model import Layer

SCORES = len(TYPES) + 1
ROLES, TIES, HINTS, DISTANCES = 4, 5, len(TYPES) + 1, 2 * REACH_WORDS + 2
CORPORA = 3  # pairs, actions, and the made-up stories, which nobody asks about at run time
POOLS = 3
AWAY = -1e4


class EventModel(nn.Module):
    """One member of the head."""

    def __init__(self, width_in: int, *, width: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width_in)
        self.narrow = nn.Linear(width_in, width)
        self.role = nn.Embedding(ROLES, width)
        self.tie = nn.Embedding(TIES, width, padding_idx=0)
        self.hint = nn.Embedding(HINTS, width, padding_idx=0)
        self.distance = nn.Embedding(DISTANCES, width)
        self.corpus = nn.Embedding(CORPORA, width)
        nn.init.normal_(self.corpus.weight, std=0.02)
        self.layers = nn.ModuleList([Layer(width) for _ in range(layers)])
        self.last_norm = nn.LayerNorm(width)
        self.weigh = nn.Linear(width, POOLS)
        self.rule = nn.Embedding(HINTS, 32)
        self.sure = nn.Embedding(2, 8)
        self.status = nn.Embedding(REFUSED + 1, 16)
        self.dropout = nn.Dropout(dropout)
        self.scores = nn.Sequential(
            nn.Linear(width * (POOLS + 2) + 56, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, SCORES)
        )
        self.rule_scores = nn.Embedding(HINTS, SCORES)  # the tables' type has a say of its own
        nn.init.zeros_(self.rule_scores.weight)

    def forward(
        self,
        vectors: torch.Tensor,
        held: torch.Tensor,
        role: torch.Tensor,
        tie: torch.Tensor,
        hint: torch.Tensor,
        distance: torch.Tensor,
        facts: torch.Tensor,
    ) -> torch.Tensor:
        """(n, SCORES). vectors: (n, t, h); held: where there is a word; facts: (n, 4), rule, sure, status, corpus."""
        x = self.narrow(self.dropout(self.norm(vectors)))
        x = x + self.role(role) + self.tie(tie) + self.hint(hint) + self.distance(distance)
        x = x + self.corpus(facts[:, 3]).unsqueeze(1)
        away = (1.0 - held.float()) * AWAY
        for layer in self.layers:
            x = layer(x, away[:, None, None, :])
        x = self.last_norm(x)
        weights = (self.weigh(x) + away.unsqueeze(-1)).softmax(dim=1)
        pooled = (weights.transpose(1, 2) @ x).reshape(x.shape[0], -1)
        # The verb is at distance nought; the other party is the recipient or, where it is asked about, the action.
        verb = mean_of(x, (distance == REACH_WORDS + 1) & held)
        other = mean_of(x, role >= RECIPIENT)
        rule = facts[:, 0]
        known = torch.cat([self.rule(rule), self.sure(facts[:, 1]), self.status(facts[:, 2])], dim=-1)
        scores: torch.Tensor = self.scores(self.dropout(torch.cat([pooled, verb, other, known], dim=-1)))
        return scores + self.rule_scores(rule)


def mean_of(x: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    """Mean of the chosen words of each row; noughts where none is."""
    weights = chosen.float().unsqueeze(-1)
    total: torch.Tensor = (x * weights).sum(dim=1) / (weights.sum(dim=1) + 1e-3)
    return total


class Members(nn.Module):
    """Heads of several seeds: log of their mean probability."""

    def __init__(self, members: list[EventModel]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, *given: torch.Tensor) -> torch.Tensor:
        """(n, SCORES)."""
        shares = torch.stack([member(*given).softmax(dim=-1) for member in self.members])
        return torch.log(shares.mean(dim=0) + 1e-9)
