"""What one word can be to another: the values that relations of verbs and of nouns are told in.

In:      nothing
Out:     WordRelation, RelationCertainty, RelationFound
Refuses: nothing
Source:  docs/choices.md
Shown:   tests/language/test_verb_relations.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class WordRelation(Enum):
    """What the first word is to the second."""

    SAME = "same"
    NARROWER = "narrower"  # the first entails the second: "shell" and "attack", "frigate" and "ship"
    BROADER = "broader"
    OPPOSITE = "opposite"  # what does the one does not do the other: "lift" and "impose"
    PART_OF = "part of"  # nouns only: "warhead" and "missile"
    HAS_PART = "has part"
    RELATED = "related"  # of one family: nothing follows
    NONE = "none"

    def turned(self) -> "WordRelation":
        """What the second word is to the first."""
        return _TURNED.get(self, self)


_TURNED = {
    WordRelation.NARROWER: WordRelation.BROADER,
    WordRelation.BROADER: WordRelation.NARROWER,
    WordRelation.PART_OF: WordRelation.HAS_PART,
    WordRelation.HAS_PART: WordRelation.PART_OF,
}
_RANKS = {relation: i for i, relation in enumerate(WordRelation)}


class RelationCertainty(Enum):
    """Does it follow always, or only mostly?"""

    CERTAIN = "certain"
    DEFEASIBLE = "defeasible"


@dataclass(frozen=True, slots=True)
class RelationFound:
    """What is known of two words.

    source: for a person: "by hand: pull back = withdraw > leave", "WordNet: cancel.v.01"; "" where nothing is known.
    """

    relation: WordRelation
    certainty: RelationCertainty
    source: str

    @property
    def certain(self) -> bool:
        """Does it follow always?"""
        return self.certainty is RelationCertainty.CERTAIN

    def turned(self) -> "RelationFound":
        """What is known of the second word and the first."""
        return RelationFound(self.relation.turned(), self.certainty, self.source)


NOTHING = RelationFound(WordRelation.NONE, RelationCertainty.DEFEASIBLE, "")
SAME_WORD = RelationFound(WordRelation.SAME, RelationCertainty.CERTAIN, "the same word")


def found(relation: WordRelation, certain: bool, source: str) -> RelationFound:
    """A Found, of a yes or no to "is it certain?"."""
    return RelationFound(relation, RelationCertainty.CERTAIN if certain else RelationCertainty.DEFEASIBLE, source)


def best_of(all_found: Iterable[RelationFound]) -> RelationFound | None:
    """The certain first, then as Relation has them in order, then the shorter reason; None of none."""
    return min(all_found, key=lambda f: (not f.certain, _RANKS[f.relation], len(f.source), f.source), default=None)
