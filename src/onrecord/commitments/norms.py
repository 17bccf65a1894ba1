"""Action, condition and context made into norms.

In:      the sentences of a page, read by the other files of this room
Out:     NormDrafts: norms that have no record yet
Source:  codebook 1-3
Shown:   tests/commitments/test_codebook.py
"""

from dataclasses import replace

from onrecord.commitments.attach import attach, free_actions
from onrecord.commitments.codebook import readings
from onrecord.commitments.connectives import RESTRICTING, Condition, cut_off, find_conditions
from onrecord.commitments.deadlines import deadline_of
from onrecord.commitments.discourse import (
    action_taken_up,
    carried_condition,
    owed,
    pointing_words,
    scope_extensions,
    with_antecedent,
)
from onrecord.commitments.draft import NormDraft
from onrecord.commitments.exclusions import is_hoped, reason_for_none
from onrecord.commitments.implicit import implicit_condition
from onrecord.commitments.modality import GovernedAction, find_actions
from onrecord.commitments.parties import NOBODY, Parties, SlotParty
from onrecord.commitments.passing import (
    HOPED,
    IN_CONDITION,
    LOST_REFERENCE,
    NO_WORDS,
    RIVAL_CONDITION,
    Unbound,
    passed_over,
)
from onrecord.commitments.speaker_context import SpeakerContext, SpeakerContexts
from onrecord.commitments.tables import Logic
from onrecord.commitments.targets import target_of, who_triggers
from onrecord.commitments.ultimatum import alternative, threat_of
from onrecord.commitments.undertaking import Stance, settle
from onrecord.commitments.unsaid import unsaid
from onrecord.language.clauses import beyond_hyphen, child, verb_phrase
from onrecord.language.denial import denied, negation
from onrecord.language.noun_phrases import neither_nor, noun_phrase
from onrecord.language.pronouns import FIRST_PERSON
from onrecord.language.word_runs import trimmed_span
from onrecord.language.words import word_list
from onrecord.terms.considered import PassedOver
from onrecord.terms.parses import Parse
from onrecord.terms.records import Doer, Modal, Mode
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression


