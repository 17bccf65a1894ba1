"""The command from a process that has its models already: one process a run, with streams, folder and environment of
its own, and without the two seconds of a start.

In:      a socket; from a run its arguments, environment and folder, and the three streams themselves
Out:     what the command prints into those streams; its exit code
Shown:   tests/test_docs.py

Each run is a fork of a process that has one thread. For examples of the documentation, whose lines are the shell's: the
shell finds this under the name `onrecord`. What a start does is not shown by it.
"""

import gc
import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from tests.command import run_here

ROOT = Path(__file__).resolve().parents[1]
CLIENT = """#!{python} -IS
import json, os, socket, sys
there = socket.socket(socket.AF_UNIX)
there.connect({address!r})
asked = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode() + b"\\n"
socket.send_fds(there, [asked[:1]], [0, 1, 2])
there.sendall(asked[1:])
sys.exit(int(there.makefile().read()))
"""
# Models are loaded and a page is read before the first run is taken.
READY_WITHIN_S = 120.0


@contextmanager
def preloaded_command(folder: Path) -> Iterator[Path]:
    """A folder for the search path, in which `onrecord` is the command, as long as the block lasts.

    folder: an empty one, of a path of fewer than 90 bytes: the address of a socket is short.
    """
    address, program = folder / "socket", folder / "onrecord"
    program.write_text(CLIENT.format(python=sys.executable, address=str(address)), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with subprocess.Popen([sys.executable, "-m", "tests.preloaded", str(address)], cwd=ROOT) as server:
        try:
            until = time.monotonic() + READY_WITHIN_S
            while not address.exists():
                assert server.poll() is None, f"it ended with {server.returncode} before it listened"
                assert time.monotonic() < until, f"it does not listen after {READY_WITHIN_S} s"
                time.sleep(0.05)
            yield folder
        finally:
            server.terminate()


# What runs here first, so that what a process loads and puts together once is there for every fork.
FIRST = (
    ("add", "examples/pages"),
    ("list",),
    ("search", "gas"),
    ("timeline", "Russia", "--svg", "-"),
    ("whatif", "Georgia asks Russia for assistance"),
    ("watch", "tell"),
    ("panel", "--by", "dyad"),
    ("check",),
)


def serve(address: str) -> None:
    """Fork for every run, until who started this is gone."""
    with TemporaryDirectory() as folder:
        own = {**os.environ, "ONRECORD_LEDGER": f"{folder}/ledger.db"}
        for arguments in FIRST:
            ran = run_here(arguments, stdin=b"", env=own, cwd=ROOT)
            assert "Traceback" not in ran.stderr, ran.stderr
    gc.freeze()  # a fork that collects garbage would make all of it its own
    parent = os.getppid()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{address}.new")
        listening.listen()
        listening.settimeout(1.0)
        os.rename(f"{address}.new", address)  # who sees it may ask at once
        while os.getppid() == parent:
            with suppress(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)
            try:
                there, _ = listening.accept()
            except TimeoutError:
                continue
            if os.fork() == 0:
                listening.close()
                _run(there)
            there.close()


def _run(there: socket.socket) -> None:
    """One run, in a process of its own; it ends here."""
    there.setblocking(True)
    asked, streams, _, _ = socket.recv_fds(there, 1, 3)
    while not asked.endswith(b"\n"):
        asked += there.recv(1 << 16)
    arguments, environment, folder = json.loads(asked)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["onrecord", *arguments]
    sys.modules["__main__"] = ModuleType("__main__")  # help asks it what it is to be called
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    there.sendall(str(_code()).encode())
    os._exit(0)


def _code() -> int:
    from onrecord.faces.cli import main

    ended: Any = None
    try:
        main()
    except SystemExit as error:
        ended = error.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    if ended is not None and not isinstance(ended, int):
        print(ended, file=sys.stderr)
        return 1
    return ended or 0


if __name__ == "__main__":
    serve(sys.argv[1])
