"""How sure it is that an event meets a norm.

In:      what the slots of a match say
Out:     Grade, as the log has it
Source:  docs/questions.md, "Met, and status over time"
Shown:   tests/questions/test_ground.py
"""

from collections.abc import Iterable
from enum import StrEnum

from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.terms.norm_parts import ACTION_SLOT

# An unknown slot of these leaves open whether it is the action at all; "age": whether anybody still had it in mind.
OF_THE_ACTION = frozenset({ACTION_SLOT, "type", "kind", "meaning", "event", "age"})


class Grade(StrEnum):
    """How sure an encounter is. CERTAIN: every slot is a yes. LIKELY: one named slot is not known. POSSIBLE: else.
    DENIED: it would be one of the first two, and somebody says that it did not happen."""

    CERTAIN = "yes"
    LIKELY = "likely"
    POSSIBLE = "maybe"
    DENIED = "denied"

    @property
    def is_told(self) -> bool:
        """Is it told without being asked for, and does anything become of the norm by it?"""
        return self in (Grade.CERTAIN, Grade.LIKELY)

    @classmethod
    def shown(cls, *, possible: bool) -> list[str]:
        """Those that are shown, as the log marks them. possible: with the possible ones."""
        return [grade.value for grade in cls if possible or grade is not cls.POSSIBLE]

    @property
    def certainty(self) -> Certainty:
        """A yes only where it is certain; of what is denied nothing holds."""
        if self is Grade.DENIED:
            return Certainty.NO
        return Certainty.YES if self is Grade.CERTAIN else Certainty.MAYBE


def grade_of(certainty: Certainty, slots: Iterable[SlotMatch]) -> Grade:
    """The grade of a match, by its slots."""
    if certainty is Certainty.YES:
        return Grade.CERTAIN
    unsure = [s for s in slots if s.certainty is Certainty.MAYBE]
    return Grade.LIKELY if len(unsure) == 1 and unsure[0].slot not in OF_THE_ACTION else Grade.POSSIBLE
