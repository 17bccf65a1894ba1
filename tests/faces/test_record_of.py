"""`onrecord record-of`: counts of an actor's words, and what each rests on."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal
from tests.faces.conftest import Run
from tests.questions.world import happened, said

AT = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Russia gave a restriction that waits and one that it broke."""
    path = tmp_path_factory.mktemp("record") / "ledger.db"
    with open_ledger(path) as book:
        book.record(said(date(2026, 1, 5), "RUS", Modal.WILL_NOT, "attack Finland", target="FIN"), recorded_at=AT)
        book.record(said(date(2026, 1, 6), "RUS", Modal.WILL_NOT, "attack Poland", target="POL"), recorded_at=AT)
        book.record(happened(date(2026, 2, 1), "RUS", EventType.ASSAULT, "FIN"), recorded_at=AT)
        check(book, today=AT.date(), recorded_at=AT)
    return path


def test_words_are_counted_by_what_became_of_them(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("record-of", "Russia", "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    print(ran.stdout)
    assert ran.stdout.startswith("restrictions: 2 (")


def test_json_gives_each_norm_with_its_basis(ledger: Path, onrecord: Run) -> None:
    found = json.loads(onrecord("record-of", "RUS", "--ledger", ledger, "--json").stdout)
    print(found)
    assert found["actor"] == "RUS"


def test_of_whom_nothing_is_on_record_it_says_so(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("record-of", "POL", "--ledger", ledger)
    assert (ran.returncode, ran.stdout) == (1, "nothing of Poland (POL) is on record\n")
