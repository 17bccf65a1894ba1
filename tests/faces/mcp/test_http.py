"""On a port: to who brings a token and asks for this machine by its own name, and to nobody else."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from onrecord.faces.clock import now
from onrecord.faces.guesses import MOST_TRIES, Guesses
from onrecord.faces.hosts import LOOPBACK
from onrecord.faces.mcp.over_http import LARGEST_BODY_BYTES, make_app
from onrecord.faces.mcp.server import Book, make_server
from onrecord.faces.tokens import Tokens, TokenScope
from tests.faces.mcp.conftest import data, kept
from tests.faces.web.conftest import BORDER

LISTED = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
SENT = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
NOBODYS = "onrecord_" + "0" * 12 + "_" + "a" * 43


async def no_pause(_seconds: float) -> None:
    """A guess is not slowed here."""


@pytest.fixture
def token(path: Path) -> str:
    return Tokens(path).create(by="Ana", scopes=(TokenScope.READ,), expires=None, at=now())[1]


@pytest.fixture
def http(book: Book, path: Path) -> Any:
    app = make_app(make_server(book), tokens=Tokens(path), names=LOOPBACK, now=now, guesses=Guesses(pause=no_pause))
    with TestClient(app, base_url="http://127.0.0.1:8471") as client:
        yield client


def asked(http: Any, token: str | None, **headers: str) -> Any:
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return http.post("/mcp", json=LISTED, headers={**SENT, **bearer, **headers})


def test_with_a_token_it_answers(http: Any, token: str) -> None:
    answer = asked(http, token)
    assert answer.status_code == 200
    assert len(answer.json()["result"]["tools"]) == 9


@pytest.mark.parametrize("given", [None, NOBODYS, "x", "onrecord_"])
def test_without_one_or_with_another_it_does_not(http: Any, given: str | None) -> None:
    answer = asked(http, given)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith('Bearer realm="onrecord"')
    assert "tools" not in answer.text


def test_a_token_that_was_taken_back_or_has_ended_opens_nothing(http: Any, path: Path, token: str) -> None:
    tokens = Tokens(path)
    tokens.revoke(token.split("_")[1], at=now())
    assert asked(http, token).status_code == 401
    yesterday = now() - timedelta(days=1)
    _, ended = tokens.create(by="Ana", scopes=(TokenScope.READ,), expires=yesterday.date(), at=yesterday)
    assert asked(http, ended).status_code == 401


def test_who_guesses_is_not_looked_at_for_a_while(http: Any, token: str) -> None:
    for _ in range(MOST_TRIES):
        assert asked(http, NOBODYS).status_code == 401
    assert asked(http, token).status_code == 429


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8471", "127.0.0.1.evil.example", "", "localhost@evil"])
def test_a_name_that_is_not_ours_is_refused_before_the_token_is_looked_at(http: Any, token: str, host: str) -> None:
    assert asked(http, token, Host=host).status_code == 421
    assert asked(http, None, Host=host).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://127.0.0.1:8471", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_of_another_site_is_refused_even_with_a_token(http: Any, token: str, headers: dict[str, str]) -> None:
    assert asked(http, token, **headers).status_code == 403


def test_a_body_is_bounded_and_other_addresses_hold_nothing(http: Any, token: str) -> None:
    bearer = {**SENT, "Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    assert http.post("/mcp", content=b" " * (LARGEST_BODY_BYTES + 1), headers=bearer).status_code == 413
    assert http.get("/", headers=bearer).status_code == 404


def run(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "onrecord", "mcp", *arguments]


def test_a_port_takes_a_token_made_before(tmp_path: Path) -> None:
    ledger = kept(tmp_path / "ledger.db", BORDER)
    ran = subprocess.run(
        run("--http", "0", "--ledger", str(ledger)), capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 1
    assert "onrecord tokens create --by NAME --scope read" in ran.stderr


def test_the_official_client_asks_over_a_port(tmp_path: Path) -> None:
    ledger = kept(tmp_path / "ledger.db", BORDER)
    _, token = Tokens(ledger).create(by="Ana", scopes=(TokenScope.READ,), expires=None, at=now())
    with subprocess.Popen(run("--http", "0", "--ledger", str(ledger)), stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().strip().removeprefix("listening at ")
        assert address.startswith("http://127.0.0.1:")

        async def asking(headers: dict[str, str]) -> Any:
            async with httpx2.AsyncClient(headers=headers) as opened:
                transport = streamable_http_client(address, http_client=opened)
                async with Client(transport) as client:
                    return await client.call_tool("search", {"query": "troops"})

        try:
            answer = anyio.run(asking, {"Authorization": f"Bearer {token}"})
            with pytest.raises(ExceptionGroup) as refused:
                anyio.run(asking, {})
        finally:
            server.terminate()
    assert data(answer)["lines"][0]["record"] == BORDER.records[0].id
    assert "Server returned an error response" in repr(refused.value)
