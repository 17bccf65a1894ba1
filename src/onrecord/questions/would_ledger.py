"""What would have to happen, asked of a ledger.

In:      a ledger, a norm's id or the action somebody would do, a Solver
Out:     Ways, and the norms they are about
Refuses: UnknownId, AmbiguousId, CannotHappen
Source:  docs/whatif.md

Norms are fetched backwards from those asked about: those whose action meets their condition for sure, then theirs, at
most ROUNDS times, of each round the MOST that came in last. That some were left out is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.language.said_keys import keys_of
from onrecord.ledger import Ledger
from onrecord.questions.entry_rules import rules_of
from onrecord.questions.errors import UnknownId
from onrecord.questions.showing import ShownRecord, show
from onrecord.questions.wording import plural
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.entailment import Follows, entailments
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.sieve import Sieve
from onrecord.reasoning.what_would import Way, WouldOutcome, what_would
from onrecord.terms.asks import Asks
from onrecord.terms.patterns import EventPattern
from onrecord.terms.protocols import Solver

ROUNDS = 3
MOST = 200


@dataclass(frozen=True, slots=True)
class Ways:
    """The smallest sets of events, and the norms that were asked about. left_out: norms that may lead to it too, too
    many to be looked at."""

    outcome: WouldOutcome
    norms: tuple[Rule, ...]
    ways: tuple[Way, ...]
    left_out: int

    @property
    def note(self) -> str | None:
        """What was not looked at, in words; None where all was."""
        if not self.left_out:
            return None
        return f"{plural(self.left_out, 'older norm')} may lead to it too; too many were on record to look at all"

    def to_json(self) -> dict[str, Any]:
        """`{"outcome", "norms": [{"norm", "sentence", "evidence"}], "ways": [[pattern, ...], ...],
        "left_out"}`."""
        return {
            "outcome": self.outcome.value,
            "norms": [
                {"norm": r.id, "sentence": r.evidence.sentence, "evidence": r.evidence_json()} for r in self.norms
            ],
            "ways": [[str(event) for event in way] for way in self.ways],
            "left_out": self.left_out,
        }


def ways_to(ledger: Ledger, norm_id: str, outcome: WouldOutcome, *, solver: Solver, limit: int = 10) -> Ways:
    """What would trigger, break or release this norm (or one of this record)."""
    shown = show(ledger, norm_id)
    if not isinstance(shown, ShownRecord):
        raise UnknownId(f"{norm_id} is neither a norm nor a record: `onrecord list --json` prints their ids")
    rules = [r for r in rules_of([shown.entry]) if shown.asked_norm in (None, r.id)]
    return _ways(ledger, rules, outcome, solver=solver, limit=limit, left_out=0)


def ways_to_action(ledger: Ledger, action: EventPattern, *, solver: Solver, limit: int = 10) -> Ways:
    """What would make somebody do this: the ways to trigger any norm whose action is of this kind."""
    places, left_out = _doing(ledger, [action])
    rules = [
        r
        for r in _rules_at(ledger, places)
        if r.undertakes and Follows(r.action).meets(action, unsaid_is_any=True).certainty is not Certainty.NO
    ]
    return _ways(ledger, rules, WouldOutcome.TRIGGER, solver=solver, limit=limit, left_out=left_out)


def _ways(
    ledger: Ledger, asked: list[Rule], outcome: WouldOutcome, *, solver: Solver, limit: int, left_out: int
) -> Ways:
    """Of the norms asked about alone, unless it takes others to find so many ways of one event."""
    norms = [r.id for r in asked]
    ways = what_would(Rulebook(asked), norms, outcome, solver=solver, limit=limit)
    if len(ways) < limit or any(len(way) > 1 for way in ways):
        leading, more = _leading(ledger, asked, outcome)
        left_out += more
        if leading:
            ways = what_would(Rulebook((*asked, *leading)), norms, outcome, solver=solver, limit=limit)
    return Ways(outcome, tuple(asked), ways, left_out)


def _leading(ledger: Ledger, asked: Sequence[Rule], outcome: WouldOutcome) -> tuple[list[Rule], int]:
    """The norms whose action, for sure, meets the condition of one asked about (to break it: its action), and those
    whose action meets theirs. Also how many norms were left out."""
    rules = {r.id: r for r in asked}
    wanted = [
        p for r in asked for p in (r.trigger, r.action if outcome is WouldOutcome.BREAK else None) if p is not None
    ]
    led: list[Rule] = []
    left_out = 0
    for _ in range(ROUNDS):
        places, more = _doing(ledger, wanted)
        left_out += more
        fresh = [r for r in _rules_at(ledger, places) if r.undertakes and r.id not in rules and _leads(r, wanted)]
        rules |= {r.id: r for r in fresh}
        led += fresh
        wanted = [r.trigger for r in fresh if r.trigger is not None]
        if not wanted:
            break
    return led, left_out


def _leads(rule: Rule, wanted: Iterable[EventPattern]) -> bool:
    """No way rests on a maybe."""
    follows = Follows(rule.action)
    return any(p.happens and follows.meets(p).certainty is Certainty.YES for p in wanted)


def _doing(ledger: Ledger, patterns: Iterable[EventPattern]) -> tuple[list[tuple[int, int]], int]:
    """Where norms stand whose action may be one of these events: the MOST that came in last, and how many more."""
    places = set[tuple[int, int]]()
    for pattern in dict.fromkeys(patterns):
        sieve, asked = Sieve(Follows(pattern)), Asks.of(pattern)
        leading = frozenset(one for one, then in _by_table() if then == asked.type)
        looked_for = ledger.current.speaking_of(keys_of(pattern), by=None)[1] if sieve.everyone else []
        kinds = sieve.types | leading
        held = ledger.current.asking_to(sieve.actors, kinds, is_action=sieve.is_action)
        # What follows by the table turns on places and on whom it is done to, which are not at hand.
        places |= {p.place for p in (*looked_for, *held) if p.asks.type in leading or sieve.passes(p.asks)}
    return sorted(places, reverse=True)[:MOST], max(0, len(places) - MOST)


def _rules_at(ledger: Ledger, places: Iterable[tuple[int, int]]) -> list[Rule]:
    """The norms of the records that stand there."""
    return list(rules_of(ledger.entries_at(ledger.current.records_at(sorted(places)))))


@cache
def _by_table() -> frozenset[tuple[str, str]]:
    """Of which kind (the first) an event of another kind may follow."""
    return frozenset((e.if_.type.value, e.then.type.value) for e in entailments() if e.if_.type and e.then.type)
