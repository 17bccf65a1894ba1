"""Norms that the model reads, made into drafts: its words, with the parties, the context and the day of the walk.

In:      ReadNorms, the sentences they stand in as the rules see them
Out:     NormDrafts; Refusals of what nobody says
Refuses: what stands under a condition whose end cannot be seen; an "only if" taken for a promise
Source:  the model's words (models/norms/README.md); what binds it: codebook 2
Shown:   tests/commitments/test_learned.py

The model finds actions and words; the codebook binds what it may say of them: under "only if" it makes no promise.
"""

from dataclasses import replace

from onrecord.commitments.attach import attach
from onrecord.commitments.codebook import readings
from onrecord.commitments.connectives import RESTRICTING, Condition, cut_off, find_conditions
from onrecord.commitments.deadlines import deadline_of
from onrecord.commitments.draft import DraftSource, NormDraft
from onrecord.commitments.modality import GovernedAction, find_actions
from onrecord.commitments.parties import NOBODY, Parties, SlotParty
from onrecord.commitments.speaker_context import SpeakerContext, SpeakerContexts
from onrecord.commitments.tables import Logic, ModalForce, auxiliaries, modal_words
from onrecord.commitments.targets import target_of, who_triggers
from onrecord.commitments.unsaid import unsaid
from onrecord.language.clauses import auxiliaries as auxiliaries_of
from onrecord.language.pronouns import FIRST_PERSON
from onrecord.terms.parses import Parse
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Doer, Modal, Mode, Strength
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression

# What is foreseen is told with "will".
FORCES = {
    Modal.PREDICTS: ModalForce.WILL,
    **{force.modal: force for force in ModalForce if force.modal and force.says_modal},
}
VERBAL = frozenset({"VERB", "AUX"})
# Two spans that share this much of their words (token F1) are of one thing.
SAME_SPAN = 0.5


class LearnedDrafter:
    """Drafts the norms of one page that the model reads."""

    def __init__(
        self, parse: Parse, contexts: SpeakerContexts, parties: Parties, times: tuple[TimeExpression, ...]
    ) -> None:
        self._parse, self._contexts, self._parties, self._times = parse, contexts, parties, times

    def sentence(self, index: int, read: tuple[ReadNorm, ...]) -> tuple[tuple[NormDraft, ...], tuple[Refusal, ...]]:
        """The drafts of one sentence, and what may not be read there. read: what the model reads in it."""
        if not read:
            return (), ()
        parse, tokens = self._parse, range(*self._parse.sentences[index])
        actions = {d.head: d for d in find_actions(parse, tokens)}
        conditions, refused = find_conditions(parse, tokens)
        refused = refused or cut_off(parse, tokens, conditions)
        attached = attach(parse, tuple(actions.values()), conditions)
        drafts: list[NormDraft] = []
        refusals: list[Refusal] = []
        for one in read:
            if refused and one.modal in {Modal.WILL, Modal.READY}:
                continue  # an action beside a condition we cannot read may be its very opposite
            head = self._head(one.action)
            if head is None or self._is_own_duty(one, actions.get(head)):
                continue
            condition = self._condition(one, conditions, head)
            hanging = attached.get(head)
            if one.mode is Mode.NONE and hanging is not None and hanging.logic in RESTRICTING:
                continue  # no promise may come of it
            bound = bound_by(one, condition)
            if bound is None:
                continue
            draft = self._draft(bound, actions.get(head) or self._action(bound, head), condition)
            if _is_anothers(draft):
                if condition is None:
                    continue
                draft = foreseen(draft)
            refusal = unsaid(parse, draft.governed, condition, draft.action)
            if refusal is not None:
                refusals.append(refusal)
            else:
                drafts.append(draft)
        return tuple(drafts), tuple(refusals)

    def _head(self, action: Span) -> int | None:
        """The token of the action: its first word where that is a verb, else what heads its words."""
        parse, first = self._parse, self._parse.tokens_in(action)[0]
        if parse.pos[first] in VERBAL and parse.deps[first] not in {"aux", "auxpass"}:
            return first
        return parse.head_of(action)

    def _is_own_duty(self, read: ReadNorm, governed: GovernedAction | None) -> bool:
        """ "We must be patient" asks it of no other (codebook 3)."""
        if (
            read.modal is not Modal.DEMANDS
            or governed is None
            or governed.force is not ModalForce.MUST
            or governed.doer is None
        ):
            return False
        return self._parse.lower(governed.doer) in FIRST_PERSON

    def _action(self, read: ReadNorm, head: int) -> GovernedAction:
        """An action that no table governs, as the model reads it."""
        parse = self._parse
        modal = next((a for a in auxiliaries_of(parse, head) if parse.lower(a) in auxiliaries()), None)
        above = parse.heads[head]
        governor = modal if modal is not None else above
        doer = parse.head_of(read.agent) if read.agent is not None else None
        holder = None
        if read.modal.doer is Doer.TARGET:
            holder, doer = doer, parse.head_of(read.target) if read.target is not None else None
        speaker = "context" if modal is not None else "self"
        return GovernedAction(head, governor, doer, holder, FORCES[read.modal], self._strength(read, governor), speaker)

    def _strength(self, read: ReadNorm, governor: int) -> Strength:
        """Of the word that governs the action where a table has it, else the least that the modal says."""
        parse = self._parse
        row = auxiliaries().get(parse.lower(governor))
        if row is not None:
            return row.strength
        for word in modal_words().get(parse.lemmas[governor], ()):
            return word.strength
        return Strength.READY if read.modal is Modal.READY else Strength.FIRM

    def _condition(self, read: ReadNorm, conditions: tuple[Condition, ...], host: int) -> Condition | None:
        """The condition of the model's trigger: the one the connectives tell there, else one of its own."""
        if read.mode is Mode.NONE or read.trigger is None:
            return None
        parse, trigger = self._parse, read.trigger
        told = next((c for c in conditions if alike(parse, c.trigger, trigger) >= SAME_SPAN), None)
        if told is not None:
            return told
        tokens, head = parse.tokens_in(trigger), parse.head_of(trigger)
        if head is None:
            return None
        cue = parse.tokens_in(read.cue) if read.cue is not None else range(0)
        first, last = min([*tokens, *cue]), max([*tokens, *cue])
        return Condition(read.cue, trigger, head, host, first, last, logic_of(read))

    def _draft(self, read: ReadNorm, governed: GovernedAction, condition: Condition | None) -> NormDraft:
        parse, parties = self._parse, self._parties
        context = self._context(governed, read)
        agent = self._agent(read, context, governed)
        trigger = condition.trigger if condition is not None else None
        trigger_id = None
        if condition is not None:
            trigger_id = who_triggers(parse, parties, condition.head, condition.trigger, agent, context)
        return NormDraft(
            governed=governed,
            context=context,
            condition=condition,
            modal=read.modal,
            mode=read.mode,
            strength=governed.strength,
            agent=agent,
            action=read.action,
            target=self._target(read, governed, context, agent),
            trigger=trigger,
            trigger_id=trigger_id,
            cue=condition.cue if condition is not None else None,
            speaker=self._speaker(read, context, agent),
            deadline=deadline_of(parse, self._times, governed, context, but=trigger),
            evidence=(parse.sentence_span(parse.sentence_index(governed.head)),),
            read=read.probability,
            source=DraftSource.MODEL,
        )

    def _context(self, governed: GovernedAction, read: ReadNorm) -> SpeakerContext:
        """The context at the action; of a "we" that nobody is named beside, whoever spoke last."""
        context = self._contexts.at(governed.head)
        agent = self._parse.head_of(read.agent) if read.agent is not None else None
        first = agent is not None and self._parse.lower(agent) in FIRST_PERSON
        if context.code is None and first:
            return replace(context, code=self._contexts.around(governed.head) or self._contexts.own_state)
        return context

    def _agent(self, read: ReadNorm, context: SpeakerContext, governed: GovernedAction) -> SlotParty:
        """Whom the model's words name; where it points at none, the speaker of a demand or forecast."""
        named = self._party(read.agent, context)
        if named is not NOBODY:
            return named
        if read.modal.of_another:
            return SlotParty(context.speaker, context.code)
        return (
            self._parties.party(governed.doer, context)
            if governed.doer is not None
            else SlotParty(context.speaker, context.code)
        )

    def _party(self, words: Span | None, context: SpeakerContext) -> SlotParty:
        head = self._parse.head_of(words) if words is not None else None
        if head is None:
            return NOBODY
        return SlotParty(words, self._parties.code(head, context))

    def _target(self, read: ReadNorm, governed: GovernedAction, context: SpeakerContext, agent: SlotParty) -> SlotParty:
        named = self._party(read.target, context)
        if named.code is not None:
            return named
        inside = self._parties.first_inside(read.target, agent.code) if read.target is not None else NOBODY
        if inside is not NOBODY:
            return inside
        if read.modal.of_another:
            return named
        found = target_of(self._parse, self._parties, governed.head, read.action, agent, context)
        return found if found.code is not None or named is NOBODY else named

    def _speaker(self, read: ReadNorm, context: SpeakerContext, agent: SlotParty) -> SlotParty:
        if not context.is_writer:
            return SlotParty(context.speaker, context.code)
        if read.speaker is None:
            return NOBODY
        named = self._party(read.speaker, context)
        return (
            named
            if named.code is not None
            else SlotParty(read.speaker, agent.code if read.speaker == read.agent else None)
        )


