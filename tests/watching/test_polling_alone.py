"""One watch at a time on a ledger, and none that was killed is in the way."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.watching.file import WatchFileError
from onrecord.watching.polling_alone import WatchRuns, alone

HOLDS = """
import sys, time
from pathlib import Path
from onrecord.watching.polling_alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_one_is_told_so_and_other_ledgers_are_free(tmp_path: Path) -> None:
    with alone(tmp_path / "a.db"):
        with pytest.raises(WatchRuns, match=r"a\.db is watched already"), alone(tmp_path / "a.db"):
            pass
        with alone(tmp_path / "b.db"):
            pass
    with alone(tmp_path / "a.db"):
        pass


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WatchFileError, match="No such file"), alone(tmp_path / "no" / "a.db"):
        pass


def test_who_was_killed_holds_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(ledger)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(WatchRuns), alone(ledger):
            pass
        process.kill()
    with alone(ledger):
        pass
