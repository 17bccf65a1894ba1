"""When an event arrives: whose condition it meets, whose action it is; and what has become of a norm with time.

In:      Ledger, the present day
Out:     what is new: encounters and statuses, both kept in the log, each once
Source:  docs/semantics.md, Verdicts; matching and entailment as in what-if
Shown:   tests/questions/test_met.py, tests/questions/test_verdicts.py

The table is asked as of the day of each event: an action counts with what is on record by then of the norm's condition.
An event that changes no verdict is no encounter. Only what a reader's own pattern says can be met for sure. A norm of
which no more is known than the kind of event and who acts may be met, and so may one met by an event that somebody
merely says has happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from onrecord.language.said_keys import keys_of
from onrecord.ledger import Ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.ledger.index.status_log import Encounter, Status
from onrecord.questions.changes import ChangeMark, change
from onrecord.questions.current_rules import bounds_of, rule_of_norm
from onrecord.questions.earlier import earlier_of
from onrecord.questions.grades import Grade, grade_of
from onrecord.questions.ground import missing_ground
from onrecord.questions.held_asks import HeldAsks
from onrecord.questions.held_events import HeldEvents, Seen, Wanted, pattern_of
from onrecord.questions.held_norms import HeldNorms
from onrecord.questions.possible_encounters import PossibleEncounters
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.matching import said_before
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.sieve import Sieve
from onrecord.reasoning.verdicts import Verdict, has_condition, verdict_of
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventStatus
from onrecord.terms.norm_parts import ACTION_ROLE
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Doer, Modal, Mode, RelationType

IMPORTS_AT_A_TIME = 1_000
# Looked at together, and what they meet kept at once.
READINGS_AT_A_TIME = 32

# Some two seconds of what waits, beside what came in just now: so a backlog shrinks, and nobody waits for it.
BACKLOG_BESIDE = 50

# In the place of a verdict: what the event would make of the norm did not happen, as somebody says.
DENIED = "denied"

YEAR = timedelta(days=365)
# After so long an event is rarely what somebody had in mind.
LONGEST_WAIT = 5 * YEAR


def check(
    ledger: Ledger, *, today: date, recorded_at: datetime, came: int | None = None
) -> tuple[list[Encounter], list[Status]]:
    """Look at all that came in since the last time, and at what the day has done; what is new.

    Each reading and each imported event is looked at once: its events against all norms, its norms against all events.

    came: how many readings came in just now: whoever added a page must not wait for what a hundred thousand absorbed
    ones meet. Looked at are these and at most BACKLOG_BESIDE of those that wait, the newest; None: all.
    """
    current, asks = ledger.current, HeldAsks(ledger)
    met: list[Encounter] = []
    became: list[Status] = []
    unchecked = current.unchecked(newest=came + BACKLOG_BESIDE if came is not None else None)
    for start in range(0, len(unchecked), READINGS_AT_A_TIME):
        waiting = _Waiting([], [], [])
        held = FetchedLedger(ledger, asks)
        alone = current.any_refuted()
        for reading_id in unchecked[start : start + READINGS_AT_A_TIME]:
            found, turned = _of_reading(held, reading_id)
            waiting.met.extend(found)
            waiting.became.extend(turned)
            waiting.looked_at.append(reading_id)
            # What a norm has become, and what a person refutes, is for the next reading to know.
            if turned or alone:
                new = current.keep(**waiting._asdict(), recorded_at=recorded_at)
                met += new[0]
                became += new[1]
                waiting, held = _Waiting([], [], []), FetchedLedger(ledger, asks)
        new = current.keep(**waiting._asdict(), recorded_at=recorded_at)
        met += new[0]
        became += new[1]
    while (taken := current.unchecked_imports(limit=IMPORTS_AT_A_TIME))[1] is not None:
        imported, mark = taken
        found, held = [], FetchedLedger(ledger, asks)
        for event in sorted(imported, key=_oldest_first):
            found += held.possible.of(meets(ledger, event, held=held))
            # Each asks for other days: what is held of all their actors would be all there is.
            held.events = HeldEvents(ledger)
        new = current.keep(met=found, became=_statuses(found), looked_at=[str(mark)], recorded_at=recorded_at)
        met += new[0]
        became += new[1]
    by_time = [*overtaken(ledger), *past_due(ledger, today)]
    became += current.keep(met=(), became=by_time, looked_at=(), recorded_at=recorded_at)[1]
    return met, became


class _Waiting(NamedTuple):
    """What is to be kept at one time."""

    met: list[Encounter]
    became: list[Status]
    looked_at: list[str]


class FetchedLedger:
    """What a ledger holds of norms and events, fetched once for many events. Not to be kept while it is added to, but
    for what it is told of with `settle`."""

    def __init__(self, ledger: Ledger, asks: HeldAsks | None = None) -> None:
        self.ledger = ledger
        self.asks = asks or HeldAsks(ledger)
        self.norms = HeldNorms(ledger)
        self.events = HeldEvents(ledger)
        self.on_record = OnRecord(ledger)
        self.possible = PossibleEncounters(ledger)


def _of_reading(held: FetchedLedger, reading_id: str) -> tuple[list[Encounter], list[Status]]:
    """What the events of one reading meet, what meets its norms, and what becomes of norms by it."""
    ledger, current = held.ledger, held.ledger.current
    events = sorted(current.events_in(reading_id), key=_oldest_first)
    looked_at = [_looked_at(event) for event in events]
    held.asks.fetch(actor for _, sieve in looked_at for actor in sieve.actors)
    held.norms.fetch_keys(key for follows, sieve in looked_at if sieve.everyone for key in keys_of(follows.event))
    found = [one for event, told in zip(events, looked_at, strict=True) for one in _meets(held, event, *told)]
    norms = current.norms_in(reading_id)
    held.on_record.know(norms)
    for norm in norms:
        found += _met_by_earlier(held, norm)
    found = held.possible.of(found)
    held.on_record.settle(found)
    held.events.let_go_of_imported()
    return found, [*_statuses(found), *turns(ledger, norms)]


def meets(
    ledger: Ledger,
    event: SeenEvent,
    *,
    held: FetchedLedger | None = None,
) -> list[Encounter]:
    """Every norm whose trigger or action the event is, or may be; none for what is not so, but for what is denied, nor
    for an event without a type whose words were not parsed.

    held: what the ledger holds and what was found at the same time, by who asks of many events.
    """
    return _meets(held or FetchedLedger(ledger), event, *_looked_at(event)) if _is_told(event) else []


def _is_told(event: SeenEvent) -> bool:
    return event.status.is_so or event.status is EventStatus.DENIED


def _meets(held: FetchedLedger, event: SeenEvent, follows: Follows, sieve: Sieve) -> list[Encounter]:
    met, done = _candidates(held, follows, sieve, by=event.last)
    held.on_record.know((*met, *done))
    found: list[Encounter] = []
    if event.status is EventStatus.DENIED:
        may_meet = (
            _encounter(follows, event, norm, role, held)
            for role, norms in (("trigger", met), (ACTION_ROLE, done))
            for norm in norms
        )
        return [_denied(one) for one in may_meet if one is not None and Grade(one.match).is_told]
    now_met: list[CurrentNorm] = []
    for norm in met:
        one = _encounter(follows, event, norm, "trigger", held)
        if one is not None:
            found.append(held.on_record.take(one))
            if norm.mode is Mode.IF:
                now_met.append(norm)
    found += _actions_held(held, now_met, since=event.first)
    for norm in done:
        one = _encounter(follows, event, norm, ACTION_ROLE, held)
        found += [one] if one is not None else []
    return found


Condition = tuple[Grade, DateBounds | None]
"""How surely a condition was met, and when."""


class OnRecord:
    """What is known to have met the conditions of some norms: in the log, and beside it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        # By norm and by event, both by their anchors: of two readings that tell one event the log keeps the first.
        self._kept: dict[str, dict[str, Condition]] = {}
        self._beside: dict[str, list[Condition]] = defaultdict(list)

    def know(self, norms: Iterable[CurrentNorm]) -> None:
        """Look up what the log holds of their conditions."""
        anchors = {n.anchor for n in norms if has_condition(n.modal, n.mode)} - self._kept.keys()
        if not anchors:
            return
        self._kept |= {anchor: {} for anchor in anchors}
        met = self._ledger.current.conditions_met(sorted(anchors))
        events = self._ledger.current.events_called(kept.event_id for kept in met)
        for kept in met:
            seen = events.get(kept.event_id)
            days = bounds_of(seen.first, seen.last) if seen else bounds_of(None, kept.last)
            self._kept[kept.norm][kept.event] = (Grade(kept.match), days)

    def settle(self, found: Iterable[Encounter]) -> None:
        """What was found of one reading counts from now on as the log will hold it."""
        self._beside.clear()
        for one in found:
            if one.role == "trigger":
                self._kept[one.norm].setdefault(one.event.anchor, _condition(one))

    def take(self, one: Encounter) -> Encounter:
        """Know of this one too."""
        if one.role == "trigger":
            self._beside[one.norm].append(_condition(one))
        return one

    def says_it_itself(self, norm: CurrentNorm, event: SeenEvent, role: str) -> bool:
        """Is the event told by the very words of the norm ("we support Palestine until the end")? Then it is the norm
        that was read twice, on this page or on one that quotes it without a day of its own."""
        words = (norm.action if role == ACTION_ROLE else norm.trigger) or ""
        quoted = event.first is None and len(words.split()) > 1 and words.casefold() in event.words.casefold()
        return quoted or self._ledger.current.told_by(
            event.id, norm.id, role="action" if role == ACTION_ROLE else "trigger"
        )

    def held(self, norm: CurrentNorm, action: EventPattern) -> Certainty:
        """Did the condition hold when the action was done, as far as is known?"""
        held = Certainty.NO
        for grade, days in (*self._kept[norm.anchor].values(), *self._beside.get(norm.anchor, ())):
            before = said_before(action, days)
            held = max(held, min(grade.certainty, before.certainty if before else Certainty.MAYBE))
        return held


