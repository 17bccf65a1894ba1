"""Sentences as vectors whose nearness is nearness of meaning.

In:      texts
Out:     a vector each, of unit length
Source:  models/sentences/README.md, the model card
Shown:   tests/engines/test_sentences.py
"""

import json
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.engines.encoder.pages import mark_id
from onrecord.engines.scanner import model_folder
from onrecord.engines.sessions import open_session

# The length the model was trained on; a longer text is read up to there.
MOST_PIECES = 256

TEXTS_AT_A_TIME = 32


class OnnxSentenceEncoder:
    """The model in a folder (the package's own by default), on one core unless told otherwise."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        held = folder or model_folder() / "sentences"
        card: dict[str, Any] = json.loads((held / "config.json").read_text(encoding="utf-8"))
        self.name = f"sentences {card['version']}"
        self._tokenizer: Any = Tokenizer.from_file(str(held / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_PIECES)
        self._padding = mark_id(self._tokenizer, "[PAD]")
        self._session = open_session(held / "sentences.onnx", threads=threads)

    def vectors(self, texts: Sequence[str]) -> tuple["array[float]", ...]:
        """A vector of 32-bit floats a text, in the order of the texts. Texts of one length go together, so that none
        is read beside a much longer one's padding."""
        encoded = [e.ids for e in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
        out: list[array[float]] = [array("f")] * len(encoded)
        for at in range(0, len(order), TEXTS_AT_A_TIME):
            some = order[at : at + TEXTS_AT_A_TIME]
            most = max(len(encoded[i]) for i in some)
            pieces = np.full((len(some), most), self._padding, dtype=np.int64)
            mask = np.zeros_like(pieces)
            for row, i in enumerate(some):
                pieces[row, : len(encoded[i])] = encoded[i]
                mask[row, : len(encoded[i])] = 1
            read = self._session.run(["vectors"], {"pieces": pieces, "mask": mask})[0]
            for row, i in enumerate(some):
                out[i] = array("f", read[row].astype(np.float32).tobytes())
        return tuple(out)
