"""Fits the weights of data/party_features.csv: `python -m training.norms.parties [--install]` (three minutes).

In:      the gold: each norm's own words, bound by the walk
Out:     how often the agent is right on five folds; with --install the table
Needs:   torch

Candidates are weighed by a softmax. Where the gold's party is nobody the page names, nobody is right. In `train` an
agent without a code is unlabelled.
"""

import argparse
import csv
import pickle
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from eval.commitments import page_of
from eval.scorers import norms as scorer

from onrecord.engines.norms.heads import SLOTS
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Modal, Mode, Norm
from onrecord.terms.spans import Span
from onrecord.walk.open import open_engines
from onrecord.walk.read import read
from training.norms.gate import folds_of
from training.norms.texts import RUNS, Text, load

HERE = Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "src" / "onrecord" / "data" / "party_features.csv"

# A feature is given a weight when this many candidates have it; penalty on the squares of the weights.
LEAST_SEEN = 10
PENALTY = 0.001
STEPS = 400
RATE = 0.05
# How much a choice counts whose right answer is no candidate.
UNREACHED = 0.4

Option = tuple[str | None, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One agent to decide. right: which options are."""

    fold: int
    corpus: str
    options: tuple[Option, ...]
    right: tuple[bool, ...]
    reached: bool


class Gold:
    """Reads what the gold says."""

    name = "gold"

    def __init__(self, text: Text) -> None:
        self._norms = tuple(oracle(n) for n in text.norms if n["action"] is not None)

    def read(self, _text: str, _sentences: Sequence[Span], _odds: Sequence[float]) -> tuple[ReadNorm, ...]:
        """Its norms."""
        return self._norms


def oracle(norm: dict[str, Any]) -> ReadNorm:
    """A gold norm as a reading."""
    slots = {name: Span(*norm[name]) if norm[name] else None for name in SLOTS}
    return ReadNorm(
        modal=Modal(norm["modal"]),
        mode=Mode(norm["mode"]),
        probability=0.999,
        action=Span(*norm["action"]),
        **slots,
    )


class Noting:
    """A judge of parties that leaves what grammar says and notes the options."""

    def __init__(self) -> None:
        self.asked: list[tuple[Span, tuple[Option, ...]]] = []

    def best(self, deed: Span, options: Sequence[Option], /) -> tuple[str | None, float]:
        """What grammar says."""
        self.asked.append((deed, tuple(options)))
        return next((code for code, features in options if "grammar says so" in features), None), 0.5


class Keeping:
    """A judge of norms that keeps all."""

    least = 0.0

    def probability(self, _norm: Norm, _signs: Mapping[str, float], /) -> float:
        """Certain."""
        return 1.0


def choices_of(text: Text, fold: int) -> list[Choice]:
    """The choices of one text."""
    noting = Noting()
    engines = replace(open_engines(), norm_reader=Gold(text), party_judge=noting, norm_judge=Keeping())
    read(page_of({"id": text.id, "text": text.text}), engines)
    held, seen = [], set()
    for deed, options in noting.asked:
        words = [deed.start, deed.end]
        near = [n for n in text.norms if scorer.overlap(text.text, n["action"], words) >= 0.7]
        norm = max(near, key=lambda n: scorer.overlap(text.text, n["action"], words), default=None)
        if norm is None or deed in seen:
            continue
        seen.add(deed)
        wanted = norm["agent_id"]
        if wanted is None and text.corpus == "train":
            continue
        right = tuple(scorer.same("agent_id", wanted, code) for code, _ in options)
        reached = any(right)
        if not reached:
            right = tuple(code is None for code, _ in options)
        held.append(Choice(fold, text.corpus, options, right, reached))
    return held


class Weights:
    """A softmax over the sums of weights of features."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        seen = Counter(feature for c in choices for _, features in c.options for feature in features)
        self.names = sorted(feature for feature, count in seen.items() if count >= LEAST_SEEN)
        number = {name: i for i, name in enumerate(self.names)}
        rows, columns, amounts, owner, right = [], [], [], [], []
        for at, c in enumerate(choices):
            for (_, features), good in zip(c.options, c.right, strict=True):
                for feature, amount in features.items():
                    if feature in number:
                        rows.append(len(owner))
                        columns.append(number[feature])
                        amounts.append(amount)
                owner.append(at)
                right.append(good)
        table = torch.sparse_coo_tensor(
            torch.tensor([rows, columns]), torch.tensor(amounts), (len(owner), len(self.names))
        ).coalesce()
        owners, good = torch.tensor(owner), torch.tensor(right)
        counts = torch.tensor([1.0 if c.reached else UNREACHED for c in choices])
        self.weights = torch.zeros(len(self.names), requires_grad=True)
        optimizer = torch.optim.Adam([self.weights], lr=RATE)
        for _ in range(STEPS):
            scores = torch.sparse.mm(table, self.weights[:, None])[:, 0]
            total = pooled(scores, owners, len(choices))
            hit = pooled(scores.masked_fill(~good, -1e9), owners, len(choices))
            loss = ((total - hit) * counts).mean() + PENALTY * self.weights.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        self.held = dict(zip(self.names, self.weights.detach().tolist(), strict=True))

    def best(self, choice: Choice) -> int:
        """The option that weighs most."""
        scores = [sum(self.held.get(s, 0.0) * a for s, a in features.items()) for _, features in choice.options]
        return scores.index(max(scores))


def pooled(scores: torch.Tensor, owner: torch.Tensor, count: int) -> torch.Tensor:
    """The log of the sum of exponentials by owner."""
    top = torch.full((count,), -1e9).scatter_reduce(0, owner, scores, "amax")
    held = torch.zeros(count).index_add(0, owner, torch.exp(scores - top[owner]))
    return top + torch.log(held)


def main() -> None:
    """Note, fit, print, install."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--again", action="store_true", help="use the choices noted last time")
    parser.add_argument("--install", action="store_true", help="write the table into the package")
    options = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    texts = load(RUNS / "gold.pkl")
    fold = folds_of(texts, config["folds"], seed=config["seed"])
    kept = RUNS / "choices.pkl"
    if options.again:
        with kept.open("rb") as file:
            choices: list[Choice] = pickle.load(file)  # noqa: S301  our own
    else:
        choices = [c for t in texts for c in choices_of(t, fold[t.group])]
        with kept.open("wb") as file:
            pickle.dump(choices, file)
    by_fold: dict[int, dict[str, float]] = {number: {} for number in range(config["folds"])}
    report(choices, by_fold)
    with (RUNS / "party_folds.pkl").open("wb") as file:
        pickle.dump(by_fold, file)
    if options.install:
        install(choices)


def report(choices: Sequence[Choice], by_fold: dict[int, dict[str, float]]) -> None:
    """Print how often the agent is right, by grammar alone and by weights of the other folds, which are kept."""
    right: Counter[tuple[str, str]] = Counter()
    for number in by_fold:
        weights = Weights([c for c in choices if c.fold != number])
        by_fold[number] = weights.held
        for c in choices:
            if c.fold != number:
                continue
            ruled = next(
                (i for i, (_, features) in enumerate(c.options) if "grammar says so" in features), len(c.options) - 1
            )
            for corpus in (c.corpus, "all"):
                right[corpus, "asked"] += 1
                right[corpus, "reached"] += c.reached
                right[corpus, "grammar"] += c.reached and c.right[ruled]
                right[corpus, "weighed"] += c.reached and c.right[weights.best(c)]
    for corpus in sorted({corpus for corpus, _ in right}):
        asked = right[corpus, "asked"]
        shares = {k: round(right[corpus, k] / asked, 3) for k in ("reached", "grammar", "weighed")}
        print(corpus, asked, shares, flush=True)


def install(choices: Sequence[Choice]) -> None:
    """Write the table, the heaviest features first."""
    source = f"training.norms.parties, {len(choices)} agents of the gold"
    held = Weights(choices).held
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["feature", "weight", "source"])
        for feature, weight in sorted(held.items(), key=lambda pair: (-abs(pair[1]), pair[0])):
            table.writerow([feature, f"{weight:.3f}", source])


if __name__ == "__main__":
    import training.norms.parties

    training.norms.parties.main()
