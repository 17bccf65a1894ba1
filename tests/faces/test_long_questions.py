"""A long question is answered in another process as it is in this one, and hears of what was added since."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.faces.long_questions import QuestionsApart, QuestionsHere
from onrecord.faces.supposing import UnderstoodScenario, answer_json
from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import ways_to
from onrecord.questions.errors import UnknownId
from onrecord.reasoning.what_would import WouldOutcome
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.walk.open import open_solver
from tests.ledger.factory import make_reading

AT = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def apart() -> Iterator[QuestionsApart]:
    held = QuestionsApart()
    yield held
    held.close()


def process_of(_ledger: Ledger) -> int:
    return os.getpid()


def pages_in(ledger: Ledger) -> int:
    return ledger.current.pages_come_in(None)


def unknown(ledger: Ledger) -> None:
    ways_to(ledger, "0" * 64, WouldOutcome.TRIGGER, solver=open_solver())


def test_it_is_another_process_and_its_ledger_is_not_an_old_one(apart: QuestionsApart, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert apart.ask(ledger, process_of) != os.getpid()
        assert apart.ask(ledger, pages_in) == 0
        ledger.record_many([make_reading(1)], recorded_at=AT)
        assert apart.ask(ledger, pages_in) == 1


def test_what_if_says_the_same_there_as_here(apart: QuestionsApart, tmp_path: Path) -> None:
    asked = UnderstoodScenario(Scenario(assumed=(EventPattern.parse("BLR ASSAULT UKR"),)), (), None)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.record_many([make_reading(1)], recorded_at=AT)
        assert apart.ask(ledger, answer_json, asked, 3) == QuestionsHere().ask(ledger, answer_json, asked, 3)


def test_what_is_refused_there_is_refused_here(apart: QuestionsApart, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger, pytest.raises(UnknownId):
        apart.ask(ledger, unknown)
