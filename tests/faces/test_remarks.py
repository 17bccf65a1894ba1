"""`onrecord tag`, `case`, `note`, `remarks` and `judge NORM not-met EVENT`, as a user runs them."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.questions import check
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode
from tests.faces.conftest import Run
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

VOW = said(
    date(2026, 3, 1), "BLR", Modal.WILL, "send troops to the border", mode=Mode.IF, trigger="Poland attacks Ukraine",
    trigger_pattern="POL ASSAULT UKR",
)  # fmt: skip
STRIKE = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")
RECORD, PAGE, NORM, EVENT = VOW.records[0].id, VOW.page.id, VOW.norms[0].id, STRIKE.events[0].id


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as book:
        book.record_many((VOW, STRIKE), recorded_at=NOON)
        check(book, today=NOON.date(), recorded_at=NOON)
    return path


def test_what_is_hung_is_listed_found_by_and_taken_off(ledger: Path, onrecord: Run) -> None:
    at = ("--ledger", ledger, "--by", "Ada")
    ran = onrecord("tag", RECORD[:12], "Red Lines", *at)
    assert (ran.returncode, ran.stdout) == (0, f"tag “Red Lines” on {RECORD}, by Ada: kept\n")
    assert "hangs there already" in onrecord("tag", RECORD, "red lines", *at).stdout
    assert json.loads(onrecord("case", PAGE, "Border", *at, "--json").stdout)["kind"] == "case"
    note = json.loads(onrecord("note", NORM, "ask", "the", "office", *at, "--json").stdout)
    assert (note["words"], note["target"]) == ("ask the office", RECORD)
    listed = onrecord("remarks", "--ledger", ledger)
    assert listed.returncode == 0
    for words in ("note  ask the office  Ada", "case  Border  Ada", "tag  Red Lines  Ada", note["id"]):
        assert words in listed.stdout
    assert "Belarus will “send troops to the border”" in listed.stdout
    (line,) = onrecord("remarks", "--tag", "RED LINES", "--json", "--ledger", ledger).stdout.splitlines()
    assert json.loads(line)["records"] == [RECORD]
    assert onrecord("remarks", "--case", "border", "--limit", "1", "--ledger", ledger).stdout.count("Border") == 1
    assert onrecord("remarks", "--limit", "1", "--ledger", ledger).stdout.endswith(
        "older ones: --limit 1 was reached\n"
    )
    for command in (["list"], ["search", "troops"]):
        assert RECORD in onrecord(*command, "--tag", "red lines", "--json", "--ledger", ledger).stdout
        assert onrecord(*command, "--tag", "blue", "--ledger", ledger).returncode == 1
    assert RECORD in onrecord("export", "--format", "csv", "--tag", "red lines", "--ledger", ledger).stdout
    assert RECORD not in onrecord("export", "--format", "csv", "--case", "border", "--ledger", ledger).stdout
    shown = onrecord("show", RECORD, "--ledger", ledger).stdout
    assert "tag “Red Lines”, Ada" in shown
    assert "case “Border”, Ada" in onrecord("show", PAGE, "--ledger", ledger).stdout
    assert "does not hang there" in onrecord("case", RECORD, "border", *at, "--off").stdout
    assert f"off {RECORD}" in onrecord("tag", NORM, "red lines", "--off", "--ledger", ledger, "--by", "Bo").stdout
    assert f"{note['id']} on {RECORD}, by Ada: taken back" in onrecord("note", note["id"], *at, "--off").stdout
    assert "note" not in onrecord("remarks", "--ledger", ledger).stdout
    assert onrecord("remarks", "--tag", "red lines", "--ledger", ledger).returncode == 1


@pytest.mark.parametrize(
    "arguments, code, says",
    [
        (["tag", RECORD, "a/b", "--by", "Ada"], 1, "is no name"),
        (["tag", RECORD, "a"], 1, "a remark has an author"),
        (["case", "rec-zz", "a", "--by", "Ada"], 1, "no record, norm or page"),
        (["note", RECORD, "--by", "Ada"], 1, "the note is empty"),
        (["note", "remark-1", "x", "--off", "--by", "Ada"], 2, "leave out its words"),
        (["note", "remark-1", "--off", "--by", "Ada"], 1, "no note is or begins so"),
        (["remarks", "--tag", "a", "--case", "b"], 2, "give one of the two"),
        (["judge", NORM, "not-met", "--by", "Ada"], 1, "name the event"),
        (["judge", NORM, "not-met", NORM, "--by", "Ada"], 1, "no event is or begins so"),
        (["judge", NORM, "retract", EVENT, "--by", "Ada"], 1, "Ada has not said"),
    ],
)
def test_what_cannot_be_kept_is_said_plainly(
    ledger: Path, onrecord: Run, arguments: list[str], code: int, says: str
) -> None:
    ran = onrecord(*arguments, "--ledger", ledger)
    assert ran.returncode == code
    assert says in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr


def test_an_event_that_did_not_meet_a_norm_is_told_no_more(ledger: Path, onrecord: Run) -> None:
    notice = json.loads(onrecord("met", "--json", "--ledger", ledger).stdout)
    norm, event = notice["norm"]["id"], notice["event"]["id"]
    ran = onrecord("judge", norm, "not-met", event, "--by", "Ada", "--note", "a film", "--ledger", ledger)
    assert f"not-met {NORM} by {EVENT}, by Ada: kept" in " ".join(ran.stdout.split())
    assert onrecord("met", "--ledger", ledger).stdout == "nothing on record is met\n"
    shown = " ".join(onrecord("show", NORM, "--ledger", ledger).stdout.split())
    assert f"not-met {EVENT}: a film" in shown
    assert "status" not in shown
    retracted = onrecord("judge", norm, "retract", event[:14], "--by", "Ada", "--ledger", ledger, "--json")
    assert json.loads(retracted.stdout)["verdict"] == "retract"
    assert "certain" in onrecord("met", "--ledger", ledger).stdout
