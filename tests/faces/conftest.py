"""Running the command as a user does, and the pages it is run on."""

import shutil
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


@pytest.fixture(scope="session")
def ledger_of(onrecord: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A ledger to which `onrecord add` has added these pages, in a file that nobody else writes to. Each set of pages
    is read once."""
    read: dict[Path, Path] = {}

    def copied(pages: Path) -> Path:
        if pages not in read:
            read[pages] = tmp_path_factory.mktemp("read") / "ledger.db"
            ran = onrecord("add", pages, "--ledger", read[pages])
            assert ran.returncode == 0, ran.stderr
        path = tmp_path_factory.mktemp("copy") / "ledger.db"
        shutil.copyfile(read[pages], path)
        return path

    return copied
