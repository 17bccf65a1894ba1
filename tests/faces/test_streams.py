"""Odd streams, odd locales, odd calls: an exit code and a line, never a traceback."""

import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.faces.cli.import_told import codec_named
from onrecord.ledger import open_ledger
from tests.ledger.factory import NOON, make_reading


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("streams")
    with open_ledger(folder / "l.db") as ledger:
        ledger.record(make_reading(1, extra=" Übergröße «x» 😀"), recorded_at=NOON)
    (folder / "old.db").write_bytes((folder / "l.db").read_bytes())
    with closing(sqlite3.connect(folder / "old.db")) as raw:
        raw.execute("PRAGMA user_version = 3")
    os.mkfifo(folder / "pipe.csv")
    return folder


CALLS = {
    "ascii": ("PYTHONIOENCODING=ascii {} list --ledger l.db", 0),
    "latin-1": ("PYTHONIOENCODING=latin-1 {} list --ledger l.db", 0),
    "standard output closed": ("{} list --ledger l.db >&-", 0),
    "standard error closed": ("{} list --ledger nowhere.db 2>&-", 1),
    "all three closed": ("{} list --ledger l.db <&- >&- 2>&-", 0),
    "a reader that leaves": ("{} list --ledger l.db | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}", 0),
    "a limit beyond SQLite": ("{} list --limit 9223372036854775808 --ledger l.db", 2),
    "a version set back": ("{} list --ledger old.db", 1),
    "a pipe to import": ("timeout 60 {} import pipe.csv --ledger new.db", 1),
    "a full device": ("{} list --ledger l.db >/dev/full", 1),
}


@pytest.mark.parametrize("call, code", CALLS.values(), ids=CALLS.keys())
def test_no_traceback(folder: Path, call: str, code: int) -> None:
    onrecord = f"{shlex.quote(sys.executable)} -m onrecord"
    done = subprocess.run(
        ["bash", "-c", call.format(onrecord)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    assert "Exception ignored" not in done.stderr
    assert done.returncode == code, done.stderr
    assert ("No space left on device" in done.stderr) == ("/dev/full" in call)


@pytest.mark.parametrize("name", ["idna", "punycode", "base64", "rot13", "cp037", "zlib", "nope", "", "a" * 5000])
def test_what_is_no_encoding_of_a_table_is_none(name: str) -> None:
    assert codec_named(name) is None


@pytest.mark.parametrize("name", ["utf-8", "UTF-16", "utf-16-be", "cp1252", "latin1", "cp1251", "shift_jis"])
def test_what_is_one_is_one(name: str) -> None:
    assert codec_named(name) is not None
