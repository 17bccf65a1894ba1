"""Peers' environments: pinned, and a plain word where they cannot be made."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from bench.environments import NoEnvironment, pinned, python_of

from bench import environments


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing made yet."""
    monkeypatch.setattr(environments, "FOLDER", tmp_path)
    return tmp_path


def test_one_that_stands_with_today_s_pins_is_used_as_it_is(folder: Path) -> None:
    python = folder / "bench" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "bench" / "group.txt").write_text("\n".join(pinned("bench")))
    assert python_of("bench") == python


def test_without_uv_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_args, **_named: None)
    with pytest.raises(NoEnvironment, match="pip install uv"):
        python_of("bench")


def test_what_uv_could_not_do_is_said_in_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(command: Any, **_named: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 2, "", "error: begin\nno such package\n")

    monkeypatch.setattr("shutil.which", lambda *_args, **_named: "uv")
    monkeypatch.setattr("subprocess.run", failed)
    with pytest.raises(NoEnvironment, match="group bench could not be made: no such package"):
        python_of("bench")
