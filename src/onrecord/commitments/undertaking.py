"""Undertaking or prediction: is the action the speaker's own to do?

In:      a GovernedAction, its Condition, the SpeakerContext it stands in
Out:     Stance: modal, agent, target, speaker; or Unbound, why nobody undertakes, demands or foresees it
Source:  codebook 1 (modals) and 3 (rules settled on the first passages)
Shown:   tests/commitments/test_codebook.py
"""

from dataclasses import dataclass

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import GovernedAction
from onrecord.commitments.parties import NOBODY, Parties, SlotParty, is_quoted
from onrecord.commitments.passing import Unbound
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.commitments.tables import Logic, ModalForce
from onrecord.commitments.volition import is_controlled
from onrecord.language.clauses import child, subject
from onrecord.language.denial import says_none
from onrecord.language.noun_phrases import neither_nor
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal

MODALS = {force: force.modal for force in ModalForce if force.modal is not None}


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody stands to an action."""

    modal: Modal
    agent: SlotParty
    target: SlotParty
    speaker: SlotParty
    context: SpeakerContext


def settle(
    parse: Parse, parties: Parties, governed: GovernedAction, condition: Condition | None, context: SpeakerContext
) -> Stance | Unbound:
    """The stance the words take, or why they bind nobody and nobody foresees anything."""
    if governed.force.asks_another:
        return _demand(parse, parties, governed, context)
    if governed.force is ModalForce.MUST:
        return _duty(parse, parties, governed, context)
    if governed.speaker != "context":
        return _vow(parse, parties, governed, condition, context)
    return _said(parse, parties, governed, condition, context)


def _speaker(context: SpeakerContext) -> SlotParty:
    return SlotParty(context.speaker, context.code)


def _demand(parse: Parse, parties: Parties, governed: GovernedAction, context: SpeakerContext) -> Stance | Unbound:
    modal = MODALS[governed.force]
    if governed.speaker == "nobody":  # "it is urgent that": whoever speaks finds it so
        return Stance(modal, _speaker(context), parties.party(governed.doer, context), _speaker(context), context)
    agent = parties.party(governed.holder, context)
    if governed.holder is not None and not _may_demand(parse, parties, governed.holder) and agent.code is None:
        return Unbound.NO_ASKER
    return Stance(modal, agent, parties.party(governed.doer, context), agent, context)


def _may_demand(parse: Parse, parties: Parties, holder: int) -> bool:
    """Somebody, "it" for one named before, or the paper it stands in ("the resolution calls on Iran to")."""
    return parties.acts(holder) or parse.lower(holder) == "it" or parse.lemmas[holder] in word_list("paper")


def _duty(parse: Parse, parties: Parties, governed: GovernedAction, context: SpeakerContext) -> Stance | Unbound:
    """ "Russia must": a demand on a named other; "we must" is nothing."""
    agent = parties.party(governed.doer, context)
    if governed.doer is None:
        return Unbound.NO_DOER
    if not can_be_bound(parse, parties, governed, agent):
        return Unbound.NOT_SOMEBODY
    if parse.lower(governed.doer) in FIRST_PERSON | {"you"}:
        return Unbound.OWN_DUTY
    if says_none(parse, governed.doer):
        return Unbound.DENIED_DOER  # "neither of them should": the denial cannot stay with the action
    if parse.lower(governed.doer) == "it" and (context.is_writer or is_quoted(context)):
        return Unbound.POINTS_NOWHERE
    if _is_mere_need(parse, governed, context, agent):
        return Unbound.MERE_NEED
    return Stance(Modal.DEMANDS, _speaker(context), agent, _speaker(context), context)


def _vow(
    parse: Parse, parties: Parties, governed: GovernedAction, condition: Condition | None, context: SpeakerContext
) -> Stance | Unbound:
    agent = parties.party(governed.doer, context)
    if governed.doer is not None and not can_be_bound(parse, parties, governed, agent):
        if parse.lemmas[governed.governor] not in word_list("told without a teller"):
            return Unbound.NOT_SOMEBODY
        agent = NOBODY  # "this followed the announcement of": whose it was is not said
    if parse.pos[governed.head] == "NOUN" and condition is None and parse.lemmas[governed.governor] == "warn":
        return Unbound.BARE_WARNING
    speaker = NOBODY if governed.speaker == "none" and _says_only_so(parse, governed, context) else _speaker(context)
    if context.is_writer and governed.speaker in {"self", "owner"}:
        speaker = agent
    return Stance(MODALS[governed.force], agent, NOBODY, speaker, context)


def _says_only_so(parse: Parse, governed: GovernedAction, context: SpeakerContext) -> bool:
    """ "plans to", "is willing to": the cue of the statement is the readiness itself, so the writer tells of it."""
    cue = context.statement.cue if context.statement is not None else ()
    return any(span.start <= parse.starts[governed.governor] < span.end for span in cue)


def _is_mere_need(parse: Parse, governed: GovernedAction, context: SpeakerContext, agent: SlotParty) -> bool:
    """ "the services they need to get", "she must now apply": what things are like for somebody, asked by nobody."""
    if (
        parse.deps[governed.governor] == "relcl"
        or parse.deps[governed.head] == "relcl"
        or _is_judgement(parse, governed)
    ):
        return True
    return context.is_writer and agent.code is None and parse.lemmas[governed.governor] in word_list("needs")


def _said(
    parse: Parse, parties: Parties, governed: GovernedAction, condition: Condition | None, context: SpeakerContext
) -> Stance | Unbound:
    """A bare modal: the speaker's own act is an undertaking, another's under "will" a prediction."""
    idle = _idleness(parse, governed, context) if condition is None else None
    if idle is not None:
        return idle
    if governed.doer is not None and parse.lower(governed.doer) == "you":
        return Unbound.ADVICE
    modal = MODALS[governed.force]
    agent = parties.party(governed.doer, context)
    if _is_procedure(parse, governed, agent):
        return Unbound.PROCEDURE
    response = own_response(parse, governed)
    if response is not None:
        return Stance(modal, parties.party(response, context), NOBODY, _speaker(context), context)
    reckoning = _is_reckoning(parse, governed)
    if reckoning and not _is_own(parse, governed, context, agent):
        return Stance(modal, _speaker(context), agent, _speaker(context), context)
    foreseen = _is_foreseen(parse, governed, context)
    controlled = is_controlled(parse, governed.head) and not reckoning  # nobody undertakes to suffer
    willed = controlled or _is_own_promise(parse, governed, context)
    if not foreseen and willed and _binds(parse, parties, governed, context, agent, condition):
        return Stance(modal, agent, NOBODY, _speaker(context), context)
    if _is_act_on_something(parse, parties, governed, context):
        return Stance(modal, _speaker(context), NOBODY, _speaker(context), context)
    if governed.doer is not None and says_none(parse, governed.doer):
        return Unbound.DENIED_DOER  # "no country will recognise it": the denial cannot stay with the action
    if modal is Modal.READY:
        return Unbound.POSSIBILITY
    if _is_judgement(parse, governed):
        return Unbound.JUDGEMENT
    unworthy = _not_worth_foreseeing(condition, context, agent)
    return unworthy or Stance(Modal.PREDICTS, _speaker(context), agent, _speaker(context), context)


def _idleness(parse: Parse, governed: GovernedAction, context: SpeakerContext) -> Unbound | None:
    """A modal that undertakes nothing without a condition: "can", and "could", "may", "would" in nobody's mouth; words
    that only say; a clause that only describes."""
    if governed.force is ModalForce.ABLE:
        return Unbound.ABILITY
    if context.code is None and (
        governed.force is ModalForce.READY or (context.is_writer and parse.lower(governed.governor) == "would")
    ):
        return Unbound.IDLE
    if _is_performative(parse, governed):
        return Unbound.WORDS_ONLY
    return Unbound.ASIDE if _is_aside(parse, governed) else None


def _is_performative(parse: Parse, governed: GovernedAction) -> bool:
    """ "I would stress that": saying so does it. "The president will say" announces words, no action."""
    first = governed.doer is not None and parse.lower(governed.doer) in FIRST_PERSON
    return parse.lemmas[governed.head] in (word_list("says") if first else word_list("says words"))


def _is_aside(parse: Parse, governed: GovernedAction) -> bool:
    """ "a resolution that will set out the criteria": a relative clause describes."""
    return parse.deps[governed.head] == "relcl"


def _is_procedure(parse: Parse, governed: GovernedAction, agent: SlotParty) -> bool:
    """ "Each Party shall notify the Depositary": the shall of treaties and statutes, in nobody's own name."""
    first = governed.doer is not None and parse.lower(governed.doer) in FIRST_PERSON
    return (
        parse.lower(governed.governor) == "shall"
        and not first
        and agent.code is None
        and governed.force is not ModalForce.READY
    )


