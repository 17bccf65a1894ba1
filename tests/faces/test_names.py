"""Actors by the names people type."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faces.conftest import GEORGIA, Run


@pytest.fixture(scope="module")
def ledger(ledger_of: Callable[[Path], Path]) -> Path:
    return ledger_of(GEORGIA)


def test_names_codes_and_numbers_find_the_same(ledger: Path, onrecord: Run) -> None:
    by_code = onrecord("list", "--actor", "RUS", "--ledger", ledger)
    assert "assistance" in by_code.stdout
    for typed in ("Russia", "russian", "the Kremlin", "365"):
        assert onrecord("list", "--actor", typed, "--ledger", ledger).stdout == by_code.stdout
    assert "assistance" in onrecord("timeline", "Russia", "--ledger", ledger).stdout
    assert (
        "Russia"
        in onrecord("compare", "Russia", "--at", "2000-01-01", "--and", "2020-01-01", "--ledger", ledger).stdout
    )


def test_a_name_nobody_has_gets_suggestions_and_no_honest_looking_nothing(ledger: Path, onrecord: Run) -> None:
    for command in (["list", "--actor", "Rusia"], ["timeline", "Rusia"]):
        ran = onrecord(*command, "--ledger", ledger)
        assert ran.returncode == 1
        assert "no actor is called 'Rusia'; did you mean Russia" in ran.stderr
        assert ran.stdout == ""


def test_a_known_actor_without_a_record_is_named(ledger: Path, onrecord: Run) -> None:
    printed = " ".join(onrecord("timeline", "kenya", "--ledger", ledger).stdout.split())
    assert printed.startswith("no commitment and no action of Kenya (KEN) is on record;")
    listed = " ".join(onrecord("list", "--actor", "kenya", "--ledger", ledger).stdout.split())
    assert "`onrecord search Kenya`" in printed
    assert "`onrecord search Kenya`" in listed
