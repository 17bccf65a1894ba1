"""Which of two norms that pull apart prevails; the other is shown beside it.

In:      two Rules
Out:     the one that prevails and why; None when nothing decides
Source:  docs/semantics.md, Verdicts: later, exception, quotation, body, in this order
Shown:   tests/reasoning/test_whatif.py
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.rules import Rule
from onrecord.terms.records import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two norms of one agent that pull apart: one leads to an action the other rules out.

    certainty: does the action break the other for sure?
    prevails:  id of the one that does; None when nothing decides. because: the rule that decides, in words.
    """

    does: Rule
    forbids: Rule
    certainty: Certainty
    prevails: str | None
    because: str | None

    def to_json(self) -> dict[str, Any]:
        """`{"does", "forbids", "match", "prevails", "because"}`, norms by id."""
        return {
            "does": self.does.id,
            "forbids": self.forbids.id,
            "match": self.certainty.word,
            "prevails": self.prevails,
            "because": self.because,
        }


def prevailing(one: Rule, other: Rule) -> tuple[str | None, str | None]:
    """Id of the norm that prevails, and why; (None, None) when nothing decides."""
    for winner, loser in ((one, other), (other, one)):
        late, early = winner.said, loser.said
        if late and early and late.first and early.last and late.first > early.last:
            return winner.id, f"said later ({late.first} after {early.last})"
    # In this order, and no further than it takes: what a norm rests on is fetched when it is asked for.
    for because, favours in _FAVOURED:
        mine, theirs = favours(one), favours(other)
        if mine != theirs:
            return (one if mine else other).id, because
    return None, None


def _conditional(rule: Rule) -> bool:
    return rule.mode in (Mode.IF, Mode.UNLESS)


_FAVOURED: tuple[tuple[str, Callable[[Rule], bool]], ...] = (
    ("an explicit condition beats a general promise", _conditional),
    ("a quotation beats a paraphrase", lambda rule: rule.evidence.direct is True),
    ("the body beats the headline", lambda rule: not rule.evidence.headline),
)
