"""Yes, maybe, no, with a reason for each slot compared.

Out:     Certainty (ordered, so that the least of several is `min`), SlotMatch, Match
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Certainty(IntEnum):
    """Does it hold?"""

    NO = 0
    MAYBE = 1
    YES = 2

    @property
    def word(self) -> str:
        """`yes`, `maybe` or `no`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class SlotMatch:
    """One slot compared. reason: a clause for a person ("BLR.MIL is part of BLR")."""

    slot: str
    certainty: Certainty
    reason: str

    def to_json(self) -> dict[str, Any]:
        """`{"slot", "match": "yes" | "maybe" | "no", "reason"}`."""
        return {"slot": self.slot, "match": self.certainty.word, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Match:
    """An event against a pattern: the least of its slots; a pattern that asks for nothing is met by anything."""

    slots: tuple[SlotMatch, ...]

    @property
    def certainty(self) -> Certainty:
        """The least of the slots."""
        return min((s.certainty for s in self.slots), default=Certainty.YES)

    @property
    def failed(self) -> tuple[SlotMatch, ...]:
        """Slots that say no."""
        return tuple(s for s in self.slots if s.certainty is Certainty.NO)

    @property
    def unsure(self) -> tuple[SlotMatch, ...]:
        """Slots that say maybe."""
        return tuple(s for s in self.slots if s.certainty is Certainty.MAYBE)
