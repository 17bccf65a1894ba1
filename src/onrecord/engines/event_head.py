"""The types of actions from the vectors of a page and what the tables know of them.

In:      EncodedPage, AskedActions
Out:     a TypedAction each
Source:  models/events/README.md, the model card
Shown:   tests/engines/test_event_head.py
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.encoder.pages import EncodedPage, Floats
from onrecord.engines.sessions import open_session
from onrecord.terms.actions import AskedAction, TypedAction
from onrecord.terms.events import EventStatus, EventType

TYPES: tuple[EventType, ...] = tuple(EventType)
STATUSES: tuple[EventStatus, ...] = (
    EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.PLANNED, EventStatus.DENIED,
)  # fmt: skip

# The statuses it was trained on, by what is asked now; what is not here was no claim to it.
AS_TRAINED = {
    EventStatus.HAPPENED: EventStatus.HAPPENED,
    EventStatus.CLAIMED: EventStatus.HAPPENED,
    EventStatus.ONGOING: EventStatus.ONGOING,
    EventStatus.PLANNED: EventStatus.PLANNED,
    EventStatus.DENIED: EventStatus.DENIED,
    EventStatus.NEGATED: EventStatus.DENIED,
}

OTHER, ACTOR, RECIPIENT, ACTION = 0, 1, 2, 3
REFUSED = 1 + len(STATUSES)
PAIR_ASKED, ACTION_ASKED = 0, 1

# As trained.
REACH_WORDS = 5
MOST_WORDS = 120

ACTIONS_AT_A_TIME = 32


class EventHead:
    """The graph of a folder, on one core unless told otherwise."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        card: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.version: str = card["version"]
        self._types = [EventType(name) if name else None for name in card["types"]]
        self._temperature = float(card["temperature"])
        self._session = open_session(folder / "types.onnx", threads=threads)

    def types(self, page: EncodedPage, asked: Sequence[AskedAction]) -> tuple[TypedAction, ...]:
        """One answer an action, in the order asked; no type, without confidence, for an action outside all words."""
        answers = [TypedAction(None, 0.0)] * len(asked)
        rows = [(i, given) for i, action in enumerate(asked) if (given := inputs_of(page, action)) is not None]
        rows.sort(key=lambda row: len(row[1]["role"]))
        for at in range(0, len(rows), ACTIONS_AT_A_TIME):
            some = rows[at : at + ACTIONS_AT_A_TIME]
            scores: Floats = self._session.run(["scores"], batch_of([given for _, given in some]))[0]
            for (i, _), row in zip(some, probabilities(scores / self._temperature), strict=True):
                best = int(row.argmax())
                answers[i] = TypedAction(self._types[best], float(row[best]))
        return tuple(answers)


def inputs_of(page: EncodedPage, action: AskedAction) -> dict[str, NDArray[Any]] | None:
    """What the graph takes for one action: a row a word, then facts of the whole; None for a window without words."""
    held = page.words_in(action.window)
    if held is None:
        return None
    first, last = held
    low, high = first, min(last + 1, first + MOST_WORDS)
    starts = page.words.starts[low:high]
    role = np.zeros(high - low, dtype=np.int64)
    for number, span in ((ACTOR, action.actor), (RECIPIENT, action.recipient), (ACTION, action.action)):
        if span is not None:
            role[(starts >= span.start) & (starts < span.end)] = number
    tie, hint = np.zeros_like(role), np.zeros_like(role)
    for number, start in reversed(list(enumerate(action.ties))):
        tie[starts == start] = number + 1
    for start, kind in action.hints:
        hint[starts == start] = 1 + TYPES.index(kind)
    verb = np.flatnonzero(starts == (-1 if action.verb is None else action.verb))
    distance = np.zeros_like(role)
    if len(verb):
        distance = np.clip(np.arange(len(role)) - verb[0], -REACH_WORDS, REACH_WORDS) + REACH_WORDS + 1
    status = 1 + STATUSES.index(AS_TRAINED[action.status]) if action.status in AS_TRAINED else 0
    facts = [
        0 if action.rule is None else 1 + TYPES.index(action.rule),
        int(action.sure),
        REFUSED if action.refused else status,
        PAIR_ASKED if action.action is None else ACTION_ASKED,
    ]
    return {
        "vectors": page.vectors[low:high],
        "role": role,
        "tie": tie,
        "hint": hint,
        "distance": distance,
        "facts": np.array(facts, dtype=np.int64),
    }


def batch_of(rows: Sequence[dict[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """Rows of `inputs_of` side by side, padded; "held" says where there is a word."""
    n, t = len(rows), max(len(row["role"]) for row in rows)
    batch: dict[str, NDArray[Any]] = {
        "vectors": np.zeros((n, t, rows[0]["vectors"].shape[1]), dtype=np.float32),
        "held": np.zeros((n, t), dtype=np.bool_),
        "facts": np.stack([row["facts"] for row in rows]),
    }
    for name in ("role", "tie", "hint", "distance"):
        batch[name] = np.zeros((n, t), dtype=np.int64)
    for i, row in enumerate(rows):
        size = len(row["role"])
        for name in ("vectors", "role", "tie", "hint", "distance"):
            batch[name][i, :size] = row[name]
        batch["held"][i, :size] = True
    return batch


def probabilities(scores: Floats) -> Floats:
    """Softmax of each row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=1, keepdims=True)
    return shares