def _is_judgement(parse: Parse, governed: GovernedAction) -> bool:
    """ "would be a mistake", "would be easier": what something is like foretells nothing that happens."""
    return parse.lemmas[governed.head] == "be" and child(parse, governed.head, "attr", "acomp") is not None


def _not_worth_foreseeing(condition: Condition | None, context: SpeakerContext, about: SlotParty) -> Unbound | None:
    """Any forecast under a condition is; one without, or in spite of one, only from a speaker we know, and none of what
    another named party will do: that reports their plans."""
    if condition is not None and (condition.logic is not Logic.CONCESSIVE or context.code is not None):
        return None
    if context.code is None:
        return Unbound.WRITERS_FORECAST if context.is_writer else Unbound.UNKNOWN_FORECASTER
    return Unbound.OTHERS_PLANS if about.code is not None else None


def own_response(parse: Parse, governed: GovernedAction) -> int | None:
    """ "our response will be cruel": the token of whose response it is; None when the subject is none."""
    own = subject(parse, governed.head)
    if own is None or parse.lemmas[own] not in word_list("response"):
        return None
    return child(parse, own, "poss")


def _is_reckoning(parse: Parse, governed: GovernedAction) -> bool:
    """ "will pay a heavy price", "will face consequences": a threat in the words of whoever makes it."""
    noun = child(parse, governed.head, "dobj")
    suffers = parse.lemmas[governed.head] in word_list("suffers")
    return suffers and noun is not None and parse.lemmas[noun] in word_list("response")


