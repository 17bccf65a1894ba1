"""When an event arrives: whose condition it meets, whose deed it is; and what has become of a norm with time.

In:      Ledger, the present day
Out:     what is new: encounters and statuses, both kept in the log, each once
Source:  docs/semantics.md, Verdicts; matching and entailment as in what-if
Shown:   tests/questions/test_met.py, tests/questions/test_verdicts.py

The table is asked as of the day of each event: a deed counts with what is on record by then of the norm's condition.
An event that changes no verdict is no encounter. Only what a reader's own pattern says can be met for sure. A norm of
which no more is known than the kind of event and who acts may be met, and so may one met by an event that somebody
merely says has happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from onrecord.language.said_keys import keys_of
from onrecord.ledger import Ledger
from onrecord.ledger.norm_keys import LEAST_SHARED
from onrecord.ledger.standing_values import CurrentNorm, Encounter, KeptEncounter, SeenEvent, Status
from onrecord.questions.changes import Mark, change
from onrecord.questions.timelines import previous
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.matching import said_before, tellings
from onrecord.reasoning.rules import Rule, rule_of_codes
from onrecord.reasoning.verdicts import Verdict, has_condition, verdict_of
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication
from onrecord.terms.records import Modal, Mode, RelationType

IMPORTS_AT_A_TIME = 1_000

# Of an actor's norms on other kinds of deeds than the event's, the words of so many are compared.
NEWEST_LOOKED_AT = 300

# Slots that, left open, leave it open whether it is the deed at all.
OF_THE_DEED = frozenset({"deed", "type", "kind", "meaning", "event"})


class Grade(StrEnum):
    """How sure a notice is. CERTAIN: every slot is a yes. LIKELY: one named slot is not known. POSSIBLE: else."""

    CERTAIN = "yes"
    LIKELY = "likely"
    POSSIBLE = "maybe"

    @property
    def certainty(self) -> Certainty:
        """A yes only where it is certain."""
        return Certainty.YES if self is Grade.CERTAIN else Certainty.MAYBE


def grade_of(certainty: Certainty, slots: Iterable[SlotMatch]) -> Grade:
    """The grade of a match, by its slots."""
    if certainty is Certainty.YES:
        return Grade.CERTAIN
    unsure = [s for s in slots if s.certainty is Certainty.MAYBE]
    return Grade.LIKELY if len(unsure) == 1 and unsure[0].slot not in OF_THE_DEED else Grade.POSSIBLE


def check(ledger: Ledger, *, today: date, recorded_at: datetime) -> tuple[list[Encounter], list[Status]]:
    """Look at all that came in since the last time, and at what the day has done; what is new.

    Each reading and each imported event is looked at once: its events against all norms, its norms against all events.
    """
    standing = ledger.standing
    met: list[Encounter] = []
    became: list[Status] = []
    for reading_id in standing.unchecked():
        found: list[Encounter] = []
        for event in sorted(standing.events_in(reading_id), key=_oldest_first):
            found += meets(ledger, event, found)
        norms = standing.norms_in(reading_id)
        for norm in norms:
            found += met_by_earlier(ledger, norm, found)
        turned = [*map(_status, found), *turns(ledger, norms)]
        new = standing.keep(met=found, became=turned, looked_at=[reading_id], recorded_at=recorded_at)
        met += new[0]
        became += new[1]
    while (taken := standing.unchecked_imports(limit=IMPORTS_AT_A_TIME))[1] is not None:
        events, mark = taken
        found = []
        for event in sorted(events, key=_oldest_first):
            found += meets(ledger, event, found)
        new = standing.keep(met=found, became=map(_status, found), looked_at=[str(mark)], recorded_at=recorded_at)
        met += new[0]
        became += new[1]
    by_time = [*overtaken(ledger), *past_due(ledger, today)]
    became += standing.keep(met=(), became=by_time, looked_at=(), recorded_at=recorded_at)[1]
    return met, became


def meets(ledger: Ledger, event: SeenEvent, beside: Sequence[Encounter] = ()) -> list[Encounter]:
    """Every norm whose trigger or deed the event is, or may be; none for what is not so, nor for an event without a
    type whose words were not parsed.

    beside: encounters found at the same time, which the log does not hold yet.
    """
    if not event.status.is_so:
        return []
    follows = Follows(pattern_of(event))
    types, acting, parties = _looked_for(follows)
    met, done = ledger.standing.speaking_of(keys_of(follows.event), by=event.last)
    if types and parties:
        typed = ledger.standing.waiting_for(types, parties, by=event.last, acting=acting)
        met, done = _once((*met, *typed[0])), _once((*done, *typed[1]))
    if follows.event.does is not None and follows.event.actor is not None:
        own = ledger.standing.waiting_for(None, [follows.event.actor.code], by=event.last, limit=NEWEST_LOOKED_AT)
        met, done = _once((*met, *own[0])), _once((*done, *own[1]))
    found: list[Encounter] = []
    for norm in met:
        one = _encounter(ledger, follows, event, norm, "trigger")
        found += [one] if one else []
        if one and norm.mode is Mode.IF:
            found += _deeds_held(ledger, norm, chain(beside, found), since=event.first or norm.first)
    for norm in done:
        one = _encounter(ledger, follows, event, norm, "deed", chain(beside, found))
        found += [one] if one else []
    return found


def _once(norms: Iterable[CurrentNorm]) -> list[CurrentNorm]:
    return list({norm.id: norm for norm in norms}.values())


def met_by_earlier(ledger: Ledger, norm: CurrentNorm, beside: Sequence[Encounter] = ()) -> list[Encounter]:
    """The events already held that meet a norm that has come in."""
    held = ((e, Follows(pattern_of(e))) for e in _held(ledger, norm, "trigger", since=norm.first))
    found = [m for e, follows in held if (m := _encounter(ledger, follows, e, norm, "trigger")) is not None]
    return found + _deeds_held(ledger, norm, chain(beside, found), since=norm.first)


def _deeds_held(
    ledger: Ledger, norm: CurrentNorm, beside: Iterable[Encounter], *, since: date | None
) -> list[Encounter]:
    """The deeds already held that count now that more is known of the condition. since: when it was met."""
    known = list(beside)
    held = ((e, Follows(pattern_of(e))) for e in _held(ledger, norm, "deed", since=since))
    return [m for e, follows in held if (m := _encounter(ledger, follows, e, norm, "deed", known)) is not None]


def _held(ledger: Ledger, norm: CurrentNorm, role: str, *, since: date | None) -> list[SeenEvent]:
    """The events on record of the kind that its trigger or its deed is, oldest first."""
    doer = norm.target_id if norm.modal is Modal.DEMANDS else norm.agent_id
    rule = _rule(norm)
    asked, code = (rule.trigger, norm.trigger_id) if role == "trigger" else (rule.action, doer)
    if asked is None or code is None or (asked.type is None and asked.does is None):
        return []
    keys, kinds = keys_of(asked), None if asked.does is not None else [k for k in (asked.type,) if k is not None]
    held = ledger.standing.events_of(types=kinds, codes=[code], since=since)
    return sorted((e for e in held if _worth_comparing(e, asked, keys)), key=_oldest_first)


def _worth_comparing(event: SeenEvent, asked: EventPattern, keys: frozenset[str]) -> bool:
    """Of one kind, or do they speak of two things alike?"""
    same = event.type is not None and event.type is asked.type
    return same or len(keys & keys_of(pattern_of(event))) >= LEAST_SHARED


def _oldest_first(event: SeenEvent) -> tuple[bool, date, str]:
    return (event.last is None, event.last or date.max, event.id)


def pattern_of(event: SeenEvent) -> EventPattern:
    """The event, as matching wants it."""
    return EventPattern(
        type=event.type,
        mode=event.mode or None,
        actor=Party(event.actor, event.actor_sector) if event.actor else None,
        recipient=Party(event.recipient, event.recipient_sector) if event.recipient else None,
        since=event.first,
        until=event.last,
        does=Predication.parse(event.does) if event.does else None,
        words=event.words or None,
    )


def _looked_for(follows: Follows) -> tuple[list[EventType], list[str], list[str]]:
    """The kinds the event may be told as, who acts in one of them, and every party."""
    told = [telling for form in follows.forms for telling in tellings(form.event)]
    kinds = {event.type for event in told if event.type}
    acting = {event.actor.code for event in told if event.actor}
    parties = {code for event in told for code in event.codes}
    return sorted(kinds), sorted(acting), sorted(parties)


def _encounter(
    ledger: Ledger, follows: Follows, event: SeenEvent, norm: CurrentNorm, role: str, beside: Iterable[Encounter] = ()
) -> Encounter | None:
    """The norm met by the event; None where the table says the same of it with the event and without."""
    rule, conditional = _rule(norm), has_condition(norm.modal, norm.mode)
    if rule.ended is not None or (role == "trigger" and not conditional):
        return None
    certainty, slots = _compared(follows, event, norm, rule, role)
    if certainty is Certainty.NO:
        return None
    trigger, deed = (certainty, Certainty.NO) if role == "trigger" else (Certainty.NO, certainty)
    without = Certainty.NO
    if role == "deed" and conditional:
        trigger = without = _condition(ledger, norm, follows.event, beside)
        if trigger is Certainty.MAYBE:
            slots.append(SlotMatch("condition", Certainty.MAYBE, "whether its condition holds is not known"))
    verdict = verdict_of(norm.modal, norm.mode, trigger=trigger, action=deed)
    if verdict is verdict_of(norm.modal, norm.mode, trigger=without, action=Certainty.NO):
        return None
    return Encounter(
        norm=norm.anchor,
        norm_id=norm.id,
        event=event,
        role=role,
        match=grade_of(certainty, slots).value,
        verdict=verdict.value,
        reasons=tuple((s.slot, s.certainty.word, s.reason) for s in slots),
    )


def _compared(
    follows: Follows, event: SeenEvent, norm: CurrentNorm, rule: Rule, role: str
) -> tuple[Certainty, list[SlotMatch]]:
    """Is the event this part of the norm, slot by slot?"""
    asked, read = (rule.trigger, norm.trigger_pattern) if role == "trigger" else (rule.action, norm.action_pattern)
    if asked is None or not asked.happens:
        return Certainty.NO, []  # it waits for something not to happen: an event of the kind does not meet it
    met = follows.meets(asked)
    slots = list(met.match.slots)
    when = said_before(follows.event, rule.said)
    if when is not None:
        slots.append(when)
    elif event.last is None or norm.last is None:
        slots.append(SlotMatch("time", Certainty.MAYBE, "which of the two came first is not known"))
    worded = follows.event.words is not None and asked.words is not None
    if read is None or (worded and (follows.event.does is None or asked.does is None)):
        slots.append(SlotMatch("kind", Certainty.MAYBE, "only the kind of event and the parties are compared"))
    if rule.is_inferred:
        slots.append(SlotMatch("agent", Certainty.MAYBE, "whose norm it is follows from what stands beside its words"))
    if event.claimed:
        slots.append(SlotMatch("source", Certainty.MAYBE, "somebody says that it happened; the page does not"))
    return min([met.certainty, *(s.certainty for s in slots)]), slots


def _condition(ledger: Ledger, norm: CurrentNorm, deed: EventPattern, beside: Iterable[Encounter]) -> Certainty:
    """Did its condition hold when the deed was done, as far as is known?"""
    met = [(e.match, e.event.first, e.event.last) for e in beside if (e.norm, e.role) == (norm.anchor, "trigger")]
    for kept in ledger.standing.encounters(norm=norm.anchor):
        if kept.role == "trigger":
            seen = ledger.standing.event(kept.event_id)
            met.append((kept.match, seen.first if seen else None, seen.last if seen else kept.last))
    held = Certainty.NO
    for match, first, last in met:
        before = said_before(deed, _bounds(first, last))
        held = max(held, min(Grade(match).certainty, before.certainty if before else Certainty.MAYBE))
    return held


def _rule(norm: CurrentNorm) -> Rule:
    return rule_of_codes(
        norm,
        id_=norm.id,
        strength=norm.strength,
        action=(norm.action, _parsed(norm.action_pattern)),
        trigger=(norm.trigger, _parsed(norm.trigger_pattern)),
        said=_bounds(norm.first, norm.last),
        deadline=norm.due,
        standing=norm.standing,
    )


@lru_cache(maxsize=65_536)
def _parsed(written: str | None) -> EventPattern | None:
    return EventPattern.parse(written) if written is not None else None


def _bounds(first: date | None, last: date | None) -> DateBounds | None:
    if first is None and last is None:
        return None
    if first == last and first is not None:
        return DateBounds.day(first)
    return DateBounds(first, last, Precision.BOUNDED)


def _status(met: Encounter) -> Status:
    return Status(
        norm=met.norm,
        norm_id=met.norm_id,
        status=met.verdict,
        first=met.event.first,
        last=met.event.last,
        basis="event",
        basis_id=met.event.anchor,
        reason=f"“{met.event.words}” ({met.event.where})",
    )


def turns(ledger: Ledger, norms: Iterable[CurrentNorm]) -> Iterator[Status]:
    """Earlier norms that these contradict: they may be superseded, since the words alone say that it is one deed."""
    held = list(norms)
    pairs = ledger.standing.pairs()
    others = ledger.standing.same_kind(held)
    for norm in held:
        mine = [o for o in others if o.agent_id == norm.agent_id]
        last = previous(norm, mine, pairs)
        for earlier, later in [(last, norm)] if last else []:
            moved = change(earlier, later)
            if moved.mark is Mark.CONTRADICTED:
                yield _overtaken(earlier, later, Verdict.MAYBE_SUPERSEDED, "; ".join(moved.reasons))


def overtaken(ledger: Ledger) -> Iterator[Status]:
    """Norms that a later record withdraws or supersedes, as its reader says."""
    for norm, later, kind in ledger.standing.overtaken():
        status = Verdict.WITHDRAWN if kind is RelationType.WITHDRAWS else Verdict.SUPERSEDED
        yield _overtaken(norm, later, status, f"“{later.action}” {kind.value} it")


def _overtaken(norm: CurrentNorm, later: CurrentNorm, status: Verdict, reason: str) -> Status:
    return Status(
        norm=norm.anchor,
        norm_id=norm.id,
        status=status.value,
        first=later.first,
        last=later.last,
        basis="record",
        basis_id=later.anchor,
        reason=reason,
    )


def past_due(ledger: Ledger, today: date) -> Iterator[Status]:
    """Deadlines that have passed with nothing known to be done: overdue where the table says so, else expired."""
    due = ledger.standing.past_due(today, settled=[v for v in Verdict if v.settled])
    known: dict[tuple[str, str], Certainty] = defaultdict(lambda: Certainty.NO)
    for kept in ledger.standing.encounters() if due else ():
        part = (kept.norm, kept.role)
        known[part] = max(known[part], Grade(kept.match).certainty)
    for norm in due:
        trigger, done = known[norm.anchor, "trigger"], known[norm.anchor, "deed"]
        if norm.modal is Modal.WILL and norm.mode is Mode.UNLESS:
            done = _done(ledger, norm)  # its deed changes no verdict, so that the log holds no encounter
        verdict = verdict_of(norm.modal, norm.mode, trigger=trigger, action=done, overdue=True)
        overdue = verdict is Verdict.OVERDUE
        if not overdue and (verdict.settled or verdict.of_deed):
            continue
        undone = ", and nothing on record says that it was done" if overdue else ""
        yield Status(
            norm=norm.anchor,
            norm_id=norm.id,
            status=(Verdict.OVERDUE if overdue else Verdict.EXPIRED).value,
            first=norm.due,
            last=norm.due,
            basis="deadline",
            basis_id=None,
            reason=f"its last day, {norm.due}, has passed{undone}",
        )


def _done(ledger: Ledger, norm: CurrentNorm) -> Certainty:
    """Is its deed on record?"""
    rule, held = _rule(norm), _held(ledger, norm, "deed", since=norm.first)
    return max((_compared(Follows(pattern_of(e)), e, norm, rule, "deed")[0] for e in held), default=Certainty.NO)


@dataclass(frozen=True, slots=True)
class Notice:
    """One event that meets one norm, as it is told. reports: how many readings tell the same of the same words."""

    one: KeptEncounter
    event: SeenEvent | None
    reports: int


def notices(ledger: Ledger, kept: Iterable[KeptEncounter]) -> list[Notice]:
    """The encounters, each once though several pages tell it: the first of those alike, in their order."""
    found: dict[tuple[str | None, ...], Notice] = {}
    for one in kept:
        event, norm = ledger.standing.event(one.event_id), ledger.standing.norm(one.norm_id)
        key = (
            one.role,
            one.verdict,
            *((norm.agent_id, norm.action, norm.trigger) if norm else (one.norm_id,)),
            *((event.actor, event.does or event.words) if event else (one.event_id,)),
        )
        held = found.get(key)
        found[key] = Notice(one, event, 1) if held is None else replace(held, reports=held.reports + 1)
    return list(found.values())
