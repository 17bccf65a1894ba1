"""`onrecord config`: what is set, and where."""

import json
import os
from pathlib import Path

import pytest

from tests.faces.conftest import Run

FILE = """
ledger = "x.db"
[add]
least = 0.3
[serve]
name = ["a", "b"]
read-only = true
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "onrecord.toml").write_text(FILE)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")}
    return {**kept, "ONRECORD_CONFIG": str(tmp_path / "onrecord.toml"), "ONRECORD_ADD_LEDGER": "y.db"}


def test_each_value_is_told_with_where_it_stands(onrecord: Run, environment: dict[str, str]) -> None:
    ran = onrecord("config", env=environment)
    file = environment["ONRECORD_CONFIG"]
    lines = ran.stdout.splitlines()
    assert lines[0] == f"settings file: {file}"
    assert lines[1] == "[add] ledger = y.db  (ONRECORD_ADD_LEDGER)"
    assert lines[2] == f"[add] least = 0.3  ({file}: [add] least)"
    assert lines[3].startswith(f"ledger = {Path(file).with_name('x.db')}  ({file}: ledger, for ")
    assert f'[serve] name = ["a", "b"]  ({file}: [serve] name)' in lines
    assert f"[serve] read-only = true  ({file}: [serve] read-only)" in lines
    assert (len(lines), ran.returncode) == (6, 0)


def test_as_json_each_option_is_a_line(onrecord: Run, environment: dict[str, str]) -> None:
    lines = [json.loads(line) for line in onrecord("config", "--all", "--json", env=environment).stdout.splitlines()]
    told = {(line["command"], line["key"]): line for line in lines}
    assert len(told) == len(lines)
    assert told["add", "least"] == {
        "command": "add",
        "key": "least",
        "variable": "ONRECORD_ADD_LEAST",
        "value": "0.3",
        "origin": "file",
        "where": f"{environment['ONRECORD_CONFIG']}: [add] least",
    }
    assert told["add", "ledger"]["origin"] == "environment"
    port = told["serve", "port"]
    assert (port["value"], port["origin"], port["where"]) == ("8470", "default", None)
    assert told["tokens create", "by"]["value"] is None


def test_all_that_is_wrong_is_told_once(onrecord: Run, environment: dict[str, str]) -> None:
    with open(environment["ONRECORD_CONFIG"], "a") as file:
        file.write("port = 'x'\n[list]\nlmit = 3\n")
    ran = onrecord("config", env={**environment, "ONRECORD_MET_LIMIT": "x"})
    assert ran.returncode == 2
    assert "[add] least = 0.3" in ran.stdout
    assert [line.partition(": ")[2].partition(":")[0] for line in ran.stderr.splitlines()] != []
    for sentence in ("[list] has no 'lmit'; did you mean 'limit'?", "port = 'x': ", "ONRECORD_MET_LIMIT = 'x': "):
        assert ran.stderr.count(sentence) == 1


def test_nothing_set_says_so(onrecord: Run, environment: dict[str, str]) -> None:
    del environment["ONRECORD_ADD_LEDGER"]
    ran = onrecord("config", env={**environment, "ONRECORD_CONFIG": os.devnull})
    assert ran.stdout.splitlines()[1:] == ["nothing is set; --all prints every option as its command has it"]
    assert "[serve] port = 8470  (default)" in onrecord("config", "--all", env=environment).stdout
