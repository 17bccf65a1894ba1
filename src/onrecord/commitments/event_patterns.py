"""The kind of event that would be a norm's action, and the kind that would meet its trigger.

In:      a NormDraft, the types of its action and trigger, its Thresholds
Out:     EventPattern for each: type, who, to whom, with whom, where, how many, in which order, whether it happens
Refuses: nothing; a slot the words do not fill is None
Source:  docs/semantics.md, Matching; docs/codebook.md 3
Shown:   tests/commitments/test_patterns.py
"""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.commitments.discourse import clause_taken_up
from onrecord.commitments.draft import NormDraft
from onrecord.commitments.parties import Parties
from onrecord.language.clauses import SUBJECTS, by_agent, child, is_passive, subject, understood_subject
from onrecord.language.denial import denied, denied_inside
from onrecord.language.noun_phrases import preposition
from onrecord.language.predications import named_by, predication_of, with_pronouns
from onrecord.language.words import word_list, word_values
from onrecord.terms.actors import Cast
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.patterns import SOMEBODY, Count, EventPattern, Order, Party
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind

# Prepositions whose object an action is done to.
AGAINST = tuple(word_values("done against"))


class Patterns:
    """Turns the drafts of one page into event patterns."""

    def __init__(self, parse: Parse, parties: Parties, cast: Cast) -> None:
        self._parse, self._parties = parse, parties
        self._codes = named_by(cast)(parse)

    def of_action(self, draft: NormDraft, event: EventType | None, asked: tuple[Threshold, ...]) -> EventPattern:
        """The action: done by the agent; what is demanded or foreseen, by whoever it is demanded or foreseen of."""
        parse, head = self._parse, draft.governed.head
        doer = draft.governed.doer
        another = draft.modal.of_another
        actor = draft.target.code if another else draft.agent.code
        recipient = None if another else draft.target.code
        if another and is_passive(parse, head):
            doer = by_agent(parse, head)
            actor = self._parties.code(doer, draft.context) if doer is not None else None
            recipient = draft.target.code
        elif another:
            recipient = self._parties.first_inside(draft.action, actor).code
            recipient = recipient if recipient != draft.agent.code or actor is not None else draft.agent.code
        withs = _value(asked, Slot.ACTION, ThresholdKind.WITH)
        if recipient is not None and recipient == withs:
            recipient = draft.trigger_id  # fights beside them, not against them
        happens = not (another and _starts_denied(parse, draft, head))
        joins = event is EventType.ASSAULT and parse.lemmas[head] in word_values("joins with")
        party = _party(parse, actor, doer)
        if party is not None and not another and self._parties.is_inferred(draft.agent, draft.context):
            party = replace(party, inferred=True)
        says = predication_of(parse, head, self._codes, within=draft.action, doer_outside=True)
        made = self._pattern(event, party, recipient, asked, Slot.ACTION, draft.action, happens=happens, joins=joins)
        return replace(made, does=says)

    def of_trigger(
        self, draft: NormDraft, event: EventType | None, asked: tuple[Threshold, ...]
    ) -> EventPattern | None:
        """The trigger; of a scope extension the trigger it widens, done by whom it is widened to."""
        base = draft.extends or draft
        condition = base.condition
        if draft.trigger is None or base.trigger is None:
            return None
        if condition is None or not base.trigger.covers(self._parse.span(condition.head, condition.head)):
            head = self._parse.head_of(base.trigger)  # of an ultimatum: the action demanded, left undone
        else:
            head = condition.head
        if head is None:
            return None
        before = clause_taken_up(self._parse, base)
        words = before[1] if before else base.trigger
        verb = before[0] if before else head
        doer = by_agent(self._parse, verb)
        doer = doer if doer is not None else subject(self._parse, verb)
        doer = doer if doer is not None else _misread_subject(self._parse, verb)
        actor = _party(self._parse, draft.trigger_id, doer)
        acted_on = self._acted_on(base, verb, words)
        if event is None and self._enters(verb, actor, acted_on):
            event = EventType.MOBILIZE
        happens = before is not None or not denied_inside(self._parse, verb, words)
        joins = event is EventType.ASSAULT and self._parse.lemmas[verb] in word_values("joins with")
        made = self._pattern(event, actor, acted_on, asked, Slot.TRIGGER, words, happens=happens, joins=joins)
        says = predication_of(self._parse, verb, self._codes, within=words)
        governed = predication_of(self._parse, draft.governed.head, self._codes, within=draft.action, doer_outside=True)
        if says is not None and governed is not None:
            says = with_pronouns(says, governed, draft.agent.code)
        return replace(made, does=says)

    def _enters(self, verb: int, actor: Party | None, acted_on: str | None) -> bool:
        """Do a state's forces come into another ("if Iraqi troops cross into Syria")?"""
        forces = actor is not None and actor.sector == "MIL" and acted_on not in (None, actor.code)
        return forces and self._parse.lemmas[verb] in word_values("arrives")

    def _acted_on(self, draft: NormDraft, verb: int, words: Span) -> str | None:
        """To whom the trigger is done: its object, the subject of a passive, whoever it is "against"."""
        parse = self._parse
        if is_passive(parse, verb):
            own = child(parse, verb, "nsubjpass")
            own = own if own is not None else understood_subject(parse, verb)
            return self._code(own, draft)
        direct = child(parse, verb, "dobj", "dative")
        for noun in (direct, *_objects(parse, verb), *(_objects(parse, direct) if direct is not None else ())):
            code = self._code(noun, draft)
            if code is not None and code != draft.trigger_id:
                return code
        return self._parties.first_inside(words, draft.trigger_id).code

    def _code(self, noun: int | None, draft: NormDraft) -> str | None:
        """Whose code a noun has; "it" in a passive without a by-phrase is the norm's agent ("if it were attacked")."""
        if noun is None:
            return None
        code = self._parties.code(noun, draft.context)
        return code if code is not None or noun != draft.governed.doer else draft.agent.code

    def _pattern(
        self,
        event: EventType | None,
        actor: Party | None,
        recipient: str | None,
        asked: tuple[Threshold, ...],
        slot: Slot,
        words: Span,
        *,
        happens: bool,
        joins: bool,
    ) -> EventPattern:
        withs = _value(asked, slot, ThresholdKind.WITH)
        withs = SOMEBODY.code if withs is None and joins else withs  # whose war it is need not be said
        armed = _value(asked, slot, ThresholdKind.ARMED)
        first = any(t.kind is ThresholdKind.ORDER for t in asked if t.slot is slot)
        return EventPattern(
            type=event,
            actor=actor,
            recipient=Party(recipient) if recipient and recipient.strip() else None,
            with_=Party(withs) if withs and withs.strip() else None,
            place=_value(asked, slot, ThresholdKind.PLACE),
            launched_from=_value(asked, slot, ThresholdKind.FROM),
            towards=_value(asked, slot, ThresholdKind.TOWARDS),
            count=_count(t for t in asked if t.slot is slot and t.kind is ThresholdKind.COUNT),
            armed=None if armed is None else armed == "yes",
            intent=_value(asked, slot, ThresholdKind.INTENT),
            order=Order.FIRST if first else None,
            words=words.of(self._parse.text),
            happens=happens,
        )


