"""What the page's vectors say of a sentence beside its words, for the gate.

    python -m training.norms.meaning --install

In:      training/runs/norms/gold.pkl, the encoder and the words' gate in the package
Out:     on folds, what is read and kept at each threshold; models/norms/meaning.csv, and in config.json the weight of
         the words' log-odds and the least probability
Needs:   scikit-learn; three minutes on one core

The words' log-odds that the vectors are weighed beside come from a gate that did not see the sentence: one that did is
too sure of itself.
"""

import argparse
import csv
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from onrecord.documents import read_page
from onrecord.engines.norms.gate import INTERCEPT
from onrecord.engines.scanner import OnnxScanner, model_folder
from onrecord.terms.documents import Document
from onrecord.terms.spans import Span
from training.norms.gate import Gate, folds_of, labels_of
from training.norms.texts import RUNS, Text, clean_page, load

HERE = Path(__file__).resolve().parent
# The words' log-odds are one number against hundreds, and the penalty must not shrink it.
WORDS_SCALE = 10.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """How words and vectors count. vectors: shape (h,)."""

    intercept: float
    words: float
    vectors: Floats

    def odds(self, words: Floats, vectors: Floats) -> Floats:
        """Log-odds of each sentence."""
        out: Floats = self.intercept + self.words * words + vectors @ self.vectors
        return out


def mean_vectors(texts: Sequence[Text]) -> list[Floats]:
    """Of each sentence of each text, the mean vector of its words: (sentences, h)."""
    scanner, held = OnnxScanner(), []
    for text in texts:
        document = read_page(clean_page(text.id, text.text))
        if not isinstance(document, Document):
            raise ValueError(f"{text.id}: the walk refused the text, which it cut before")
        page = scanner._encoder.read(document.text, [b.span for b in document.blocks])
        own = np.zeros((len(text.sentences), page.vectors.shape[1]))
        for row, span in enumerate(text.sentences):
            words = page.words_in(Span(*span))
            if words is not None:
                own[row] = page.vectors[words[0] : words[1] + 1].mean(axis=0)
        held.append(own)
    return held


def unseen_odds(texts: Sequence[Text], fold: dict[str, int], count: int) -> list[Floats]:
    """Of each sentence of each text the log-odds by words, of a gate fitted to the other folds."""
    gates = {k: Gate([t for t in texts if fold[t.group] != k]) for k in range(count) if k in set(fold.values())}
    shares = [gates[fold[t.group]].probabilities(t) for t in texts]
    return [np.log(p / (1 - p)) for p in shares]


def weigh(words: Floats, vectors: Floats, labels: NDArray[np.bool_], *, strength: float) -> Weighed:
    """Fit. strength: inverse, of the penalty."""
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0)
    model = LogisticRegression(C=strength, max_iter=500)
    model.fit(np.hstack([(vectors - mean) / spread, WORDS_SCALE * words[:, None]]), labels)
    own = model.coef_[0][:-1] / spread
    return Weighed(float(model.intercept_[0] - mean @ own), float(WORDS_SCALE * model.coef_[0][-1]), own)


def folds_odds(
    texts: Sequence[Text], vectors: Sequence[Floats], fold: dict[str, int], count: int, *, strength: float
) -> list[Floats]:
    """Of each sentence of each text, the log-odds by what the other folds taught, words and vectors."""
    held: list[Floats] = [np.zeros(0)] * len(texts)
    for k in range(count):
        train = [i for i, t in enumerate(texts) if fold[t.group] != k]
        own = [texts[i] for i in train]
        words = np.concatenate(unseen_odds(own, fold, count))
        weighed = weigh(words, np.concatenate([vectors[i] for i in train]), marked(own), strength=strength)
        gate = Gate(own)
        for i, text in enumerate(texts):
            if fold[text.group] == k:
                share = gate.probabilities(text)
                held[i] = weighed.odds(np.log(share / (1 - share)), vectors[i])
    return held


def marked(texts: Sequence[Text]) -> NDArray[np.bool_]:
    """Of each sentence, whether a norm's action begins in it."""
    return np.array([y for t in texts for y in labels_of(t)], dtype=bool)


def report(texts: Sequence[Text], odds: Sequence[Floats]) -> None:
    """Print what is read and what is kept, of all texts and of whole pages."""
    print("| gate | characters read | norms kept | on whole pages: read | kept | conditional kept |")
    for least in (0.05, 0.06, 0.07, 0.08, 0.10, 0.15):
        parts = []
        for some in (range(len(texts)), [i for i, t in enumerate(texts) if t.corpus == "pages_train"]):
            chars, norms, conditional = np.zeros(2), np.zeros(2), np.zeros(2)
            for i in some:
                read = odds[i] >= np.log(least / (1 - least))
                starts = [(n["action"][0], n["mode"] != "none") for n in texts[i].norms if n["action"] is not None]
                for (a, b), own in zip(texts[i].sentences, read, strict=True):
                    inside = [c for start, c in starts if a <= start < b]
                    for total, more in ((chars, b - a), (norms, len(inside)), (conditional, sum(inside))):
                        total += more, more * own
            parts += [v[1] / v[0] for v in (chars, norms, conditional)]
        print(f"| {least:.2f} | " + " | ".join(f"{p:.3f}" for p in (*parts[:2], *parts[3:])) + " |")


def install(weighed: Weighed, folder: Path, *, least: float) -> None:
    """Write the weights and how they stand to the words'."""
    with (folder / "meaning.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["number", "weight"])
        table.writerow([INTERCEPT, f"{weighed.intercept:.5f}"])
        table.writerows([i, f"{weight:.5f}"] for i, weight in enumerate(weighed.vectors))
    path = folder / "config.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card |= {"least_gate": least, "word_weight": round(weighed.words, 4)}
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Measure on folds, then weigh on all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--install", action="store_true", help="put the weights into the package")
    options = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    texts = load(RUNS / "gold.pkl")
    fold, count = folds_of(texts, config["folds"], seed=config["seed"]), config["folds"]
    vectors, strength = mean_vectors(texts), config["meaning_strength"]
    report(texts, folds_odds(texts, vectors, fold, count, strength=strength))
    words = np.concatenate(unseen_odds(texts, fold, count))
    weighed = weigh(words, np.concatenate(vectors), marked(texts), strength=strength)
    if options.install:
        install(weighed, model_folder() / "norms", least=config["meaning_gate"])


if __name__ == "__main__":
    main()
