"""What separates the norms that are read from the gold: every gold norm and every norm read, in one class of error.

In:      the folder of shared corpora (gold/dev.jsonl), read by the whole walk
Out:     counts by class, for all norms and for those with a condition; totals only, no passage is named
Source:  pairs as the scorer makes them (eval/scorers/norms.py). `right`: agent, modal and mode are the gold's.
         `partly`: no pair, but words of the action in common
"""

from collections import Counter
from pathlib import Path
from typing import Any

from eval.commitments import passage_of
from eval.scorers import norms as scorer

SLOTS = ("agent", "modal", "mode")
HALF = 0.5

Norms = list[dict[str, Any]]


def score(shared: Path) -> dict[str, Any]:
    """Counts on dev. No cases: those of `eval.commitments` are the same passages."""
    gold = scorer.read(shared / "gold" / "dev.jsonl")
    predicted = {key: passage_of(row) for key, row in gold.items()}
    figures: dict[str, float] = {}
    for part, conditional in (("dev", False), ("dev.conditional", True)):
        counts: Counter[str] = Counter()
        for key, passage in gold.items():
            counts += errors(passage["text"], *(kept(p["norms"], conditional) for p in (passage, predicted[key])))
        figures |= {f"{part}.{name}": float(count) for name, count in sorted(counts.items())}
    return {"figures": figures, "cases": {}}


def kept(norms: Norms, conditional: bool) -> Norms:
    """All norms, or those with a condition."""
    return [n for n in norms if not conditional or n["mode"] != "none"]


def errors(text: str, gold: Norms, predicted: Norms) -> Counter[str]:
    """The norms of one passage by class; `gold` and `read` are the totals."""
    pairs = scorer.pair(text, gold, predicted)
    counts = Counter({"gold": len(gold), "read": len(predicted)})
    counts.update(pair_class(a, b) for a, b in pairs)
    for norm in alone(gold, [a for a, _ in pairs]):
        shared = share_of_action(text, norm, predicted)
        counts[f"missed partly, {part_class(shared)}" if shared else "missed outright"] += 1
    for norm in alone(predicted, [b for _, b in pairs]):
        if share_of_action(text, norm, gold):
            counts["read partly"] += 1
        else:
            counts["invented beside others" if gold else "invented in a passage without norms"] += 1
    return counts


def pair_class(gold: dict[str, Any], predicted: dict[str, Any]) -> str:
    """Right, or the slots that are not."""
    fields = {"agent": "agent_id", "modal": "modal", "mode": "mode"}
    wrong = [s for s in SLOTS if not scorer.same(fields[s], gold[fields[s]], predicted.get(fields[s]))]
    return f"wrong {' and '.join(wrong)}" if wrong else "right"


def part_class(shared: float) -> str:
    """Of an action that was read in part: whether the condition or the action's own words are at fault."""
    return "condition other" if shared >= HALF else "action cut otherwise"


def share_of_action(text: str, norm: dict[str, Any], others: Norms) -> float:
    """The most that its action shares with the action of one of the others."""
    return max((scorer.overlap(text, norm["action"], other["action"]) for other in others), default=0.0)


def alone(norms: Norms, paired: Norms) -> Norms:
    """Those in no pair."""
    return [n for n in norms if not any(n is p for p in paired)]
