"""Writes `tested-versions.txt`: every package that onrecord was tested with, with its digests and without addresses.

python -m tools.write_tested_versions

In:      pyproject.toml; what is installed here, which is what the tests ran with
Out:     requirements with hashes, for `pip install --require-hashes -r tested-versions.txt`, on every Python we support
Refuses: what does not resolve, in uv's own words
Shown:   tests/release/test_tested_versions.py, tests/wheel/test_installs.py

All extras but those of LEFT_OUT. No address of a registry stands in it: whoever installs asks the one they trust, and
the digests say whether it gave what was tested.
"""

import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tested-versions.txt"

# Half a gigabyte, and Java: for clusters, whose versions are their own (docs/spark.md).
LEFT_OUT = frozenset({"spark"})
OLDEST_PYTHON = "3.11"

HEAD = """\
# What onrecord {version} was tested with: pip install --require-hashes -r tested-versions.txt
# Written by `python -m tools.write_tested_versions`. Extras: {extras}.
"""


def project() -> dict[str, object]:
    """The table [project] of pyproject.toml."""
    found: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def extras() -> tuple[str, ...]:
    """The extras whose packages are listed."""
    held = project()["optional-dependencies"]
    assert isinstance(held, dict)
    return tuple(sorted(set(held) - LEFT_OUT))


def requirements() -> tuple[Requirement, ...]:
    """What pyproject.toml asks for, with these extras."""
    table = project()
    always, optional = table["dependencies"], table["optional-dependencies"]
    assert isinstance(always, list)
    assert isinstance(optional, dict)
    return tuple(map(Requirement, [*always, *(one for extra in extras() for one in optional[extra])]))


def installed() -> str:
    """Every package here, each held to its version."""
    held = {dist.metadata["Name"]: dist.version for dist in metadata.distributions()}
    return "".join(f"{name}=={version}\n" for name, version in sorted(held.items()) if name != "onrecord")


def compiled(constraints: str) -> str:
    """The resolved list; constraints: a requirement a line."""
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "constraints.txt"
        held.write_text(constraints, encoding="utf-8")
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", str(ROOT / "pyproject.toml"), "--quiet"),
                *("--universal", "--python-version", OLDEST_PYTHON, "--constraint", str(held)),
                *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
                *(part for extra in extras() for part in ("--extra", extra)),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return ran.stdout


if __name__ == "__main__":
    head = HEAD.format(version=project()["version"], extras=", ".join(extras()))
    FILE.write_text(head + compiled(installed()), encoding="utf-8")
    print(f"wrote {FILE}")
