"""Actions that were looked at and make no norm, with the reason in words.

In:      Parse, a GovernedAction, the reason
Out:     PassedOver: what `onrecord why` tells of the action
Source:  codebook 1 and 3
Shown:   tests/walk/test_why.py

A reason may name who would do the action ({doer}), who asks for it ({holder}) and the word that governs it
({governor}).
"""

from enum import StrEnum

from onrecord.commitments.modality import GovernedAction
from onrecord.language.noun_phrases import noun_phrase
from onrecord.terms.considered import PassedOver
from onrecord.terms.parses import Parse


class Unbound(StrEnum):
    """Why an action binds nobody and nobody foresees it."""

    NO_ASKER = "“{holder}” is not known as a person, a state or an organisation that could ask for it"
    NO_DOER = "who would do it is not said"
    NOT_SOMEBODY = "“{doer}” is not known as somebody who can act: a person, a state, an organisation"
    OWN_DUTY = "“{governor}” said of oneself, or of whoever listens, asks it of no named other"
    DENIED_DOER = "“{doer}” denies it, and that denial cannot stay with the words of the deed"
    MERE_NEED = "a need or a duty that nobody voices as a demand"
    POINTS_NOWHERE = "whom “{doer}” stands for is not known"
    BARE_WARNING = "a warning of something, with no condition that would bring it on"
    ABILITY = "“{governor}” tells what can be, with no condition that would bring it about"
    IDLE = "“{governor}” without a condition, of a speaker whose state or organisation is not known"
    WORDS_ONLY = "what is announced is only words"
    ASIDE = "it stands in a relative clause, which describes and does not undertake"
    ADVICE = "told to “you”: politeness or advice"
    PROCEDURE = "the “shall” of treaties and statutes: procedure"
    POSSIBILITY = "“{governor}” of a deed that is not the speaker's own: a possibility, no forecast"
    JUDGEMENT = "it says what something is like, not what will happen"
    UNKNOWN_FORECASTER = "a forecast by a speaker whose state or organisation is not known"
    WRITERS_FORECAST = "the writer's own forecast without a condition, of no one who could be bound by it"
    OTHERS_PLANS = "“{doer}” is taken for another than the speaker, and no condition is given: a report of plans"


UNREAD = "the rules read a norm in it and the trained reader none, which is seldom one"
IN_CONDITION = "it is part of a condition, which nobody undertakes"
RIVAL_CONDITION = "an “only if” or “unless” stands beside it that may be its own"
LOST_REFERENCE = "what its “if so” points to was not found"
HOPED = "told as a hope or a fear"
NO_WORDS = "its words could not be told from the condition's"


def passed_over(parse: Parse, governed: GovernedAction, reason: str) -> PassedOver:
    """The action's words and its governor's, with the reason."""
    denial = governed.governor + 1
    joined = (
        denial < len(parse) and parse.starts[denial] == parse.ends[governed.governor] and parse.deps[denial] == "neg"
    )
    governor = parse.span(governed.governor, denial if joined else governed.governor)  # "won't", not "wo"
    said = reason.format(
        doer=_words(parse, governed.doer),
        holder=_words(parse, governed.holder),
        governor=governor.of(parse.text),
    )
    return PassedOver(parse.span(governed.head, governed.head), governor, said)


def _words(parse: Parse, noun: int | None) -> str:
    return " ".join(noun_phrase(parse, noun).of(parse.text).split()) if noun is not None else "nobody"
