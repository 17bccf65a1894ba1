"""What a word makes of the action that hangs on it: "managed to" so, "failed to" not so, "claimed that" claimed.

In:      a Parse, the token that governs an action and how the action hangs on it
Out:     Signature: how the action stands when the word is affirmed, and when it is denied; None for words of no row
Source:  data/en/veridicality.csv: Karttunen's implicatives, factives, FactBank's introducing predicates
Shown:   tests/language/test_factuality.py
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.data import rows
from onrecord.language.once import once_a_word
from onrecord.terms.parses import Parse

KINDS = {
    "VERB": ("verb",),
    "AUX": ("verb",),
    "NOUN": ("noun",),
    "PROPN": ("noun",),
    "ADJ": ("adj",),
    "ADV": ("adv",),
    "ADP": ("prep", "adv"),
    "SCONJ": ("prep", "adv"),  # "without" and "instead" before a verb in -ing
}
NOUN_PLACES = frozenset({"dobj", "pobj", "nsubjpass"})
BESIDE = frozenset({"prt", "advmod", "prep", "acomp", "npadvmod", "dobj"})  # what makes one word of two: "call off"


class Effect(StrEnum):
    """How a complement stands under a word.

    SAME: as the word itself stands. ABLE: so where it is told of the past ("was able to"). SAID: so, for somebody says
    it. UNTRUE: not so, or denied where it is somebody's word.
    """

    SO = "so"
    SAME = "same"
    SAID = "said"
    ABLE = "able"
    NOT = "not"
    UNTRUE = "untrue"
    DENIED = "denied"
    CLAIMED = "claimed"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    WANTED = "wanted"
    THREATENED = "threatened"
    ATTEMPTED = "attempted"
    ASKED = "asked"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Signature:
    """The effect of the word affirmed, and denied."""

    affirmed: Effect
    negated: Effect


@once_a_word
def is_nominal(parse: Parse, token: int) -> bool:
    """A noun, or what must be one where it stands: the parser takes "reports" and "claims" for verbs at times."""
    return parse.pos[token] in ("NOUN", "PROPN") or (parse.tags[token] == "VBZ" and parse.deps[token] in NOUN_PLACES)


@cache
def _signatures() -> dict[tuple[str, str, str], Signature]:
    return {
        (row["word"], row["pos"], frame): Signature(Effect(row["affirmed"]), Effect(row["negated"]))
        for row in rows("en/veridicality.csv")
        for frame in row["frames"].split("|")
    }


def signature(parse: Parse, word: int, *frames: str) -> Signature | None:
    """The word's row for the first of the frames that has one; with a particle beside it before the word alone."""
    lemma = parse.lemmas[word].lower()
    beside = [parse.lower(c) for c in parse.children[word] if parse.deps[c] in BESIDE]
    both = (form for b in beside for form in (f"{lemma} {b}", f"{b} {lemma}"))  # "call off", "instead of"
    forms = dict.fromkeys((*both, lemma, parse.lower(word)))
    pos = "NOUN" if is_nominal(parse, word) else parse.pos[word]
    kinds = (*KINDS.get(pos, ()), *(("adj",) if parse.tags[word] == "VBN" else ()))
    for form in forms:
        for kind in kinds:
            for frame in frames:
                found = _signatures().get((form, kind, frame))
                if found is not None:
                    return found
    return None


def own_effect(parse: Parse, token: int) -> Effect | None:
    """What an adverb or an adjective makes of the action it stands on: "allegedly", "planned", "nearly"."""
    for pos in ("adv", "adj"):
        for form in (parse.lower(token), parse.lemmas[token].lower()):
            found = _signatures().get((form, pos, "own"))
            if found is not None:
                return found.affirmed
    return None
