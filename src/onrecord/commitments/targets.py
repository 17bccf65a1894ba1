"""Towards whom an action is done, and who must act for its trigger to hold.

In:      Parse, Parties, SpeakerContext; tokens of action and trigger
Out:     SlotParty; a code, or None
Refuses: nothing; a pronoun that may be one of two is nobody
Source:  codebook 3
Shown:   tests/commitments/test_slots.py
"""

from onrecord.commitments.parties import NOBODY, Parties, SlotParty, is_quoted
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.language.clauses import by_agent, child, clause_subject, is_passive, subject, understood_subject
from onrecord.language.noun_phrases import preposition
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span


def target_of(
    parse: Parse, parties: Parties, head: int, action: Span, agent: SlotParty, context: SpeakerContext
) -> SlotParty:
    """Whom the action is done to or with: the object, else the first party in its words but the agent, else whoever the
    words are addressed to ("warned Baghdad that it would strike")."""
    direct = child(parse, head, "dobj", "dative")
    direct = direct if direct is not None else _made_to_act(parse, head)
    party = NOBODY
    if direct is not None and _is_target(parse, parties, direct, action):
        party = parties.party(direct, context)
        if party.code is not None and party.code != agent.code:
            return party
    inside = parties.first_inside(action, agent.code)
    if inside is not NOBODY:
        return inside
    if party is not NOBODY and party.code is None:
        return party
    to = addressee(parse, parties, context)
    if to is not None and not parties.only_listens(to):
        party = parties.party(to, context)
        if party.code is not None and party.code != agent.code:
            return party
    return NOBODY


def _made_to_act(parse: Parse, head: int) -> int | None:
    """ "force Mexico to pay", "help Cyprus rebuild": the parser makes whoever is to act the subject of the act."""
    act = child(parse, head, "ccomp", "xcomp")
    return child(parse, act, "nsubj") if act is not None and parse.tags[act] in {"VB", "VBG"} else None


def _is_target(parse: Parse, parties: Parties, direct: int, action: Span) -> bool:
    """An object that acts and is not the agent's own ("withdraw its troops")."""
    owner = child(parse, direct, "poss")
    owned = owner is not None and parse.lower(owner) in THIRD_PERSON | FIRST_PERSON
    return not owned and parties.acts(direct) and action.covers(parse.span(direct, direct))


def addressee(parse: Parse, parties: Parties, context: SpeakerContext) -> int | None:
    """Whom somebody warns, promises or tells: the object of the verb, or "to" whom a warning is issued."""
    if context.cue is None:
        return None
    direct = child(parse, context.cue, "dobj", "dative")
    if direct is not None and parse.pos[context.cue] == "VERB":
        return direct if parties.acts(direct) else None
    to = preposition(parse, context.cue, "to")
    noun = child(parse, to, "pobj") if to is not None else None
    return noun if noun is not None and parties.acts(noun) else None


def who_triggers(
    parse: Parse, parties: Parties, head: int, words: Span, agent: SlotParty, context: SpeakerContext
) -> str | None:
    """Code of who must act for the trigger to hold; None when nobody named must."""
    doer = by_agent(parse, head)
    if doer is not None:
        return parties.code(doer, context)
    if is_passive(parse, head):
        own = child(parse, head, "nsubjpass")
        # "If Syria was found to use them": Syria must act, not whoever finds it so.
        acts = own is not None and child(parse, head, "xcomp") is not None
        return _whose_pronoun(parse, parties, own, agent, context) if own is not None and acts else None
    if child(parse, head, "expl") is not None:
        return parties.first_inside(words, None, places=True).code
    own = clause_subject(parse, head) if parse.deps[head] == "advcl" else subject(parse, head)
    told = child(parse, head, "ccomp")
    if own is not None and told is not None and told > head and not parties.acts(own):
        inner = subject(parse, told)  # "if it becomes clear that Riyadh gave the order"
        if inner is not None and child(parse, told, "nsubjpass") is None:
            return _whose_pronoun(parse, parties, inner, agent, context)
    if own is not None:
        return _whose_pronoun(parse, parties, own, agent, context)
    if parse.pos[head] in {"NOUN", "PROPN"}:
        return parties.code(head, context) or parties.first_inside(words, None, places=True).code
    if parse.tags[head] in {"VBG", "VB"}:
        doer = understood_subject(parse, head)
        return parties.code(doer, context) if doer is not None else None
    return None


def _whose_pronoun(parse: Parse, parties: Parties, own: int, agent: SlotParty, context: SpeakerContext) -> str | None:
    """ "if he continued", told of somebody warned, is the one warned; told of nobody it may be either, so None."""
    code = parties.code(own, context)
    if parse.lower(own) not in THIRD_PERSON or is_quoted(context):
        return code
    to = addressee(parse, parties, context)
    if to is not None:
        return parties.code(to, context)
    return None if code == agent.code else code
