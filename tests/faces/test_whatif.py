"""`onrecord whatif`, `whatwould` and `entailments` on a ledger of their own."""

import json
from pathlib import Path

import pytest

from tests.faces.conftest import Run

PAGE = """The government of Poland said it will attack Belarus if Belarus attacks Ukraine.

The government of Russia said it would not attack Poland unless Poland attacks Belarus.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, onrecord: Run) -> Path:
    """A ledger of one made-up page."""
    folder = tmp_path_factory.mktemp("whatif")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    assert onrecord("add", folder / "page.txt", "--ledger", folder / "ledger.db").returncode == 0
    return folder / "ledger.db"


def test_an_answer_has_seven_parts_with_evidence(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("whatif", "--event", "BLR.MIL ASSAULT UKR", "--ledger", ledger, "--format", "json")
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert {"triggered", "near", "broken", "stands", "not_committed", "unknown", "basis"} <= set(found)
    (line,) = found["triggered"]
    assert line["agent"] == "POL"
    for piece in line["evidence"]["words"]:
        assert piece["words"] in PAGE
    assert found["steps"][0]["events"][0]["by"] == line["norm"]


def test_copies_of_one_report_count_once(onrecord: Run, tmp_path: Path) -> None:
    again = "Our correspondents have the story.\n\n" + PAGE
    for name, text in (("one.txt", PAGE), ("two.txt", again)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert onrecord("add", tmp_path / "one.txt", tmp_path / "two.txt", "--ledger", tmp_path / "l.db").returncode == 0
    ran = onrecord("whatif", "--event", "BLR.MIL ASSAULT UKR", "--ledger", tmp_path / "l.db", "--format", "json")
    found = json.loads(ran.stdout)
    assert len(found["triggered"]) == 2
    assert found["basis"]["independent_reports"] == 1


def test_plain_english_is_shown_as_understood(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("whatif", "Belarusian troops invade Ukraine", "--not", "Poland attacks Russia", "--ledger", ledger)
    assert "understood" in ran.stderr
    assert "it happens: who: Belarus; does: invade; what: Ukraine" in ran.stderr
    assert "it does not happen: who: Poland; does: attack; what: Russia" in ran.stderr
    assert "denied:  POL ASSAULT RUS" in ran.stdout
    assert "Triggered: 1" in ran.stdout


def test_a_file_and_a_graph(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text("question: What if?\nassume:\n  - BLR.MIL ASSAULT UKR\nnow: 2026-03-31\n", encoding="utf-8")
    ran = onrecord("whatif", "--scenario", file, "--ledger", ledger, "--format", "dot")
    assert ran.stdout.startswith("digraph")
    assert "POL ASSAULT BLR" in ran.stdout
    ran = onrecord("whatif", "--scenario", file, "--ledger", ledger, "--format", "graph")
    assert {"nodes", "edges"} <= json.loads(ran.stdout).keys()


@pytest.mark.parametrize(
    "text, complaint",
    [
        ("- a list", "no scenario"),
        ("assume: BLR ASSAULT UKR", "lists of patterns"),
        ("assume: [nonsense]", "no event pattern"),
        ("now: soon", "no day"),
        ("a: [", "no YAML"),
    ],
)
def test_a_bad_file_is_one_line(ledger: Path, onrecord: Run, tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(text, encoding="utf-8")
    ran = onrecord("whatif", "--scenario", file, "--ledger", ledger)
    assert ran.returncode == 1
    assert complaint in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_is_not_understood_is_said(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("whatif", "Colourless green ideas", "--ledger", ledger)
    assert ran.returncode == 1
    assert "no event was understood" in ran.stderr


def test_what_would_make_somebody_act(ledger: Path, onrecord: Run) -> None:
    pytest.importorskip("clingo")
    ran = onrecord("whatwould", "do", "POL ASSAULT", "--ledger", ledger, "--json")
    assert ran.returncode == 0, ran.stderr
    assert any(way[0].startswith("BLR ASSAULT UKR") for way in json.loads(ran.stdout)["ways"])


def test_the_table_is_printed(onrecord: Run) -> None:
    assert "invade-cross (certain)" in onrecord("entailments").stdout
    rows = map(json.loads, onrecord("entailments", "--json").stdout.splitlines())
    assert next(row["certainty"] for row in rows if row["id"] == "invade-cross") == "certain"


def test_json_is_asked_for_as_of_every_other_answer(ledger: Path, onrecord: Run) -> None:
    asked = ("whatif", "--event", "BLR.MIL ASSAULT UKR", "--ledger", ledger)
    assert json.loads(onrecord(*asked, "--json").stdout) == json.loads(onrecord(*asked, "--format", "json").stdout)


def test_what_becomes_of_a_norm_is_told_in_words_and_actors_by_name(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("whatif", "Belarusian troops invade Ukraine", "--ledger", ledger)
    assert "it happens: who: Belarus; does: invade; what: Ukraine; kind: attack\n" in ran.stderr
    assert "  its condition is met: Poland (“it”) will “attack Belarus”" in ran.stdout
    assert "Not committed: Belarus, Ukraine" in ran.stdout
    assert "1 independent report\n" in ran.stdout


def test_an_action_may_be_asked_for_in_plain_english(ledger: Path, onrecord: Run) -> None:
    in_codes = onrecord("whatwould", "do", "POL ASSAULT BLR", "--ledger", ledger)
    in_words = onrecord("whatwould", "do", "Poland attacks Belarus", "--ledger", ledger)
    assert in_codes.returncode == in_words.returncode == 0, in_words.stderr
    assert in_words.stdout == in_codes.stdout
