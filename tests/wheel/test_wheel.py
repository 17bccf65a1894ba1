"""The built wheel runs in an environment of its own, away from the checkout; that takes a minute or two.

`uv run pytest -m wheel tests/wheel`; it needs uv and the registry.
"""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "examples" / "pages" / "kremlin-27383.html.gz"

pytestmark = pytest.mark.wheel


def run(*command: object, cwd: Path) -> str:
    """What a command prints on standard output, with nothing of the checkout in its way."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    kept = {k: v for k, v in environment.items() if not k.startswith("ONRECORD_")}
    ran = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, timeout=900, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def uv() -> str:
    found = shutil.which("uv")
    assert found is not None, "uv is not there: pip install uv"
    return found


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of the checkout into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    run(uv, "build", "--wheel", "--out-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_everything_the_package_reads_is_in_it(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "onrecord"
    files = [p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {f"onrecord/{p.relative_to(package).as_posix()}" for p in files} <= held
    assert f"onrecord/data/examples/{PAGE.name}" in held


def test_uvx_reads_a_page_with_it(uv: str, wheel: Path, tmp_path: Path) -> None:
    onrecord = (uv, "tool", "run", "--from", wheel, "onrecord")
    version = wheel.name.split("-")[1]
    assert run(*onrecord, "--version", cwd=tmp_path) == f"onrecord {version}\n"
    assert "unless “there was a direct" in run(*onrecord, "read", PAGE, cwd=tmp_path)
    assert "added 1 reading" in run(*onrecord, "add", PAGE, "--ledger", "ledger.db", cwd=tmp_path)
    found = run(*onrecord, "search", "direct request", "--ledger", "ledger.db", cwd=tmp_path)
    assert "render its assistance there" in found


def test_uvx_has_the_desk_with_its_extra(uv: str, wheel: Path, tmp_path: Path) -> None:
    desk = (uv, "tool", "run", "--from", f"onrecord[desk] @ {wheel.as_uri()}", "onrecord")
    run(*desk, "read", PAGE, "--html", "page.html", cwd=tmp_path)
    assert "there was a direct request" in (tmp_path / "page.html").read_text(encoding="utf-8")
