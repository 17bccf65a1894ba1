"""`onrecord judge`, `timeline`, `compare`, `met` and `export`, as a user runs them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.faces.cli.export import FORMATS
from tests.faces.conftest import GEORGIA, Run


@pytest.fixture
def ledger(ledger_of: Callable[[Path], Path]) -> Path:
    return ledger_of(GEORGIA)


def first_norm(ledger: Path, onrecord: Run) -> str:
    entry = json.loads(onrecord("list", "--ledger", ledger, "--actor", "RUS", "--json").stdout.splitlines()[0])
    return str(entry["norms"][0]["id"])


def test_a_judgement_is_kept_and_shown(ledger: Path, onrecord: Run) -> None:
    norm = first_norm(ledger, onrecord)
    ran = onrecord(
        "judge",
        norm,
        "correct",
        "strength=firm",
        "target_id=GEO",
        "--by",
        "Ada",
        "--note",
        "it is plain",
        "--ledger",
        ledger,
    )
    assert ran.returncode == 0, ran.stderr
    shown = " ".join(onrecord("show", norm, "--ledger", ledger).stdout.split())
    assert "Ada" in shown
    assert "correct strength=firm target_id=GEO: it is plain" in shown
    assert "[corrected]" in onrecord("list", "--target", "GEO", "--ledger", ledger).stdout
    assert onrecord("judge", norm, "wrong", "--by", "Ada", "--ledger", ledger).returncode == 0
    listed = map(json.loads, onrecord("list", "--json", "--ledger", ledger).stdout.splitlines())
    assert norm not in {n["id"] for entry in listed for n in entry["norms"]}
    assert "judged wrong" in onrecord("show", norm, "--ledger", ledger).stdout


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["wrong"], "author"),
        (["correct", "colour=red", "--by", "Ada"], "corrects no slot"),
        (["same", "--by", "Ada"], "said of two"),
    ],
)
def test_an_unsound_judgement_is_told(ledger: Path, onrecord: Run, arguments: list[str], says: str) -> None:
    ran = onrecord("judge", first_norm(ledger, onrecord), *arguments, "--ledger", ledger)
    assert ran.returncode == 1
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_timeline_compare_and_met_answer(ledger: Path, onrecord: Run) -> None:
    assert "assistance" in onrecord("timeline", "RUS", "--ledger", ledger).stdout
    assert onrecord("timeline", "RUS", "--from", "2020-01-02", "--to", "2020-01-01", "--ledger", ledger).returncode == 2
    assert onrecord("timeline", "KEN", "--ledger", ledger).returncode == 1
    compared = onrecord("compare", "RUS", "--at", "2000-01-01", "--and", "2020-01-01", "--ledger", ledger)
    assert "new since 2000-01-01" in compared.stdout
    first = onrecord("met", "--ledger", ledger)
    assert first.returncode in (0, 1)
    again = onrecord("met", "--ledger", ledger).stdout.strip().splitlines()[-1]
    assert again == "nothing on record is met" or again.startswith("encounters: ")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "redlines"])
def test_every_format_is_written(ledger: Path, onrecord: Run, tmp_path: Path, form: str) -> None:
    ran = onrecord("export", "--format", form, "--out", tmp_path / "out", "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out").stat().st_size > 60
