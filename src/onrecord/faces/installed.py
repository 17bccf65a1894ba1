"""What is installed here: versions, and the digests of the models.

In:      nothing
Out:     a JSON value, in an order of its own
Refuses: nothing
Source:  docs/releases.md
Shown:   tests/faces/test_freeze.py
"""

import hashlib
import platform
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path
from typing import Any


def installed() -> dict[str, Any]:
    """`{"python", "system", "machine", "packages": {name: version}, "models": {file: SHA-256}}`; no path, no name of
    the machine."""
    packages = {d.metadata["Name"].lower(): d.version for d in distributions() if d.metadata["Name"]}
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "packages": dict(sorted(packages.items())),
        "models": dict(sorted(_models())),
    }


def _models() -> list[tuple[str, str]]:
    folder = Path(str(files("onrecord"))) / "engines" / "models"
    held = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [(path.relative_to(folder).as_posix(), _sha256(path)) for path in held]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
