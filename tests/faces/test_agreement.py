"""`onrecord agreement`: what it prints, for a person and for a program."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger
from onrecord.questions.agreement import COLUMNS
from onrecord.terms.errors import OnRecordError
from onrecord.terms.judgements import JudgementKind
from tests.faces.web.conftest import BORDER, FIRMER
from tests.ledger.factory import NOON


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as book:
        book.record_many([BORDER, FIRMER], recorded_at=NOON)
    return path


def judge(ledger: Path, *words: tuple[str, int, JudgementKind]) -> None:
    with open_ledger(ledger) as book:
        for n, (by, norm, verdict) in enumerate(words):
            at = NOON + timedelta(seconds=n)
            book.judge((BORDER, FIRMER)[norm].norms[0].id, verdict, by=by, at=at)


def ran(ledger: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["agreement", *options, "--ledger", str(ledger)])


def test_a_table_with_what_is_not_defined_explained(ledger: Path) -> None:
    judge(ledger, ("ana", 0, JudgementKind.CONFIRM), ("ben", 0, JudgementKind.CONFIRM))
    judge(ledger, ("ana", 1, JudgementKind.WRONG), ("ben", 1, JudgementKind.WRONG))
    answer = ran(ledger)
    assert answer.exit_code == 0
    lines = [" ".join(line.split()) for line in answer.output.splitlines()]
    assert lines[0] == "ana, ben judged 2 norms in common and differ on 0"
    assert "norm 2 2 of 2 1.00 1.00" in lines
    assert "modal 1 1 of 1 - -" in lines
    assert " ".join(lines).endswith(
        "-: not defined, for everybody said the same of every norm, so chance alone would agree too"
    )


def test_as_data(ledger: Path) -> None:
    judge(ledger, ("ana", 0, JudgementKind.CONFIRM), ("ben", 0, JudgementKind.WRONG))
    told = json.loads(ran(ledger, "--json", "--by", "ana", "--by", "ben").output)
    assert (told["persons"], told["norms"], told["differences"]) == (["ana", "ben"], 1, 1)
    assert told["slots"][0]["kappa"] == {"value": 0.0, "why": None}
    rows = list(csv.reader(io.StringIO(ran(ledger, "--csv").output)))
    assert rows[0] == list(COLUMNS)
    assert rows[1][:5] == ["norm", "1", "1", "0", "0.0"]
    assert ran(ledger, "--csv", "--json").exit_code == 2


def test_each_coder_and_each_two_of_three(ledger: Path) -> None:
    judge(
        ledger, ("ana", 0, JudgementKind.CONFIRM), ("ben", 0, JudgementKind.WRONG), ("cleo", 0, JudgementKind.CONFIRM)
    )
    printed = " ".join(ran(ledger, "--coders").output.split())
    assert "ana and cleo slot norms agree kappa alpha norm 1 1 of 1" in printed
    assert "ben judged 1 norm: 0 confirmed, 0 corrected, 1 rejected; 1 that another judged too" in printed
    told = json.loads(ran(ledger, "--coders", "--json").output)
    assert [one["persons"] for one in told["pairs"]] == [["ana", "ben"], ["ana", "cleo"], ["ben", "cleo"]]
    assert told["coders"][1] == {
        "name": "ben",
        "judged": 1,
        "confirmed": 0,
        "corrected": 0,
        "rejected": 1,
        "shared": 1,
    }
    rows = list(csv.reader(io.StringIO(ran(ledger, "--coders", "--csv").output)))
    assert rows[0][:2] == ["persons", "slot"]
    assert len({row[0] for row in rows[1:]}) == 4


@pytest.mark.parametrize(
    "words, said",
    [
        ((), "nobody has judged anything"),
        ((("ana", 0, JudgementKind.CONFIRM),), "only ana has judged anything"),
        ((("ana", 0, JudgementKind.CONFIRM), ("ben", 1, JudgementKind.WRONG)), "ana, ben judged no norm in common"),
    ],
)
def test_nothing_to_compare_is_said(ledger: Path, words: tuple[tuple[str, int, JudgementKind], ...], said: str) -> None:
    judge(ledger, *words)
    answer = ran(ledger)
    assert (answer.exit_code, answer.output.strip()) == (1, said)


def test_a_person_who_judged_nothing_is_refused(ledger: Path) -> None:
    answer = ran(ledger, "--by", "zoe", "--by", "ana")
    assert isinstance(answer.exception, OnRecordError)
    assert str(answer.exception) == "'zoe' has judged no norm here; nobody has"
