"""Sentences with what is to be learnt of them, and norms read back off a network's answers.

In:      Texts
Out:     Examples; ReadNorms as rows of the scorer
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.norms.heads import CLASSES, ENDS, SLOTS
from onrecord.engines.norms.pieces import SentencePieces, pieces_of
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span
from training.norms.texts import Text

UNKNOWN = -100


@dataclass(frozen=True, slots=True)
class Deed:
    """One norm of a sentence. at: its action's first piece; kind: its class; ends: a piece for each of ENDS, 0 for no
    slot, UNKNOWN where it lies in another sentence."""

    at: int
    kind: int
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. soft: a teacher's probabilities as (piece, class, probability), None for gold."""

    text: int
    sentence: int
    pieces: SentencePieces
    deeds: tuple[Deed, ...]
    soft: tuple[tuple[int, int, float], ...] | None = field(default=None)


def examples_of(texts: Sequence[Text], kept: Sequence[NDArray[np.bool_]], tokenizer: Any) -> list[Example]:
    """kept: for each text, which of its sentences are worth it; those with a norm always are."""
    held = []
    for number, (text, mask) in enumerate(zip(texts, kept, strict=True)):
        for i, (start, end) in enumerate(text.sentences):
            own = [n for n in text.norms if n["action"] is not None and start <= n["action"][0] < end]
            if own or mask[i]:
                pieces = pieces_of(text.text, Span(start, end), tokenizer)
                deeds = tuple(d for n in own if (d := deed_of(n, pieces)) is not None)
                held.append(Example(number, i, pieces, deeds))
    return held


def deed_of(norm: dict[str, Any], pieces: SentencePieces) -> Deed | None:
    """A norm as targets; None where its action was cut off."""
    deed = pieces.ends_of(norm["action"])
    if deed is None:
        return None
    ends = [deed[1]]
    for slot in SLOTS:
        found = pieces.ends_of(norm[slot])
        ends += [0, 0] if norm[slot] is None else [UNKNOWN, UNKNOWN] if found is None else list(found)
    kind = CLASSES.index((Modal(norm["modal"]), Mode(norm["mode"])))
    return Deed(deed[0], kind, tuple(ends))


def norm_row(pieces: SentencePieces, at: int, kind: int, probability: float, ends: Any) -> dict[str, Any]:
    """One reading in the scorer's slots. ends: (ends, pieces) scores."""
    modal, mode = CLASSES[kind]
    last = at + int(ends[0, at:-1].argmax())
    row: dict[str, Any] = {"modal": modal.value, "mode": mode.value, "p": round(float(probability), 4)}
    row["action"] = [int(pieces.starts[at]), int(pieces.ends[last])]
    for slot in SLOTS:
        row[slot] = slot_of(pieces, ends, slot)
    if mode is Mode.NONE:
        row["trigger"] = row["cue"] = None
    return row


def slot_of(pieces: SentencePieces, ends: Any, slot: str) -> list[int] | None:
    """The words of a slot; None where the network points at no piece."""
    first = int(ends[ENDS.index((slot, "first"))].argmax())
    if pieces.starts[first] < 0:
        return None
    last = first + int(ends[ENDS.index((slot, "last")), first:-1].argmax())
    return [int(pieces.starts[first]), int(pieces.ends[last])]
