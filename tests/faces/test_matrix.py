"""`onrecord matrix`: a table for a person, or JSON."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.terms.records import Modal
from tests.faces.conftest import Run
from tests.questions.world import said

AT = datetime(2026, 3, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("matrix") / "ledger.db"
    with open_ledger(path) as book:
        book.record(said(date(2026, 1, 5), "RUS", Modal.WILL_NOT, "attack Finland", target="FIN"), recorded_at=AT)
        book.record(said(date(2026, 2, 6), "BLR", Modal.WILL, "help Poland", target="POL"), recorded_at=AT)
        book.record(said(date(2026, 2, 6), "BLR", Modal.WILL, "wait"), recorded_at=AT)
    return path


def test_a_table_with_what_is_put_together(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("matrix", "--limit", "1", "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    assert [line.split() for line in ran.stdout.splitlines()] == [
        ["who", "FIN", "other", "1", "all"],
        ["Belarus", "1", "1"],
        ["the", "other", "1", "1", "1"],
        ["1", "norm", "more:", "who", "is", "bound,", "or", "towards", "whom,", "is", "not", "said"],
    ]


def test_json_and_nothing(ledger: Path, onrecord: Run) -> None:
    value = json.loads(onrecord("matrix", "--since", "2026-02-01", "--json", "--ledger", ledger).stdout)
    assert value["cells"] == [{"agent": "BLR", "target": "POL", "norms": 1}]
    ran = onrecord("matrix", "--conditional", "--ledger", ledger)
    assert (ran.returncode, ran.stdout) == (1, "no norm on record that fits says towards whom\n")
    assert onrecord("matrix", "--since", "2026-02-01", "--until", "2026-01-01", "--ledger", ledger).returncode == 2
