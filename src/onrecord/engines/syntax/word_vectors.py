"""Vectors of words in their texts, as a spaCy model's tok2vec makes them: what is the same in two places is made once.

In:      spaCy Docs; a tok2vec of hashed features, mixed, then read in windows
Out:     a vector a word
Refuses: a tok2vec that is built otherwise
Source:  spaCy 3.8, `ml/models/tok2vec.py` (MultiHashEmbed, MaxoutWindowEncoder)
Shown:   tests/engines/test_spacy_alone.py

Before the windows, a vector depends on the word's own features alone, and in a page more than half of the words have
stood in it before.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.syntax.other_model import OtherModel

Floats = NDArray[np.float32]

STEPS = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")


class WordVectors:
    """A tok2vec."""

    def __init__(self, tok2vec: Any) -> None:
        embed, windows = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
        if tuple(step.name.partition("(")[0] for step in embed.layers) != STEPS or "pad" not in windows.attrs:
            raise OtherModel(f"the vectors of words are made by {tok2vec.name}: read with en_core_web_sm")
        features, _, hashed, mixed, _ = embed.layers
        self._columns = features.attrs["columns"]
        self._hashed, self._mixed = hashed.layers[0], mixed.layers[0]
        self._windows, self._pad = windows.layers[0], int(windows.attrs["pad"])

    def of(self, docs: Sequence[Any]) -> Floats:
        """Shape (words, width), all Docs one after another."""
        rows = np.concatenate([doc.to_array(self._columns) for doc in docs])
        places: dict[bytes, int] = {}
        # A row's bytes are its features: quicker told apart than rows.
        same = [places.setdefault(row.tobytes(), len(places)) for row in rows]
        firsts = np.unique(np.array(same), return_index=True)[1]
        mixed: Floats = self._mixed.predict(self._hashed.predict(rows[firsts]))
        at = self._places(docs)
        padded: Floats = np.zeros((at[-1] + 1 + self._pad, mixed.shape[1]), dtype=np.float32)
        padded[at] = mixed[same]
        vectors: Floats = self._windows.predict(padded)[at]
        return vectors

    def _places(self, docs: Sequence[Any]) -> NDArray[np.intp]:
        """Where the words stand in an array with rows of nothing before each Doc and after the last."""
        lengths = [len(doc) for doc in docs]
        return np.arange(sum(lengths)) + np.repeat(self._pad * np.arange(1, len(docs) + 1), lengths)
