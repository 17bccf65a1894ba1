"""The twelve scenarios of the worked page, and what must never happen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from eval.seed_rules import Seed
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reasoning.answers import answer, verdict_words
from onrecord.reasoning.chaining import run
from onrecord.reasoning.errors import Contradiction
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.matching import Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Cited, Rule
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.dates import DateBounds
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span

UNMOVED = {
    (Modal.WILL, Mode.IF): "dormant",
    (Modal.READY, Mode.IF): "dormant",
    (Modal.PREDICTS, Mode.IF): "dormant",
}


@pytest.mark.parametrize("number", range(12))
def test_the_worked_page_gets_every_verdict(shared: Path, number: int) -> None:
    seed = Seed(shared)
    question = seed.gold["whatif"][number]
    rules = {r.id: r for r in seed.rules()}
    course = run(Rulebook(rules.values()), seed.scenario(question), Background(known=KnownEvents(seed.known())))
    given_words = verdict_words(course)
    got = {
        norm: given_words.get(norm, UNMOVED.get((rules[norm].modal, rules[norm].mode), "in_force"))
        for norm in question["expect"]
    }
    assert got == question["expect"]


CITED = Cited(
    record_id="rec",
    sentence="a norm",
    words=((Span(0, 5), "words"),),
    speaker=None,
    speaker_id=None,
    direct=True,
    headline=False,
    document_id="doc-1",
    title=None,
    address=None,
    publisher=None,
    report="doc-1",
)


def rule(name: str, modal: Modal, action: str, mode: Mode = Mode.NONE, trigger: str | None = None) -> Rule:
    pattern = EventPattern.parse(action)
    return Rule(
        id=name,
        agent=pattern.actor.code if pattern.actor else None,
        modal=modal,
        mode=mode,
        action=pattern,
        trigger=EventPattern.parse(trigger) if trigger else None,
        strength=Strength.READY if modal is Modal.READY else Strength.FIRM,
        cited=CITED,
    )


PACT = [
    rule("n1", Modal.WILL, "POL ASSAULT BLR", Mode.IF, "BLR ASSAULT UKR"),
    rule("n2", Modal.READY, "RUS ASSAULT POL", Mode.IF, "POL ASSAULT BLR"),
    rule("n3", Modal.WILL_NOT, "RUS ASSAULT POL", Mode.UNLESS, "POL ASSAULT RUS"),
    rule("n4", Modal.WILL, "USA ASSAULT RUS", Mode.IF, "RUS ASSAULT POL"),
]


def scenario(*assumed: str, denied: tuple[str, ...] = (), now: date | None = None) -> Scenario:
    return Scenario(
        assumed=tuple(map(EventPattern.parse, assumed)), denied=tuple(map(EventPattern.parse, denied)), now=now
    )


def test_a_chain_carries_its_weakest_strength() -> None:
    course = run(Rulebook([PACT[0], PACT[1], PACT[3]]), scenario("BLR.MIL ASSAULT UKR"))
    last = {j.rule.id: j for step in course.steps for j in step.judgements}["n4"]
    assert (last.verdict, last.step, last.strength) == (Verdict.TRIGGERED, 2, Strength.READY)


def test_a_chain_stops_at_its_depth_and_says_so() -> None:
    course = run(Rulebook(PACT), scenario("BLR.MIL ASSAULT UKR"), depth=1)
    assert len(course.steps) == 2
    assert course.cut is False or course.steps[-1].number == 1


def test_norms_of_one_agent_that_pull_apart_are_both_shown() -> None:
    course = run(Rulebook(PACT), scenario("POL ASSAULT BLR"))
    (clash,) = course.clashes
    assert (clash.does.id, clash.forbids.id, clash.certainty.word) == ("n2", "n3", "yes")


def test_what_was_said_later_prevails_and_holds_the_action_back() -> None:
    promised = replace(PACT[0], said=DateBounds.day(date(2026, 1, 1)))
    refused = replace(rule("n5", Modal.WILL_NOT, "POL ASSAULT BLR"), said=DateBounds.day(date(2026, 2, 1)))
    course = run(Rulebook([promised, refused]), scenario("BLR ASSAULT UKR"))
    (clash,) = course.clashes
    assert clash.to_json() == {
        "does": "n1",
        "forbids": "n5",
        "match": "yes",
        "prevails": "n5",
        "because": "said later (2026-02-01 after 2026-01-01)",
    }
    ((held, why),) = course.steps[0].held_back
    assert (held.id, why) == ("n1", "n5 prevails: said later (2026-02-01 after 2026-01-01)")


def test_an_action_that_the_scenario_denies_is_held_back() -> None:
    course = run(Rulebook(PACT), scenario("BLR ASSAULT UKR", denied=("POL ASSAULT BLR",)))
    ((held, why),) = course.steps[0].held_back
    assert (held.id, why) == ("n1", "the scenario denies POL ASSAULT BLR")


def test_a_norm_of_nobody_named_is_triggered_and_clashes_with_none() -> None:
    somebody = rule("n6", Modal.WILL, "? ASSAULT BLR", Mode.IF, "BLR ASSAULT UKR")
    course = run(Rulebook([somebody, rule("n7", Modal.WILL_NOT, "POL ASSAULT BLR")]), scenario("BLR ASSAULT UKR"))
    assert (verdict_words(course)["n6"], course.clashes) == ("triggered", ())


@pytest.mark.parametrize("now", [None, date(2026, 3, 1)])
def test_what_was_withdrawn_has_lapsed(now: date | None) -> None:
    book = Rulebook([replace(PACT[0], ended=date(2026, 2, 1))])
    assert verdict_words(run(book, scenario("BLR ASSAULT UKR", now=now)))["n1"] == "lapsed"
    found = answer(run(book, scenario("BLR ASSAULT UKR", now=now)))
    assert all(line.reasons == ("it was withdrawn or superseded before",) for line in found.lines)


def test_a_table_that_says_it_does_not_follow_is_why_a_norm_is_not_triggered() -> None:
    norm = rule("n9", Modal.WILL, "POL ASSAULT BLR", Mode.IF, "BLR MOBILIZE/troops to=UKR")
    found = answer(run(Rulebook([norm]), scenario("BLR ASSAULT/aerial UKR place=UKR")))
    assert [line.reasons for line in found.lines] == [("an air strike puts no troops on the ground",)]


def test_a_chain_has_no_depth_below_nothing() -> None:
    with pytest.raises(ValueError, match="depth must be 0 or more"):
        run(Rulebook(PACT), scenario("BLR ASSAULT UKR"), depth=-1)


def test_what_no_norm_may_be() -> None:
    with pytest.raises(ValueError, match="mode if with trigger None"):
        rule("n8", Modal.WILL, "POL ASSAULT BLR", Mode.IF)
    with pytest.raises(ValueError, match="asked without its words"):
        _ = replace(PACT[0], cited=None).evidence
    with pytest.raises(ValueError, match="no evidence"):
        replace(CITED, words=())


def test_what_the_chain_supposes_fulfils_no_undertaking_and_what_is_assumed_does() -> None:
    attack = rule("n0", Modal.PREDICTS, "POL ASSAULT BLR", Mode.IF, "BLR ASSAULT UKR")
    course = run(Rulebook([attack, *PACT]), scenario("BLR.MIL ASSAULT UKR"))
    last = {j.rule.id: j.word for step in course.steps for j in step.judgements}
    assert (last["n1"], last["n2"], last["n0"], last["n3"]) == ("triggered", "triggered", "came_true", "breached")
    both = run(Rulebook(PACT), scenario("BLR.MIL ASSAULT UKR", "POL.MIL ASSAULT BLR"))
    assert verdict_words(both)["n1"] == "fulfilled"
    assert "n1" not in {e.by for step in both.steps for e in step.events}


def test_what_may_have_been_done_still_follows() -> None:
    course = run(Rulebook(PACT), scenario("BLR.MIL ASSAULT UKR", "? ASSAULT BLR"))
    assert verdict_words(course)["n1"] == "maybe_fulfilled"
    assert "n1" in {e.by for step in course.steps for e in step.events}


def test_what_was_done_rests_on_the_condition_too() -> None:
    will = rule("n5", Modal.WILL, "USA ASSAULT POL", Mode.IF, "RUS ASSAULT POL")
    course = run(Rulebook([*PACT, will]), scenario("POL ASSAULT BLR", "USA ASSAULT POL"))
    (judged,) = [j for j in course.steps[1].judgements if j.rule.id == "n5"]
    assert (judged.word, judged.strength) == ("fulfilled", Strength.READY)


def test_every_verdict_has_its_part_of_the_answer() -> None:
    rules = [
        rule(f"{modal}-{mode}", modal, "BLR ASSAULT POL", mode, None if mode is Mode.NONE else "POL ASSAULT BLR")
        for modal in Modal
        for mode in Mode
    ]
    for assumed in (("POL ASSAULT BLR", "BLR ASSAULT POL"), ("? ASSAULT BLR", "? ASSAULT POL")):
        found = answer(run(Rulebook(rules), scenario(*assumed), depth=0))
        parts = {n: {line.judgement.verdict for line in getattr(found, n)} for n in ("triggered", "broken", "unknown")}
        assert all(v.strong for v in parts["triggered"] | parts["broken"])
        assert all(v.unsure for v in parts["unknown"])
        lines = (*found.triggered, *found.near, *found.broken, *found.stands, *found.unknown)
        assert sorted(line.judgement.rule.id for line in lines) == sorted(r.id for r in rules)


def test_nothing_follows_from_a_release() -> None:
    course = run(Rulebook([PACT[2], PACT[3]]), scenario("POL ASSAULT RUS"))
    assert verdict_words(course)["n3"] == "released"
    assert len(course.steps) == 1


def test_a_condition_that_something_does_not_happen_needs_its_denial() -> None:
    book = Rulebook([rule("n", Modal.WILL, "ISR ASSAULT IRN", Mode.IF, "not IRN RETREAT")])
    assert verdict_words(run(book, scenario("USA ASSAULT IRN"))).get("n", "dormant") == "dormant"
    assert verdict_words(run(book, scenario(denied=("IRN RETREAT",))))["n"] == "triggered"
    assert verdict_words(run(book, scenario("IRN RETREAT")))["n"] == "dormant"


def test_what_is_assumed_and_denied_is_refused() -> None:
    with pytest.raises(Contradiction, match="Take one"):
        run(Rulebook(PACT), scenario("BLR.MIL ASSAULT UKR", denied=("BLR ASSAULT UKR",)))


def test_who_has_said_nothing_is_named() -> None:
    found = answer(run(Rulebook(PACT), scenario("BLR.MIL ASSAULT LTU")))
    assert "LTU" in found.not_committed


STATES = ("BLR", "UKR", "POL", "RUS")
EVENTS = st.builds(
    lambda a, s, k, b, p: EventPattern.parse(f"{a}{s} {k} {b}{p.format(b=b)}"),
    st.sampled_from(STATES),
    st.sampled_from(("", ".MIL", ".CVL")),
    st.sampled_from(("ASSAULT", "MOBILIZE/troops", "RETREAT", "CONSULT")),
    st.sampled_from(STATES),
    st.sampled_from(("", " place={b}", " to={b}", " order=first", " armed=yes")),
)
RULES = st.lists(
    st.tuples(st.sampled_from(Modal), st.sampled_from(Mode), EVENTS, EVENTS, st.sampled_from(STATES)), max_size=8
)


def rules_of(drawn: list[tuple[Modal, Mode, EventPattern, EventPattern, str]]) -> list[Rule]:
    return [
        Rule(
            id=f"n{i}",
            agent=agent,
            modal=modal,
            mode=mode,
            action=action,
            trigger=None if mode is Mode.NONE else trigger,
            strength=Strength.FIRM,
            cited=CITED,
        )
        for i, (modal, mode, action, trigger, agent) in enumerate(drawn)
    ]


def outcome(rules: list[Rule], events: list[EventPattern], denied: list[EventPattern]) -> dict[str, str] | None:
    try:
        return verdict_words(run(Rulebook(rules), Scenario(assumed=tuple(events), denied=tuple(denied))))
    except Contradiction:
        return None


# Of a "will ... if": that its condition holds, whatever is known of its action.
HOLDS = ("triggered", "fulfilled", "maybe_fulfilled")


@settings(max_examples=60, deadline=None)
@given(RULES, st.lists(EVENTS, max_size=3), EVENTS)
def test_denying_never_triggers_more_and_only_if_never_triggers(
    drawn: list[tuple[Modal, Mode, EventPattern, EventPattern, str]], events: list[EventPattern], denied: EventPattern
) -> None:
    rules = rules_of(drawn)
    free, bound = outcome(rules, events, []), outcome(rules, events, [denied])
    assert free is not None
    for r in rules:
        if r.mode is Mode.UNLESS:
            assert "trigger" not in free.get(r.id, "")
    if bound is not None:
        assert {n for n, v in bound.items() if v in HOLDS} <= {n for n, v in free.items() if v in HOLDS}


@settings(max_examples=60, deadline=None)
@given(RULES, st.lists(EVENTS, max_size=3))
def test_order_and_unrelated_norms_change_nothing(
    drawn: list[tuple[Modal, Mode, EventPattern, EventPattern, str]], events: list[EventPattern]
) -> None:
    rules = rules_of(drawn)
    stranger = rule("zz", Modal.WILL, "JPN AID BRA", Mode.IF, "BRA REQUEST JPN")
    plain = outcome(rules, events, [])
    assert outcome(rules[::-1], events[::-1], []) == plain
    assert outcome([stranger, *rules], events, []) == plain
