"""`onrecord doctor`, as a person types it, and as a program asks."""

import json
from pathlib import Path

import pytest

from onrecord.faces.checkup.finding import CheckupFinding, State, well
from tests.faces.conftest import Run


@pytest.fixture(autouse=True)
def read_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is read in test_read_here.py."""
    monkeypatch.setattr("onrecord.faces.checkup.read_here.reading_checked", lambda: iter([well("reading", "read")]))


def test_all_is_well(onrecord: Run, tmp_path: Path) -> None:
    ran = onrecord("doctor", "--ledger", tmp_path / "l.db", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert {line.split()[0] for line in ran.stdout.splitlines()} == {"ok"}
    names = [line.split()[1] for line in ran.stdout.splitlines()]
    assert names == [
        "onrecord", "Python", "SQLite", "packages", "extras", "settings", "ledger", "folder", "disk", "clock", "models",
        "reading",
    ]  # fmt: skip
    assert not (tmp_path / "l.db").exists()


def test_what_is_wrong_is_told_with_what_to_do(onrecord: Run, tmp_path: Path) -> None:
    (tmp_path / "l.db").write_text("a letter", encoding="utf-8")
    (tmp_path / "onrecord.toml").write_text("[serve]\nprot = 1\n", encoding="utf-8")
    ran = onrecord("doctor", "--ledger", tmp_path / "l.db", cwd=tmp_path)
    assert ran.returncode == 1
    wrong = [line for line in ran.stdout.splitlines() if line.startswith("wrong")]
    assert [line.split()[1] for line in wrong] == ["settings", "ledger"]
    assert "did you mean 'port'?" in wrong[0]
    assert ran.stdout.splitlines()[-1] == "2 wrong"
    told = onrecord("doctor", "--ledger", tmp_path / "l.db", "--json", cwd=tmp_path)
    answer = json.loads(told.stdout)
    assert (told.returncode, answer["sound"]) == (1, False)
    assert [f["what"] for f in answer["findings"] if f["state"] == "wrong"] == ["settings", "ledger"]
    assert all(f["todo"] for f in answer["findings"] if f["state"] != "ok")


def test_a_warning_is_not_wrong(onrecord: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doubt = CheckupFinding("disk", State.WARNING, "little room", "make room")
    monkeypatch.setattr("onrecord.faces.checkup.ledger_checked.disk_checked", lambda _: iter([doubt]))
    ran = onrecord("doctor", "--ledger", tmp_path / "l.db", cwd=tmp_path)
    assert ran.returncode == 0
    assert "warning  disk      little room\n                   make room\n" in ran.stdout
