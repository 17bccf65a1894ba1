"""check, backup, restore, repair and forget, as a person types them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli.app import app
from onrecord.ledger import PlaceTaken, open_ledger
from onrecord.questions.errors import UnknownId
from tests.ledger.factory import NOON, make_reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        for number in (1, 2):
            ledger.record(make_reading(number, statements=1, filler=2), recorded_at=NOON)
    return path


def run(path: Path, *words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--ledger", str(path)])


def test_a_sound_ledger(path: Path) -> None:
    told = run(path, "check")
    assert told.exit_code == 0
    assert told.stdout.startswith("all of it fits: 2 pages, 2 readings, 2 commits; head ")
    first, second = told.stdout.splitlines()
    head = first.split()[-1]
    with open_ledger(path) as ledger:
        assert second == f"content, in whatever order it came: {ledger.content_digest()}"
    assert run(path, "check", "--head", head[:12]).exit_code == 0
    other = run(path, "check", "--head", "0" * 64, "--json")
    assert other.exit_code == 1
    assert [f["part"] for f in json.loads(other.stdout)["findings"]] == ["chain"]


def test_what_was_changed_and_what_to_do(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DELETE FROM current_norms")
    told = run(path, "check")
    assert (told.exit_code, told.stdout.splitlines()[-1]) == (
        1, "2 findings in 2 pages, 2 readings; `onrecord repair` makes it anew",
    )  # fmt: skip
    mended = run(path, "repair")
    assert (mended.exit_code, "l.db.replaced now" in " ".join(mended.stdout.split())) == (0, True)
    assert "nothing was done" in run(path, "repair").stdout
    assert json.loads(run(path, "repair", "--json").stdout)["found"] == []
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER norms_no_update")
        raw.execute("UPDATE norms SET agent_id = 'CHN'")
    told = run(path, "check")
    assert told.exit_code == 1
    assert "only a backup helps" in told.stdout


def test_there_and_back(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    done = run(path, "backup", kept, "--json")
    assert (done.exit_code, json.loads(done.stdout)["commits"]) == (0, 2)
    assert isinstance(run(path, "backup", kept).exception, PlaceTaken)
    assert run(path, "backup", kept, "--replace").exit_code == 0
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 5000)
    assert isinstance(run(path, "restore", kept).exception, PlaceTaken)
    back = run(path, "restore", kept, "--replace")
    assert back.exit_code == 0
    assert "row by row" in back.stdout
    assert run(path, "check").exit_code == 0


def test_a_page_is_withdrawn_by_address_or_id_and_after_a_yes(path: Path) -> None:
    page = make_reading(1, statements=1, filler=2).page
    asked = ("forget", page.address, "--reason", "a court order", "--by", "Ada", "--on", "2026-03-01")
    assert run(path, *asked).exit_code == 1  # nobody said yes
    done = run(path, *asked, "--yes", "--json")
    assert json.loads(done.stdout) == {
        "page_id": page.id, "reason": "a court order", "by": "Ada", "day": "2026-03-01",
    }  # fmt: skip
    assert run(path, "check").exit_code == 0
    again = run(path, "forget", page.id, "--reason", "x", "--by", "Bo", "--yes")
    assert "by Ada: a court order" in " ".join(again.stdout.split())
    gone = make_reading(1, statements=1, filler=2).records[0].id  # which page it stood on is all that is known
    by_record = run(path, "forget", gone, "--reason", "x", "--by", "Bo", "--yes")
    assert "by Ada: a court order" in " ".join(by_record.stdout.split())
    assert isinstance(run(path, "forget", "nowhere", "--reason", "x", "--by", "y", "--yes").exception, UnknownId)
