"""The norms on record whose condition or action an event may be, told from what they ask.

In:      Ledger; the sieve of an event, its last day
Out:     where the norms stand, (reading, place in it): of conditions, of actions
Source:  docs/questions.md, Met
Shown:   tests/questions/test_held_asks.py

What is asked of one actor is fetched once and held by kind and by predicate, so that each further event costs what
fits it and no question to the database; what many norms ask alike goes through the sieve once. `ledger.current.asking`
gives the same for one event.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.language.verb_relations import may_be
from onrecord.ledger import Ledger
from onrecord.reasoning.sieve import Sieve
from onrecord.terms.asks import Asks

At = tuple[int, int]


class HeldAsks:
    """Of one ledger. Not to be kept while norms are added to it."""

    def __init__(self, ledger: Ledger) -> None:
        self._current = ledger.current
        self._of: dict[tuple[str, bool], _Grouped] = {}

    def fetch(self, actors: Iterable[str]) -> None:
        """So that many events are looked for with one question to the ledger."""
        missing = {a for a in ("", *actors) if (a, True) not in self._of}
        for key, parts in (self._current.asked_of_each(missing) if missing else {}).items():
            self._of[key] = _Grouped(parts)

    def passing(self, sieve: Sieve, *, by: date | None) -> tuple[set[At], set[At]]:
        """Of norms not said after a day: the conditions, and the actions, that nothing says the event is not."""
        actors, types = {"", *sieve.actors}, sieve.types
        before = by.toordinal() if by is not None else None
        met, done = (
            {
                at
                for actor in actors
                for asks, places in self._grouped(actor, trigger).worth_asking(types, sieve)
                if sieve.passes(asks)
                for at, day_first in places
                if before is None or day_first is None or day_first <= before
            }
            for trigger in (True, False)
        )
        return met, done

    def _grouped(self, actor: str, trigger: bool) -> "_Grouped":
        key = (actor, trigger)
        if key not in self._of:
            self._of[key] = _Grouped(self._current.asked_of(actor, trigger=trigger))
        return self._of[key]


class _Grouped:
    """What is asked of one actor, by kind and by predicate."""

    def __init__(self, parts: Iterable[tuple[Asks, At, int | None]]) -> None:
        self._places: dict[Asks, list[tuple[At, int | None]]] = defaultdict(list)
        self._by_type: dict[str, list[Asks]] = defaultdict(list)
        self._by_predicate: dict[str, list[Asks]] = defaultdict(list)
        self._may_be: dict[str, list[str]] = {}
        for asks, at, day_first in parts:
            if asks not in self._places:
                self._by_type[asks.type].append(asks)
                self._by_predicate[asks.predicate].append(asks)
            self._places[asks].append((at, day_first))

    def worth_asking(self, types: Iterable[str], sieve: Sieve) -> Iterator[tuple[Asks, list[tuple[At, int | None]]]]:
        """What asks for one of these types, for a predicate that the event's may be, or for neither; each once."""
        found = {asks: None for kind in types for asks in self._by_type.get(kind, ())}
        found |= {asks: None for asks in self._by_predicate.get("", ()) if not asks.type}
        for predicate in self._near(sieve):
            found |= dict.fromkeys(self._by_predicate[predicate])
        return ((asks, self._places[asks]) for asks in found)

    def _near(self, sieve: Sieve) -> list[str]:
        """The predicates that the event's may be: thousands of events are told by a few hundred."""
        told = sieve.predicate
        if told is None:
            return []
        if told not in self._may_be:
            self._may_be[told] = [p for p in self._by_predicate if p and may_be(told, p)]
        return self._may_be[told]
