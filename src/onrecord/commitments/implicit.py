"""Conditions without an "if": "any attack will be met with force", "whoever attacks", "not for a peace deal".

In:      Parse, a GovernedAction
Out:     Condition, its cue None but for a price, or None
Source:  codebook 2
Shown:   tests/commitments/test_codebook.py
"""

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import GovernedAction
from onrecord.commitments.tables import Logic, ModalForce
from onrecord.language.clauses import child, subject
from onrecord.language.noun_phrases import noun_phrase, preposition
from onrecord.language.word_runs import trimmed_span
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

UNIVERSAL = word_list("any or every")
WHOEVER = word_list("whoever")


def implicit_condition(parse: Parse, governed: GovernedAction) -> Condition | None:
    """The condition inside the action's own subject or object; None when there is none."""
    if governed.force is ModalForce.WILL_NOT:
        price = _price(parse, governed)
        if price is not None:
            return price
    if governed.speaker != "context":
        return _against_any(parse, governed) or _any_who(parse, governed)
    return _universal_subject(parse, governed) or _against_any(parse, governed) or _any_who(parse, governed)


def _price(parse: Parse, governed: GovernedAction) -> Condition | None:
    """ "not willing to sign over territory for a peace deal": not even at that price."""
    for at in parse.children[governed.head]:
        noun = child(parse, at, "pobj") if parse.deps[at] == "prep" and parse.lower(at) == "for" else None
        if noun is not None and parse.lemmas[noun] in word_list("price"):
            last = parse.subtree(noun)[-1]
            return Condition(parse.span(at, at), noun_phrase(parse, noun), noun, governed.head, at, last, Logic.PRICE)
    return None


def _universal_subject(parse: Parse, governed: GovernedAction) -> Condition | None:
    own = subject(parse, governed.head)
    if own is None or own > governed.head:
        return None
    words = parse.subtree(own)
    if parse.lower(words[0]) in WHOEVER or (_is_universal(parse, own) and is_action_like(parse, own)):
        span = trimmed_span(parse, parse.span(words[0], words[-1]))
        if span is not None:
            return Condition(None, span, own, governed.head, words[0], words[-1], Logic.SUFFICIENT)
    return None


def _against_any(parse: Parse, governed: GovernedAction) -> Condition | None:
    if parse.lemmas[governed.head] not in word_list("retaliates"):
        return None
    for word in ("against", "to"):
        at = preposition(parse, governed.head, word)
        noun = child(parse, at, "pobj") if at is not None else None
        if at is not None and noun is not None and _is_universal(parse, noun):
            span = noun_phrase(parse, noun)
            return Condition(None, span, noun, governed.head, at, parse.subtree(noun)[-1], Logic.SUFFICIENT)
    return None


def _any_who(parse: Parse, governed: GovernedAction) -> Condition | None:
    """ "will go after anyone who attacks us": the clause says when, the pronoun whom."""
    if governed.force is ModalForce.WILL_NOT:
        return None  # "not do any act that would harm" is no condition
    for noun in parse.subtree(governed.head):
        clause = child(parse, noun, "relcl")
        if noun < governed.head or clause is None or not (parse.lower(noun) in WHOEVER or _is_universal(parse, noun)):
            continue
        own = subject(parse, clause)
        if (
            own is None
            or parse.lower(own) not in word_list("relative pronoun")
            or not _hangs_close(parse, noun, governed.head)
        ):
            continue
        last = parse.subtree(clause)[-1]
        span = trimmed_span(parse, parse.span(own + 1, last)) if last > own else None
        if span is not None:
            return Condition(None, span, clause, governed.head, own, last, Logic.SUFFICIENT)
    return None


def _hangs_close(parse: Parse, noun: int, verb: int) -> bool:
    """Is the noun an object of the verb, or of a preposition of it?"""
    above = parse.heads[noun]
    return above == verb or (parse.deps[noun] == "pobj" and parse.heads[above] == verb)


def _is_universal(parse: Parse, noun: int) -> bool:
    return any(parse.lower(c) in UNIVERSAL and parse.deps[c] == "det" for c in parse.children[noun])


def is_action_like(parse: Parse, noun: int) -> bool:
    """An act can happen, a party or a person cannot: "any attempt", not "any party"."""
    return parse.lemmas[noun] not in word_list("acting noun") and parse.entities[noun] == ""
