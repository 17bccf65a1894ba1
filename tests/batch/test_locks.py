"""One run on a folder, or the shares of one; whoever holds it is named, and who is dead holds nothing."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.batch.readers import NOW

from onrecord.batch.errors import BatchFolderTaken
from onrecord.batch.folder import machine
from onrecord.batch.locks import Owner, alone
from onrecord.batch.shares import Share

HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from onrecord.batch.locks import alone
from onrecord.batch.shares import Share
with alone(Path(sys.argv[1]), Share(), since=datetime(2026, 1, 2, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize(
    "held, asked, taken",
    [
        (Share(), Share(), True),
        (Share(1, 3), Share(1, 3), True),
        (Share(1, 3), Share(2, 3), False),
        (Share(1, 3), Share(2, 4), True),
        (Share(1, 3), Share(), True),
        (Share(), Share(1, 3), True),
    ],
)
def test_shares_of_one_number_go_together_and_nothing_else_does(
    tmp_path: Path, held: Share, asked: Share, taken: bool
) -> None:
    with alone(tmp_path, held, since=NOW):
        if taken:
            with pytest.raises(BatchFolderTaken), alone(tmp_path, asked, since=NOW):
                pass
        else:
            with alone(tmp_path, asked, since=NOW) as left:
                assert left == ()
    with alone(tmp_path, asked, since=NOW) as left:
        assert left == ()


def test_who_is_killed_holds_nothing_and_is_named(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with (
        pytest.raises(BatchFolderTaken, match=rf"process {holder.pid} on .*, since 2026-01-02T00:00:00\+00:00"),
        alone(tmp_path, Share(), since=NOW),
    ):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with alone(tmp_path, Share(1, 2), since=NOW) as left:
        assert left == (Owner(machine(), holder.pid, "2026-01-02T00:00:00+00:00"),)
    assert not list(tmp_path.glob(".run-*"))


def test_what_another_machine_left_is_for_a_person_to_judge(tmp_path: Path) -> None:
    lock = tmp_path / ".run-1-of-1.lock"
    lock.write_text(json.dumps({"machine": "node-7", "process": 5, "since": "2026-01-01T00:00:00+00:00"}))
    with (
        pytest.raises(BatchFolderTaken, match=r"process 5 on node-7, since .*remove .*\.run-1-of-1\.lock"),
        alone(tmp_path, Share(), since=NOW),
    ):
        pass
    lock.unlink()
    with alone(tmp_path, Share(), since=NOW) as left:
        assert left == ()


def test_a_lock_that_says_nothing_and_that_nobody_holds_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".run-1-of-1.lock").write_bytes(b"{")
    began = time.monotonic()
    with alone(tmp_path, Share(), since=NOW) as left:
        assert left == ()
    assert time.monotonic() - began < 5