def _value(asked: tuple[Threshold, ...], slot: Slot, kind: ThresholdKind) -> str | None:
    return next((t.value for t in asked if t.slot is slot and t.kind is kind), None)


def _count(counts: Iterable[Threshold]) -> Count | None:
    for t in counts:
        low, high = (None if end is None else int(end) for end in (t.low, t.high))
        return Count(low, high, t.unit)
    return None


def _party(parse: Parse, code: str | None, doer: int | None) -> Party | None:
    """The actor, with its sector where the words name its forces ("his soldiers", "Belarus troops")."""
    if code is None or not code.strip():
        return None
    sector = word_values("military").get(parse.lemmas[doer].lower()) if doer is not None else None
    return Party(code, sector)


def _misread_subject(parse: Parse, verb: int) -> int | None:
    """Who acts where the clause's verb was taken for a plural ("if Iraq's army attacks Syria")."""
    if parse.pos[verb] not in {"NOUN", "PROPN"} or child(parse, verb, "mark") is None:
        return None
    return verb - 1 if verb - 1 in parse.children[verb] and parse.deps[verb - 1] == "compound" else None


def _objects(parse: Parse, head: int) -> tuple[int, ...]:
    found = (child(parse, at, "pobj") for word in AGAINST if (at := preposition(parse, head, word)) is not None)
    return tuple(noun for noun in found if noun is not None)


def _starts_denied(parse: Parse, draft: NormDraft, head: int) -> bool:
    """Does the action's own "not" stand in its words ("not to attack")?"""
    return (
        denied(parse, head)
        and any(parse.lower(t) in word_list("not") for t in parse.tokens_in(draft.action) if t < head)
        and parse.deps[head] not in SUBJECTS
    )
