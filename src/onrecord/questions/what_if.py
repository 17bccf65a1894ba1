"""What if this happened, and that did not? Asked of a ledger.

In:      a ledger, a Scenario, how many steps of consequences
Out:     Answer
Refuses: a scenario that assumes what it denies (Contradiction)
Source:  docs/whatif.md
Shown:   tests/faces/test_whatif.py

Only norms that the scenario may touch are fetched: those on events of its kinds, and of the kinds that follow, by or on
its parties; then those the triggered actions may touch.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from onrecord.language.said_keys import keys_of
from onrecord.ledger import Ledger, Report
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.index.norm_asks import PartAt
from onrecord.questions.current_rules import rule_of_norm
from onrecord.questions.entry_rules import rules_of
from onrecord.questions.held_events import pattern_of
from onrecord.questions.named_persons import with_known_persons
from onrecord.reasoning.answers import Answer, answer
from onrecord.reasoning.chaining import DEFAULT_DEPTH, Course, run
from onrecord.reasoning.entailment import Follows, entailments
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.matching import Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Cited, Rule
from onrecord.reasoning.sieve import Sieve
from onrecord.reasoning.slots import PhraseNearness
from onrecord.terms.asks import Asks
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Scenario

# Of an actor's norms on other kinds of actions than the scenario's, the words of so many are compared.
NEWEST_LOOKED_AT = 1_000

# Of what a consequence may concern in its turn, so many conditions and so many actions are looked at, those recorded
# last: beyond that nobody reads what follows. That there is more is said (`Course.cut`).
NEWEST_IN_THE_CHAIN = 1_000

# A condition that one slot keeps from being met is near (reasoning/answers.py).
NEARLY = 1

At = tuple[int, int]
"""Where a norm stands: its reading's number, its place in it."""


def what_if(
    ledger: Ledger,
    scenario: Scenario,
    *,
    depth: int = DEFAULT_DEPTH,
    meaning: PhraseNearness | None = None,
) -> Answer:
    """The answer of the ledger's norms as they stand.

    depth: steps of consequences after the scenario; 0 for none.
    """
    assumed, denied = (
        tuple(with_known_persons(ledger, event) for event in events) for events in (scenario.assumed, scenario.denied)
    )
    scenario = replace(scenario, assumed=assumed, denied=denied)
    fresh = tuple(dict.fromkeys((*assumed, *denied)))
    asked: set[EventPattern] = set()
    rules: dict[str, Rule] = {}
    norms: dict[str, RowKey] = {}

    @cache
    def cited(norm_id: str) -> Cited:
        return _in_full(ledger, [norms[norm_id]])[norm_id].evidence

    background = Background(known=_known(ledger, fresh), meaning=meaning)
    places, cut = _touched(ledger, fresh, background), False
    while True:
        asked.update(fresh)
        held = ledger.current.norms_at(places)
        norms |= {norm.id: norm.place for norm in held}
        rules |= {norm.id: rule_of_norm(norm, cited=cited) for norm in held}
        course = run(Rulebook(rules.values()), scenario, background, depth=depth)
        fresh = tuple(e for e in _actions(course) if e not in asked)
        if not fresh:
            # Thousands of norms may be touched: only what is shown is put together with its words.
            course = replace(course, cut=course.cut or cut)
            found = answer(course.with_rules(_in_full(ledger, (norms[id_] for id_ in course.shown))))
            return replace(found, reports=_independent(ledger, found))
        places, more = _met(ledger, fresh, background)
        cut = cut or more


def _in_full(ledger: Ledger, places: Iterable[RowKey]) -> dict[str, Rule]:
    """The norms of the records at these places, by id, with the words that an answer cites."""
    return {rule.id: rule for rule in rules_of(ledger.entries_at(list(dict.fromkeys(places))))}


