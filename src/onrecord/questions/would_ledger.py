"""What would have to happen, asked of a ledger.

In:      a ledger, a norm's id or the deed somebody would do, a Solver
Out:     Ways, and the norms they are about
Refuses: UnknownId, AmbiguousId, CannotHappen
Source:  docs/whatif.md

Norms are fetched backwards from the one asked about: those whose deed may meet its condition, then theirs, at most
ROUNDS times.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord.ledger import Ledger
from onrecord.questions.entry_rules import rules_of
from onrecord.questions.errors import UnknownId
from onrecord.questions.showing import ShownRecord, show
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.entailment import Follows, Force, entailments
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.sieve import Sieve
from onrecord.reasoning.what_would import Outcome, Way, what_would
from onrecord.terms.asks import Asks
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication, parse_argument
from onrecord.terms.protocols import Solver

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Ways:
    """The smallest sets of events, and the norms that were asked about."""

    outcome: Outcome
    norms: tuple[Rule, ...]
    ways: tuple[Way, ...]

    def to_json(self) -> dict[str, Any]:
        """`{"outcome", "norms": [{"norm", "sentence", "evidence"}], "ways": [[pattern, ...], ...]}`."""
        return {
            "outcome": self.outcome.value,
            "norms": [
                {"norm": r.id, "sentence": r.evidence.sentence, "evidence": r.evidence_json()} for r in self.norms
            ],
            "ways": [[str(event) for event in way] for way in self.ways],
        }


def ways_to(ledger: Ledger, norm_id: str, outcome: Outcome, *, solver: Solver, limit: int = 10) -> Ways:
    """What would trigger, break or release this norm (or one of this record)."""
    shown = show(ledger, norm_id)
    if not isinstance(shown, ShownRecord):
        raise UnknownId(f"{norm_id} is neither a norm nor a record: `onrecord list --json` prints their ids")
    rules = [r for r in rules_of([shown.entry]) if shown.asked_norm in (None, r.id)]
    return _ways(ledger, rules, outcome, solver=solver, limit=limit)


def ways_to_deed(ledger: Ledger, deed: EventPattern, *, solver: Solver, limit: int = 10) -> Ways:
    """What would make somebody do this: the ways to trigger any norm whose deed is of this kind."""
    rules = [
        r
        for r in _about(ledger, [deed])
        if r.undertakes and Follows(r.action).meets(deed, unsaid_is_any=True).certainty is not Certainty.NO
    ]
    return _ways(ledger, rules, Outcome.TRIGGER, solver=solver, limit=limit)


def _ways(ledger: Ledger, asked: list[Rule], outcome: Outcome, *, solver: Solver, limit: int) -> Ways:
    rules = {r.id: r for r in asked}
    fresh = list(asked)
    for _ in range(ROUNDS):
        wanted = [p for r in fresh for p in (r.trigger, r.action if r in asked else None) if p is not None]
        found = {r.id: r for r in _about(ledger, wanted) if r.undertakes}
        fresh = [r for name, r in found.items() if name not in rules]
        rules |= found
        if not fresh:
            break
    ways = what_would(Rulebook(rules.values()), [r.id for r in asked], outcome, solver=solver, limit=limit)
    return Ways(outcome, tuple(asked), ways)


def _about(ledger: Ledger, patterns: Iterable[EventPattern]) -> list[Rule]:
    """Norms on events of these kinds, or of kinds from which they follow, by or on these parties."""
    wanted, kinds, codes = list(patterns), set(), set[str]()
    for pattern in wanted:
        kinds.add(pattern.type)
        kinds |= {e.if_.type for e in entailments() if e.force is not Force.NO and e.then.type is pattern.type}
        codes |= {p.code for p in (pattern.actor, pattern.recipient, pattern.with_) if p is not None}
    known = sorted(k for k in kinds if k is not None)
    if not known or not codes:
        return []
    waiting, doing = ledger.standing.waiting_for(known, sorted(codes), by=None)
    asked = [Asks.of(pattern) for pattern in wanted]
    places = {p.place for p in (*waiting, *doing) if any(_may_be(p.asks, a) for a in asked)}
    return list(rules_of(ledger.entries_at(ledger.standing.records_at(sorted(places)))))


def _may_be(held: Asks, asked: Asks) -> bool:
    """May an event as the one asks for it be one as the other does? A way rests on such events alone."""
    # What follows by the table turns on places and on whom it is done to, which are not at hand.
    if held.type != asked.type and (held.type, asked.type) in _by_table():
        return True
    return _sieve(held.type, held.actor, held.predicate, held.arguments).passes(asked)


@cache
def _by_table() -> frozenset[tuple[str, str]]:
    """Of which kind (the first) an event of another kind may follow."""
    return frozenset((e.if_.type.value, e.then.type.value) for e in entailments() if e.if_.type and e.then.type)


@lru_cache(maxsize=16_384)
def _sieve(kind: str, actor: str, predicate: str, arguments: str) -> Sieve:
    """What passes as an event of which no more is known; to whom it is done may be anybody."""
    said = tuple(map(parse_argument, arguments.split(";"))) if arguments else ()
    event = EventPattern(
        type=EventType(kind) if kind else None,
        actor=Party(actor) if actor else None,
        does=Predication(predicate, said) if predicate else None,
    )
    return Sieve(Follows(event))
