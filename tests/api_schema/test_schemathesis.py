"""The API against its own document: every check of schemathesis, on a ledger of the example pages, for a minute.

`pytest -m api_schema`; it needs the group `api`. ONRECORD_FUZZ_SECONDS says how long.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn

from onrecord.faces.guesses import Guesses
from onrecord.faces.tokens import TokenScope
from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from onrecord.ledger import open_ledger
from onrecord.walk.apart import ReadersApart

pytestmark = pytest.mark.api_schema

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "pages"
# What random text hardly ever is: the names, patterns and sentences that lead to an answer.
KNOWN = {
    "actor": ("Russia", "UKR", "NATO", "the Iranian", "Atlantis"),
    "event": ("POL ASSAULT UKR", "RUS.MIL ASSAULT UKR place=UKR", "IRN ASSAULT ISR", "ASSAULT"),
    "sentence": ("Israel attacks Iran", "What will Russia do if NATO attacks?", "No shot is fired", "It rains"),
    "words": ("attack", '"will respond"', "nuclear*", "the", "will"),
}
BOUND = {
    "query.actor": "actor",
    "query.target": "actor",
    "query.other": "actor",
    "path.actor_id": "actor",
    "query.event": "event",
    "query.happens": "sentence",
    "query.not": "sentence",
    "query.q": "words",
    "query.words": "words",
    "query.topic": "words",
    "path.record_id": "record",
    "path.norm_id": "norm",
    "path.statement_id": "statement",
    "path.page_id": "page",
    "query.page": "page",
    "query.norm": "norm",
    "query.earlier": "reader",
    "query.later": "reader",
    "body.target": "norm",
}
MOSTLY = 0.7

SECONDS = int(os.environ.get("ONRECORD_FUZZ_SECONDS", "60"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "ledger.db"
    added = [sys.executable, "-m", "onrecord", "add", EXAMPLES, "--ledger", path]
    subprocess.run(added, check=True, capture_output=True, timeout=600)
    return path


async def at_once(_seconds: float) -> None:
    """A pause that does not wait: a wrong token is one of the checks, and is sent hundreds of times."""


@pytest.fixture(scope="module")
def desk(ledger: Path) -> Desk:
    opened = Desk(Settings(ledger=ledger), now=lambda: datetime.now(UTC), readers=ReadersApart())
    opened.guesses = Guesses(pause=at_once, most=10**6)
    return opened


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(make_app(desk), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def settings(ledger: Path) -> str:
    """The settings, with what is on record as words to try."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        entries = list(book.entries(limit=20))
        known = KNOWN | {
            "record": tuple(e.id for e in entries),
            "norm": tuple(n.id for e in entries for n in e.norms),
            "statement": tuple(e.statement.statement.id for e in entries if e.statement),
            "page": tuple({e.source.page_id for e in entries}),
            "reader": tuple(r.name for r in book.readers.held()),
        }
    lines = [(HERE / "schemathesis.toml").read_text(encoding="utf-8"), "[dictionaries]"]
    lines += [f"{name} = {{ values = {json.dumps(values)} }}" for name, values in known.items()]
    lines += ["[parameters]"]
    lines += [f'"{name}" = {{ dictionary = "{of}", probability = {MOSTLY} }}' for name, of in BOUND.items()]
    return "\n".join(lines)


def test_no_server_error_and_no_answer_that_is_not_declared(address: str, desk: Desk, tmp_path: Path) -> None:
    _, token = desk.tokens.create(by="schemathesis", scopes=tuple(TokenScope), expires=None, at=datetime.now(UTC))
    command = shutil.which("st", path=Path(sys.executable).parent)
    assert command is not None, "schemathesis is not installed: uv run --group api"
    configured = tmp_path / "schemathesis.toml"
    configured.write_text(settings(desk.settings.ledger), encoding="utf-8")
    ran = subprocess.run(
        [
            command,
            *("--config-file", configured, "run", f"{address}/api/v1/openapi.json"),
            *("--checks", "all", "--max-time", str(SECONDS), "--continue-on-failure", "--seed", "16"),
            *("--header", f"Authorization: Bearer {token}", "--request-timeout", "60", "--no-color"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS * 5 + 300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-20_000:] + ran.stderr[-2_000:]
