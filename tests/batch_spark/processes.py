"""What Spark runs below a process: whom to kill."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.batch.processes import started_by

PYTHON_WORKER = "pyspark.daemon"
EXECUTOR = "CoarseGrainedExecutorBackend"


def below(process: int) -> dict[int, str]:
    """The command line of everything that a process started, and what that started."""
    return {pid: command_of(pid) for pid in started_by(process)}


def python_workers(process: int) -> list[int]:
    """The processes in which tasks of Spark's run: what its daemon forked."""
    daemons = [pid for pid, command in below(process).items() if PYTHON_WORKER in command]
    return [pid for pid in daemons if _parent(pid) in daemons]


def command_of(pid: int) -> str:
    """Its command line; "" for one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def kill(pid: int) -> None:
    """As the system does that is out of memory."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_until(so: Callable[[], object], *, within_s: float) -> bool:
    """Is it so in time?"""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if so():
            return True
        time.sleep(0.05)
    return False


def _parent(pid: int) -> int | None:
    try:
        # The name in brackets may hold anything, brackets too.
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None
