"""Fits the trees of data/norm_trees.csv: `python -m training.norms.judge NAME [--install]` (five minutes).

In:      the gold, read by the rules as they are and by each fold's network where it had not seen the text
Out:     figures on the five folds; with --install the table, fitted on all of them
Needs:   scikit-learn

A norm is right when it is strictly right by the scorer: agent, modal and mode are the gold's, and action and trigger
share half their words with it. The networks' folds are the judge's folds.
"""

import argparse
import csv
import pickle
import tomllib
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from eval.calibration import expected_calibration_error
from eval.commitments import is_strict, page_of
from eval.scorers import norms as scorer
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer

from onrecord.commitments.party_scoring import LinearPartyScorer
from onrecord.commitments.scoring import BASE
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Norm
from onrecord.walk.open import open_engines
from onrecord.walk.read import read
from training.norms.gate import folds_of
from training.norms.replay import Replay
from training.norms.texts import RUNS, Text, load

HERE = Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "src" / "onrecord" / "data" / "norm_trees.csv"

# A feature is asked of when this many norms have it.
LEAST_SEEN = 8

# Chosen on the folds, with 80 and 120 trees, of depth 2 and 3.
TREES = {
    "n_estimators": 150,
    "max_depth": 3,
    "learning_rate": 0.04,
    "min_samples_leaf": 15,
    "subsample": 0.7,
    "max_features": 0.2,
    "random_state": 13,
}


class Noting:
    """A judge that keeps every norm and notes its features."""

    least = 0.0

    def __init__(self) -> None:
        self.features: dict[str, dict[str, float]] = {}

    def probability(self, norm: Norm, features: Mapping[str, float], /) -> float:
        """Certain, of all."""
        self.features[norm.id] = dict(features)
        return 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """One text: what is read in it, each with its features and whether it is strictly right."""

    corpus: str
    id: str
    fold: int
    gold: dict[str, Any]
    norms: tuple[dict[str, Any], ...]
    features: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def case_of(text: Text, fold: int, replay: Replay, parties: LinearPartyScorer) -> Case:
    """Read one text. parties: weighed by what the other folds taught."""
    judge = Noting()
    engines = replace(open_engines(), norm_judge=judge, norm_reader=replay, party_judge=parties)
    row = {"id": text.id, "text": text.text, "norms": list(text.norms)}
    reading = read(page_of(row), engines)
    told = reading_json(reading)["norms"]
    pairs = scorer.pair(row["text"], row["norms"], told)
    right = tuple(any(b is one and is_right(a, b, text.corpus) for a, b in pairs) for one in told)
    return Case(text.corpus, text.id, fold, row, tuple(told), tuple(judge.features[n.id] for n in reading.norms), right)


def is_right(gold: dict[str, Any], told: dict[str, Any], corpus: str) -> bool:
    """Strictly; in `train` an agent without a code is unlabelled."""
    unlabelled = corpus == "train" and gold["agent_id"] is None
    return is_strict({**gold, "agent_id": told["agent_id"]} if unlabelled else gold, told)


_TASK: dict[str, Any] = {}


def _start(pattern: str, least_gate: float) -> None:
    texts = load(RUNS / "gold.pkl")
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    _TASK["fold"] = folds_of(texts, config["folds"], seed=config["seed"])
    _TASK["texts"] = texts
    with (RUNS / "party_folds.pkl").open("rb") as file:
        _TASK["parties"] = {k: LinearPartyScorer(v) for k, v in pickle.load(file).items()}  # noqa: S301  our own
    _TASK["replay"] = Replay(sorted(RUNS.glob(pattern)), texts, least_gate=least_gate)


def _read_one(number: int) -> Case:
    text = _TASK["texts"][number]
    fold = _TASK["fold"][text.group]
    return case_of(text, fold, _TASK["replay"], _TASK["parties"][fold])


def cases(pattern: str, folds: Sequence[int], *, workers: int) -> list[Case]:
    """Every text of the folds, read. pattern: of the folds' files."""
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    texts = load(RUNS / "gold.pkl")
    fold = folds_of(texts, config["folds"], seed=config["seed"])
    mine = [i for i, t in enumerate(texts) if fold[t.group] in folds]
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(pattern, config["read_gate"])) as pool:
        return list(pool.map(_read_one, mine, chunksize=20))


def fitted(held: Sequence[Case]) -> tuple[DictVectorizer, GradientBoostingClassifier]:
    """The features that are common enough, and their weights."""
    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform([s for c in held for s in c.features])
    vectorizer.restrict((table != 0).sum(axis=0) >= LEAST_SEEN)
    model = GradientBoostingClassifier(**TREES)
    rows = vectorizer.transform([s for c in held for s in c.features])
    model.fit(rows, [r for c in held for r in c.right])
    return vectorizer, model


