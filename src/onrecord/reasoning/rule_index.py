"""Norms found by what they are about, so that a scenario looks only at those it may touch.

In:      Rules in any order
Out:     Rulebook: for an event, the rules whose trigger or action it may meet, or nearly meets
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.language.said_keys import keys_of
from onrecord.reasoning.part_of import stands_for
from onrecord.reasoning.rules import Rule
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Mode


class RulePart(NamedTuple):
    """The trigger (True) or the action (False) of the rule with this number."""

    rule: int
    trigger: bool


class Rulebook:
    """Rules, in the order of their ids."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: tuple[Rule, ...] = tuple(sorted({r.id: r for r in rules}.values(), key=lambda r: r.id))
        self._of_type: dict[tuple[EventType | None, str], list[RulePart]] = defaultdict(list)
        self._of_parties: dict[tuple[str, str], list[RulePart]] = defaultdict(list)
        self._worded: dict[str, list[RulePart]] = defaultdict(list)
        self._saying: dict[str, list[RulePart]] = defaultdict(list)
        self.of_agent: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self.rules):
            self.of_agent[rule.agent or ""].append(number)
            self._add(RulePart(number, False), rule.action)
            if rule.trigger is not None and rule.mode is not Mode.EVEN_IF:
                self._add(RulePart(number, True), rule.trigger)

    def _add(self, part: RulePart, pattern: EventPattern) -> None:
        codes = [p.code for p in (pattern.actor, pattern.recipient) if p is not None]
        for code in dict.fromkeys(codes):
            self._of_type[pattern.type, code].append(part)
        if len(codes) == 2:
            self._of_parties[codes[0], codes[1]].append(part)
        for key in keys_of(pattern):
            self._saying[key].append(part)
        if pattern.type is None and pattern.words is not None and not codes:
            self._worded[pattern.words.casefold()].append(part)

    def pattern(self, part: RulePart) -> EventPattern:
        """The pattern of a part."""
        rule = self.rules[part.rule]
        return rule.trigger if part.trigger and rule.trigger is not None else rule.action

    def touched(self, events: Iterable[EventPattern], *, every_type: bool = False) -> set[RulePart]:
        """Parts of the same kind as one of the events that name a party of it. every_type: of another kind too, when
        an encoder may find their words alike."""
        events = tuple(events)
        keys: set[tuple[EventType | None, str]] = set()
        words: set[str] = set()
        for event in events:
            codes = set[str]().union(*(stands_for(code) for code in event.codes))
            keys |= {(kind, code) for kind in ((*EventType, None) if every_type else (event.type,)) for code in codes}
            words |= {event.words.casefold()} if event.words else set()
        found = {part for key in keys for part in self._of_type.get(key, ())}
        said = {key for event in events for key in keys_of(event)}
        return found.union(*(self._worded.get(w, ()) for w in words), *(self._saying.get(key, ()) for key in said))

    def beside(self, event: EventPattern) -> set[RulePart]:
        """Parts of another kind between the same two parties."""
        if event.actor is None or event.recipient is None:
            return set()
        return set(self._of_parties.get((event.actor.code, event.recipient.code), ()))