def _condition(met: Encounter) -> Condition:
    return Grade(met.match), bounds_of(met.event.first, met.event.last)


def _looked_at(event: SeenEvent) -> tuple[Follows, Sieve]:
    follows = Follows(pattern_of(event))
    return follows, Sieve(follows)


def _candidates(
    held: FetchedLedger, follows: Follows, sieve: Sieve, *, by: date | None
) -> tuple[list[CurrentNorm], list[CurrentNorm]]:
    """The norms whose trigger, and those whose action, nothing says the event is not."""
    # Where nobody is named for it, it may be anybody's: then it is looked for by what it speaks of.
    looked_for = held.norms.speaking_of(keys_of(follows.event), by=by) if sieve.everyone else ([], [])
    met, done = (
        sorted(passing | {p.place for p in some if p.place not in passing and sieve.passes(p.asks)})
        for some, passing in zip(looked_for, held.asks.passing(sieve, by=by), strict=True)
    )
    held.norms.fetch((*met, *done))
    return held.norms.at(met), held.norms.at(done)


def _met_by_earlier(held: FetchedLedger, norm: CurrentNorm) -> list[Encounter]:
    """The events already held that meet a norm that has come in."""
    seen = _held(held, [norm], "trigger", since=norm.first)[0]
    met = [m for e, follows in seen if (m := _encounter(follows, e, norm, "trigger", held)) is not None]
    found = [held.on_record.take(one) for one in met]
    return found + _actions_held(held, [norm], since=norm.first)


