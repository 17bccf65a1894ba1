"""The events already held that may be what a norm asks for.

In:      Ledger; what a pattern asks, of whom, since when
Out:     SeenEvents worth comparing
Source:  docs/questions.md, Met
Shown:   tests/questions/test_met.py

One event may meet the conditions of hundreds of norms: what each of their agents did is looked up once for all of them.
Of an actor's events read from pages the newest 500 are looked at, and of the imported the newest 500 of the type.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from onrecord.language.verb_relations import may_be
from onrecord.ledger import Ledger
from onrecord.ledger.index.events import NEWEST, EventAt, SeenEvent
from onrecord.reasoning.entailment import Follows, entailments
from onrecord.reasoning.sieve import Sieve, Telling
from onrecord.terms.asks import Asks
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication, predicate_of

Seen = tuple[SeenEvent, Follows]
"""An event, and what follows from it."""

Wanted = tuple[EventPattern, str, date | None]
"""What is asked for, by or on whom, since when."""


class HeldEvents:
    """The events of one ledger, each fetched once. Not to be kept while the ledger is added to."""

    def __init__(self, ledger: Ledger) -> None:
        self._current = ledger.current
        self._by: dict[tuple[str, date | None], _Grouped] = {}
        self._imported: dict[tuple[EventType, str, date | None], list[Seen]] = {}
        self._seen: dict[int, Seen] = {}

    def like(self, wanted: Sequence[Wanted]) -> list[list[Seen]]:
        """For each that is wanted, the events that nothing says are not it."""
        numbers = [self._numbers(one) for one in wanted]
        fresh = {n for some in numbers for n in some if n not in self._seen}
        if fresh:
            self._seen |= {n: (e, Follows(pattern_of(e))) for n, e in self._current.events_at(fresh).items()}
        return [[self._seen[n] for n in some] + self._taken(one) for one, some in zip(wanted, numbers, strict=True)]

    def _numbers(self, wanted: Wanted) -> list[int]:
        """Where the events read from pages stand."""
        asked, code, since = wanted
        asks, day = Asks.of(asked), since.toordinal() if since is not None else 0
        worth = self._grouped(code, since).worth_comparing(asks)
        return [e.n for e in worth if (e.day_last is None or e.day_last >= day) and _passes(e, asks)]

    def _grouped(self, code: str, since: date | None) -> "_Grouped":
        """A party's newest events since a day. Of one of few events it is all that it did, whatever the day is."""
        every = self._held(code, None)
        return every if since is None or every.is_all else self._held(code, since)

    def _held(self, code: str, since: date | None) -> "_Grouped":
        if (code, since) not in self._by:
            self._by[code, since] = _Grouped(self._current.newest_events(code, since=since))
        return self._by[code, since]

    def let_go_of_imported(self) -> None:
        """Of one type they are fetched for each party and day: so they go with each reading."""
        self._imported.clear()

    def _taken(self, wanted: Wanted) -> list[Seen]:
        """The imported ones."""
        asked, code, since = wanted
        if asked.type is None:
            return []
        key = (asked.type, code, since)
        if key not in self._imported:
            taken = self._current.imported_of(asked.type, code, since=since)
            self._imported[key] = [(e, Follows(pattern_of(e))) for e in taken]
        return self._imported[key]


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


class _Grouped:
    """Events by type and by predicate."""

    def __init__(self, events: list[EventAt]) -> None:
        self.is_all = len(events) < NEWEST
        self._may_be: dict[str, list[str]] = {}
        self._by_type: dict[str, list[EventAt]] = defaultdict(list)
        self._by_predicate: dict[str, list[EventAt]] = defaultdict(list)
        for event in events:
            self._by_type[event.type].append(event)
            if event.does:
                self._by_predicate[predicate_of(event.does)].append(event)

    def worth_comparing(self, asks: Asks) -> list[EventAt]:
        """Those of the type (of none, where none is asked for), or told by a predicate that may be the asked one."""
        found = {e.n: e for e in self._by_type.get(asks.type, ())}
        if asks.predicate:
            found |= {e.n: e for p in self._near(asks.predicate) for e in self._by_predicate[p]}
        return list(found.values())

    def _near(self, asked: str) -> list[str]:
        if asked not in self._may_be:
            self._may_be[asked] = [p for p in self._by_predicate if may_be(p, asked)]
        return self._may_be[asked]


def _passes(event: EventAt, asks: Asks) -> bool:
    """May the event be what is asked for? What follows from it is worked out only where that may be of the type."""
    told = (event.type, event.actor, event.recipient, event.does)
    if _telling(*told).failed(asks, enough=0) == 0:
        return True
    return asks.type in _following(event.type) and _sieve(*told).passes(asks)


# The actions of one actor are looked through for each of its norms whose condition is met.
@lru_cache(maxsize=65_536)
def _telling(kind: str, actor: str | None, recipient: str | None, does: str | None) -> Telling:
    return Telling(_pattern(kind, actor, recipient, does))


@lru_cache(maxsize=4_096)
def _sieve(kind: str, actor: str | None, recipient: str | None, does: str | None) -> Sieve:
    return Sieve(Follows(_pattern(kind, actor, recipient, does)))


def _pattern(kind: str, actor: str | None, recipient: str | None, does: str | None) -> EventPattern:
    return EventPattern(
        type=EventType(kind) if kind else None,
        actor=Party(actor) if actor else None,
        recipient=Party(recipient) if recipient else None,
        does=Predication.parse(does) if does else None,
    )


@cache
def _following(kind: str) -> frozenset[str]:
    """The types of what may follow from an event of this type by the table."""
    found: set[str] = set()
    fresh = {kind}
    while fresh:
        of = {e.then.type.value if e.then.type else "" for e in entailments() if (e.if_.type or "") in fresh}
        fresh = of - found
        found |= fresh
    return frozenset(found)
