"""`onrecord import` and `imported`: what they print and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli import import_told
from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger

FILES = Path(__file__).resolve().parents[1] / "imports" / "files"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def run(ledger: Path, *words: str | Path) -> Result:
    command, *rest = map(str, words)
    return CliRunner().invoke(app, [command, "--ledger", str(ledger), *rest], env={"COLUMNS": "160"})


def test_files_of_every_layout_and_the_same_again(ledger: Path) -> None:
    files = sorted(FILES.iterdir())
    first = run(ledger, "import", *files)
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        f"{FILES}/acled.csv: acled, 5 events added (1 of a category that has no PLOVER type), 0 rows refused",
        f"{FILES}/gdelt.csv: gdelt, 5 events added (1 of a category that has no PLOVER type), 0 rows refused",
        f"{FILES}/icews.tab: icews, 4 events added (1 of a category that has no PLOVER type), 0 rows refused",
        f"{FILES}/polecat.txt: polecat, 5 events added, 0 rows refused",
    ]
    again = run(ledger, "import", *files)
    assert again.exit_code == 0
    assert "polecat.txt: polecat, 0 events added, 5 held already, 0 rows refused" in again.stdout


def test_a_truncated_file(ledger: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv"
    cut.write_bytes((FILES / "gdelt.csv").read_bytes()[:-120])
    result = run(ledger, "import", cut)
    assert result.exit_code == 0
    assert result.stdout == (
        f"{cut}: gdelt, 4 events added (1 of a category that has no PLOVER type), 1 row refused (1 x cells)\n"
    )
    assert result.stderr.splitlines() == [
        f"{cut}: the last line has no line end: the file may be cut short",
        f"{cut}:5: refused: 31 cells where 61 belong",
    ]
    listed = run(ledger, "imported", "--refused")
    assert listed.stdout == f"{cut}:5: 31 cells where 61 belong\n"
    again = run(ledger, "import", "--show-refused", "0", cut).stderr.splitlines()
    assert again[1:] == [f"{cut}: 1 more refused; `onrecord imported --refused` lists them all"]
    (held,) = map(json.loads, run(ledger, "imported", "--files", "--json").stdout.splitlines())
    assert (held["name"], held["events"], held["refused"]) == (str(cut), 4, 1)
    (refused,) = map(json.loads, run(ledger, "imported", "--refused", "--json").stdout.splitlines())
    assert refused["text"].startswith("900000005\t20230217")


def test_a_re_encoded_file(ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "old.tab"
    other.write_bytes((FILES / "icews.tab").read_text(encoding="utf-8").encode("cp1252"))
    result = run(ledger, "import", other)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"{other}: 1 line is not UTF-8: read as cp1252, which is a guess; --encoding says what it is"
    ]
    assert "4 events added" in result.stdout
    assert "utf-8 (content)" not in run(ledger, "imported", "--files").stdout
    assert "cp1252 (guessed)" in run(ledger, "imported", "--files").stdout
    # The same events from the file as it was: nothing is new.
    assert "0 events added, 4 held already" in run(ledger, "import", FILES / "icews.tab").stdout


def test_a_column_shuffled_file(ledger: Path, tmp_path: Path) -> None:
    lines = [line.split("\t") for line in (FILES / "polecat.txt").read_text(encoding="utf-8").splitlines()]
    other = tmp_path / "shuffled.txt"
    other.write_text("".join("\t".join(line[::-1][2:]) + "\n" for line in lines), encoding="utf-8")
    result = run(ledger, "import", other)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{other}: polecat, 5 events added, 0 rows refused\n"
    assert "0 events added, 5 held already" in run(ledger, "import", FILES / "polecat.txt").stdout


def test_nothing_read_is_exit_1_and_the_rest_is_still_read(ledger: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n", encoding="utf-8")
    result = run(ledger, "import", odd, tmp_path / "missing")
    assert result.exit_code == 1
    assert "this is not a POLECAT, ACLED, GDELT or ICEWS layout: its first line begins 'a,b'" in result.stderr
    assert "missing: it cannot be opened (No such file or directory)" in result.stderr
    assert run(ledger, "import", odd, FILES / "gdelt.csv").exit_code == 0
    assert run(ledger, "import", "--format", "acled", FILES / "gdelt.csv").exit_code == 1


def test_a_ledger_into_which_nothing_came_says_so(ledger: Path) -> None:
    open_ledger(ledger).close()
    for option, words in (("--files", "no file was imported"), ("--refused", "no row was refused")):
        listed = run(ledger, "imported", option)
        assert (listed.exit_code, listed.stdout) == (1, f"{words}\n")


def test_what_very_many_events_meet_is_left_to_met(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_told, "LOOKED_AT_ONCE", 4)
    told = run(ledger, "import", FILES / "gdelt.csv").stdout
    assert told.endswith("what 5 events meet is not looked at yet: `onrecord met` does that\n")


def test_wrong_calls_are_exit_2(ledger: Path) -> None:
    assert run(ledger, "import").exit_code == 2
    assert run(ledger, "import", "--format", "cameo", FILES / "gdelt.csv").exit_code == 2
    assert run(ledger, "import", "--encoding", "base64", FILES / "gdelt.csv").exit_code == 2
    assert run(ledger, "imported", "--files", "--refused").exit_code == 2
    assert run(ledger, "imported", "--since", "2023-02-02", "--until", "2023-02-01").exit_code == 2


def test_listing_shows_the_origin(ledger: Path) -> None:
    run(ledger, "import", *sorted(FILES.iterdir()))
    listed = run(ledger, "imported", "--origin", "gdelt", "--type", "ASSAULT")
    assert listed.exit_code == 0
    assert "ASSAULT/heavy-weapons (194): “RUSSIAN ARMY” (RUS.MIL) -> “UKRAINE” (UKR)" in listed.stdout
    assert "gdelt gdelt.csv:1" in listed.stdout
    assert "1 of 1 imported events" in listed.stdout
    (found,) = map(json.loads, run(ledger, "imported", "--actor", "EU", "--json").stdout.splitlines())
    assert found["origin"]["line"] == 4
    assert found["cells"]["EventCode"] == "163"
    assert found["directed"] is True
    assert run(ledger, "imported", "--actor", "NZL").exit_code == 1
