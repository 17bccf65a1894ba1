"""Undertaking or prediction: is the deed the speaker's own to do?

In:      a Deed, its Condition, the Voice it stands in
Out:     Stance: modal, agent, target, speaker; None when nobody undertakes, demands or foresees anything
Source:  codebook 1 (modals) and 3 (rules settled on the first passages)
Shown:   tests/commitments/test_codebook.py
"""

from dataclasses import dataclass

from onrecord.commitments.clauses import child, says_none, subject
from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import Deed
from onrecord.commitments.parties import NOBODY, THIRD_PERSON, Parties, Party
from onrecord.commitments.tables import Force, Logic, word_list
from onrecord.commitments.voices import FIRST_PERSON, Voice
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal

MODALS = {Force.WILL: Modal.WILL, Force.WILL_NOT: Modal.WILL_NOT, Force.READY: Modal.READY, Force.ABLE: Modal.READY}


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody stands to a deed."""

    modal: Modal
    agent: Party
    target: Party
    speaker: Party
    voice: Voice


def settle(parse: Parse, parties: Parties, deed: Deed, condition: Condition | None, voice: Voice) -> Stance | None:
    """The stance the words take; None when they bind nobody and nobody foresees anything."""
    if deed.force is Force.DEMANDS:
        return _demand(parties, deed, voice)
    if deed.force is Force.MUST:
        return _duty(parse, parties, deed, voice)
    if deed.speaker != "voice":
        return _vow(parse, parties, deed, condition, voice)
    return _said(parse, parties, deed, condition, voice)


def _speaker(voice: Voice) -> Party:
    return Party(voice.speaker, voice.code)


def _demand(parties: Parties, deed: Deed, voice: Voice) -> Stance | None:
    if deed.speaker == "nobody":  # "it is urgent that": whoever speaks finds it so
        return Stance(Modal.DEMANDS, _speaker(voice), parties.party(deed.doer, voice), _speaker(voice), voice)
    agent = parties.party(deed.holder, voice)
    if deed.holder is not None and not parties.acts(deed.holder) and agent.code is None:
        return None
    return Stance(Modal.DEMANDS, agent, parties.party(deed.doer, voice), agent, voice)


def _duty(parse: Parse, parties: Parties, deed: Deed, voice: Voice) -> Stance | None:
    """ "Russia must": a demand on a named other; "we must" is nothing."""
    agent = parties.party(deed.doer, voice)
    if (
        deed.doer is None
        or not can_be_bound(parse, parties, deed, agent)
        or parse.lower(deed.doer) in FIRST_PERSON | {"you"}
    ):
        return None
    return Stance(Modal.DEMANDS, _speaker(voice), agent, _speaker(voice), voice)


def _vow(parse: Parse, parties: Parties, deed: Deed, condition: Condition | None, voice: Voice) -> Stance | None:
    agent = parties.party(deed.doer, voice)
    if deed.doer is not None and not can_be_bound(parse, parties, deed, agent):
        return None
    if parse.pos[deed.head] == "NOUN" and condition is None and parse.lemmas[deed.governor] == "warn":
        return None
    speaker = _speaker(voice)
    if voice.is_writer and deed.speaker in {"self", "owner"}:
        speaker = agent
    return Stance(MODALS[deed.force], agent, NOBODY, speaker, voice)


def _said(parse: Parse, parties: Parties, deed: Deed, condition: Condition | None, voice: Voice) -> Stance | None:
    """A bare modal: the speaker's own act is an undertaking, another's under "will" a prediction."""
    if condition is None and (_is_idle(parse, deed, voice) or _is_performative(parse, deed)):
        return None
    modal = MODALS[deed.force]
    agent = parties.party(deed.doer, voice)
    response = own_response(parse, deed)
    if response is not None:
        return Stance(modal, parties.party(response, voice), NOBODY, _speaker(voice), voice)
    if _is_reckoning(parse, deed) and not _is_own(parse, deed, voice, agent):
        return Stance(modal, _speaker(voice), agent, _speaker(voice), voice)
    if is_controlled(parse, deed) and _binds(parse, parties, deed, voice, agent, condition):
        return Stance(modal, agent, NOBODY, _speaker(voice), voice)
    if _is_act_on_something(parse, parties, deed, voice):
        return Stance(modal, _speaker(voice), NOBODY, _speaker(voice), voice)
    if deed.doer is not None and says_none(parse, deed.doer):
        return None  # "no country will recognise it": the denial cannot stay with the deed
    if modal is Modal.READY or not _is_worth_foreseeing(condition, voice, agent):
        return None
    return Stance(Modal.PREDICTS, _speaker(voice), agent, _speaker(voice), voice)


def _is_idle(parse: Parse, deed: Deed, voice: Voice) -> bool:
    """A modal that undertakes nothing without a condition: "can", and "could", "may", "would" in nobody's mouth."""
    if deed.force is Force.ABLE:
        return True
    return voice.code is None and (
        deed.force is Force.READY or (voice.is_writer and parse.lower(deed.governor) == "would")
    )


def _is_performative(parse: Parse, deed: Deed) -> bool:
    """ "I would stress that": saying so does it."""
    first = deed.doer is not None and parse.lower(deed.doer) in FIRST_PERSON
    return first and parse.lemmas[deed.head] in word_list("says")


