"""Bytes overwritten anywhere: said plainly, or harmless. More by hand: `python -m tests.ledger.damage FOLDER 200`."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.damage import make, overwritten

from onrecord.ledger import LedgerCorrupted, NotALedger, open_ledger


def test_bytes_overwritten_anywhere_are_said_or_harmless(tmp_path: Path) -> None:
    found = overwritten(tmp_path, 12, seed=7)
    assert not [what for what in found if not what[0].islower()], found


@pytest.mark.parametrize("version", [-1, 0, 3])
def test_a_version_set_back_is_said(tmp_path: Path, version: int) -> None:
    """Seen: the steps ran again over tables that were there, and a traceback said so."""
    path = tmp_path / "l.db"
    make(path, 1)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(LedgerCorrupted, match="it says version"):
        open_ledger(path)


def test_a_pipe_is_no_ledger(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "l.db")
    with pytest.raises(NotALedger, match="a pipe"):
        open_ledger(tmp_path / "l.db")


def test_a_table_that_is_gone_is_said(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    make(path, 1)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TABLE current_norms")
    with open_ledger(path) as ledger, pytest.raises(LedgerCorrupted, match="no such table"):
        list(ledger.entries())


def test_a_name_that_is_no_utf_8_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "l\udcff.db"
    make(path, 1)
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.count() == 2
