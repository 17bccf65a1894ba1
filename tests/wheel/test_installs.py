"""The sdist builds the same wheel, and the wheel installs and reads on every Python we support, from nothing.

`uv run pytest -m wheel tests/wheel`; it needs uv, the registry, and the Pythons (those that are not there are skipped).
"""

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.wheel.test_wheel import PAGE, ROOT, run, uv, wheel

__all__ = ["uv", "wheel"]  # fixtures

pytestmark = pytest.mark.wheel

# What no tests, no gold and no place to build in belongs to.
IN_SDIST = frozenset(
    {
        *("src", "examples", "docs", "systemd", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "PKG-INFO"),
        *("pyproject.toml", "Containerfile", ".containerignore", ".gitignore", "tested-versions.txt"),
    }
)


@pytest.fixture(scope="module")
def sdist(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    run(uv, "build", "--sdist", "--out-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.tar.gz")
    return built


def contents(path: Path) -> dict[str, str]:
    """The digest of every file of a wheel, without the list of digests that it holds itself."""
    with zipfile.ZipFile(path) as held:
        names = [name for name in held.namelist() if not name.endswith("/RECORD")]
        return {name: hashlib.sha256(held.read(name)).hexdigest() for name in names}


def test_the_sdist_holds_what_builds_the_wheel_and_explains_it(sdist: Path) -> None:
    with tarfile.open(sdist) as held:
        names = [name.partition("/")[2] for name in held.getnames()]
        models = [member for member in held.getmembers() if member.name.endswith(".onnx")]
    assert {name.partition("/")[0] for name in names} == IN_SDIST
    assert sum(member.size for member in models) > 90_000_000
    assert not [name for name in names if re.search(r"__pycache__|\.pyc$|\.jsonl|/gold/", name)]
    assert sdist.stat().st_size < 150_000_000


def test_it_builds_the_wheel_of_the_checkout(uv: str, sdist: Path, wheel: Path, tmp_path: Path) -> None:
    run(uv, "build", "--wheel", "--out-dir", tmp_path, sdist, cwd=tmp_path)
    (built,) = tmp_path.glob("*.whl")
    assert built.name == wheel.name
    assert contents(built) == contents(wheel)


def environment(uv: str, python: str, folder: Path) -> Path:
    """An environment with nothing in it; its interpreter."""
    found = interpreter_of(uv, python)
    if found is None:
        pytest.skip(f"Python {python} is not there")
    run(uv, "venv", "--no-python-downloads", "--python", found, folder / "venv", cwd=folder)
    return folder / "venv" / "bin" / "python"


def interpreter_of(uv: str, python: str) -> str | None:
    """As uv finds it; else as pyenv keeps it, whose own commands answer for one version alone."""
    asked = (uv, "python", "find", "--no-python-downloads", python)
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return found.stdout.strip()
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next((str(one) for one in sorted(kept.glob(f"{python}.*/bin/python"))), None)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_it_installs_and_is_well(uv: str, wheel: Path, python: str, tmp_path: Path) -> None:
    interpreter = environment(uv, python, tmp_path)
    run(uv, "pip", "install", "--python", interpreter, wheel, cwd=tmp_path)
    onrecord = interpreter.with_name("onrecord")
    assert run(interpreter, "--version", cwd=tmp_path).startswith(f"Python {python}.")
    assert "unless “there was a direct" in run(onrecord, "read", PAGE, cwd=tmp_path)
    told = run(onrecord, "doctor", "--ledger", tmp_path / "l.db", cwd=tmp_path)
    assert {line.split()[0] for line in told.splitlines()} == {"ok"}
    assert "not installed: desk, " in told


def test_the_steps_of_the_container_file(uv: str, tmp_path: Path) -> None:
    interpreter = environment(uv, f"3.{sys.version_info.minor}", tmp_path)
    listed = ("--require-hashes", "-r", ROOT / "tested-versions.txt")
    run(uv, "pip", "install", "--python", interpreter, *listed, cwd=tmp_path)
    run(uv, "pip", "install", "--python", interpreter, "--no-deps", ROOT, cwd=tmp_path)
    onrecord = interpreter.with_name("onrecord")
    told = run(onrecord, "doctor", "--ledger", tmp_path / "l.db", cwd=tmp_path)
    assert {line.split()[0] for line in told.splitlines()} == {"ok"}
    extras = re.search(r"extras +installed: (.*?);", told)
    assert extras is not None
    assert {"desk", "watch", "rules", "formats", "export", "mcp", "metrics"} <= set(extras[1].split(", "))
    assert "Usage: onrecord serve" in run(onrecord, "serve", "--help", cwd=tmp_path)
