"""The command run inside the tests' own process: the same front door, without a start of its own.

In:      arguments, standard input, environment, folder
Out:     what a process gives: exit code, standard output, standard error
Shown:   tests/faces

A start takes half a second, and the models two: most tests ask what the command says, not how it starts. What needs a
process (signals, closed pipes, limits, time) asks for one.
"""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from onrecord.faces.cli import main


def run_here(
    arguments: Sequence[str], *, stdin: bytes, env: Mapping[str, str] | None, cwd: Path | str | None
) -> subprocess.CompletedProcess[str]:
    """Run `onrecord ARGUMENTS`. env, cwd: None: those of the tests."""
    argv = ["onrecord", *arguments]
    with _streams(stdin) as (out, err), _surroundings(argv, env, cwd):
        try:
            main()
            code: object = 0
        except SystemExit as ended:
            code = ended.code
        sys.stdout.flush()
        sys.stderr.flush()
        texts = [stream.getvalue().decode() for stream in (out, err)]
    if code is not None and not isinstance(code, int):
        texts[1] += f"{code}\n"
        code = 1
    return subprocess.CompletedProcess(argv, code or 0, *texts)


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    held = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    sys.stdout, sys.stderr = (io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (out, err))
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = held


@contextmanager
def _surroundings(argv: list[str], env: Mapping[str, str] | None, cwd: Path | str | None) -> Iterator[None]:
    held_argv, held_env, held_cwd = sys.argv, dict(os.environ), Path.cwd()
    held_signal = signal.getsignal(signal.SIGTERM)
    try:
        sys.argv = argv
        if env is not None:
            os.environ.clear()
            os.environ.update(env)
        if cwd is not None:
            os.chdir(cwd)
        yield
    finally:
        sys.argv = held_argv
        os.environ.clear()
        os.environ.update(held_env)
        os.chdir(held_cwd)
        signal.signal(signal.SIGTERM, held_signal)
