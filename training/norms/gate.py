"""The gate of the norm reader: which sentences are worth reading, by their words and pairs of words.

In:      Texts
Out:     for each sentence the probability that a norm's action begins in it; a table of weights
Needs:   scikit-learn
"""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.engines.norms.gate import words_and_pairs
from training.norms.texts import Text

# A word or pair seen less often is none; inverse strength of the penalty.
LEAST_SEEN = 3
C = 0.1

Floats = NDArray[np.float64]


class Gate:
    """A logistic regression over the words and pairs of words of a sentence."""

    def __init__(self, texts: Sequence[Text]) -> None:
        sentences = [t.text[a:b] for t in texts for a, b in t.sentences]
        self.vectorizer = CountVectorizer(analyzer=words_and_pairs, min_df=LEAST_SEEN, binary=True)
        self.model = LogisticRegression(C=C, solver="liblinear", max_iter=300)
        self.model.fit(self.vectorizer.fit_transform(sentences), [y for t in texts for y in labels_of(t)])

    def probabilities(self, text: Text) -> Floats:
        """Of each sentence, (sentences,)."""
        if not text.sentences:
            return np.zeros(0)
        rows = self.vectorizer.transform([text.text[a:b] for a, b in text.sentences])
        out: Floats = self.model.predict_proba(rows)[:, 1]
        return out


def labels_of(text: Text) -> list[bool]:
    """For each sentence, whether a norm's action begins in it."""
    starts = [n["action"][0] for n in text.norms if n["action"] is not None]
    return [any(a <= start < b for start in starts) for a, b in text.sentences]


def folds_of(texts: Sequence[Text], count: int, *, seed: int) -> dict[str, int]:
    """Fold by group; the same whenever the groups are."""
    groups = sorted({t.group for t in texts})
    random.Random(seed).shuffle(groups)
    return {group: i % count for i, group in enumerate(groups)}
