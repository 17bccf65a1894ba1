"""The norms on record, each fetched once for many events: by where they stand, and by what their words speak of.

In:      Ledger; keys of an event, its last day; places of norms
Out:     where norms stand, CurrentNorms, their Rules
Source:  docs/questions.md, Met
Shown:   tests/questions/test_held_norms.py

`ledger.current.speaking_of` gives the same for one event.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.ledger import Ledger
from onrecord.ledger.index.norm_asks import PartAt
from onrecord.ledger.index.norm_keys import LEAST_SHARED, keys_at_a_time
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.current_rules import rule_of_norm
from onrecord.questions.held_asks import At
from onrecord.reasoning.rules import Rule
from onrecord.terms.asks import Asks

Part = tuple[bool, int, int]
"""The condition (True) or the action of the norm at (reading, place in it)."""


class HeldNorms:
    """Of one ledger. Not to be kept while norms are added to it or change their status."""

    def __init__(self, ledger: Ledger) -> None:
        self._current = ledger.current
        self._norms: dict[At, CurrentNorm] = {}
        self._rules: dict[tuple[object, ...], Rule] = {}
        self._speaking: dict[str, list[Part]] = {}
        self._asked: dict[Part, tuple[Asks, int | None]] = {}

    def fetch(self, places: Iterable[At]) -> None:
        """So that there is one question to the ledger for several lists of places."""
        missing = sorted({p for p in places if p not in self._norms})
        if missing:
            self._norms |= self._current.norms_by_place(missing)

    def at(self, places: Sequence[At]) -> list[CurrentNorm]:
        """The norms at these places, in that order."""
        self.fetch(places)
        return [self._norms[p] for p in places if p in self._norms]

    def rule_of(self, norm: CurrentNorm) -> Rule:
        """The norm as it is asked."""
        key = (norm.id, norm.place)
        if key not in self._rules:
            self._rules[key] = rule_of_norm(norm)
        return self._rules[key]

    def fetch_keys(self, keys: Iterable[str]) -> None:
        """So that many events are looked for with one question to the ledger."""
        missing = {k for k in keys if k not in self._speaking}
        if missing:
            found = self._current.speaking(missing)
            self._speaking |= {key: found.get(key, []) for key in missing}

    def speaking_of(self, keys: Iterable[str], *, by: date | None) -> tuple[list[PartAt], list[PartAt]]:
        """Conditions and actions that share enough of the keys, of norms not said after a day."""
        held = keys_at_a_time(keys)
        self.fetch_keys(held)
        counted = Counter[Part]()
        for key in held:
            counted.update(self._speaking[key])
        parts = sorted(part for part, n in counted.items() if n >= LEAST_SHARED)
        missing = [part for part in parts if part not in self._asked]
        if missing:
            self._asked |= self._current.asks_at(missing)
        before = by.toordinal() if by is not None else None
        found: tuple[list[PartAt], list[PartAt]] = ([], [])
        for part in parts:
            asks, day_first = self._asked[part]
            if before is None or day_first is None or day_first <= before:
                is_condition, reading, seq = part
                found[0 if is_condition else 1].append(PartAt((reading, seq), asks))
        return found
