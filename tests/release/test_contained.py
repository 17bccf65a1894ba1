"""The container file and the units name paths, commands and users that are there; CI builds no image.

Its steps are run by hand, in a fresh environment, in tests/wheel/test_installs.py.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.routing import Route
from tools.write_tested_versions import ROOT

from onrecord.faces.cli.app import command_line
from onrecord.faces.cli.option_tree import commands_of
from onrecord.faces.web.api.about import router

UNITS = sorted((ROOT / "systemd").glob("*.service"))


def instructions() -> list[tuple[str, str]]:
    """(instruction, what it says), with lines that go on joined."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M))
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in joined.splitlines() if line.strip()]


def of(name: str) -> list[str]:
    return [said for instruction, said in instructions() if instruction == name]


def options(words: list[str]) -> None:
    """Fails where the command or one of its options is not there."""
    root = command_line()
    commands = dict(commands_of(root))
    path = next(p for p in commands if list(p) == words[: len(p)])
    known = {name for param in commands[path].params for name in param.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_what_it_copies_is_there_and_not_left_out() -> None:
    let_in = {
        line[1:] for line in (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    }
    copied = [word for said in of("COPY") if not said.startswith("--from") for word in said.split()[:-1]]
    assert "src" in {Path(word).name for word in copied}
    for word in copied:
        assert (ROOT / word).exists(), word
        assert Path(word).as_posix().removeprefix("./") in let_in, f"{word} is left out by .containerignore"


def test_it_needs_no_rights_and_fetches_nothing_when_it_runs() -> None:
    names = [instruction for instruction, _ in instructions()]
    last = len(names) - 1 - names[::-1].index("FROM")
    runs = [said for instruction, said in instructions()[last:] if instruction == "RUN"]
    assert not [said for said in runs if re.search(r"pip|curl|wget|apt|git ", said)]
    assert "ADD" not in names
    (user,) = of("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert f"--uid {user.partition(':')[0]}" in " ".join(runs)
    (volume,) = of("VOLUME")
    (environment,) = [said for said in of("ENV") if "ONRECORD_LEDGER" in said]
    assert f"ONRECORD_LEDGER={json.loads(volume)[0]}/" in environment
    assert "--require-hashes -r tested-versions.txt" in " ".join(of("RUN"))


def test_what_it_starts_is_a_command_and_it_asks_a_route_whether_it_is_well() -> None:
    (entry,), (command,) = of("ENTRYPOINT"), of("CMD")
    assert json.loads(entry) == ["onrecord"]
    options(json.loads(command))
    (health,) = of("HEALTHCHECK")
    asked = re.search(r"http://127\.0\.0\.1:8470(/[\w/]+)", health)
    assert asked is not None
    assert asked[1] in {f"/api/v1{route.path}" for route in router.routes if isinstance(route, Route)}
    compile(json.loads(health.partition(" CMD ")[2])[2], "healthcheck", "exec")


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_and_systemd_takes_it(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    started = re.search(r"^ExecStart=/opt/onrecord/bin/onrecord (.*)$", text, re.M)
    assert started is not None
    options(started[1].split())
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not there to look at it")
    here = tmp_path / unit.name
    here.write_text(text.replace("/opt/onrecord/bin/onrecord", sys.executable), encoding="utf-8")
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(here)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_there_are_two_units() -> None:
    assert [unit.name for unit in UNITS] == ["onrecord-serve.service", "onrecord-watch.service"]
