"""`onrecord brief`: for a person, as Markdown, as JSON, as a file; of what came in and of what is found."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.terms.records import Modal
from tests.faces.conftest import Run
from tests.faces.web.conftest import BORDER, FIRMER
from tests.questions.world import said

FILES = Path(__file__).resolve().parents[1] / "imports" / "files"
AT = datetime(2026, 3, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "ledger.db"
    with open_ledger(path) as book:
        book.record(said(date(2026, 1, 5), "RUS", Modal.WILL_NOT, "attack Finland", target="FIN"), recorded_at=AT)
        book.record(said(date(2026, 2, 6), "BLR", Modal.WILL, "leave"), recorded_at=AT)
    return path


def test_of_what_came_in(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("brief", "--since", "2026-03-01", "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    assert "What came in from 2026-03-01 00:00 UTC to" in ran.stdout
    assert "New commitments: 2" in ran.stdout
    assert "“Belarus said it will leave” — Belarus, said 2026-02-06" in " ".join(ran.stdout.split())
    assert "[1] Hill Radio" in ran.stdout


def test_of_what_is_found_in_every_form(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    asked = ("brief", "attack", "--actor", "Russia", "--ledger", ledger)
    value = json.loads(onrecord(*asked, "--json").stdout)
    assert value["title"] == "Brief: “attack”; said by Russia"
    assert value["sections"][2]["count"] == 1
    told = onrecord(*asked, "--markdown").stdout
    assert "> Russia said it will\\_not attack Finland\n" in told
    html = tmp_path / "brief.html"
    assert onrecord(*asked, "--html", html).returncode == 0
    assert "“Russia said it will_not attack Finland”" in html.read_text(encoding="utf-8")


def test_what_met_a_norm_and_what_moved_stand_beside_it(tmp_path: Path, onrecord: Run) -> None:
    file = FILES / "gdelt.csv"
    path = tmp_path / "l.db"
    with open_ledger(path) as book:
        vow = said(
            date(2023, 1, 5), "RUS", Modal.WILL_NOT, "attack Ukraine", target="UKR", action_pattern="RUS ASSAULT UKR"
        )
        book.record_many((vow, BORDER, FIRMER), recorded_at=AT)
    came = onrecord("import", file, "--ledger", path)
    assert came.stdout.endswith("new encounters: 1 certain; `onrecord met` shows them\n")
    plain = " ".join(onrecord("brief", "--since", "2026-01-01", "--ledger", path).stdout.split())
    event = "“RUSSIAN ARMY 194 UKRAINE” — told by an imported file, happened 2023-02-16; 1 independent report [2]"
    assert f"broken: Russia will not “attack Ukraine” “{vow.text[:38]}”" in plain
    assert f"event: {event}" in plain
    assert f"[2] no title, an imported file. {file}, line 1" in plain
    moved = "before: Belarus will “send troops to the border” if “Poland attacks Ukraine”"
    reason = "if “Poland attacks Ukraine” before, no condition now"
    assert moved in plain
    assert reason in plain
    markdown = onrecord("brief", "--markdown", "--since", "2026-01-01", "--ledger", path).stdout
    assert "event:\n\n> RUSSIAN ARMY 194 UKRAINE\n>\n> — told by an imported file" in markdown
    assert f"\n{moved}\n" in markdown
    assert f"\n- {reason}\n" in markdown


def test_nothing_is_said_and_told_by_the_exit_code(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("brief", "--until", "2020-01-01", "--ledger", ledger)
    assert ran.returncode == 1
    assert "No commitment on record fits." in ran.stdout


def test_one_form_at_a_time(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("brief", "--json", "--markdown", "--ledger", ledger)
    assert ran.returncode == 2
    assert "one at a time" in ran.stderr
