"""What a phrase of time or place hangs on: "on Monday" on the saying, on the action, or on a noun between them.

In:      Parse, the words of the phrase
Out:     Attachment: the predicate above the phrase, and the noun on the way there
Shown:   tests/language/test_attachment.py
"""

from dataclasses import dataclass

from onrecord.language.clauses import SUBJECTS, child
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# How a verb belongs to the one above it without a clause of its own: "agreed to send and to pay", "helped them leave".
WITHIN = frozenset({"xcomp", "conj", "acomp", "oprd", "attr", "dobj"})


BETWEEN = frozenset({"ADP", "DET", "ADV"})  # what may stand between a verb and its day


@dataclass(frozen=True, slots=True)
class Attachment:
    """Where a phrase hangs.

    predicate: the nearest verb above it, or the root of a sentence without one.
    noun:      the nearest noun between the two ("the attack of January 5"); None when it hangs on the predicate itself.
    """

    predicate: int
    noun: int | None


def attachment(parse: Parse, words: Span) -> Attachment | None:
    """None for a phrase of no tokens."""
    here = parse.head_of(words)
    if here is None:
        return None
    inside, noun = parse.tokens_in(words), None
    while parse.heads[here] != here:
        here = parse.heads[here]
        if is_predicate(parse, here):
            return Attachment(here, noun)
        if noun is None and here not in inside and parse.pos[here] in {"NOUN", "PROPN", "PRON", "NUM"}:
            noun = here
    return Attachment(here, None if noun == here else noun)


def is_predicate(parse: Parse, token: int) -> bool:
    """A verb, though not one that serves as a preposition ("starting in June", "following the vote")."""
    return parse.pos[token] in {"VERB", "AUX"} and parse.deps[token] != "prep"


def is_within(parse: Parse, verb: int, head: int) -> bool:
    """Does the verb belong to the head's own clause: the head itself, joined to it or its infinitive?"""
    while verb != head:
        finite = parse.tags[verb] in {"VBD", "VBZ"} or any(parse.tags[c] == "MD" for c in parse.children[verb])
        infinitive = parse.deps[verb] == "ccomp" and not finite and child(parse, verb, "mark") is None
        if parse.heads[verb] == verb or not (infinitive or parse.deps[verb] in WITHIN):
            return False
        if parse.deps[verb] == "conj" and (finite or child(parse, verb, *SUBJECTS) is not None):
            return False
        verb = parse.heads[verb]
    return True


def main_predicate(parse: Parse, verb: int) -> int:
    """The verb that a participle without a subject only dresses: of "Speaking in 1994, he vowed" the vowing, of "in an
    interview aired on Monday, she said" the saying; else the verb itself."""
    while parse.tags[verb] in {"VBG", "VBN"} and parse.deps[verb] in {"advcl", "acl"}:
        if child(parse, verb, "aux", "mark", *SUBJECTS) is not None:
            return verb
        above = parse.heads[verb]
        while not is_predicate(parse, above) and parse.heads[above] != above:
            above = parse.heads[above]
        verb = above
    return verb


def verb_before(parse: Parse, words: Span) -> int | None:
    """The verb that the phrase stands directly behind, whatever the parser hangs it on: "said on Monday it would"."""
    held = parse.tokens_in(words)
    here = held[0] - 1 if held else -1
    while here >= 0 and parse.pos[here] in BETWEEN:
        here -= 1
    return here if here >= 0 and is_predicate(parse, here) else None


def hangs_on(parse: Parse, words: Span, verb: int) -> bool:
    """Is this verb what the phrase tells the time or place of: above it, dressed by what is above it, directly before
    it or set apart from it ("it was on Monday that she said")?"""
    held = attachment(parse, words)
    if held is None:
        return False
    predicate = held.predicate
    it = child(parse, predicate, *SUBJECTS)
    is_cleft = parse.lemmas[predicate] == "be" and it is not None and parse.lower(it) == "it"
    return verb in {main_predicate(parse, predicate), verb_before(parse, words)} or (
        is_cleft and parse.heads[verb] == predicate
    )