def _is_foreseen(parse: Parse, governed: GovernedAction, context: SpeakerContext) -> bool:
    """ "thinks Greece will leave": who thinks so undertakes nothing, unless it is his own act."""
    if context.cue is None or parse.lemmas[context.cue] not in word_list("foresees"):
        return False
    return governed.doer is None or parse.lower(governed.doer) not in FIRST_PERSON | THIRD_PERSON - {"it"}


def _is_own_promise(parse: Parse, governed: GovernedAction, context: SpeakerContext) -> bool:
    """ "pledged that he would be a friend to both": a promise, whatever the verb."""
    promised = context.cue is not None and parse.lemmas[context.cue] in word_list("promises")
    return promised and governed.doer is not None and parse.lower(governed.doer) in FIRST_PERSON | THIRD_PERSON - {"it"}


def _is_own(parse: Parse, governed: GovernedAction, context: SpeakerContext, agent: SlotParty) -> bool:
    """Is it the speaker who will pay?"""
    if context.is_writer or (governed.doer is not None and parse.lower(governed.doer) in FIRST_PERSON):
        return True
    return agent.code is not None and agent.code == context.code


def _is_act_on_something(parse: Parse, parties: Parties, governed: GovernedAction, context: SpeakerContext) -> bool:
    """ "sanctions will be imposed", "there will be consequences": whoever speaks will see to it."""
    there_is = child(parse, governed.head, "attr") if child(parse, governed.head, "expl") is not None else None
    if there_is is not None and parse.lemmas[there_is] in word_list("response"):
        return True
    if parse.pos[governed.head] == "NOUN":
        return True  # "all options are on the table"
    if context.is_writer or (governed.doer is not None and parties.acts(governed.doer)):
        return False
    if child(parse, governed.head, "auxpass") is not None:
        return parse.lemmas[governed.head] in word_list("official act") and child(parse, governed.head, "agent") is None
    return parse.lemmas[governed.head] == "be" and child(parse, governed.head, "expl") is not None


def _binds(
    parse: Parse,
    parties: Parties,
    governed: GovernedAction,
    context: SpeakerContext,
    agent: SlotParty,
    condition: Condition | None,
) -> bool:
    """Is the doer the speaker, or, in the writer's own words, somebody who can be bound?"""
    if governed.doer is None:
        return False
    if parse.lower(governed.doer) in FIRST_PERSON:
        return True
    if (says_none(parse, governed.doer) and not neither_nor(parse, governed.doer)) or not can_be_bound(
        parse, parties, governed, agent
    ):
        return False
    if context.speaker is None and context.code is None:
        return True
    if context.code is not None and agent.code is not None:
        return context.code == agent.code
    if condition is None and context.code is None and agent.code is None:
        return True
    if parse.lower(governed.doer) in THIRD_PERSON or _speaks_for(parse, governed, context, agent):
        return True
    several = context.speaker is not None and context.speaker.of(parse.text).lower() == "they"
    return several and parties.named_before(governed.doer, agent)  # "Envoys of A and B met. A will stay, they said"


def can_be_bound(parse: Parse, parties: Parties, governed: GovernedAction, agent: SlotParty) -> bool:
    """Is the doer somebody, or somebody's own doing ("Turkey's offensive will end")? "it" is, under "ready" and under
    words of saying."""
    if governed.doer is None:
        return False
    if parties.acts(governed.doer):
        return True
    if agent.code is not None and (
        governed.speaker != "context" or parse.lemmas[governed.doer] in word_list("own doing")
    ):
        return True
    return parse.lower(governed.doer) == "it" and (
        governed.speaker != "context" or parse.deps[governed.head] == "ccomp"
    )


def _speaks_for(parse: Parse, governed: GovernedAction, context: SpeakerContext, agent: SlotParty) -> bool:
    """Where codes are missing: a shared name ("the CIA official", "the CIA"), a possessive ("his government"), an
    official without a name, or a verb of threat speak for the doer."""
    if agent.words is None or context.speaker is None or governed.doer is None:
        return context.cue is not None and parse.lemmas[context.cue] in word_list("commits")
    if any(parse.lower(c) in THIRD_PERSON for c in parse.children[governed.doer]):
        return True
    if parse.lemmas[governed.doer] in word_list("own organ") and parse.pos[governed.doer] == "NOUN":
        return True
    mine, theirs = (set(words.of(parse.text).lower().split()) for words in (context.speaker, agent.words))
    if {w for w in mine & theirs if len(w) > 3} or any(t.startswith(m) for m in mine for t in theirs if len(m) > 4):
        return True
    speaker = parse.head_of(context.speaker)
    if speaker is not None and parse.lemmas[speaker] in word_list("mouthpiece"):
        return True
    if speaker is not None and any(parse.lower(c) in THIRD_PERSON for c in parse.children[speaker]):
        return True  # "their commander said"
    return context.cue is not None and parse.lemmas[context.cue] in word_list("commits")
