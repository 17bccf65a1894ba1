"""A scenario's world: what is assumed, what is denied, what follows; everything else is unknown.

In:      a Scenario, a background, the rulebook
Out:     for every part of a norm the events touch: Finding, with the reason
Refuses: a scenario that assumes what it denies (Contradiction)
Shown:   tests/reasoning/test_whatif.py
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.reasoning.certainty import Certainty, Match, SlotMatch
from onrecord.reasoning.entailment import Derived, Follows, MetPattern
from onrecord.reasoning.errors import Contradiction
from onrecord.reasoning.matching import Background, said_before
from onrecord.reasoning.rule_index import Rulebook, RulePart
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.sieve import Sieve
from onrecord.terms.asks import Asks
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Modal, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """An event of the world.

    by:       id of the norm whose action it is; None for what the scenario itself assumes.
    strength: the weakest the chain rests on; None for what the scenario assumes.
    step:     0 for what the scenario assumes.
    alternative: rests on the second of two readings.
    """

    event: EventPattern
    by: str | None = None
    strength: Strength | None = None
    step: int = 0
    alternative: bool = False

    @property
    def weight(self) -> int:
        """Strength as a number; what is assumed weighs most."""
        return len(Strength) if self.strength is None else self.strength.rank


@dataclass(frozen=True, slots=True)
class Finding:
    """What a world makes of one pattern.

    by:     the event that meets it, or comes nearest; None where a denial meets it.
    via:    what follows from that event and meets it.
    denied: the denied event that rules it out, or (for a condition that something does not happen) meets it.
    """

    certainty: Certainty
    match: Match
    by: Assumed | None
    via: Derived | None
    denied: EventPattern | None = None
    ruled_out: str | None = None


class World:
    """Events and denials. `findings` grows with `add`."""

    def __init__(self, book: Rulebook, denied: Iterable[EventPattern], background: Background) -> None:
        self.book = book
        self.background = background
        self.denied = tuple(sorted(set(denied), key=str))
        self.events: list[Assumed] = []
        self.findings: dict[RulePart, Finding] = {}
        self._positive: dict[RulePart, Finding] = {}
        self._ruling_out: dict[tuple[EventPattern, str], list[tuple[int, Certainty]]] = {}
        self._implied: dict[EventPattern, Follows] = {}
        for event in self.denied:
            self._note_denied(event)

    def add(self, assumed: Assumed) -> None:
        """Let an event happen. Contradiction when it is denied."""
        follows = Follows(assumed.event, self.background)
        for event in self.denied:
            if follows.meets(event, unsaid_is_any=True).certainty is Certainty.YES:
                raise Contradiction(
                    f"the scenario assumes {str(assumed.event)!r}, which cannot happen while {str(event)!r} is denied. "
                    "Take one of the two back, or say more exactly what is denied"
                )
        self.events.append(assumed)
        every = self.background.meaning is not None
        parts = self.book.beside(assumed.event)
        parts |= self.book.touched((form.event for form in follows.forms), every_type=every)
        # Of what follows from an action of the chain, what comes near to a condition is not told: only what meets it.
        sieve = Sieve(follows) if assumed.by is not None and not every else None
        met: dict[EventPattern, MetPattern | None] = {}  # the same words stand in many norms, and are compared once
        for part in parts:
            pattern = self.book.pattern(part)
            if pattern not in met:
                passes = sieve is None or not pattern.happens or sieve.passes(Asks.of(pattern))
                met[pattern] = follows.meets(pattern) if passes else None
            found = met[pattern]
            if found is not None:
                self._weigh(part, assumed, found)

    def ruling_out(self, action: EventPattern, *, by: str) -> list[tuple[int, Certainty]]:
        """The norms of an agent that it will not do what the action, or what follows from it, is or may be."""
        held = self._ruling_out.get((action, by))
        if held is None:
            held = []
            refused = [n for n in self.book.of_agent.get(by, ()) if self.book.rules[n].modal is Modal.WILL_NOT]
            if refused:
                follows = Follows(action, self.background)
                touched = self.book.touched(form.event for form in follows.forms)
                held = [
                    (n, certainty)
                    for n in refused
                    if RulePart(n, False) in touched
                    and (certainty := follows.meets(self.book.rules[n].action).certainty) is not Certainty.NO
                ]
            self._ruling_out[action, by] = held
        return held

    def denies(self, pattern: EventPattern) -> EventPattern | None:
        """The denied event without which nothing of this kind can happen; None when it can."""
        if not self.denied:
            return None
        if pattern not in self._implied:
            self._implied[pattern] = Follows(pattern)
        implied = self._implied[pattern]
        for event in self.denied:
            if implied.meets(event, unsaid_is_any=True).certainty is Certainty.YES:
                return event
        return None

    def _weigh(self, part: RulePart, assumed: Assumed, met: MetPattern) -> None:
        rule, pattern = self.book.rules[part.rule], self.book.pattern(part)
        if assumed.by is not None and rule.undertakes and not part.trigger:
            return  # that it does as it said is what the chain supposes: no proof that it was done
        slots = met.match.slots
        timed = _time(assumed.event, rule)
        if timed is not None:
            slots = (*slots, timed)
        certainty = min(met.certainty, timed.certainty if timed else Certainty.YES)
        ruled_out = met.ruled_out.why if met.ruled_out else None
        found = Finding(certainty, Match(slots), assumed, met.via, None, ruled_out)
        if certainty is not Certainty.NO:
            denied = self.denies(pattern)
            if denied is not None:
                found = replace(found, certainty=Certainty.NO, denied=denied)
        held = self._positive.get(part)
        if held is None or _rank(found) > _rank(held):
            self._positive[part] = found
            self.findings[part] = found if pattern.happens else self._turned(pattern, found)

    def _note_denied(self, event: EventPattern) -> None:
        """A denied event meets conditions that something does not happen."""
        for part in self.book.touched([event]):
            pattern = self.book.pattern(part)
            if not pattern.happens:
                nothing = Finding(Certainty.NO, Match(()), None, None)
                self.findings[part] = self._turned(pattern, nothing)

    def _turned(self, pattern: EventPattern, found: Finding) -> Finding:
        """ "If it does not happen": met by its denial, ruled out by its happening; silence meets nothing."""
        happening = replace(pattern, happens=True)
        if found.certainty is not Certainty.NO:
            return replace(found, certainty=Certainty.NO if found.certainty is Certainty.YES else Certainty.MAYBE)
        denied = self.denies(happening)
        if denied is not None:
            slot = SlotMatch("event", Certainty.YES, f"{denied} is denied")
            return Finding(Certainty.YES, Match((slot,)), None, None, denied)
        return found


def _time(event: EventPattern, rule: Rule) -> SlotMatch | None:
    if rule.ended is not None and (event.until is None or event.until >= rule.ended):
        return SlotMatch("time", Certainty.NO, "it was withdrawn or superseded before")
    when = said_before(event, rule.said)
    if when is not None and when.certainty is Certainty.MAYBE and rule.said is not None and rule.said.first is None:
        return None  # of words without a first day whoever supposes the event supposes that they had been said
    return when


def _rank(finding: Finding) -> tuple[int, int, int, int, int]:
    """The best finding first; of equals the stronger and earlier event (the earlier one is already held)."""
    by = finding.by
    weight = by.weight if by else 0
    reading = 0 if by and by.alternative else 1
    return (finding.certainty, reading, weight, -len(finding.match.failed), -(by.step if by else 0))
