"""`onrecord mcp` as an assistant starts it: a process, spoken to over its standard input and output."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from tests.faces.mcp.conftest import data, kept
from tests.faces.web.conftest import BORDER

COMMAND = [sys.executable, "-m", "onrecord", "mcp", "--ledger"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("stdio") / "ledger.db", BORDER)


def request(n: int, method: str, **params: Any) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": n, "method": method, "params": params}) + "\n"


def test_a_client_asks_in_plain_english_and_a_reader_reads_it(ledger: Path) -> None:
    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], str(ledger)], env=dict(os.environ))

    async def asking() -> list[Any]:
        async with Client(server) as client:
            assert client.server_info is not None
            assert client.server_info.name == "onrecord"
            what_if = await client.call_tool("what_if", {"happens": ["Poland attacks Ukraine."]})
            why = await client.call_tool("why", {"page": BORDER.page.id, "words": "send troops"})
            return [what_if, why]

    what_if, why = anyio.run(asking)
    assert data(what_if)["lines"][0]["said"]["norms"][0]["norm"] == BORDER.norms[0].id
    (sentence,) = data(why)["sentences"]
    assert BORDER.text[slice(*sentence["words"]["span"])] == sentence["words"]["quoted"]
    assert {one["outcome"] for one in sentence["considered"]} == {"norm"}


def test_nothing_but_the_protocol_is_on_standard_output(ledger: Path, tmp_path: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    sent = (
        request(1, "initialize", **hello)
        + json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"})
        + "\nthis is no JSON\n"
        + request(2, "tools/call", name="record", arguments={"id": "rec-none"})
        + request(3, "tools/call", name="nothing", arguments={})
        + request(4, "ping")
        + request(5, "no/such/method")
    )
    with subprocess.Popen(
        [*COMMAND, str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(sent)
        server.stdin.flush()
        lines: list[dict[str, Any]] = []
        while {line.get("id") for line in lines} < {1, 2, 3, 4, 5}:
            lines.append(json.loads(server.stdout.readline()))
        server.stdin.close()
        assert all(line["jsonrpc"] == "2.0" for line in lines)
        assert server.wait(30) == 0
        assert server.stdout.read() == ""
    answered = {line.get("id"): line for line in lines}
    assert answered[2]["result"]["isError"] is True
    assert answered[4]["result"] == {}
    assert answered[5]["error"]["code"] == -32601


def test_asked_to_end_it_ends_though_it_waits_for_a_line(ledger: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    with subprocess.Popen([*COMMAND, str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(request(1, "initialize", **hello))
        server.stdin.flush()
        assert json.loads(server.stdout.readline())["id"] == 1
        server.terminate()
        assert server.wait(30) == 0


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)


def test_without_its_parts_it_says_which_to_install() -> None:
    ran = run(
        "import sys; sys.modules['mcp'] = None; sys.argv = ['onrecord', 'mcp']\n"
        "from onrecord.faces.cli import main; main()"
    )
    assert ran.returncode == 1
    assert ran.stderr == "onrecord: this needs the parts for assistants: pip install 'onrecord[mcp]'\n"


def test_no_other_command_loads_them() -> None:
    ran = run(
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "from onrecord.faces.cli import main\n"
        "try: main()\n"
        "finally: print({'mcp', 'anyio', 'pydantic', 'uvicorn'} & set(sys.modules), file=sys.stderr)"
    )
    assert ran.stderr.strip() == "set()"
