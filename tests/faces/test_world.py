"""`onrecord map`: lines, JSON, the picture."""

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
    path = tmp_path_factory.mktemp("map") / "ledger.db"
    with open_ledger(path) as book:
        book.record(said(date(2026, 1, 5), "RUS", Modal.WILL_NOT, "attack Finland", target="FIN"), recorded_at=AT)
        book.record(said(date(2026, 2, 6), "BLR", Modal.WILL, "wait"), recorded_at=AT)
    return path


def test_lines_and_the_picture_beside_them(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    svg = tmp_path / "map.svg"
    ran = onrecord("map", "--svg", svg, "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    assert [line.split() for line in ran.stdout.splitlines()] == [["Belarus", "1"], ["Russia", "1"]]
    assert "Belarus: 1 norm" in svg.read_text(encoding="utf-8")


def test_the_other_side_as_data_and_as_a_picture_alone(ledger: Path, onrecord: Run) -> None:
    value = json.loads(onrecord("map", "--towards", "--json", "--ledger", ledger).stdout)
    assert value == {
        "side": "towards",
        "actors": [{"code": "FIN", "name": "Finland", "norms": 1}],
        "total": 1,
        "unsaid": 1,
    }
    assert onrecord("map", "--towards", "--svg", "-", "--ledger", ledger).stdout.startswith("<svg ")


def test_nothing_counted_is_said(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("map", "--conditional", "--ledger", ledger)
    assert (ran.returncode, ran.stdout) == (1, "no norm on record that fits names anybody on this side\n")