def _actions_held(held: FetchedLedger, norms: Sequence[CurrentNorm], *, since: date | None) -> list[Encounter]:
    """The actions already held that count now that more is known of the conditions. since: when they were met."""
    found = []
    for norm, seen in zip(norms, _held(held, norms, ACTION_ROLE, since=since), strict=True):
        found += [m for e, follows in seen if (m := _encounter(follows, e, norm, ACTION_ROLE, held)) is not None]
    return found


def _held(held: FetchedLedger, norms: Sequence[CurrentNorm], role: str, *, since: date | None) -> list[list[Seen]]:
    """For each norm the events on record of the kind that its trigger or its action is, oldest first.

    since: None: since each norm was said.
    """
    wanted: dict[int, Wanted] = {}
    for i, norm in enumerate(norms):
        doer = norm.target_id if norm.modal.doer is Doer.TARGET else norm.agent_id
        rule = held.norms.rule_of(norm)
        asked, code = (rule.trigger, norm.trigger_id) if role == "trigger" else (rule.action, doer)
        if asked is not None and code is not None and (asked.type is not None or asked.does is not None):
            wanted[i] = (asked, code, since or norm.first)
    found = dict(zip(wanted, held.events.like(list(wanted.values())), strict=True))
    return [sorted(found.get(i, ()), key=lambda seen: _oldest_first(seen[0])) for i in range(len(norms))]


def _oldest_first(event: SeenEvent) -> tuple[bool, date, str]:
    return (event.last is None, event.last or date.max, event.id)


