"""What the API answers is what the command prints with `--json`: a whole answer, or an item for each line."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.faces.cli.app import app
from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from onrecord.ledger import open_ledger
from onrecord.terms.events import EventType
from tests.faces.web.conftest import BORDER, FIRMER
from tests.faces.web.reading_here import ReadersHere
from tests.ledger.factory import NOON
from tests.questions.world import happened

ATTACK = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")
AGAIN = replace(BORDER, reader="reader 2", norms=(replace(BORDER.norms[0], target_id=None),))
NORM, RECORD, PAGE = BORDER.norms[0].id, BORDER.records[0].id, BORDER.page.id


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "ledger.db"
    with open_ledger(path) as book:
        book.record_many([BORDER, FIRMER, ATTACK, AGAIN], recorded_at=NOON)
    printed(path, "met")  # looks what is met, as adding does
    return path


@pytest.fixture(scope="module")
def api(ledger: Path) -> TestClient:
    desk = Desk(Settings(ledger=ledger), now=lambda: NOON, readers=ReadersHere())
    with TestClient(make_app(desk), base_url="http://localhost") as client:
        yield client


def printed(ledger: Path, *arguments: str) -> list[Any]:
    """What the command prints, line by line."""
    ran = CliRunner().invoke(app, [*arguments, "--json", "--ledger", str(ledger)])
    assert ran.exit_code in (0, 1), ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


def asked(api: TestClient, path: str, **query: Any) -> Any:
    answer = api.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    "command, path, query",
    [
        (["list"], "records", {}),
        (
            ["list", "--actor", "Belarus", "--mode", "if", "--until", "2026-03-31"],
            "records",
            {"actor": "Belarus", "mode": "if", "until": "2026-03-31"},
        ),
        (["list", "--min-strength", "categorical"], "records", {"min_strength": "categorical"}),
        (["search", "troops"], "search", {"q": "troops"}),
        (["timeline", "Belarus"], "timeline", {"actor": "Belarus"}),
        (
            ["timeline", "Belarus", "Poland", "--to", "2026-03-31"],
            "timeline",
            {"actor": "Belarus", "other": "Poland", "until": "2026-03-31"},
        ),
        (["timeline", "Poland"], "timeline", {"actor": "Poland"}),
        (
            ["compare", "Belarus", "--at", "2026-03-02", "--and", "2026-04-02"],
            "compare",
            {"actor": "Belarus", "at": "2026-03-02", "and": "2026-04-02"},
        ),
        (["met", "--possible"], "met", {"possible": "true"}),
        (["changes"], "readers", {}),
        (["changes", "--between", "reader 1", "reader 2"], "changes", {"earlier": "reader 1", "later": "reader 2"}),
    ],
)
def test_an_item_is_a_line(api: TestClient, ledger: Path, command: list[str], path: str, query: Any) -> None:
    lines = printed(ledger, *command)
    answer = asked(api, path, **query)
    assert lines
    assert answer["items"] == lines
    assert answer["next"] is None


@pytest.mark.parametrize(
    "command, path, query",
    [
        (["show", NORM], f"norms/{NORM}", {}),
        (["show", RECORD], f"records/{RECORD}", {}),
        (["show", BORDER.statements[0].id], f"statements/{BORDER.statements[0].id}", {}),
        (["show", PAGE], f"pages/{PAGE}", {}),
        (["whatif", "--event", "POL ASSAULT UKR"], "what-if", {"event": "POL ASSAULT UKR"}),
        (
            ["whatif", "Poland attacks Ukraine", "--depth", "1", "--now", "2026-03-02"],
            "what-if",
            {"happens": "Poland attacks Ukraine", "depth": 1, "now": "2026-03-02"},
        ),
        (["whatif", "--not", "Poland attacks Ukraine"], "what-if", {"not": "Poland attacks Ukraine"}),
        (
            ["whatif", "What will Belarus do if Poland attacks Ukraine?"],
            "what-if",
            {"happens": "What will Belarus do if Poland attacks Ukraine?"},
        ),
        (["whatwould", "trigger", NORM], "what-would", {"outcome": "trigger", "norm": NORM}),
        (["whatwould", "do", "BLR ASSAULT UKR"], "what-would", {"outcome": "do", "norm": "BLR ASSAULT UKR"}),
    ],
)
def test_an_answer_is_the_commands(api: TestClient, ledger: Path, command: list[str], path: str, query: Any) -> None:
    (line,) = printed(ledger, *command)
    assert asked(api, path, **query) == line


def test_a_posted_scenario_is_answered_as_one_in_the_address(api: TestClient) -> None:
    posted = api.post("/api/v1/what-if", json={"event": ["POL ASSAULT UKR"], "depth": 2})
    assert posted.json() == asked(api, "what-if", event="POL ASSAULT UKR", depth=2)
    (line,) = posted.json()["triggered"]
    assert line["norm"] == NORM


def test_the_record_of_an_actor(api: TestClient, ledger: Path) -> None:
    (line,) = printed(ledger, "record-of", "Belarus")
    assert asked(api, "record-of", actor="Belarus") == {**line, "next": None}


def test_why_of_a_page_on_record(api: TestClient, ledger: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path(BORDER.page.address).write_bytes(BORDER.page.body)
    ran = CliRunner().invoke(app, ["why", BORDER.page.address, "send troops", "--json"])
    assert asked(api, "why", page=PAGE, words="send troops") == json.loads(ran.stdout)


def test_what_is_read_is_what_the_command_reads(api: TestClient, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("onrecord.faces.clock.now", lambda: NOON)
    text = b"<html><body><p>Iran will respond if Israel attacks, President Pezeshkian said on Monday.</p></body></html>"
    Path("speech.html").write_bytes(text)
    ran = CliRunner().invoke(app, ["read", "speech.html", "--format", "jsonl"])
    headers = {"Content-Type": "application/octet-stream"}
    sent = api.post("/api/v1/read", params={"name": "speech.html"}, content=text, headers=headers)
    assert sent.status_code == 200, sent.text
    (read,) = sent.json()["readings"]
    line = json.loads(ran.stdout)
    assert read == line
    assert [n["agent_id"] for n in read["norms"]] == ["IRN"]
    assert asked(api, "records", actor="Iran")["items"] == []  # nothing is kept