class Drafter:
    """Drafts the norms of one page, sentence by sentence; `passed`: the actions so far that make none, and why."""

    def __init__(
        self, parse: Parse, contexts: SpeakerContexts, parties: Parties, times: tuple[TimeExpression, ...]
    ) -> None:
        self._parse, self._contexts, self._parties, self._times = parse, contexts, parties, times
        self.passed: list[PassedOver] = []

    def _pass(self, governed: GovernedAction, reason: str) -> tuple[NormDraft, ...]:
        self.passed.append(passed_over(self._parse, governed, reason))
        return ()

    def sentence(self, index: int, earlier: tuple[NormDraft, ...]) -> tuple[tuple[NormDraft, ...], tuple[Refusal, ...]]:
        """Norms of one sentence, and conditions that could not be read beside an action.

        earlier: the drafts of the sentences before, nearest last: what this one may extend.
        """
        extended = scope_extensions(self._parse, self._contexts, self._parties, index, earlier)
        if extended:
            return extended, ()
        tokens = range(*self._parse.sentences[index])
        actions = find_actions(self._parse, tokens)
        if not actions:
            return self._elided(tokens)
        conditions, refused = find_conditions(self._parse, tokens)
        refused = refused or cut_off(self._parse, tokens, conditions)
        if refused:
            return (), refused  # an action beside a condition we cannot read may be its very opposite
        attached = attach(self._parse, actions, conditions)
        loose = [c for c in conditions if c.logic in RESTRICTING and c not in attached.values()]
        drafts: list[NormDraft] = []
        free = free_actions(self._parse, actions, conditions)
        for governed in actions:
            if governed not in free:
                self._pass(governed, IN_CONDITION)
        for governed in free:
            if any(_lies_within(self._parse, governed, d) for d in drafts):
                continue
            if any(c.first > governed.head for c in loose):
                self._pass(governed, RIVAL_CONDITION)
                continue  # no promise may come of it
            before = (*earlier, *drafts)
            condition = attached.get(governed.head) or implicit_condition(self._parse, governed)
            if condition is None or condition.logic is Logic.ELSE:
                condition = carried_condition(self._parse, governed, condition, before)
            if condition is None and pointing_words(self._parse, governed) is not None:
                self._pass(governed, LOST_REFERENCE)
                continue  # no promise may come of it
            made = tuple(owed(draft, before) for draft in self.norms_of(governed, condition))
            refusal = unsaid(self._parse, governed, condition, made[0].action) if made else None
            if refusal is None:
                drafts.extend(made)
            else:
                refused = (*refused, refusal)
        return tuple(drafts), refused

    def _elided(self, tokens: range) -> tuple[tuple[NormDraft, ...], tuple[Refusal, ...]]:
        """Norms of a modal whose verb stands in the sentence before ("It will, unless ...")."""
        found = action_taken_up(self._parse, tokens)
        if found is None or self._was_restricted(tokens):
            return (), ()
        governed, words = found
        conditions, refused = find_conditions(self._parse, tokens)
        condition = attach(self._parse, (governed,), conditions).get(governed.head)
        if refused or condition is None:
            return (), refused
        made = self.norms_of(governed, condition, words=words)
        refusal = unsaid(self._parse, governed, condition, made[0].action) if made else None
        return (made, ()) if refusal is None else ((), (refusal,))

    def _was_restricted(self, tokens: range) -> bool:
        """Stands the sentence before under an "only if", or one that was lost? Then what takes its action up promises
        nothing."""
        before = range(*self._parse.sentences[self._parse.sentence_index(tokens.start) - 1])
        conditions, refused = find_conditions(self._parse, before)
        restricted = any(c.logic in RESTRICTING for c in conditions)
        return restricted or bool(refused) or bool(cut_off(self._parse, before, conditions))

    def norms_of(
        self, governed: GovernedAction, condition: Condition | None, *, words: Span | None = None
    ) -> tuple[NormDraft, ...]:
        """The norms of one action under one condition; () when it is none.

        words: the action's words where they stand in the sentence before; None when they are its own.
        """
        parse = self._parse
        reason = reason_for_none(parse, governed, condition)
        if reason is not None:
            return self._pass(governed, reason)
        context = self._contexts.at(governed.head)
        first = governed.doer is not None and parse.lower(governed.doer) in FIRST_PERSON
        unsourced = context.statement is not None and not context.statement.source and context.speaker is None
        if context.code is None and (first or unsourced):
            code = self._contexts.around(governed.head)
            unnamed = code is None
            context = replace(context, code=code or self._contexts.own_state)
        else:
            unnamed = False
        if is_hoped(parse, governed, context.statement):
            return self._pass(governed, HOPED)
        stance = settle(parse, self._parties, governed, condition, context)
        if isinstance(stance, Unbound):
            return self._pass(governed, stance)
        if unnamed:
            stance = replace(stance, speaker=NOBODY)
        action = words or self._action(governed, stance, condition)
        condition = _kept(self._parse, governed.head, stance, condition)
        if action is None:
            return self._pass(governed, NO_WORDS)
        base = self._draft(governed, stance, condition, context, action)
        made = readings(stance.modal, condition.logic if condition else None)
        if not made:
            return self._pass(governed, "the codebook has no norm for a forecast or a demand under such a condition")
        drafts = [
            self._with_mode(one, modal, mode) for one in self._for_each(base, governed, context) for modal, mode in made
        ]
        otherwise = alternative(parse, governed.head) if stance.modal is Modal.DEMANDS else None
        threat = threat_of(parse, base, otherwise) if otherwise is not None else None
        return tuple(with_antecedent(parse, self._parties, draft) for draft in (*drafts, *([threat] if threat else ())))

    def _for_each(self, base: NormDraft, governed: GovernedAction, context: SpeakerContext) -> tuple[NormDraft, ...]:
        """ "Neither Cuba nor Chile will": a norm for each. A record is known by its evidence: that of the second is
        "neither", and the sentence from its own name on."""
        parse = self._parse
        each = neither_nor(parse, governed.doer) if governed.doer is not None and base.modal is Modal.WILL_NOT else ()
        if not each:
            return (base,)
        *before, sentence = base.evidence
        neither = parse.span(min(parse.subtree(each[0])), min(parse.subtree(each[0])))
        made: list[NormDraft] = []
        for noun in each:
            agent = self._parties.one_of(noun, context)
            rest = (neither, Span(agent.words.start, sentence.end)) if made and agent.words else (sentence,)
            made.append(replace(base, agent=agent, evidence=(*before, *rest)))
        return tuple(made)

    def _with_mode(self, base: NormDraft, modal: Modal, mode: Mode) -> NormDraft:
        if mode is Mode.NONE:
            return replace(base, modal=modal, mode=mode, trigger=None, trigger_id=None, cue=None)
        return replace(base, modal=modal, mode=mode)

    def _draft(
        self,
        governed: GovernedAction,
        stance: Stance,
        condition: Condition | None,
        context: SpeakerContext,
        action: Span,
    ) -> NormDraft:
        parse, parties, agent = self._parse, self._parties, stance.agent
        trigger_id = None
        if condition is not None:
            trigger_id = who_triggers(parse, parties, condition.head, condition.trigger, agent, context)
        target = self._target(governed, stance, context, action, trigger_id)
        return NormDraft(
            governed=governed,
            context=context,
            condition=condition,
            modal=stance.modal,
            mode=Mode.NONE,
            strength=governed.strength,
            agent=stance.agent,
            action=action,
            target=target,
            trigger=condition.trigger if condition else None,
            trigger_id=trigger_id,
            cue=condition.cue if condition else None,
            speaker=stance.speaker,
            deadline=deadline_of(parse, self._times, governed, context, but=condition.trigger if condition else None),
            evidence=self._evidence(governed, condition, action),
        )

    def _evidence(self, governed: GovernedAction, condition: Condition | None, action: Span) -> tuple[Span, ...]:
        """The sentence of the action, and the one before where its words or its condition stand there."""
        index = self._parse.sentence_index(governed.head)
        here = self._parse.sentence_span(index)
        carried = condition is not None and condition.trigger.start < here.start
        if index > 0 and (carried or action.start < here.start):
            return (self._parse.sentence_span(index - 1), here)
        return (here,)

    def _target(
        self, governed: GovernedAction, stance: Stance, context: SpeakerContext, action: Span, trigger_id: str | None
    ) -> SlotParty:
        """Whom it befalls; of an action at nobody named, whoever brings it on ("will strike if Iran attacks")."""
        if stance.modal.doer is Doer.TARGET:
            return stance.target
        if stance.modal is Modal.PREDICTS and (stance.target.code is not None or self._parties.acts(governed.doer)):
            return stance.target
        found = target_of(self._parse, self._parties, governed.head, action, stance.agent, context)
        if stance.modal is Modal.PREDICTS:
            return found if found.code is not None else stance.target
        if found is NOBODY and stance.modal.undertakes and trigger_id not in {None, stance.agent.code}:
            return SlotParty(None, trigger_id)
        return found

    def _action(self, governed: GovernedAction, stance: Stance, condition: Condition | None) -> Span | None:
        parse = self._parse
        if parse.pos[governed.head] == "NOUN":
            return self._noun_action(governed.head, condition)
        there_is = child(parse, governed.head, "attr") if child(parse, governed.head, "expl") is not None else None
        if there_is is not None and stance.modal is Modal.WILL_NOT:
            return _without_no(parse, there_is)
        manner = (
            condition is not None
            and condition.logic is Logic.WITHOUT
            and _kept(parse, governed.head, stance, condition) is None
        )
        outside = condition is not None and not manner
        without = frozenset(range(condition.first, condition.last + 1)) if condition and outside else frozenset()
        otherwise = alternative(parse, governed.head)
        if otherwise is not None:
            without |= frozenset(range(otherwise - 1, parse.subtree(otherwise)[-1] + 1))
        if condition is not None and condition.logic is Logic.ELSE:
            without = frozenset(t for t in without if t < governed.head)
        denial = negation(parse, governed.head)
        denying = frozenset(parse.subtree(denial)) if denial is not None and denial < governed.head else frozenset()
        words = verb_phrase(parse, governed.head, without=without | denying)
        if words is None:
            return None
        words = self._within_voice(words, stance)
        if denying and stance.modal.of_another:
            start = parse.starts[min(denying)]
            return Span(start, words.end) if start < words.start else words
        return words

    def _noun_action(self, noun: int, condition: Condition | None) -> Span | None:
        words = _with_recipient(self._parse, noun, noun_phrase(self._parse, noun))
        if condition is not None and words.overlaps(condition.trigger) and condition.trigger.start > words.start:
            cut = condition.cue.start if condition.cue else condition.trigger.start
            return trimmed_span(self._parse, Span(words.start, cut)) if cut > words.start else None
        return words

    def _within_voice(self, words: Span, stance: Stance) -> Span:
        """Cut off words that stand outside the speech: "..., he told reporters"."""
        statement = stance.context.statement
        for piece in statement.content if statement else ():
            if piece.start <= words.start < piece.end < words.end:
                return trimmed_span(self._parse, Span(words.start, piece.end)) or words
        return words