def _independent(ledger: Ledger, found: Answer) -> int:
    """On how many independent reports the lines rest: copies of one text are one; a row of a sheet is none."""
    cited = [line.judgement.rule.evidence for line in found.lines]
    read = {c.document_id for c in cited if not c.by_hand}
    # A person's reading of a page is no second report of it.
    listed = [c for c in cited if not c.by_hand or not (c.from_sheet or c.document_id in read)]
    reports = {Report(c.report, tuple(span for span, _ in c.words)) for c in listed}
    return len(ledger.copies.groups(list(reports)))


def _touched(ledger: Ledger, events: Iterable[EventPattern], background: Background) -> list[At]:
    """The norms on what the scenario assumes or denies, but for those that nothing of it meets, nor nearly."""
    kept: dict[At, None] = {}
    for event in events:
        follows = Follows(event, background)
        forms = [form.event for form in follows.forms]
        kinds = sorted({f.type for f in forms if f.type is not None})
        by_words = background.meaning is not None and any(f.words for f in forms)
        codes = _codes(forms)
        found = [ledger.current.speaking_of({k for f in forms for k in keys_of(f)}, by=None)]
        acting = sorted({f.actor.code for f in forms if f.actor is not None and f.does is not None})
        if acting:
            found.append(ledger.current.waiting_for(None, acting, by=None, limit=NEWEST_LOOKED_AT))
        if codes and (kinds or by_words):
            found.append(ledger.current.waiting_for(None if by_words else kinds, codes, by=None))
        sieve = Sieve(follows)
        # "Any further raid" names nobody, and shares but one word with the raid.
        found.append(ledger.current.asking(sieve.actors, sieve.types, by=None, is_action=sieve.is_action))
        for triggers, actions in found:
            # A condition that something does not happen is met by a denial, which no sieve tells.
            untold = [p for p in (*triggers, *actions) if by_words or not p.asks.happens]
            near, done = _passing(sieve, triggers, failing=NEARLY), _passing(sieve, actions)
            kept |= {part.place: None for part in chain(untold, near, done)}
    return list(kept)


def _passing(sieve: Sieve, parts: Iterable[PartAt], *, failing: int = 0) -> Iterator[PartAt]:
    """Those that the sieve lets through. What many norms ask in the same words is asked of it once."""
    told: dict[Asks, bool] = {}
    for part in parts:
        passes = told.get(part.asks)
        if passes is None:
            passes = told[part.asks] = sieve.passes(part.asks, failing=failing)
        if passes:
            yield part


def _met(ledger: Ledger, actions: Iterable[EventPattern], background: Background) -> tuple[list[At], bool]:
    """The norms that actions of the chain may meet; whether there are more than were looked at."""
    if background.meaning is not None:
        return _touched(ledger, actions, background), False
    kept: dict[At, None] = {}
    more = False
    for action in actions:
        sieve = Sieve(Follows(action, background))
        most = NEWEST_IN_THE_CHAIN
        found = list(ledger.current.asking(sieve.actors, sieve.types, by=None, is_action=sieve.is_action, newest=most))
        more = more or any(len(parts) == most for parts in found)
        if sieve.everyone:
            found += ledger.current.speaking_of(keys_of(action), by=None)
        kept |= {part.place: None for part in _passing(sieve, chain.from_iterable(found))}
    return list(kept), more


def _known(ledger: Ledger, events: tuple[EventPattern, ...]) -> KnownEvents:
    """What the ledger knows to have happened, of the kinds that settle who was first and who is at war."""
    kinds: set[EventType] = {row.given.type for row in entailments() if row.given and row.given.type}
    kinds |= {e.type for e in events if e.type is not None}
    codes = _codes(events)
    if not codes:
        return KnownEvents()
    return KnownEvents(
        pattern_of(seen) for seen in ledger.current.events_of(types=sorted(kinds), codes=codes, since=None)
    )


def _actions(course: Course) -> tuple[EventPattern, ...]:
    return tuple(e.event for step in course.steps for e in step.events)


def _codes(events: Iterable[EventPattern]) -> list[str]:
    return sorted({code for e in events for code in e.codes})
