"""`onrecord add`, `list`, `show` and `search` on a ledger of their own."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from inspect import signature
from pathlib import Path

import pytest

from onrecord.faces.cli import export, list_command, search
from onrecord.faces.cli.options import FILTERS
from tests.faces.conftest import EXAMPLES, GEORGIA, Run


@pytest.fixture(scope="module")
def ledger(ledger_of: Callable[[Path], Path]) -> Path:
    """A ledger of the example pages."""
    return ledger_of(EXAMPLES)


def test_adding_twice_adds_nothing(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("add", EXAMPLES, "--ledger", ledger)
    assert "added 0 readings, 0 statements, 0 records, 0 norms, 0 events" in " ".join(ran.stdout.split())


def test_readings_of_two_settings_are_told_apart(tmp_path: Path, onrecord: Run) -> None:
    ledger = tmp_path / "ledger.db"
    for least in ((), ("--least", "0.99")):
        assert "added 1 reading," in onrecord("add", GEORGIA, "--ledger", ledger, *least).stdout
    with sqlite3.connect(ledger) as database:
        default, strict = (name for (name,) in database.execute("SELECT reader FROM readings ORDER BY n"))
    assert strict == f"{default}; least 0.99"
    assert "no record matches" in onrecord("list", "--ledger", ledger).stdout


def test_list_filters_and_show_finds_by_prefix(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("list", "--ledger", ledger, "--actor", "RUS", "--mode", "unless", "--json")
    entries = [json.loads(line) for line in ran.stdout.splitlines()]
    assert any("direct request" in e["evidence"][0]["words"] for e in entries)
    entry = next(e for e in entries if "direct request" in e["evidence"][0]["words"])
    shown = onrecord("show", entry["id"][:12], "--ledger", ledger)
    assert shown.returncode == 0
    assert "direct request" in " ".join(shown.stdout.split())
    assert "kremlin-27383" in shown.stdout


def test_search_finds_words_and_takes_any_punctuation(ledger: Path, onrecord: Run) -> None:
    assert "assistance" in onrecord("search", "Georgian", "leadership", "--ledger", ledger).stdout
    assert onrecord("search", 'NOT "(OR', "--ledger", ledger).returncode == 1


def test_search_finds_a_meaning_and_places_what_has_no_vector(ledger: Path, onrecord: Run) -> None:
    asked = ("search", "--meaning", "we shall help solely when Georgia's rulers ask", "--ledger", ledger)
    first = onrecord(*asked, "--json", "--limit", 2)
    hits = [json.loads(line) for line in first.stdout.splitlines()]
    assert any("direct request" in hit["entry"]["evidence"][0]["words"] for hit in hits)
    assert all(hit["score"] > 0.4 for hit in hits)
    assert "placed" in first.stderr  # adding the pages placed nothing
    again = onrecord(*asked, "--actor", "RUS")
    assert "placed" not in again.stderr
    assert "cosine 0." in again.stdout


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["show", "rec-ffffffffffffff"], "no record, norm, statement or page"),
        (["search", "?!"], "nothing to search for"),
        (["list", "--since", "yesterday"], "write YYYY-MM-DD"),
        (["list", "--since", "2020-01-02", "--until", "2020-01-01"], "lies after"),
        (["compare", "Russia", "--at", "2020-01-02", "--and", "2020-01-01"], "2020-01-02 lies after 2020-01-01"),
        (["export", "--format", "wordperfect"], "'wordperfect' is not one of"),
        (["whatif"], "say what happens: a sentence, --event, --not or --scenario"),
    ],
)
def test_a_wrong_question_is_told(ledger: Path, onrecord: Run, arguments: list[str], says: str) -> None:
    ran = onrecord(*arguments, "--ledger", ledger)
    assert ran.returncode != 0
    assert says in " ".join(ran.stderr.replace("│", " ").split())
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "arguments, code, says",
    [
        (["search", "--meaning", "war", "--actor", "Luxembourg"], 1, "no record or statement that the filters keep"),
        (
            ["compare", "Luxembourg", "--at", "2020-01-01", "--and", "2020-01-02"],
            1,
            "nothing of Luxembourg (LUX) is on",
        ),
        (["timeline", "Russia", "--limit", "1"], 0, "there are older ones: --limit 1 was reached"),
        (["whatif", "When would Russia render assistance to Georgia?"], 0, "direct request"),
    ],
)
def test_an_answer_says_what_it_leaves_out(
    ledger: Path, onrecord: Run, arguments: list[str], code: int, says: str
) -> None:
    ran = onrecord(*arguments, "--ledger", ledger)
    assert (ran.returncode, says in " ".join(ran.stdout.split())) == (code, True), ran.stdout + ran.stderr


def test_a_statement_is_shown_and_its_copies_are_listed(ledger: Path, onrecord: Run) -> None:
    hits = onrecord("search", "peacekeeping", "--json", "--ledger", ledger).stdout.splitlines()
    held = next(hit["statement"] for hit in map(json.loads, hits) if hit["statement"])
    shown = " ".join(onrecord("show", held["id"], "--ledger", ledger).stdout.split())
    assert shown.startswith(f"{held['id']} {held['directness']}, speaker ")
    assert "peacekeeping" in shown
    assert "page: " in shown
    copies = onrecord("copies", held["id"], "--ledger", ledger).stdout
    assert "(this one)" in copies
    assert copies.endswith("1 page rests on this text\n")


def test_a_page_is_shown_with_what_its_reading_refused(ledger: Path, onrecord: Run) -> None:
    with sqlite3.connect(ledger) as database:
        page, reason = database.execute(
            "SELECT p.id, f.reason FROM refusals f JOIN readings r ON r.n = f.reading JOIN pages p ON p.n = r.page"
        ).fetchone()
    assert f": {reason}" in " ".join(onrecord("show", page, "--ledger", ledger).stdout.split())


def test_without_a_command_help_is_printed_and_with_version_its_number(onrecord: Run) -> None:
    ran = onrecord()
    assert (ran.returncode, ran.stderr.lstrip().startswith("Usage: ")) == (2, True)
    assert onrecord("--version").stdout == f"onrecord {version('onrecord')}\n"


def test_no_ledger_is_told(tmp_path: Path, onrecord: Run) -> None:
    ran = onrecord("list", "--ledger", tmp_path / "none.db")
    assert ran.returncode == 1
    assert "no ledger there" in ran.stderr


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path, onrecord: Run) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n" * 100)
    ran = onrecord("add", GEORGIA, "--ledger", path)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "not a ledger" in ran.stderr
    assert path.read_text() == "my notes\n" * 100


def test_a_ledger_of_a_newer_version_is_told(ledger_of: Callable[[Path], Path], onrecord: Run) -> None:
    path = ledger_of(GEORGIA)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 999")
    ran = onrecord("list", "--ledger", path)
    assert ran.returncode == 1
    assert "a ledger of version 999" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.processes
def test_two_writers_at_once_lose_nothing(tmp_path: Path, ledger_of: Callable[[Path], Path], onrecord: Run) -> None:
    path = tmp_path / "two.db"
    command = [sys.executable, "-m", "onrecord", "add", str(EXAMPLES), "--ledger", str(path)]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err.decode()
    alone = ledger_of(EXAMPLES)
    both = onrecord("list", "--ledger", path, "--json", "--limit", "1000").stdout.splitlines()
    one = onrecord("list", "--ledger", alone, "--json", "--limit", "1000").stdout.splitlines()
    assert [json.loads(line)["id"] for line in both] == [json.loads(line)["id"] for line in one]


def test_list_search_and_export_take_the_same_filters() -> None:
    for command in (list_command.list_, search.search, export.export):
        names = [p for p in signature(command).parameters if p in FILTERS]
        assert names == list(FILTERS)
        assert "filters" not in signature(command).parameters