def judged(
    held: Sequence[Case], vectorizer: DictVectorizer, model: GradientBoostingClassifier
) -> list[NDArray[np.float64]]:
    """For each text the probabilities of its norms."""
    out = []
    for c in held:
        rows = vectorizer.transform(list(c.features)) if c.features else np.zeros((0, 1))
        out.append(model.predict_proba(rows)[:, 1] if len(rows) else np.zeros(0))
    return out


def across(held: Sequence[Case]) -> dict[tuple[str, str], NDArray[np.float64]]:
    """Probabilities by judges that saw no text of the fold."""
    out = {}
    for fold in sorted({c.fold for c in held}):
        parts = fitted([c for c in held if c.fold != fold])
        mine = [c for c in held if c.fold == fold]
        out |= {(c.corpus, c.id): p for c, p in zip(mine, judged(mine, *parts), strict=True)}
    return out


def figures(
    held: Sequence[Case], shares: Mapping[tuple[str, str], NDArray[np.float64]], least: float
) -> dict[str, Any]:
    """Figures of what is kept from a probability on."""
    gold = {f"{c.corpus}/{c.id}": c.gold for c in held}
    told = {
        f"{c.corpus}/{c.id}": {"norms": [n for n, p in zip(c.norms, shares[c.corpus, c.id], strict=True) if p >= least]}
        for c in held
    }
    return {"all": scorer.score(gold, told), "conditional": scorer.score(gold, told, conditional=True)}


def report(held: Sequence[Case], shares: Mapping[tuple[str, str], NDArray[np.float64]]) -> None:
    """Print figures by corpus and least probability, and the calibration error."""
    pairs = [(float(p), r) for c in held for p, r in zip(shares[c.corpus, c.id], c.right, strict=True)]
    right, error = sum(r for _, r in pairs), expected_calibration_error(pairs)
    print(f"{len(pairs)} readings, {right} right; calibration error {error:.3f}")
    kept = [(p, r) for p, r in pairs if p >= 0.25]
    print(f"of those kept at .25: {len(kept)}, calibration error {expected_calibration_error(kept):.3f}")
    for corpus in (None, "pages_train", "passages_train", "train", "invented_train"):
        some = [c for c in held if corpus in {None, c.corpus}]
        for least in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
            got = figures(some, shares, least)
            all_, cond = got["all"], got["conditional"]
            levels = [f"{level} {line(all_[level])}" for level in ("relaxed", "strict", "executable")]
            print(f"{corpus or 'all':15} {least:.2f}", *levels, f"conditional strict {line(cond['strict'])}", end=" ")
            print(f"agent {all_['slot_accuracy']['agent_id']}", flush=True)


def line(level: dict[str, float]) -> str:
    """Precision, recall and F1."""
    return "{precision:.3f}/{recall:.3f}/{f1:.3f}".format(**level)


def install(vectorizer: DictVectorizer, model: GradientBoostingClassifier, count: int) -> None:
    """Write the trees, node by node."""
    source, names = f"training.norms.judge, {count} readings of the gold", vectorizer.feature_names_
    share = model.init_.class_prior_[1]
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["tree", "node", "feature", "threshold", "low", "high", "value", "source"])
        table.writerow([BASE, 0, "", "", "", "", f"{np.log(share / (1 - share)):.4f}", source])
        for number, (one,) in enumerate(model.estimators_, start=1):
            tree = one.tree_
            for node in range(tree.node_count):
                if tree.children_left[node] < 0:
                    value = model.learning_rate * tree.value[node][0][0]
                    table.writerow([number, node, "", "", "", "", f"{value:.4f}", source])
                else:
                    asked = [names[tree.feature[node]], f"{tree.threshold[node]:.4f}"]
                    where = [tree.children_left[node], tree.children_right[node]]
                    table.writerow([number, node, *asked, *where, "", source])


def main() -> None:
    """Read, fit, print, install."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pattern", help="of the folds' files in training/runs/norms, as 'six?.read.json'")
    parser.add_argument("--folds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--install", action="store_true", help="write the table into the package")
    options = parser.parse_args()
    held = cases(options.pattern, options.folds, workers=options.workers)
    with (RUNS / "cases.pkl").open("wb") as file:
        pickle.dump(held, file)
    report(held, across(held) if len(options.folds) > 1 else inner(held))
    if options.install:
        install(*fitted(held), sum(len(c.features) for c in held))


def inner(held: Sequence[Case]) -> dict[tuple[str, str], NDArray[np.float64]]:
    """Of one fold alone: by judges of its own fifths."""
    by_text = [replace(c, fold=i % 5) for i, c in enumerate(held)]
    return across(by_text)


if __name__ == "__main__":
    import training.norms.judge

    training.norms.judge.main()
