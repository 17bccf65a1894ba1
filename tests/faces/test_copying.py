"""`onrecord copies`: what it prints and how it ends."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger
from tests.ledger.factory import NOON
from tests.ledger.stories import paragraph, story

WIRE = [paragraph(n) for n in range(1, 9)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path) as book:
        book.record(story("paper", WIRE[:6], day=date(2023, 2, 18)), recorded_at=NOON)
        book.record(story("wire", WIRE, day=date(2023, 2, 16)), recorded_at=NOON)
        book.record(story("own", [paragraph(50), paragraph(51)]), recorded_at=NOON)
    return path


def run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["copies", "--ledger", str(ledger), *words])


def test_copies_are_listed_the_earliest_first(ledger: Path) -> None:
    with open_ledger(ledger, read_only=True) as book:
        ids = {e.source.address: e.id for e in book.entries()}
        page = next(e.source.page_id for e in book.entries())
    assert run(ledger, ids["paper"]).stdout.splitlines() == [
        "no title: wire, published 2023-02-16 (meta tag)",
        "no title: paper, published 2023-02-18 (meta tag) (this one)",
        "2 pages rest on this text",
    ]
    assert run(ledger, ids["own"]).stdout.endswith("1 page rests on this text\n")
    printed = [json.loads(line)["address"] for line in run(ledger, ids["paper"], "--json").stdout.splitlines()]
    assert printed == ["wire", "paper"]
    assert run(ledger, page).exit_code == 2
    assert run(ledger, "rec-ffff").exit_code == 1
