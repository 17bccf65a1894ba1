"""Running the command as a user does, and the pages it is run on."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command import run_here

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pages"
GEORGIA = EXAMPLES / "kremlin-27383.html.gz"

Run = Callable[..., subprocess.CompletedProcess[str]]


# What can be given to a run inside the tests' own process; anything else is a process's own business.
HERE = {"env", "cwd"}


@pytest.fixture(scope="session")
def onrecord() -> Run:
    """Runs `onrecord ARGUMENTS`; alone: in a process of its own, as a user does."""

    def run(
        *arguments: object, stdin: str | bytes = "", alone: bool = False, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        words = [str(argument) for argument in arguments]
        if not alone and options.keys() <= HERE:
            return run_here(words, stdin=given, env=options.get("env"), cwd=options.get("cwd"))
        ran = subprocess.run(
            [sys.executable, "-m", "onrecord", *words],
            input=given,
            capture_output=True,
            timeout=120,
            check=False,
            **options,
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
