"""Fits the weights of data/norm_signs.csv: `python -m training.norm_signs [--install]` (two minutes).

In:      gold/train.jsonl, gold/dev.jsonl (ONRECORD_SHARED, else ../shared), read by the rules as they are
Out:     figures on five folds of train and on dev; with --install the table, fitted on train
Needs:   scikit-learn

A norm is right when it is strictly right by the scorer: agent, modal and mode are the gold's, and deed and
trigger share half their words with it. Folds are of passages, by a hash of their id.
"""

import argparse
import csv
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from eval.calibration import expected_calibration_error
from eval.commitments import is_strict, page_of
from eval.scorers import norms as scorer
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from onrecord.commitments.judging import INTERCEPT
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Norm
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

FOLDS = 5
ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "onrecord" / "data" / "norm_signs.csv"

# Inverse strength of the penalty: the best log loss in cross-validation of .03, .1, .3 and 1.
C = 0.1

# A sign is given a weight when this many norms of train have it.
LEAST_SEEN = 4


class Noting:
    """A judge that keeps every norm and notes its signs."""

    least = 0.0

    def __init__(self) -> None:
        self.signs: dict[str, dict[str, float]] = {}

    def probability(self, norm: Norm, signs: Mapping[str, float]) -> float:
        """Certain, of all."""
        self.signs[norm.id] = dict(signs)
        return 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """A norm the rules read, its signs, and whether it is strictly right."""

    fold: int
    signs: dict[str, float]
    right: bool


def cases_of(path: Path) -> tuple[list[Case], int]:
    """(norms the rules read in the passages of a file, how many norms its gold has)."""
    held, gold = [], 0
    for key, row in scorer.read(path).items():
        gold += len(row["norms"])
        held.extend(cases_in(key, row))
    return held, gold


def cases_in(key: str, row: dict) -> Iterator[Case]:
    """The norms the rules read in one passage."""
    judge = Noting()
    reading = read(page_of(row), replace(open_engines(), norm_judge=judge))
    told = reading_json(reading)["norms"]
    pairs = scorer.pair(row["text"], row["norms"], told)
    fold = int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS
    for norm, as_json in zip(reading.norms, told, strict=True):
        right = any(b is as_json and is_strict(a, b) for a, b in pairs)
        yield Case(fold, judge.signs[norm.id], right)


def main() -> None:
    """Fit, print, install."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--install", action="store_true", help="write the table into the package")
    options = parser.parse_args()
    gold = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "gold"
    train, asked = cases_of(gold / "train.jsonl")
    dev, dev_asked = cases_of(gold / "dev.jsonl")
    right, folds = np.array([c.right for c in train]), np.array([c.fold for c in train])
    across = np.zeros(len(train))
    for fold in range(FOLDS):
        vectorizer, model = fitted([c for c in train if c.fold != fold])
        mine = folds == fold
        across[mine] = model.predict_proba(vectorizer.transform([c.signs for c in train if c.fold == fold]))[:, 1]
    vectorizer, model = fitted(train)
    report("train, across folds", right, across, asked)
    report(
        "dev",
        np.array([c.right for c in dev]),
        model.predict_proba(vectorizer.transform([c.signs for c in dev]))[:, 1],
        dev_asked,
    )
    if options.install:
        install(vectorizer, model, len(train))


def fitted(cases: list[Case]) -> tuple[DictVectorizer, LogisticRegression]:
    """The signs that are common enough, and their weights."""
    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform([c.signs for c in cases])
    vectorizer.restrict((table != 0).sum(axis=0) >= LEAST_SEEN)
    model = LogisticRegression(C=C, max_iter=2000)
    model.fit(vectorizer.transform([c.signs for c in cases]), [c.right for c in cases])
    return vectorizer, model


def report(name: str, right: NDArray[np.bool_], probability: NDArray[np.float64], asked: int) -> None:
    """How well the probabilities tell right from wrong, and strict F1 by the least that is kept. asked: gold norms."""
    print(f"{name}: {len(right)} norms, {right.sum()} right of {asked} in gold;", end=" ")
    print(f"AUC {roc_auc_score(right, probability):.3f}, log loss {log_loss(right, probability):.3f}", end=" ")
    print(f"(of the base rate {log_loss(right, np.full(len(right), right.mean())):.3f}),", end=" ")
    print(f"calibration error {expected_calibration_error(list(zip(probability, right, strict=True))):.3f}")
    for least in np.arange(0.0, 0.65, 0.05):
        kept = probability >= least
        precision, recall = right[kept].mean(), right[kept].sum() / asked
        print(f"  least {least:.2f}: kept {kept.sum()}, precision {precision:.3f}, recall {recall:.3f}", end=" ")
        print(f"F1 {2 * precision * recall / (precision + recall):.3f}")


def install(vectorizer: DictVectorizer, model: LogisticRegression, count: int) -> None:
    """Write the table, the heaviest signs first."""
    source = f"training.norm_signs, {count} norms of gold/train.jsonl"
    weights = sorted(zip(vectorizer.feature_names_, model.coef_[0], strict=True), key=lambda pair: -abs(pair[1]))
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["sign", "weight", "source"])
        table.writerow([INTERCEPT, f"{model.intercept_[0]:.4f}", source])
        table.writerows([sign, f"{weight:.4f}", source] for sign, weight in weights)


if __name__ == "__main__":
    main()
