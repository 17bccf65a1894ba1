"""The seed page's facts, through the engines that ship."""

from pathlib import Path

from eval.seed_facts import seed_facts

from onrecord.walk.open import open_engines

MISSED = {
    "F03",  # a joint force announced, told by a noun; who announced it is inferred
    "C01",  # the size of an army: no event, and a Reading has no place for it
}


def test_nine_of_eleven_facts_are_read(shared: Path) -> None:
    facts, _ = seed_facts(shared / "gold" / "seed", open_engines())
    assert len(facts) == 11
    assert {name for name, right in facts.items() if not right} == MISSED
