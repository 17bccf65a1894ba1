"""`onrecord serve`: who it answers to, and what it says where its parts are not installed."""

import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from onrecord.faces.hosts import names_for


@pytest.mark.parametrize(
    "host, names, answered",
    [
        ("127.0.0.1", (), {"localhost", "127.0.0.1", "[::1]"}),
        ("10.1.2.3", (), {"localhost", "127.0.0.1", "[::1]", "10.1.2.3"}),
        ("::", ("Desk.example",), {"localhost", "127.0.0.1", "[::1]", "desk.example"}),
        ("0.0.0.0", (), {"localhost", "127.0.0.1", "[::1]"}),
        ("fd00::1", (), {"localhost", "127.0.0.1", "[::1]", "[fd00::1]"}),
    ],
)
def test_it_answers_to_its_own_names_and_those_given(host: str, names: tuple[str, ...], answered: set[str]) -> None:
    assert names_for(host, names) == answered


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)


def test_without_its_parts_it_says_which_to_install() -> None:
    ran = run(
        "import sys; sys.modules['fastapi'] = None; sys.argv = ['onrecord', 'serve']\n"
        "from onrecord.faces.cli import main; main()"
    )
    assert ran.returncode == 1
    assert ran.stderr == "onrecord: this needs parts of the desk: pip install 'onrecord[desk]'\n"


def test_it_says_where_it_listens_answers_there_and_ends_when_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--ledger", str(tmp_path / "ledger.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        line = desk.stderr.readline()
        address = line.removeprefix("the desk is at ").partition(" ")[0]
        try:
            assert "This ledger is empty" in httpx.get(address).text
            port = address.rstrip("/").rpartition(":")[2]
            taken = subprocess.run([*command[:5], port, *command[6:]], capture_output=True, text=True, timeout=60)
        finally:
            desk.terminate()
    assert taken.returncode == 1
    assert f"onrecord: 127.0.0.1:{port} cannot be listened on: choose another port" in taken.stderr


@pytest.mark.processes
def test_it_ends_within_seconds_though_an_answer_is_being_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--ledger", str(tmp_path / "ledger.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        address = desk.stderr.readline().removeprefix("the desk is at ").partition(" ")[0]
        asked = threading.Thread(target=ask_for_long, args=(address,), daemon=True)
        asked.start()
        time.sleep(1.0)
        began = time.monotonic()
        desk.terminate()
        desk.wait(timeout=30)
    assert time.monotonic() - began < 15


def ask_for_long(address: str) -> None:
    """Sentences to be understood: the readers are loaded for them, which takes longer than the test waits."""
    with suppress(httpx.HTTPError):
        httpx.get(f"{address}whatif", params={"q": "Belarus attacks Ukraine"}, timeout=60)


def test_no_other_command_loads_them() -> None:
    ran = run(
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "from onrecord.faces.cli import main\n"
        "try: main()\n"
        "finally: print({'fastapi', 'starlette', 'uvicorn', 'jinja2'} & set(sys.modules), file=sys.stderr)"
    )
    assert ran.stderr.strip() == "set()"
