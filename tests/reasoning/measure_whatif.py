"""How long one what-if takes: `python -m tests.reasoning.measure_whatif 100000` prints sizes and seconds."""

import random
import resource
import sys
import time

from tests.reasoning.test_whatif import CITED

from onrecord.reasoning.answers import answer
from onrecord.reasoning.chaining import run
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.matching import Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Rule
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party, Scenario
from onrecord.terms.records import Modal, Mode, Strength

STATES = [a + b + "A" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLMNO"]


def random_pattern(chance: random.Random) -> EventPattern:
    # Squared, so that a few states act in most norms, as on news pages.
    actor, other = (STATES[int(len(STATES) * chance.random() ** 2)] for _ in range(2))
    sector = chance.choice((None, None, "MIL"))
    place = other if chance.random() < 0.3 else None
    return EventPattern(
        type=chance.choice(list(EventType)), actor=Party(actor, sector), recipient=Party(other), place=place
    )


def random_rule(chance: random.Random, number: int) -> Rule:
    mode = chance.choice(list(Mode))
    action = random_pattern(chance)
    return Rule(
        id=f"norm-{number}",
        agent=action.actor.code if action.actor else None,
        modal=chance.choice(list(Modal)),
        mode=mode,
        action=action,
        trigger=None if mode is Mode.NONE else random_pattern(chance),
        strength=chance.choice(list(Strength)),
        cited=CITED,
    )


def main(size: int) -> None:
    """Build, ask ten times, print the slowest."""
    chance = random.Random(1)
    rules = [random_rule(chance, n) for n in range(size)]
    known = KnownEvents(random_pattern(chance) for _ in range(size))
    start = time.perf_counter()
    book = Rulebook(rules)
    built = time.perf_counter() - start
    times = []
    for _ in range(10):
        scenario = Scenario(assumed=(random_pattern(chance),), denied=(random_pattern(chance),))
        start = time.perf_counter()
        answer(run(book, scenario, Background(known=known), depth=3))
        times.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{size:,} norms and as many events: indexed in {built:.2f} s, {memory} MB; "
        f"what-if {min(times):.3f} to {max(times):.3f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
