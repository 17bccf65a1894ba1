"""A scenario as it was given, as it was understood, and its answer: asked alike by every face.

In:      sentences and patterns, readers; a ledger, UnderstoodScenario
Out:     UnderstoodScenario; Answer
Refuses: what no event is understood in (PatternError); a question that supposes nothing, words that say nothing
         happens (NothingSupposed); a scenario that contradicts itself (Contradiction)
Source:  docs/whatif.md
Shown:   tests/faces/web/test_whatif.py, tests/faces/web/test_api_as_commands.py, tests/faces/mcp/test_tools.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.faces.readers import PageReaders
from onrecord.ledger import Ledger
from onrecord.questions import Answer, what_if
from onrecord.questions.errors import QuestionError
from onrecord.questions.nearness import Nearness
from onrecord.reasoning.answers import of_agent
from onrecord.reasoning.slots import PhraseNearness
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.walk.open import open_sentence_encoder


class NothingSupposed(QuestionError):
    """Nothing is said to happen or not to happen. words: what the question looks for instead; None: nothing."""

    def __init__(self, message: str, words: str | None = None) -> None:
        super().__init__(message)
        self.words = words


@dataclass(frozen=True, slots=True)
class UnderstoodScenario:
    """scenario: what is asked; dropped: (words, why) of what says neither; of: whose norms (None: everybody's)."""

    scenario: Scenario
    dropped: tuple[tuple[str, str], ...]
    of: str | None


def understood(
    readers: PageReaders,
    *,
    happens: Sequence[str] = (),
    events: Sequence[str] = (),
    denied: Sequence[str] = (),
    now: date | None = None,
) -> UnderstoodScenario:
    """What is assumed and denied, as `onrecord whatif` understands the same words.

    happens: sentences; one alone may be a question. events: patterns. denied: patterns or sentences.
    """
    assumed = list(map(EventPattern.parse, events))
    not_so: list[EventPattern] = []
    dropped: list[tuple[str, str]] = []
    question = readers.question_in(happens[0]) if len(happens) == 1 else None
    if question is not None and not (question.given.assumed or question.given.denied):
        raise NothingSupposed("that asks the record and supposes nothing: search for its words", question.words)
    heard = [question.given] if question is not None else [readers.happening(line) for line in happens]
    negated = [readers.not_happening(line) for line in denied]
    for given in (*heard, *negated):
        assumed += given.assumed
        not_so += given.denied
        dropped += given.dropped
    if not assumed and not not_so:
        raise NothingSupposed("say what happens: happens, event or not")
    scenario = Scenario(assumed=tuple(assumed), denied=tuple(not_so), now=now, question=" ".join(happens) or None)
    return UnderstoodScenario(scenario, tuple(dropped), question.of if question is not None else None)


def answer_to(
    ledger: Ledger, asked: UnderstoodScenario, *, depth: int, meaning: PhraseNearness | None = None
) -> Answer:
    """What the record says would follow; of one agent's norms alone, where the words ask for those."""
    found = what_if(ledger, asked.scenario, depth=depth, meaning=meaning)
    return of_agent(found, asked.of) if asked.of is not None else found


def answer_json(ledger: Ledger, asked: UnderstoodScenario, depth: int, *, by_meaning: bool = False) -> dict[str, Any]:
    """The same as `onrecord whatif --json` prints it. by_meaning: words near in meaning are a maybe."""
    near = Nearness(open_sentence_encoder()) if by_meaning else None
    return answer_to(ledger, asked, depth=depth, meaning=near).to_json()
