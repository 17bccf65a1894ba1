"""The command and the desk on a ledger in PostgreSQL: the same words as on a file, and no password in any of them."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.command import run_here
from tests.faces.web.conftest import StubReaders
from tests.ledger.factory import NOON, make_reading

from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from onrecord.ledger import open_ledger
from onrecord.terms.ledger_places import Address

pytestmark = pytest.mark.postgres

SECRET = "sEcret-9"


@pytest.fixture
def filled(place: Address) -> Address:
    with open_ledger(place) as ledger:
        ledger.record_many([make_reading(n) for n in range(6)], recorded_at=NOON)
    return replace(place, password=SECRET)  # the server asks for none


def typed(place: Address) -> str:
    """The address with its password, as somebody types it."""
    return str(place).replace("onrecord@", f"onrecord:{SECRET}@", 1)


def test_commands_say_what_they_say_of_a_file(filled: Address, tmp_path: Path) -> None:
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}

    def said(*arguments: str, ledger: str) -> str:
        done = run_here([*arguments, "--ledger", ledger], stdin=b"", env=env, cwd=tmp_path)
        assert done.returncode in (0, 1), done.stderr  # 1: there is nothing of that
        assert done.stderr.startswith("onrecord: ") is False
        assert SECRET not in done.stdout + done.stderr
        return done.stdout

    address, file = typed(filled), str(tmp_path / "l.db")
    moved = run_here(["copy", "--from", address, "--to", file, "--json"], stdin=b"", env=env, cwd=tmp_path)
    assert moved.returncode == 0, moved.stderr
    assert SECRET not in moved.stdout
    norm = json.loads(said("list", "--json", "--limit", "1", ledger=file).splitlines()[0])["id"]
    for command in (
        ("list", "--limit", "3"),
        ("list", "--actor", "RUS", "--json"),
        ("show", norm),
        ("search", "troops", "--json", "--limit", "500"),
        ("matrix",),
        ("record-of", "RUS"),
        ("changes",),
        ("check",),
        ("met",),  # the last: it keeps when it was asked
    ):
        here, there = said(*command, ledger=address), said(*command, ledger=file)
        if command[0] == "search":  # each database has an order of its own
            ids = [sorted(json.loads(line)["id"] for line in told.splitlines()) for told in (here, there)]
            assert ids[0] == ids[1] != []
        else:
            assert here == there
    for command in (("judge", norm, "confirm", "--by", "Ana"), ("tag", norm, "x", "--by", "Ana"), ("tokens", "list")):
        said(*command, ledger=address)
    said("backup", str(tmp_path / "kept.db"), ledger=address)


@pytest.fixture
def desk(filled: Address, tmp_path: Path) -> Iterator[TestClient]:
    held = Desk(
        Settings(ledger=replace(filled, files=tmp_path / "files"), read_only=False),
        now=lambda: NOON,
        readers=StubReaders(),
    )
    yield TestClient(make_app(held), base_url="http://localhost")
    held.close()


@pytest.mark.parametrize(
    "path", ["/", "/list", "/search?q=troops", "/matrix", "/watch", "/review", "/about", "/api/v1", "/api/v1/about"]
)
def test_the_desk_shows_it_and_no_password(desk: TestClient, path: str) -> None:
    shown = desk.get(path)
    assert shown.status_code in (200, 404)
    assert SECRET not in shown.text + repr(shown.headers)
    assert "Traceback" not in shown.text


def test_the_desk_finds_what_is_there(desk: TestClient) -> None:
    assert "troops" in desk.get("/search?q=troops").text
    assert desk.get("/").status_code == 200
