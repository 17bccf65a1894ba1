"""`onrecord enter`: a norm in the words of a page, and what show, list and search make of it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger
from onrecord.terms.errors import OnRecordError
from onrecord.walk.by_hand import enter_norm
from tests.ledger.factory import NOON
from tests.ledger.test_by_hand import BARE
from tests.walk.sheets import engines_of

PAGE = BARE.page.id
ACTION = ("--action", "send troops to the border", "--agent", "Belarus", "--agent-name", "Belarus")
CONDITION = ("--condition", "Poland attacks Ukraine", "--connective", "if")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as book:
        book.record(BARE, recorded_at=NOON)
    return path


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch, parser) -> None:  # type: ignore[no-untyped-def]
    """The parser reads the actions; no model is loaded."""
    engines = engines_of(parser)
    monkeypatch.setattr(
        "onrecord.walk.by_hand.entered",
        lambda read, before, marked, by, on: enter_norm(read, before, marked, by=by, on=on, engines=engines),
    )


def run(ledger: Path, command: str, *words: str) -> Result:
    return CliRunner().invoke(app, [command, "--ledger", str(ledger), *words], env={"COLUMNS": "200"})


def said(result: Result) -> str:
    if isinstance(result.exception, OnRecordError):
        return str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout + result.stderr


def test_it_is_entered_and_shown_as_such(ledger: Path) -> None:
    out = said(run(ledger, "enter", PAGE, *ACTION, *CONDITION, "--by", "Ada"))
    assert ": entered" in out
    assert "Belarus will “send troops to the border” if “Poland attacks Ukraine”" in out
    assert "entered by hand by Ada on" in out
    norm = out.split(":")[0]
    shown = said(run(ledger, "show", norm))
    assert "entered by hand by Ada on" in shown
    assert "the words stand on the page:" in shown
    assert "[entered by hand by Ada on" in said(run(ledger, "list"))
    assert "entered by hand by Ada on" in said(run(ledger, "search", "troops"))
    assert "entered by hand by Ada on" in said(run(ledger, "show", PAGE))
    said(run(ledger, "judge", norm, "wrong", "--by", "Ben"))
    assert "entered by hand" not in said(run(ledger, "list"))
    again = said(run(ledger, "enter", PAGE, *ACTION, *CONDITION, "--by", "Ada"))
    assert "Ada has entered it before" in again
    assert "left out: it was judged wrong" in again


def test_as_json(ledger: Path) -> None:
    told = json.loads(said(run(ledger, "enter", PAGE, *ACTION, "--by", "Ada", "--modal", "ready", "--json")))
    assert (told["new"], told["wrong"], told["page"]) == (True, False, PAGE)
    exported = said(run(ledger, "export", "--format", "web-annotation"))
    assert '"type": "Person"' in exported
    assert '"name": "Ada"' in exported


@pytest.mark.parametrize(
    "words, says",
    [
        (("--action", "send ships"), "does not stand, letter for letter"),
        ((), "without an action there is no norm"),
        ((*ACTION, "--connective", "if"), "mark the words of the condition too"),
        ((*ACTION, *CONDITION, "--mode", "none"), "say how the action hangs on it"),
        ((*ACTION, "--agent-name", "Ruritania"), "Ruritania"),
        ((*ACTION, "--by", ""), "say who enters it"),
    ],
)
def test_what_is_no_norm_is_refused_in_a_sentence(ledger: Path, words: tuple[str, ...], says: str) -> None:
    result = run(ledger, "enter", PAGE, "--by", "Ada", *words)
    assert result.exit_code != 0
    assert says in said(result)
    with open_ledger(ledger, read_only=True) as book:
        assert list(book.entries()) == []
