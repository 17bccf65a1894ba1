"""Where a contestant runs: a peer in an environment of its own, so that it changes nothing onrecord is installed with.

In:      the name of a dependency group of pyproject.toml
Out:     the Python of an environment that holds that group and nothing else; made by uv when it is first asked for
Refuses: NoEnvironment, with what to install
Shown:   tests/bench/test_environments.py

One environment could not hold both as they are: newspaper4k wants python-dateutil below 3, and what reads dates off
pages here has a newer one.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from bench.corpora import ROOT
from onrecord.terms.errors import OnRecordError

FOLDER = ROOT / ".cache"
STAMP = "group.txt"


class NoEnvironment(OnRecordError):
    """The environment of a group cannot be made here."""


def python_of(group: str) -> Path:
    """The interpreter to run a group's contestants with."""
    wanted = "\n".join(pinned(group))
    folder = FOLDER / group
    python = folder / "bin" / "python"
    stamp = folder / STAMP
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        raise NoEnvironment(f"peers of the group {group} need uv to be installed with: pip install uv")
    made = ([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)],)
    filled = ([uv, "pip", "install", "--quiet", "--python", str(python), "--group", group],)
    for command in (*made, *filled):
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            last = ran.stderr.strip().splitlines()[-1:] or ["no word"]
            raise NoEnvironment(f"the environment of the group {group} could not be made: {last[0]}")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def pinned(group: str) -> list[str]:
    """The requirements of a group, as pyproject.toml has them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        groups = tomllib.load(file)["dependency-groups"]
    return [str(line) for line in groups[group]]
