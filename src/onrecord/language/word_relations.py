"""What one word can be to another: the values that relations of verbs and of nouns are told in.

In:      nothing
Out:     Relation, Certainty, Found
Refuses: nothing
Source:  docs/choices.md
Shown:   tests/language/test_verb_relations.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Relation(Enum):
    """What the first word is to the second."""

    SAME = "same"
    NARROWER = "narrower"  # the first entails the second: "shell" and "attack", "frigate" and "ship"
    BROADER = "broader"
    OPPOSITE = "opposite"  # what does the one does not do the other: "lift" and "impose"
    PART_OF = "part of"  # nouns only: "warhead" and "missile"
    HAS_PART = "has part"
    RELATED = "related"  # of one family: nothing follows
    NONE = "none"

    def turned(self) -> "Relation":
        """What the second word is to the first."""
        return _TURNED.get(self, self)


_TURNED = {
    Relation.NARROWER: Relation.BROADER,
    Relation.BROADER: Relation.NARROWER,
    Relation.PART_OF: Relation.HAS_PART,
    Relation.HAS_PART: Relation.PART_OF,
}
_RANKS = {relation: i for i, relation in enumerate(Relation)}


class Certainty(Enum):
    """Does it follow always, or only mostly?"""

    CERTAIN = "certain"
    DEFEASIBLE = "defeasible"


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of two words.

    source: for a person: "by hand: pull back = withdraw > leave", "WordNet: cancel.v.01"; "" where nothing is known.
    """

    relation: Relation
    certainty: Certainty
    source: str

    @property
    def certain(self) -> bool:
        """Does it follow always?"""
        return self.certainty is Certainty.CERTAIN

    def turned(self) -> "Found":
        """What is known of the second word and the first."""
        return Found(self.relation.turned(), self.certainty, self.source)


NOTHING = Found(Relation.NONE, Certainty.DEFEASIBLE, "")
SAME_WORD = Found(Relation.SAME, Certainty.CERTAIN, "the same word")


def found(relation: Relation, certain: bool, source: str) -> Found:
    """A Found, of a yes or no to "is it certain?"."""
    return Found(relation, Certainty.CERTAIN if certain else Certainty.DEFEASIBLE, source)


def best_of(all_found: Iterable[Found]) -> Found | None:
    """The certain first, then as Relation has them in order, then the shorter reason; None of none."""
    return min(all_found, key=lambda f: (not f.certain, _RANKS[f.relation], len(f.source), f.source), default=None)
