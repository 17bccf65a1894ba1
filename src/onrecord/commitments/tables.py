"""The tables this room reads by, each loaded once.

Out:     connectives, modal words, verbs that no will controls, nouns that act, speech verbs
Source:  src/onrecord/data/, every row with its own source
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from onrecord.data import rows
from onrecord.language.tables import ENGLISH, table
from onrecord.language.words import word_values
from onrecord.terms.records import Doer, Modal, Strength


class ModalForce(Enum):
    """What a word of a sentence makes of the action it governs, before speaker and agent are known.

    A cell of a sheet says more, since a row names who speaks and who is bound: `terms.red_lines.Force` has no ABLE,
    of its MUST there is no doubt whom it binds, and a prediction and a demand not to are said outright.
    """

    WILL = "will"
    WILL_NOT = "will_not"
    READY = "ready"
    ABLE = "able"  # "can": counts as readiness only under a condition
    MUST = "must"  # a demand when a named other is to act
    DEMANDS = "demands"

    @property
    def modal(self) -> Modal | None:
        """The modal it comes to where nothing speaks against it; None: who speaks decides ("must")."""
        if self is ModalForce.ABLE:
            return Modal.READY
        return Modal(self.value) if self.says_modal else None

    @property
    def says_modal(self) -> bool:
        """Is it the force of a modal of that very name?"""
        return self.value in set(Modal)

    @property
    def asks_another(self) -> bool:
        """Does whoever says so ask the action of somebody else?"""
        return self.modal is not None and self.modal.doer is Doer.TARGET


class Logic(Enum):
    """What a connective says of condition and action."""

    SUFFICIENT = "sufficient"
    NECESSARY = "necessary"
    BOTH = "both"
    EXCEPT = "except"
    WITHOUT = "without"
    CONCESSIVE = "concessive"
    PRICE = "price"  # "in return for": what is offered for an action, or refused as not enough
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Connective:
    """words: lower case, in order; temporal: a condition only when it lies in the future ("once", "after")."""

    words: tuple[str, ...]
    logic: Logic
    temporal: bool


@dataclass(frozen=True, slots=True)
class ModalWord:
    """A word that governs an action.

    frames:  how the action hangs on it: "to" (infinitive), "ing", "ing:P" and "prep:P" (after preposition P), "np"
             (object noun), "obj-to" (object, then infinitive), "on-to", "for-to", "to-to" (preposition and noun, then
             infinitive), "that" (clause), "offer" and "plan" (a noun of that sort, then infinitive).
    speaker: "self" (its subject says so), "owner" (whoever has the noun), "none" (the writer reports it), "nobody" (it
             has no holder: "it is urgent that"), "context" (whoever is speaking there).
    """

    lemma: str
    particle: str | None
    pos: str
    frames: tuple[str, ...]
    force: ModalForce
    strength: Strength
    speaker: str


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A modal auxiliary; negative None: its negation is no undertaking ("may not")."""

    positive: ModalForce
    negative: ModalForce | None
    strength: Strength


@cache
def connectives(language: str = ENGLISH) -> dict[str, tuple[Connective, ...]]:
    """By first word, the longest first; a connective's logic is of all languages, its words are of this one."""
    by_first: dict[str, list[Connective]] = {}
    for row in table("connectives.csv", language):
        words = tuple(row["words"].split())
        by_first.setdefault(words[0], []).append(Connective(words, Logic(row["logic"]), row["temporal"] == "yes"))
    return {first: tuple(sorted(held, key=lambda c: -len(c.words))) for first, held in by_first.items()}


@cache
def modal_words() -> dict[str, tuple[ModalWord, ...]]:
    """By lemma."""
    by_lemma: dict[str, list[ModalWord]] = {}
    for row in rows("en/modals.csv"):
        lemma, _, particle = row["word"].partition(" ")
        word = ModalWord(
            lemma,
            particle or None,
            row["pos"],
            tuple(row["frames"].split("|")),
            ModalForce(row["modal"]),
            Strength(row["strength"]),
            row["speaker"],
        )
        by_lemma.setdefault(lemma, []).append(word)
    return {lemma: tuple(held) for lemma, held in by_lemma.items()}


@cache
def auxiliaries() -> dict[str, Auxiliary]:
    """By the word as written, lower case."""
    return {
        row["word"]: Auxiliary(
            ModalForce(row["positive"]),
            ModalForce(row["negative"]) if row["negative"] else None,
            Strength(row["strength"]),
        )
        for row in rows("en/auxiliaries.csv")
    }


@cache
def strength_words() -> tuple[tuple[str, Strength], ...]:
    """Words, lower case, that make a sentence at least that strong."""
    return tuple((words, Strength(strength)) for words, strength in word_values("strength").items())
