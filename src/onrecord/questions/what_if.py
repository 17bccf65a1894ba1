"""What if this happened, and that did not? Asked of a ledger.

In:      a ledger, a Scenario, how many steps of consequences
Out:     Answer
Refuses: a scenario that assumes what it denies (Contradiction)
Source:  docs/whatif.md
Shown:   tests/faces/test_whatif.py

Only norms that the scenario may touch are fetched: those on events of its kinds, and of the kinds that follow, by or on
its parties; then those the triggered deeds may touch.
"""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.language.said_keys import keys_of
from onrecord.ledger import Ledger, Report
from onrecord.questions.entry_rules import rules_of
from onrecord.questions.met import pattern_of
from onrecord.reasoning.answers import Answer, answer
from onrecord.reasoning.chaining import DEFAULT_DEPTH, Course, run
from onrecord.reasoning.entailment import Follows, entailments
from onrecord.reasoning.known_events import Known
from onrecord.reasoning.matching import Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.slots import Meaning
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Scenario

# Of an actor's norms on other kinds of deeds than the scenario's, the words of so many are compared.
NEWEST_LOOKED_AT = 1_000


def what_if(
    ledger: Ledger,
    scenario: Scenario,
    *,
    depth: int = DEFAULT_DEPTH,
    meaning: Meaning | None = None,
) -> Answer:
    """The answer of the ledger's norms as they stand.

    depth: steps of consequences after the scenario; 0 for none.
    """
    fresh = tuple(dict.fromkeys((*scenario.assumed, *scenario.denied)))
    asked: set[EventPattern] = set()
    rules: dict[str, Rule] = {}
    background = Background(known=_known(ledger, fresh), meaning=meaning)
    while True:
        asked.update(fresh)
        rules |= {r.id: r for r in _rules(ledger, fresh, background)}
        course = run(Rulebook(rules.values()), scenario, background, depth=depth)
        fresh = tuple(e for e in _deeds(course) if e not in asked)
        if not fresh:
            found = answer(course)
            return replace(found, reports=_independent(ledger, found))


def _independent(ledger: Ledger, found: Answer) -> int:
    """On how many independent reports the lines rest: copies of one text are one."""
    lines = (*found.triggered, *found.near, *found.broken, *found.stands, *found.unknown)
    cited = [line.judgement.rule.evidence for line in lines]
    reports = {Report(c.report, tuple(span for span, _ in c.words)) for c in cited}
    return len(ledger.copies.groups(list(reports)))


def _rules(ledger: Ledger, events: Iterable[EventPattern], background: Background) -> Iterable[Rule]:
    forms = [form.event for event in events for form in Follows(event, background).forms]
    kinds = sorted({f.type for f in forms if f.type is not None})
    by_words = background.meaning is not None and any(f.words for f in forms)
    codes = _codes(forms)
    found = list(ledger.standing.speaking_of({k for f in forms for k in keys_of(f)}, by=None))
    acting = sorted({f.actor.code for f in forms if f.actor is not None and f.does is not None})
    if acting:
        found += ledger.standing.waiting_for(None, acting, by=None, limit=NEWEST_LOOKED_AT)
    if codes and (kinds or by_words):
        found += ledger.standing.waiting_for(None if by_words else kinds, codes, by=None)
    places = dict.fromkeys(norm.place for some in found for norm in some)
    return rules_of(ledger.entries_at(list(places)))


def _known(ledger: Ledger, events: tuple[EventPattern, ...]) -> Known:
    """What the ledger knows to have happened, of the kinds that settle who was first and who is at war."""
    kinds: set[EventType] = {row.given.type for row in entailments() if row.given and row.given.type}
    kinds |= {e.type for e in events if e.type is not None}
    codes = _codes(events)
    if not codes:
        return Known()
    return Known(pattern_of(seen) for seen in ledger.standing.events_of(types=sorted(kinds), codes=codes, since=None))


def _deeds(course: Course) -> tuple[EventPattern, ...]:
    return tuple(e.event for step in course.steps for e in step.events)


def _codes(events: Iterable[EventPattern]) -> list[str]:
    return sorted({code for e in events for code in e.codes})