def _is_anothers(draft: NormDraft) -> bool:
    """ "Yemen will move its port, the emir of Kuwait said": under a bare "will" nobody undertakes what another does."""
    agent, speaker = draft.agent.code, draft.context.code
    undertaken = not draft.modal.of_another and draft.governed.speaker == "context"
    return undertaken and None not in {agent, speaker} and agent != speaker


def foreseen(draft: NormDraft) -> NormDraft:
    """What a speaker says that another will do under a condition: a forecast of his."""
    speaker = SlotParty(draft.context.speaker, draft.context.code)
    return replace(draft, modal=Modal.PREDICTS, agent=speaker, target=draft.agent, speaker=speaker)


def alike(parse: Parse, one: Span, other: Span) -> float:
    """Token F1 of two spans, in [0, 1]."""
    a, b = set(parse.tokens_in(one)), set(parse.tokens_in(other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def logic_of(read: ReadNorm) -> Logic:
    """What a connective must have said for the model's reading."""
    if read.mode is Mode.EVEN_IF:
        return Logic.CONCESSIVE
    if read.mode is Mode.IF:
        return Logic.SUFFICIENT
    return Logic.NECESSARY if read.modal is Modal.WILL_NOT else Logic.EXCEPT


def bound_by(read: ReadNorm, condition: Condition | None) -> ReadNorm | None:
    """The reading as the codebook lets it stand beside the connective; None where it may not.

    "Only if" is never a promise: read as one, it is the restriction that the words make.
    """
    if condition is None:
        return read if read.mode is Mode.NONE else None
    allowed = {pair for modal in Modal for pair in readings(modal, condition.logic)}
    if (read.modal, read.mode) in allowed:
        return read
    if condition.logic in RESTRICTING and read.modal is Modal.WILL:
        return replace(read, modal=Modal.WILL_NOT, mode=Mode.UNLESS)
    return None
