"""The norms of a page as a model reads them, sentence by sentence.

In:      a text, the spans of its sentences, and for each how its vectors look to the gate (engines/norms/gate.py)
Out:     ReadNorms, in text order
Source:  models/norms/README.md, the model card
Shown:   tests/engines/test_norm_reader.py
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.engines.norms.gate import Gate
from onrecord.engines.norms.heads import CLASSES, ENDS, SLOTS
from onrecord.engines.norms.pieces import SentencePieces, laid_out, pieces_of
from onrecord.engines.sessions import open_session
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Mode
from onrecord.terms.spans import Span

# A reading of less is not worth a judge.
LEAST = 0.05
# Of readings of one action the best is kept, and another mode's ("if and only if") where it is this likely.
LEAST_BESIDE = 0.3
# Pieces read at a time: more falls out of the processor's cache.
PIECES_AT_A_TIME = 256
PADDING = 1
# Two actions that share this much of their code points are one.
SAME_ACTION = 0.5

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FoundAction:
    """An action found. row: its sentence in the batch; at: its first piece; kind: its class."""

    row: int
    at: int
    kind: int
    probability: float


class OnnxNormReader:
    """The graphs of a folder, on one core unless told otherwise."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        card: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.name = f"norms {card['version']}"
        least = float(card["least_gate"])
        self._least_odds = log(least / (1 - least))
        self._word_weight = float(card["word_weight"])
        self._gate = Gate(folder / "gate.csv")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._words, self._lower, self._upper, self._ends = (
            open_session(folder / f"{name}.onnx", threads=threads) for name in ("words", "lower", "upper", "ends")
        )

    def read(self, text: str, sentences: Sequence[Span], odds: Sequence[float]) -> tuple[ReadNorm, ...]:
        """Every reading that is not too unlikely, in text order; of an action the likeliest first.

        odds: of each sentence, what its vectors add to the log-odds by its words (`Scan.norm_odds`).
        """
        by_words = ((s, self._word_weight * self._gate.log_odds(s.of(text))) for s in sentences)
        asked = [s for (s, own), more in zip(by_words, odds, strict=True) if own + more >= self._least_odds]
        held = sorted((pieces_of(text, s, self._tokenizer) for s in asked), key=len)
        found = [one for batch in batches_of(held) for one in self._read(batch)]
        return tuple(sorted(apart(found), key=lambda n: (n.action.start, -n.probability)))

    def _read(self, batch: Sequence[SentencePieces]) -> Iterator[ReadNorm]:
        """The readings of some sentences."""
        laid = laid_out(batch, PADDING)
        (words,) = self._words.run(None, {"pieces": laid.ids})
        row = words.reshape(-1, words.shape[-1])[laid.back]
        (lower,) = self._lower.run(None, {"words": row, **laid.layout})
        vectors, odds = self._upper.run(None, {"lower": lower, **laid.layout})
        found = list(actions_in(batch, odds[laid.spread]))
        if not found:
            return
        rows = np.array([f.row for f in found], dtype=np.int64)
        at, kind = (np.array([getattr(f, name) for f in found], dtype=np.int64) for name in ("at", "kind"))
        asked = {"vectors": vectors[laid.spread[rows]], "at": at, "kind": kind, "mask": laid.mask[rows]}
        (ends,) = self._ends.run(None, asked)
        for one, own in zip(found, ends, strict=True):
            yield norm_of(batch[one.row], one, own)


def batches_of(held: Sequence[SentencePieces]) -> Iterator[list[SentencePieces]]:
    """Sentences of about one length together."""
    batch: list[SentencePieces] = []
    for pieces in held:
        if batch and sum(map(len, batch)) + len(pieces) > PIECES_AT_A_TIME:
            yield batch
            batch = []
        batch.append(pieces)
    if batch:
        yield batch


def actions_in(batch: Sequence[SentencePieces], odds: Floats) -> Iterator[FoundAction]:
    """Every piece that begins a word and, likely enough, an action. odds: (sentences, pieces, classes)."""
    shares = 1.0 / (1.0 + np.exp(-odds.astype(np.float64)))
    for row, pieces in enumerate(batch):
        own = shares[row, : len(pieces)] * pieces.begins[:, None]
        for at, kind in np.argwhere(own >= LEAST):
            yield FoundAction(row, int(at), int(kind), float(own[at, kind]))


def norm_of(pieces: SentencePieces, found: FoundAction, ends: Floats) -> ReadNorm:
    """An action with its slots. ends: (ends, pieces)."""
    modal, mode = CLASSES[found.kind]
    last = found.at + int(ends[0, found.at : len(pieces) - 1].argmax())
    slots = {name: slot_of(pieces, ends, name, action=found.at) for name in SLOTS}
    if mode is Mode.NONE:
        slots |= {"trigger": None, "cue": None}
    return ReadNorm(
        modal=modal,
        mode=mode,
        probability=found.probability,
        action=Span(int(pieces.starts[found.at]), int(pieces.ends[last])),
        **slots,
    )


def slot_of(pieces: SentencePieces, ends: Floats, slot: str, *, action: int) -> Span | None:
    """The words of a slot; None where the model points at a mark. What begins before the action ends before it.

    action: the action's first piece.
    """
    first = int(ends[ENDS.index((slot, "first")), : len(pieces)].argmax())
    if pieces.starts[first] < 0:
        return None
    end = action if first < action else len(pieces) - 1
    last = first + int(ends[ENDS.index((slot, "last")), first:end].argmax())
    return Span(int(pieces.starts[first]), int(pieces.ends[last]))


def apart(found: Sequence[ReadNorm]) -> Iterator[ReadNorm]:
    """Of readings of one action the likeliest, and another mode's beside it where that is likely too."""
    kept: list[ReadNorm] = []
    for one in sorted(found, key=lambda n: -n.probability):
        beside = [k for k in kept if _same_action(k.action, one.action)]
        if any(k.mode is one.mode for k in beside) or (beside and one.probability < LEAST_BESIDE):
            continue
        kept.append(one)
        yield one


def _same_action(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= SAME_ACTION * (one.end - one.start + other.end - other.start)
