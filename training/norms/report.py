"""What the folds say: `python -m training.norms.report` (a minute), after the judge.

In:      training/runs/norms/cases.pkl, as `training.norms.judge` leaves it
Out:     the curve of leasts, figures with bootstrap intervals (95%, texts drawn again 1,000 times, seed 13),
         classes of errors, and how often a restriction comes out as a promise
Needs:   scikit-learn
"""

import argparse
import pickle
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from eval.commitments import is_strict
from eval.scorers import norms as scorer
from numpy.typing import NDArray

from onrecord.commitments import TreeNormScorer
from training.norms.judge import Case, across, figures, line
from training.norms.texts import RUNS

RESTRICTS = re.compile(r"\b(only if|only when|only after|unless|until|without)\b", re.IGNORECASE)
SETS = (None, "pages_train", "passages_train", "train", "invented_train")
DRAWS = 1000
DOES = {"will", "ready"}

Shares = Mapping[tuple[str, str], NDArray[np.float64]]


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--least", type=float, default=TreeNormScorer.least)
    least = parser.parse_args().least
    with (RUNS / "cases.pkl").open("rb") as file:
        held: list[Case] = pickle.load(file)  # noqa: S301  our own
    shares = across(held)
    for name in SETS:
        some = [c for c in held if name in {None, c.corpus}]
        print(name or "all sets", len(some), "texts")
        for at in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            got = figures(some, shares, at)
            strict = [line(got[part]["strict"]) for part in ("all", "conditional")]
            print(f"  least {at:.2f} strict {strict[0]} conditional {strict[1]}")
        for conditional in (False, True):
            intervals(some, shares, least, conditional=conditional)
    classes(held, shares, least)
    restrictions(held, shares, least)


def kept(case: Case, shares: Shares, least: float) -> list[dict[str, Any]]:
    """The norms of a text that are likely enough."""
    return [n for n, p in zip(case.norms, shares[case.corpus, case.id], strict=True) if p >= least]


def counts_of(case: Case, shares: Shares, least: float, *, conditional: bool) -> tuple[int, int, int, int, int]:
    """(gold, read, paired, strict, agents right) of one text."""
    gold = [n for n in case.gold["norms"] if not conditional or n["mode"] != "none"]
    read = [n for n in kept(case, shares, least) if not conditional or n["mode"] != "none"]
    pairs = scorer.pair(case.gold["text"], gold, read)
    agents = sum(scorer.same("agent_id", a["agent_id"], b["agent_id"]) for a, b in pairs)
    return len(gold), len(read), len(pairs), sum(is_strict(a, b) for a, b in pairs), agents


def intervals(held: Sequence[Case], shares: Shares, least: float, *, conditional: bool) -> None:
    """Precision, recall, F1 and agents with their intervals."""
    table = np.array([counts_of(c, shares, least, conditional=conditional) for c in held])
    chance = np.random.default_rng(13)
    drawn = np.array([measures(table[chance.integers(0, len(table), len(table))]) for _ in range(DRAWS)])
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    names = ("precision", "recall", "F1", "agent of pairs")
    told = [f"{n} {v:.3f} ({a:.3f} to {b:.3f})" for n, v, a, b in zip(names, measures(table), low, high, strict=True)]
    print(f"  at {least:.2f}, {'conditional' if conditional else 'all'}:", "; ".join(told), flush=True)


def measures(table: NDArray[np.int64]) -> tuple[float, float, float, float]:
    """Of counts by text."""
    gold, read, pairs, strict, agents = (max(int(x), 1) if i < 3 else int(x) for i, x in enumerate(table.sum(axis=0)))
    return strict / read, strict / gold, 2 * strict / (gold + read), agents / pairs


def classes(held: Sequence[Case], shares: Shares, least: float) -> None:
    """What is right, and what goes wrong, by class."""
    count: Counter[str] = Counter()
    for case in held:
        read = kept(case, shares, least)
        pairs = scorer.pair(case.gold["text"], case.gold["norms"], read)
        for a, b in pairs:
            wrong = [s for s in ("modal", "mode", "agent_id") if not scorer.same(s, a[s], b.get(s))]
            count["right" if not wrong else "wrong " + " and ".join(wrong)] += 1
        count["missed"] += len(case.gold["norms"]) - len(pairs)
        count["invented"] += len(read) - len(pairs)
    print("classes:", dict(count.most_common()))


def restrictions(held: Sequence[Case], shares: Shares, least: float) -> None:
    """Of the norms read from sentences with a restricting word and paired by their action, those with another mode or
    an action done where gold's is not."""
    paired = wrong = 0
    for case in held:
        text = case.gold["text"]
        for b in kept(case, shares, least):
            start = max(text.rfind(".", 0, b["action"][0]), text.rfind("\n", 0, b["action"][0]), 0)
            end = text.find(".", b["action"][1])
            if not RESTRICTS.search(text[start : end if end >= 0 else None]):
                continue
            near = [a for a in case.gold["norms"] if scorer.overlap(text, a["action"], b["action"]) >= 0.5]
            if not near:
                continue
            paired += 1
            wrong += not any(a["mode"] == b["mode"] and not opposite(a, b) for a in near)
    print(f"restrictions: {paired} read beside a restricting word share a deed with gold,", end=" ")
    print(f"{wrong} of another mode or polarity")


def opposite(gold: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
    """Is one done, the other not?"""
    return (gold["modal"] in DOES) != (read["modal"] in DOES) and "will_not" in {gold["modal"], read["modal"]}


if __name__ == "__main__":
    main()
