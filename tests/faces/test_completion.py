"""What a shell proposes after Tab."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("onrecord")


def proposed(shell: str, line: str) -> list[str]:
    """What the command answers the script that `--show-completion` prints, for what is typed up to the cursor."""
    words = line.split(" ")
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    ran = subprocess.run(
        [SCRIPT],
        env={**os.environ, "COLUMNS": "20", "_ONRECORD_COMPLETE": f"complete_{shell}", **asked},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.mark.parametrize(
    "line, names",
    [
        ("onrecord exp", ["export"]),
        ("onrecord export --form", ["--format"]),
        ("onrecord export --format p", ["polecat", "prov-json", "parquet"]),
        ("onrecord tokens create --scope ", ["read", "judge", "add"]),
        ("onrecord whatwould ", ["trigger", "break", "release", "do"]),
        ("onrecord list --mode un", ["unless"]),
        ("onrecord add examples/pa", []),  # left to the shell, which knows the files
    ],
)
def test_commands_options_and_values_are_proposed(line: str, names: list[str]) -> None:
    assert [name for name in proposed("bash", line) if name] == names


def test_a_shell_that_shows_help_gets_a_line_for_each_proposal() -> None:
    for line in proposed("fish", "onrecord read --"):
        name, tab, told = line.partition("\t")
        assert (name[:2], tab) == ("--", "\t")
        assert told
    (scope,) = proposed("zsh", "onrecord tokens create --sc")
    assert scope == """_arguments '*: :(("--scope":"What it allows; may be given more than once."))'"""


def test_settings_do_not_keep_a_shell_from_proposing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "onrecord.toml").write_text("what = is this")
    monkeypatch.setenv("ONRECORD_CONFIG", str(tmp_path / "onrecord.toml"))
    assert proposed("bash", "onrecord list --lim") == ["--limit"]


def test_bash_takes_the_script_and_proposes(tmp_path: Path) -> None:
    press_tab = (
        "source <(onrecord --show-completion) && COMP_WORDS=(onrecord timel) COMP_CWORD=1 "
        "&& _onrecord_completion onrecord && echo ${COMPREPLY[@]}"
    )
    ran = subprocess.run(
        ["bash", "--norc", "-c", press_tab],
        env={**os.environ, "PATH": f"{SCRIPT.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.stdout.strip(), ran.stderr) == ("timeline", "")