def _is_worth_foreseeing(condition: Condition | None, voice: Voice, about: Party) -> bool:
    """Any forecast under a condition; one without, or in spite of one, only from a speaker we know, and none of what
    another named party will do: that reports their plans."""
    if condition is None:
        return voice.code is not None and about.code is None
    return condition.logic is not Logic.CONCESSIVE or voice.code is not None


def own_response(parse: Parse, deed: Deed) -> int | None:
    """ "our response will be cruel": the token of whose response it is; None when the subject is none."""
    own = subject(parse, deed.head)
    if own is None or parse.lemmas[own] not in word_list("response"):
        return None
    return child(parse, own, "poss")


def _is_reckoning(parse: Parse, deed: Deed) -> bool:
    """ "will pay a heavy price", "will face consequences": a threat in the words of whoever makes it."""
    noun = child(parse, deed.head, "dobj")
    suffers = parse.lemmas[deed.head] in word_list("suffers")
    return suffers and noun is not None and parse.lemmas[noun] in word_list("response")


def _is_own(parse: Parse, deed: Deed, voice: Voice, agent: Party) -> bool:
    """Is it the speaker who will pay?"""
    if voice.is_writer or (deed.doer is not None and parse.lower(deed.doer) in FIRST_PERSON):
        return True
    return agent.code is not None and agent.code == voice.code


def _is_act_on_something(parse: Parse, parties: Parties, deed: Deed, voice: Voice) -> bool:
    """ "sanctions will be imposed", "there will be consequences": whoever speaks will see to it."""
    there_is = child(parse, deed.head, "attr") if child(parse, deed.head, "expl") is not None else None
    if there_is is not None and parse.lemmas[there_is] in word_list("response"):
        return True
    if voice.is_writer or (deed.doer is not None and parties.acts(deed.doer)):
        return False
    if child(parse, deed.head, "auxpass") is not None:
        return parse.lemmas[deed.head] in word_list("official act")
    return parse.lemmas[deed.head] == "be" and child(parse, deed.head, "expl") is not None


def _binds(parse: Parse, parties: Parties, deed: Deed, voice: Voice, agent: Party, condition: Condition | None) -> bool:
    """Is the doer the speaker, or, in the writer's own words, somebody who can be bound?"""
    if deed.doer is None:
        return False
    if parse.lower(deed.doer) in FIRST_PERSON:
        return True
    if says_none(parse, deed.doer) or not can_be_bound(parse, parties, deed, agent):
        return False
    if voice.is_writer:
        return True
    if voice.code is not None and agent.code is not None:
        return voice.code == agent.code
    if condition is None and voice.code is None:
        return True
    return parse.lower(deed.doer) in THIRD_PERSON or _speaks_for(parse, deed, voice, agent)


def can_be_bound(parse: Parse, parties: Parties, deed: Deed, agent: Party) -> bool:
    """Is the doer somebody, or somebody's own doing ("Turkey's offensive will end")? "it" is, under "ready" and under
    words of saying."""
    if deed.doer is None:
        return False
    if parties.acts(deed.doer):
        return True
    if agent.code is not None and (deed.speaker != "voice" or parse.lemmas[deed.doer] in word_list("own doing")):
        return True
    return parse.lower(deed.doer) == "it" and (deed.speaker != "voice" or parse.deps[deed.head] == "ccomp")


def _speaks_for(parse: Parse, deed: Deed, voice: Voice, agent: Party) -> bool:
    """Where codes are missing: a shared name ("the CIA official", "the CIA"), a possessive ("his government"), an
    official without a name, or a verb of threat speak for the doer."""
    if agent.words is None or voice.speaker is None or deed.doer is None:
        return voice.cue is not None and parse.lemmas[voice.cue] in word_list("commits")
    if any(parse.lower(c) in THIRD_PERSON for c in parse.children[deed.doer]):
        return True
    if parse.lemmas[deed.doer] in word_list("own organ") and parse.pos[deed.doer] == "NOUN":
        return True
    mine, theirs = (set(words.of(parse.text).lower().split()) for words in (voice.speaker, agent.words))
    if {w for w in mine & theirs if len(w) > 3} or any(t.startswith(m) for m in mine for t in theirs if len(m) > 4):
        return True
    speaker = parse.head_of(voice.speaker)
    if speaker is not None and parse.lemmas[speaker] in word_list("mouthpiece"):
        return True
    if speaker is not None and any(parse.lower(c) in THIRD_PERSON for c in parse.children[speaker]):
        return True  # "their commander said"
    return voice.cue is not None and parse.lemmas[voice.cue] in word_list("commits")


def is_controlled(parse: Parse, deed: Deed) -> bool:
    """Can a will bring the deed about? "survive", "lose", "be weaker" it cannot."""
    if parse.lemmas[deed.head] in word_list("uncontrolled"):
        noun = child(parse, deed.head, "dobj")
        return parse.lemmas[deed.head] == "have" and noun is not None and parse.lemmas[noun] == "right"
    if parse.lemmas[deed.head] == "be":
        return child(parse, deed.head, "attr", "acomp", "prep") is None
    return True
