"""Killed or out of room in the middle of work: a share of what `tests/ledger/reliability.py` does by the hundred."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger.reliability import ROOT, environment, full_disk, small_disk


@pytest.mark.processes
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork")
def test_a_kill_leaves_a_ledger_that_fits() -> None:
    # In a process of its own: this one may hold threads, and must not be forked.
    command = [sys.executable, "-m", "tests.ledger.reliability", "kills", "1", "backup", "forget"]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300, check=True)
    assert [line.partition(" in ")[0] for line in done.stdout.splitlines()] == [
        "backup: {'whole': 1}", "forget: {'whole': 1}",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may make a small disk")
def test_a_full_disk_leaves_a_ledger_that_fits(tmp_path: Path) -> None:
    try:
        with small_disk(tmp_path, 64):
            pass
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk may be mounted here")
    assert full_disk("backup", tmp_path, 1536) == "LedgerFull, then whole"