def _encounter(
    follows: Follows, event: SeenEvent, norm: CurrentNorm, role: str, held: FetchedLedger
) -> Encounter | None:
    """The norm met by the event; None where the table says the same of it with the event and without."""
    rule, conditional = held.norms.rule_of(norm), has_condition(norm.modal, norm.mode)
    if rule.ended is not None or (role == "trigger" and not conditional):
        return None
    certainty, slots = _compared(follows, event, norm, rule, role)
    if certainty is Certainty.NO:
        return None
    trigger, action = (certainty, Certainty.NO) if role == "trigger" else (Certainty.NO, certainty)
    without = Certainty.NO
    if role == ACTION_ROLE and conditional:
        trigger = without = held.on_record.held(norm, follows.event)
        if trigger is Certainty.MAYBE:
            slots.append(SlotMatch("condition", Certainty.MAYBE, "whether its condition holds is not known"))
    verdict = verdict_of(norm.modal, norm.mode, trigger=trigger, action=action)
    if verdict is verdict_of(norm.modal, norm.mode, trigger=without, action=Certainty.NO):
        return None
    grade = grade_of(certainty, slots)
    if grade.is_told and held.on_record.says_it_itself(norm, event, role):
        return None
    return Encounter(
        norm=norm.anchor,
        norm_id=norm.id,
        event=event,
        role=role,
        match=grade.value,
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
    if role == ACTION_ROLE and norm.due is not None and event.first is not None and event.first > norm.due:
        return Certainty.NO, []  # too late to be what was undertaken
    when = said_before(follows.event, rule.said)
    if when is not None and when.certainty is Certainty.NO:
        return Certainty.NO, [when]
    met = follows.meets(asked)
    if met.certainty is Certainty.NO:
        return Certainty.NO, list(met.match.slots)
    slots = list(met.match.slots)
    if met.via.certainty is Certainty.MAYBE:
        rows = "; ".join(row.why for row in met.via.rows)
        slots.append(SlotMatch("kind", Certainty.MAYBE, f"it may follow from the event: {rows}"))
    if when is not None:
        slots.append(when)
    elif event.last is None or norm.last is None:
        slots.append(SlotMatch("time", Certainty.MAYBE, "which of the two came first is not known"))
    if norm.last is not None and event.first is not None and event.first - norm.last > LONGEST_WAIT:
        years = (event.first - norm.last) // YEAR
        slots.append(SlotMatch("age", Certainty.MAYBE, f"{years} years lie between the words and the event"))
    missing = missing_ground(follows.event, asked, slots)
    if missing is not None:
        slots.append(missing)
    if read is None or (asked.words is not None and (follows.event.does is None or asked.does is None)):
        slots.append(SlotMatch("kind", Certainty.MAYBE, "only the kind of event and the parties are compared"))
    if rule.is_inferred:
        slots.append(SlotMatch("agent", Certainty.MAYBE, "whose norm it is follows from what stands beside its words"))
    if event.claimed:
        slots.append(SlotMatch("source", Certainty.MAYBE, "somebody says that it happened; the page does not"))
    return min([met.certainty, *(s.certainty for s in slots)]), slots


def _denied(one: Encounter) -> Encounter:
    """What the event would make of the norm is kept among its reasons; of itself it makes nothing."""
    would = ("status", Certainty.NO.word, f"somebody denies it; it would be {one.verdict}")
    return replace(one, match=Grade.DENIED.value, verdict=DENIED, reasons=(*one.reasons, would))


def _statuses(met: Iterable[Encounter]) -> Iterator[Status]:
    """What became of norms by what surely or likely met them: of a possibility alone nothing becomes."""
    return (_status(one) for one in met if Grade(one.match).is_told)


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
    """Earlier norms that these contradict: they may be superseded, since the words alone say that it is one action."""
    held = list(norms)
    before = earlier_of(ledger, held)
    for later in held:
        earlier = before.get(later.id)
        if earlier is not None:
            moved = change(earlier, later)
            if moved.mark in (ChangeMark.CONTRADICTED, ChangeMark.WITHDRAWN):
                yield _overtaken(earlier, later, Verdict.MAYBE_SUPERSEDED, "; ".join(moved.reasons))


def overtaken(ledger: Ledger) -> Iterator[Status]:
    """Norms that a later record withdraws or supersedes, as its reader says."""
    for norm, later, kind in ledger.current.overtaken():
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
    due = ledger.current.past_due(today, settled=[v for v in Verdict if v.settled])
    known: dict[tuple[str, str], Certainty] = defaultdict(lambda: Certainty.NO)
    for kept, counts in ledger.current.encounters_with_counts([norm.anchor for norm in due]):
        part = (kept.norm, kept.role)
        known[part] = max(known[part], Grade(kept.match).certainty if counts else Certainty.NO)
    for norm in due:
        trigger, done = known[norm.anchor, "trigger"], known[norm.anchor, ACTION_ROLE]
        if norm.modal is Modal.WILL and norm.mode is Mode.UNLESS:
            done = _done(ledger, norm)  # its action changes no verdict, so that the log holds no encounter
        verdict = verdict_of(norm.modal, norm.mode, trigger=trigger, action=done, overdue=True)
        overdue = verdict is Verdict.OVERDUE
        if not overdue and (verdict.settled or verdict.of_action):
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
    """Is its action on record?"""
    rule, seen = rule_of_norm(norm), _held(FetchedLedger(ledger), [norm], ACTION_ROLE, since=norm.first)[0]
    done = {e.id: _compared(f, e, norm, rule, ACTION_ROLE)[0] for e, f in seen}
    left_out = ledger.current.said_not_to_meet(norm.id, [id_ for id_, sure in done.items() if sure is not Certainty.NO])
    return max((certainty for id_, certainty in done.items() if id_ not in left_out), default=Certainty.NO)
