"""A scenario run through the norms, step by step: what is triggered happens, and may trigger more.

In:      a Rulebook, a Scenario, a background, how many steps
Out:     Course: the judgement of every norm touched, by the scenario itself and by each step after it
Refuses: a scenario that assumes what it denies (Contradiction)
Shown:   tests/reasoning/test_whatif.py

Nothing follows from a release. A triggered action that the scenario denies, or that a norm of the same agent which
prevails rules out, does not happen; it is said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.conflicts import Clash, prevailing
from onrecord.reasoning.matching import NOTHING_KNOWN, Background
from onrecord.reasoning.rule_index import Rulebook, RulePart
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.verdicts import Verdict, has_condition, verdict_of
from onrecord.reasoning.worlds import Assumed, Finding, World
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.records import Mode, Strength

DEFAULT_DEPTH = 3
# Different actions followed in all. Beyond some dozens nobody reads the chain, and on a ledger of 100,000 norms it
# could take in most of them; what is left out is said (`Course.cut`).
MOST_ACTIONS = 30
# Of an undertaking whose condition holds: its action happens in the next step, unless the scenario has it already.
LEADING = frozenset({Verdict.TRIGGERED, Verdict.MAYBE_FULFILLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutcome:
    """What a step makes of one norm.

    trigger, action: what was found; None where nothing in the world touches it.
    strength:    the weakest the verdict rests on.
    alternative: rests on the second of two readings.
    """

    rule: Rule
    verdict: Verdict
    trigger: Finding | None
    action: Finding | None
    step: int
    strength: Strength
    alternative: bool

    @property
    def word(self) -> str:
        """The verdict, with `_alt_reading` where it rests on the second reading."""
        return self.verdict.value + ("_alt_reading" if self.alternative else "")

    @property
    def is_moved(self) -> bool:
        """Does the scenario meet, or perhaps meet, or expressly deny, a part of it?"""
        return any(f is not None and (f.certainty or f.denied) for f in (self.trigger, self.action))

    @property
    def is_near(self) -> bool:
        """Does one slot, a denial or the table keep the trigger from being met?"""
        found = self.trigger
        if self.verdict not in (Verdict.DORMANT, Verdict.IN_FORCE, Verdict.LAPSED) or found is None:
            return False
        return found.certainty is Certainty.NO and (
            found.denied is not None or found.ruled_out is not None or len(found.match.failed) == 1
        )

    @property
    def is_far(self) -> bool:
        """Is there nothing to tell of it?"""
        return not self.is_moved and not self.is_near

    @property
    def finding(self) -> Finding | None:
        """What the verdict turns on: the action where it was done, the trigger otherwise."""
        done = self.action is not None and self.action.certainty is not Certainty.NO
        on_action = self.rule.trigger is None or self.rule.mode is Mode.EVEN_IF or self.verdict.of_action
        return self.action if on_action or (done and self.trigger is None) else self.trigger

    @property
    def rests_on(self) -> tuple[Finding, ...]:
        """What it turns on, and the trigger of an action that counts only because its condition holds."""
        needs = self.rule.mode is Mode.IF and has_condition(self.rule.modal, self.rule.mode)
        both = (self.finding, self.trigger if needs else None)
        return tuple(dict.fromkeys(f for f in both if f is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is new at one step. events: actions that now happen. held_back: (norm, why its action does not happen)."""

    number: int
    events: tuple[Assumed, ...]
    judgements: tuple[RuleOutcome, ...]
    held_back: tuple[tuple[Rule, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Everything a scenario leads to. cut: more would follow beyond the last step."""

    scenario: Scenario
    steps: tuple[Step, ...]
    clashes: tuple[Clash, ...]
    cut: bool

    @property
    def first(self) -> tuple[RuleOutcome, ...]:
        """What the scenario itself, before any chain, makes of the norms it touches."""
        return self.steps[0].judgements

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the norms of which more is told than that the scenario does not concern them."""
        moved = {j.rule.id for step in self.steps for j in step.judgements if step.number or not j.is_far}
        held_back = {rule.id for step in self.steps for rule, _ in step.held_back}
        return frozenset(moved | held_back | {r.id for c in self.clashes for r in (c.does, c.forbids)})

    def with_rules(self, rules: Mapping[str, Rule]) -> "Course":
        """The same with these norms, by id, in the place of what they were asked by."""

        def full(rule: Rule) -> Rule:
            return rules.get(rule.id, rule)

        steps = (
            replace(
                step,
                judgements=tuple(replace(j, rule=full(j.rule)) for j in step.judgements),
                held_back=tuple((full(rule), why) for rule, why in step.held_back),
            )
            for step in self.steps
        )
        clashes = (replace(c, does=full(c.does), forbids=full(c.forbids)) for c in self.clashes)
        return replace(self, steps=tuple(steps), clashes=tuple(clashes))


def run(
    book: Rulebook, scenario: Scenario, background: Background = NOTHING_KNOWN, *, depth: int = DEFAULT_DEPTH
) -> Course:
    """Run the scenario. depth: how many steps of consequences after it; 0 for none."""
    if depth < 0:
        raise ValueError(f"depth must be 0 or more, got {depth}")
    world = World(book, scenario.denied, background)
    fresh = [Assumed(event=e) for e in sorted(set(scenario.assumed), key=str)]
    for assumed in fresh:
        world.add(assumed)
    steps: list[Step] = []
    clashes: dict[tuple[str, str], Clash] = {}
    before: dict[int, RuleOutcome] = {}
    done: set[str] = set()
    followed: set[EventPattern] = set()
    left_out = False
    while True:
        now = judge_touched(world, scenario, step=len(steps))
        # Of a consequence only what it moves is told; of the scenario itself also what it comes near to.
        told = (j for n, j in sorted(now.items()) if n not in before or before[n].word != j.word)
        new = tuple(j for j in told if j.is_moved or not steps)
        due = [j for _, j in sorted(now.items()) if j.verdict in LEADING and j.rule.undertakes]
        due = [j for j in due if j.rule.id not in done]
        due.sort(key=lambda j: (j.alternative, -j.strength.rank, j.rule.id))
        events: list[Assumed] = []
        held_back: list[tuple[Rule, str]] = []
        for judgement in due:
            if judgement.rule.action not in followed and len(followed) == MOST_ACTIONS:
                left_out = True
                continue
            done.add(judgement.rule.id)
            found = clashes_of(judgement, now, world)
            clashes |= {(c.does.id, c.forbids.id): c for c in found}
            why = _held_back(judgement, found, world)
            if why is not None:
                held_back.append((judgement.rule, why))
            elif judgement.rule.action not in followed:
                followed.add(judgement.rule.action)
                events.append(_action(judgement, step=len(steps) + 1))
        steps.append(Step(number=len(steps), events=tuple(fresh), judgements=new, held_back=tuple(held_back)))
        if not events or len(steps) > depth:
            kept = tuple(clashes[key] for key in sorted(clashes))
            return Course(scenario=scenario, steps=tuple(steps), clashes=kept, cut=bool(events) or left_out)
        before, fresh = now, events
        for assumed in events:
            world.add(assumed)


def judge_touched(world: World, scenario: Scenario, *, step: int) -> dict[int, RuleOutcome]:
    """The judgement of every norm some event touches."""
    numbers = sorted({part.rule for part in world.findings})
    return {n: judge(world, n, scenario, step=step) for n in numbers}


def judge(world: World, number: int, scenario: Scenario, *, step: int = 0) -> RuleOutcome:
    """One norm in this world, touched or not."""
    rule = world.book.rules[number]
    trigger, action = world.findings.get(RulePart(number, True)), world.findings.get(RulePart(number, False))
    if rule.ended is not None and (scenario.now is None or scenario.now >= rule.ended):
        verdict = Verdict.LAPSED
    else:
        met = trigger.certainty if trigger else Certainty.NO
        verdict = verdict_of(
            rule.modal,
            rule.mode,
            # Whose norm it is may be wrong where its agent is inferred: nobody is certainly triggered or released.
            trigger=min(met, Certainty.MAYBE) if rule.is_inferred else met,
            action=action.certainty if action else Certainty.NO,
            overdue=rule.deadline is not None and scenario.now is not None and scenario.now > rule.deadline,
        )
    judged = RuleOutcome(
        rule=rule,
        verdict=verdict,
        trigger=trigger,
        action=action,
        step=step,
        strength=rule.strength,
        alternative=rule.alternative and verdict not in _UNMOVED,
    )
    led_to = [f.by for f in judged.rests_on if f.by is not None and f.by.strength is not None]
    strengths = (rule.strength, *(by.strength for by in led_to if by.strength is not None))
    return replace(
        judged,
        strength=min(strengths, key=lambda s: s.rank),
        alternative=judged.alternative or (any(by.alternative for by in led_to) and verdict not in _UNMOVED),
    )


# Verdicts that say nothing happened: which reading they rest on makes no difference.
_UNMOVED = frozenset(v for v in Verdict if v.quiet) | {Verdict.OVERDUE, Verdict.LAPSED}


def clashes_of(judgement: RuleOutcome, now: dict[int, RuleOutcome], world: World) -> list[Clash]:
    """Norms in force of the same agent that rule out the triggered action."""
    rule = judgement.rule
    if rule.agent is None:
        return []
    found = []
    for number, certainty in world.ruling_out(rule.action, by=rule.agent):
        other, outcome = world.book.rules[number], now.get(number)
        if (outcome.verdict if outcome else _unmoved(other)) in _FORBIDDING:
            prevails, because = prevailing(rule, other)
            found.append(Clash(does=rule, forbids=other, certainty=certainty, prevails=prevails, because=because))
    return found


_FORBIDDING = frozenset({Verdict.IN_FORCE, Verdict.BREACHED, Verdict.MAYBE_BREACHED})


def _unmoved(rule: Rule) -> Verdict:
    return verdict_of(rule.modal, rule.mode, trigger=Certainty.NO, action=Certainty.NO, overdue=False)


def _held_back(judgement: RuleOutcome, found: list[Clash], world: World) -> str | None:
    """Why the triggered action does not happen; None when it does."""
    denied = world.denies(judgement.rule.action)
    if denied is not None:
        return f"the scenario denies {denied}"
    for clash in found:
        if clash.certainty is Certainty.YES and clash.prevails == clash.forbids.id:
            return f"{clash.forbids.id} prevails: {clash.because}"
    return None


def _action(judgement: RuleOutcome, *, step: int) -> Assumed:
    return Assumed(
        event=judgement.rule.action,
        by=judgement.rule.id,
        strength=judgement.strength,
        step=step,
        alternative=judgement.alternative,
    )
