"""What would have to happen; and our evaluator against the logic program."""

import random

import pytest
from tests.reasoning.test_whatif import CITED, PACT

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.chaining import run
from onrecord.reasoning.logic_program import given, program
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.verdicts import Verdict, verdict_of
from onrecord.reasoning.what_would import CannotHappen, WouldOutcome, what_would
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.records import Modal, Mode, Strength

pytest.importorskip("clingo")

from onrecord.engines.logic import ClingoSolver

SOLVER = ClingoSolver()


def test_the_smallest_way_to_a_norm_leads_through_a_chain_too() -> None:
    ways = what_would(Rulebook(PACT), ["n4"], WouldOutcome.TRIGGER, solver=SOLVER)
    assert {tuple(map(str, way)) for way in ways} >= {("RUS ASSAULT POL",), ("POL ASSAULT BLR",), ("BLR ASSAULT UKR",)}


def test_to_break_a_restriction_it_must_not_be_released() -> None:
    ways = what_would(Rulebook(PACT), ["n3"], WouldOutcome.BREAK, solver=SOLVER)
    assert ("RUS ASSAULT POL",) in {tuple(map(str, way)) for way in ways}
    assert all("POL ASSAULT RUS" not in map(str, way) for way in ways)


def test_of_no_norm_nothing_can_happen() -> None:
    with pytest.raises(CannotHappen, match="no norm on record"):
        what_would(Rulebook(PACT), [], WouldOutcome.TRIGGER, solver=SOLVER)


def test_what_can_never_be_is_said() -> None:
    with pytest.raises(CannotHappen, match="unless"):
        what_would(Rulebook(PACT), ["n1"], WouldOutcome.RELEASE, solver=SOLVER)


def random_event(chance: random.Random) -> EventPattern:
    actor, other = chance.choice(("BLR", "UKR", "POL", "?")), chance.choice(("BLR", "UKR", "RUS", ""))
    sector = chance.choice(("", ".MIL", ".CVL")) if actor != "?" else ""
    kind = chance.choice(("ASSAULT", "MOBILIZE/troops", "RETREAT", "AID", "CONSULT"))
    slots = [
        f"place={other}" if other and chance.random() < 0.3 else "",
        f"to={other}" if other and chance.random() < 0.3 else "",
        chance.choice(("", "", "order=first", "armed=yes", "count=1..", "with=RUS", "from=BLR")),
    ]
    return EventPattern.parse(" ".join(w for w in (f"{actor}{sector}", kind, other, *slots) if w))


def random_rule(chance: random.Random, number: int) -> Rule:
    mode = chance.choice(list(Mode))
    return Rule(
        id=f"n{number:02}",
        agent=chance.choice(("BLR", "UKR", "POL")),
        modal=chance.choice(list(Modal)),
        mode=mode,
        action=random_event(chance),
        trigger=None if mode is Mode.NONE else random_event(chance),
        strength=chance.choice(list(Strength)),
        cited=CITED,
    )


def disagreements(seed: int) -> list[tuple[str, str, str]]:
    """Norms on which our evaluator, after the last step of the chain, and the program differ."""
    chance = random.Random(seed)
    book = Rulebook(random_rule(chance, n) for n in range(chance.randint(1, 10)))
    events = list({random_event(chance) for _ in range(chance.randint(0, 4))})
    course = run(book, Scenario(assumed=tuple(events)), depth=20)
    ours = {
        r.id: verdict_of(r.modal, r.mode, trigger=Certainty.NO, action=Certainty.NO, overdue=False) for r in book.rules
    }
    ours |= {j.rule.id: j.verdict for step in course.steps for j in step.judgements}
    text, number = program(book, events)
    best = SOLVER.best(text + given(number[e] for e in events))
    assert best is not None
    theirs = {book.rules[int(a[0])].id: Verdict(a[1]) for name, a in best if name == "verdict"}
    assert set(theirs) == set(ours)
    return [(n, ours[n].value, theirs[n].value) for n in ours if ours[n] is not theirs[n]]


@pytest.mark.parametrize("hundred", range(5))
def test_no_random_set_of_norms_is_judged_otherwise_by_the_program(hundred: int) -> None:
    found = {seed: disagreements(seed) for seed in range(100 * hundred, 100 * hundred + 100)}
    assert {seed: d for seed, d in found.items() if d} == {}
