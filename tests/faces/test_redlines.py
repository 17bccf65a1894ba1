"""A sheet of red lines on the command line: what is said of it, what is refused, how it goes out again."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli.app import app
from onrecord.faces.cli.import_command import FORMATS
from onrecord.ledger import open_ledger
from onrecord.terms.errors import OnRecordError
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportFormat
from onrecord.terms.sheets import unmarked
from tests.ledger.factory import NOON
from tests.questions.world import happened
from tests.walk.sheets import BELARUS, HEADINGS, IRAN, engines_of, sheet_file

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "redlines.csv"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch, parser) -> None:  # type: ignore[no-untyped-def]
    """The parser reads the actions; no model is loaded."""
    monkeypatch.setattr("onrecord.faces.cli.redlines.open_engines", lambda: engines_of(parser))


def run(ledger: Path, *words: str | Path) -> Result:
    command, *rest = map(str, words)
    return CliRunner().invoke(app, [command, "--ledger", str(ledger), *rest], env={"COLUMNS": "200"})


def bring_in(ledger: Path, *words: str | Path) -> Result:
    return run(ledger, "import", "--format", "redlines", "--by", "Ada", *words)


def said(result: Result) -> str:
    """What it printed; or what it raised on purpose, which the command prints as one line."""
    if isinstance(result.exception, OnRecordError):
        return str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout + result.stderr


def test_it_says_what_was_taken_for_what_and_what_was_not(ledger: Path, tmp_path: Path) -> None:
    result = bring_in(ledger, sheet_file(tmp_path, IRAN, headings=HEADINGS.replace("Target", "Owner")))
    assert result.exit_code == 0
    first, taken, say, unused, tally = result.stdout.splitlines()[:5]
    assert first == "lines.csv: utf-8, cells parted by commas, 1 row"
    assert taken.startswith("lines.csv: taken from its headings: agent: “Country”; modal: “Modal”; deed: “Deed”; mode:")
    assert say.startswith('lines.csv: to say it yourself: --columns \'agent="Country",modal=')
    assert unused == "lines.csv: kept, and taken for nothing: “Owner”"
    assert tally == ("lines.csv: version 1, entered by hand by Ada: 1 row, 1 new, 0 changed, 0 gone, 0 as they were")
    again = bring_in(ledger, "--columns", say.partition("--columns ")[2].strip("'"), tmp_path / "lines.csv")
    assert "lines.csv: as said: agent: “Country”" in again.stdout
    assert "lines.csv: 1 row, all as they were: nothing is new" in again.stdout


def test_without_a_column_for_modal_and_mode_what_follows_is_said(ledger: Path, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, "Iran,close the strait,its exports stop", headings="Agent,Deed,Condition")
    result = bring_in(ledger, path)
    assert "no column of the modal: where the deed's own words say no modal, it will be done" in result.stdout
    assert "no column of the mode: a condition without a connective of its own is one with “if”" in result.stdout


def test_refused_and_noted_rows_are_told_with_their_numbers(ledger: Path, tmp_path: Path) -> None:
    bad = [",will,act,,,,,,,", "Iran,wil,act,,,,,,,", "Belrus,will,act,,,,,soon,,", "Iran,,,,,,,,,"]
    result = bring_in(ledger, "--show-refused", "4", sheet_file(tmp_path, *bad))
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "lines.csv row 2: no agent is said: a red line says who would do what [no-agent]",
        "lines.csv row 3: “wil” is no modal of ours; did you mean “will”? (among others: will, will certainly, will "
        "not, never, ready, may, must, should, must not, should not, demands, calls for, predicts) [modal-unknown]",
        "lines.csv row 4: agent: no actor is called 'Belrus'; did you mean Belarus?; kept by these words "
        "[actor-unknown]",
        "lines.csv row 4: “soon” is no day we can read (2026-03-04, 4 March 2026, March 2026): kept without a day "
        "[day-unread]",
        "lines.csv: 1 more; `onrecord export --format redlines --with-status` tells all",
    ]
    assert "3 refused (1 x modal-unknown, 1 x no-agent, 1 x no-deed); 2 noted (1 x actor-unknown, 1 x day-unread)" in (
        result.stdout
    )
    out = run(ledger, "export", "--format", "redlines", "--with-status").stdout
    assert "refused: row 5: no deed is said" in out
    assert bring_in(ledger, sheet_file(tmp_path, bad[0], name="none.csv")).exit_code == 1


@pytest.mark.parametrize(
    "rows, options, words",
    [
        (["Iran,will,act,,,,,03/04/2026,,"], [], "row 2: “03/04/2026” may be 3 April or 4 March: say --day-first or"),
        (
            ["Iran,will,act,,,,,03/04/2026,,", "Iran,will,act,,,,,25/04/2026,,"],
            [],
            "--month-first; row 3, “25/04/2026”, is day-first. Nothing of it was taken",
        ),
        ([IRAN], ["--columns", "agent=Land,deed=Deed"], "there is no column “Land” for agent"),
        ([IRAN], ["--columns", "agent=Country,deed=Country"], "a column fills one slot"),
        ([IRAN], ["--columns", "agent=Country"], "no column is known to hold the deed"),
        (['Iran,"will'], [], "row 2 opens a quotation mark that nothing closes"),
    ],
)
def test_a_sheet_that_is_not_clear_is_not_taken_at_all(
    rows: list[str], options: list[str], words: str, ledger: Path, tmp_path: Path
) -> None:
    result = bring_in(ledger, *options, sheet_file(tmp_path, *rows))
    assert result.exit_code == 1
    assert words in said(result)
    assert not ledger.exists()


@pytest.mark.parametrize("option, day", [("--day-first", "2026-04-03"), ("--month-first", "2026-03-04")])
def test_a_day_is_read_as_somebody_says(option: str, day: str, ledger: Path, tmp_path: Path) -> None:
    bring_in(ledger, option, sheet_file(tmp_path, "Iran,will,act,,,,,03/04/2026,,"))
    (entry,) = map(json.loads, run(ledger, "list", "--json").stdout.splitlines())
    assert entry["stated_on"]["from"] == day


@pytest.mark.parametrize(
    "words, told",
    [
        (["--format", "redlines"], "says who entered it"),
        (["--format", "redlines", "--by", "a\nb"], "says who entered it"),
        (["--format", "redlines", "--by", " "], "says who entered it"),
        (["--format", "redlines", "--by", "Ada", "--sheet", "a\tb"], "a name of one line"),
        (["--format", "spreadsheet"], "'spreadsheet' is not one of"),
        (["--by", "Ada"], "it belongs to --format redlines"),
        (["--day-first"], "it belongs to --format redlines"),
        (["--columns", "agent=x"], "it belongs to --format redlines"),
    ],
)
def test_a_wrong_call_is_told(words: list[str], told: str, ledger: Path) -> None:
    result = run(ledger, "import", *words, EXAMPLE)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_every_format_of_events_and_the_sheet_may_be_named() -> None:
    assert set(FORMATS) == {*(f.value for f in ImportFormat), "redlines"}


def test_the_example_comes_in_and_goes_out(ledger: Path, tmp_path: Path) -> None:
    result = bring_in(ledger, EXAMPLE)
    assert "10 rows, 10 new, 0 changed, 0 gone, 0 as they were; 1 noted (1 x actor-unknown)" in result.stdout
    out = tmp_path / "out.csv"
    assert run(ledger, "export", "--format", "redlines", "--out", out).exit_code == 0
    assert out.read_bytes() == EXAMPLE.read_bytes()


def test_cells_that_a_spreadsheet_would_run_go_out_safe_and_come_in_again(ledger: Path, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, *(IRAN.replace("seen", note) for note in ("=1+1", "+1", "-5", "@x", "'=y", "fine")))
    bring_in(ledger, path)
    safe = run(ledger, "export", "--format", "redlines", "--out", tmp_path / "safe.csv")
    assert safe.stderr == (
        "lines.csv: 5 cells begin with =, +, - or @: an apostrophe stands before each (--raw: none; import --marked "
        "takes it off)\n"
    )
    lines = (tmp_path / "safe.csv").read_text().splitlines()
    assert [line.rpartition(",")[2] for line in lines[1:]] == ["'=1+1", "'+1", "'-5", "'@x", "''=y", "fine"]
    assert [unmarked(line.rpartition(",")[2]) for line in lines[1:]] == ["=1+1", "+1", "-5", "@x", "'=y", "fine"]
    raw = run(ledger, "export", "--format", "redlines", "--raw", "--out", tmp_path / "raw.csv")
    assert raw.stderr == (
        "lines.csv: 5 cells begin with =, +, - or @, and stand as they came: a spreadsheet may run them\n"
    )
    assert (tmp_path / "raw.csv").read_bytes() == path.read_bytes()
    again = bring_in(ledger, "--marked", "--sheet", "lines.csv", tmp_path / "safe.csv")
    assert "6 rows, all as they were: nothing is new" in again.stdout


def test_the_same_bytes_under_another_name_are_told(ledger: Path, tmp_path: Path) -> None:
    bring_in(ledger, sheet_file(tmp_path, IRAN))
    other = sheet_file(tmp_path, IRAN, name="copy.csv")
    assert "is held already, as the sheet “lines.csv”" in said(bring_in(ledger, other))
    assert "all as they were" in bring_in(ledger, "--sheet", "lines.csv", other).stdout
    assert "1 new" in bring_in(ledger, "--sheet", "copy.csv", other).stdout
    assert "say which (--like NAME)" in said(run(ledger, "export", "--format", "redlines"))
    assert run(ledger, "export", "--format", "redlines", "--like", other).stdout.startswith(HEADINGS)
    assert "no sheet “x.csv” was imported; there is “copy.csv”, “lines.csv”" in (
        said(run(ledger, "export", "--format", "redlines", "--like", "x.csv"))
    )


def test_a_sheet_goes_out_whole_or_not_at_all(ledger: Path, tmp_path: Path) -> None:
    bring_in(ledger, sheet_file(tmp_path, IRAN))
    assert "filters would leave rows out" in said(run(ledger, "export", "--format", "redlines", "--kind", "threat"))
    result = run(ledger, "export", "--format", "csv", "--with-status")
    assert result.exit_code == 2


def test_what_rows_meet_is_told_or_left_to_met(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(ledger) as book:
        book.record(happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR"), recorded_at=NOON)
    line = "Belarus,will,answer,if,Poland attacks Ukraine,,Belarus,2026-03-01,,"
    told = bring_in(ledger, sheet_file(tmp_path, line)).stdout
    assert told.endswith("\nnew encounters: 1 possible; `onrecord met` shows them\n")
    monkeypatch.setattr("onrecord.faces.cli.redlines.LOOKED_AT_ONCE", 1)
    told = bring_in(ledger, sheet_file(tmp_path, IRAN, BELARUS, name="other.csv")).stdout
    assert told.endswith("what meets its rows is not looked at yet: `onrecord met` does that\n")


def test_what_was_withdrawn_is_counted_where_a_sheet_goes_out(ledger: Path, tmp_path: Path) -> None:
    bring_in(ledger, sheet_file(tmp_path, IRAN, BELARUS))
    page = next(map(json.loads, run(ledger, "list", "--json").stdout.splitlines()))["source"]["page_id"]
    assert run(ledger, "forget", page, "--reason", "a mistake", "--by", "Ada", "--yes").exit_code == 0
    out = run(ledger, "export", "--format", "redlines", "--out", tmp_path / "out.csv")
    assert "1 row left out, withdrawn from the ledger" in out.stdout + out.stderr


def test_what_it_is_shows_in_list_search_show_and_timeline(ledger: Path, tmp_path: Path) -> None:
    bring_in(ledger, sheet_file(tmp_path, IRAN))
    (entry,) = map(json.loads, run(ledger, "list", "--json").stdout.splitlines())
    assert entry["source"]["entered_by_hand"]["row"] == 2
    for words in (["list"], ["search", "Hormuz"], ["show", entry["id"]], ["timeline", "Iran"]):
        printed = " ".join(run(ledger, *words).stdout.split())
        assert "ntered by hand by Ada on" in printed, words
        assert "from lines.csv row 2" in printed, words
    page = run(ledger, "show", entry["source"]["page_id"]).stdout
    assert "read by" not in page
    sheet = run(ledger, "show", "lines.csv").stdout
    assert "entered by hand by Ada" in sheet


def test_a_changed_row_leads_to_what_it_is_now(ledger: Path, tmp_path: Path) -> None:
    bring_in(ledger, sheet_file(tmp_path, IRAN, BELARUS))
    old = next(e for e in map(json.loads, run(ledger, "list", "--json").stdout.splitlines()) if e["kind"] == "threat")
    result = bring_in(ledger, sheet_file(tmp_path, IRAN.replace("seen", "seen twice")))
    assert "1 row, 0 new, 1 changed, 1 gone, 0 as they were" in result.stdout
    shown = " ".join(run(ledger, "show", old["id"]).stdout.split())
    assert "the row was changed in version 2 of lines.csv, and is page-" in shown
    assert "supersedes this" in shown