def _kept(parse: Parse, head: int, stance: Stance, condition: Condition | None) -> Condition | None:
    """The condition, unless it hangs on the action in looks only.

    "Iran must stop if it wants sanctions lifted" demands it anyway; "without" conditions a refusal or a forecast only.
    """
    if condition is None:
        return None
    if condition.logic is Logic.WITHOUT and stance.modal is not Modal.WILL_NOT:
        foreseen = stance.modal is Modal.PREDICTS and (condition.first < head or denied(parse, head))
        return condition if foreseen else None  # "without gas it will freeze"; not "will stop trucks without papers"
    if stance.modal is Modal.DEMANDS and condition.logic is Logic.SUFFICIENT:
        return None if _says_what_for(parse, condition.head) else condition
    return condition


def _says_what_for(parse: Parse, trigger: int) -> bool:
    """ "if it wants to be recognised", "if talks are to succeed": an end in view, no condition."""
    if parse.lemmas[trigger] == "be":
        return child(parse, trigger, "xcomp") is not None
    return parse.lemmas[trigger] in word_list("wants")


def _with_recipient(parse: Parse, noun: int, words: Span) -> Span:
    """ "promised concessions to the opposition": the parser hangs whom they are for on the verb."""
    for c in parse.children[parse.heads[noun]]:
        behind = parse.starts[c] >= words.end and c == parse.tokens_in(words)[-1] + 1
        if behind and parse.deps[c] in {"prep", "dative"} and parse.lower(c) in {"to", "on", "against", "with"}:
            return trimmed_span(parse, Span(words.start, parse.subtree_span(c).end)) or words
    return words


def _without_no(parse: Parse, noun: int) -> Span | None:
    """ "(there will be) no talks": the modal denies them already."""
    words = noun_phrase(parse, noun)
    beyond = beyond_hyphen(parse, noun)
    if beyond:
        words = Span(words.start, parse.ends[max(beyond)])
    first = parse.tokens_in(words)[0]
    if parse.lower(first) == "no" and first < noun:
        return trimmed_span(parse, Span(parse.starts[first + 1], words.end))
    return words


def _lies_within(parse: Parse, governed: GovernedAction, draft: NormDraft) -> bool:
    """An action inside another's words is part of it, unless it stands in a clause of its own."""
    if not draft.action.start < parse.starts[governed.head] < draft.action.end:
        return False
    if governed.speaker != "context":
        return parse.starts[governed.governor] >= draft.action.start
    return child(parse, governed.head, "aux") is not None
