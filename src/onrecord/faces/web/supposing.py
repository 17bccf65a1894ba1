"""A scenario as it was understood, and its answer: asked alike by the desk's view and by the API.

In:      a ledger, Understood
Out:     Answer
Refuses: a scenario that contradicts itself (Contradiction)
Source:  docs/whatif.md
Shown:   tests/faces/web/test_whatif.py, tests/faces/web/test_api_as_commands.py
"""

from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.questions import Answer, what_if
from onrecord.questions.nearness import Nearness
from onrecord.reasoning.answers import of_agent
from onrecord.reasoning.slots import Meaning
from onrecord.terms.patterns import Scenario
from onrecord.walk.open import open_sentence_encoder


@dataclass(frozen=True, slots=True)
class Understood:
    """scenario: what is asked; dropped: (words, why) of what says neither; of: whose norms (None: everybody's)."""

    scenario: Scenario
    dropped: tuple[tuple[str, str], ...]
    of: str | None


def answer_to(ledger: Ledger, asked: Understood, *, depth: int, meaning: Meaning | None = None) -> Answer:
    """What the record says would follow; of one agent's norms alone, where the words ask for those."""
    found = what_if(ledger, asked.scenario, depth=depth, meaning=meaning)
    return of_agent(found, asked.of) if asked.of is not None else found


def answer_json(ledger: Ledger, asked: Understood, depth: int, *, by_meaning: bool = False) -> dict[str, Any]:
    """The same as `onrecord whatif --json` prints it. by_meaning: words near in meaning are a maybe."""
    near = Nearness(open_sentence_encoder()) if by_meaning else None
    return answer_to(ledger, asked, depth=depth, meaning=near).to_json()
