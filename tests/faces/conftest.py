"""Running the command as a user does, and the pages it is run on."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pages"
GEORGIA = EXAMPLES / "kremlin-27383.html.gz"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def onrecord() -> Run:
    """Runs `onrecord ARGUMENTS` in a process of its own."""

    def run(*arguments: object, stdin: str | bytes = "", **options: object) -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        ran = subprocess.run(
            [sys.executable, "-m", "onrecord", *map(str, arguments)],
            input=given,
            capture_output=True,
            timeout=120,
            check=False,
            **options,  # type: ignore[call-overload]
        )
        return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    return run
