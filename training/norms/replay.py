"""What the networks of five folds read in the texts they had not seen, as a reader of norms.

In:      training/runs/norms/NAME?.read.json, as written by a fold's training
Out:     Replay, which answers for a text as its fold's network did
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.engines.norms.heads import SLOTS
from onrecord.engines.norms.reader import apart
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span
from training.norms.texts import Text


class Replay:
    """A reader of norms for texts of the folds."""

    name = "replay"

    def __init__(self, paths: Iterable[Path], texts: Iterable[Text], *, least_gate: float) -> None:
        read = {(row["corpus"], row["id"]): row["norms"] for path in paths for row in json.loads(path.read_text())}
        self._held = {
            t.text: tuple(norm_of(n) for n in read[t.corpus, t.id] if n["gate"] >= least_gate)
            for t in texts
            if (t.corpus, t.id) in read
        }

    def read(self, text: str, _sentences: Sequence[Span], _odds: Sequence[float]) -> tuple[ReadNorm, ...]:
        """As the engine does."""
        return tuple(sorted(apart(self._held[text]), key=lambda n: (n.action.start, -n.probability)))


def norm_of(row: dict[str, Any]) -> ReadNorm:
    """A row of a fold's file."""
    slots = {name: Span(*row[name]) if row[name] else None for name in SLOTS}
    return ReadNorm(
        modal=Modal(row["modal"]),
        mode=Mode(row["mode"]),
        probability=row["p"],
        action=Span(*row["action"]),
        **slots,
    )
