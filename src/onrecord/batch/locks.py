"""Who works on a folder: one run, or the shares of one, each once.

In:      a folder, a share, since when
Out:     nothing, for as long as the block lasts; who left a lock behind without giving it back
Refuses: a folder that another run works on (BatchFolderTaken), with its owner named
Shown:   tests/batch/test_locks.py

The system lets go of a lock when its holder ends, however that one ends. What stands in the file is for people, and for
folders that several machines share: there nobody can tell a dead holder from one at work.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.batch.errors import BatchFolderTaken
from onrecord.batch.folder import lives, machine
from onrecord.batch.shares import Share

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PUT = ".put.lock"
_RUN = re.compile(r"\.run-(\d+)-of-(\d+)\.lock")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock, as its file says; since: ISO 8601."""

    machine: str
    process: int
    since: str

    def __str__(self) -> str:
        return f"process {self.process} on {self.machine}, since {self.since}"


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait for whoever names a shard there. Where the system has no locks nobody waits."""
    handle = os.open(folder / _PUT, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with suppress(OSError):
            _lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path, share: Share, *, since: datetime) -> Iterator[tuple[Owner, ...]]:
    """Nobody else works on this share meanwhile, nor on the folder as a whole.

    Gives who held what was taken over: they ended without giving it back.
    """
    mine = folder / f".run-{share.index}-of-{share.of}.lock"
    left: list[Owner] = []
    with one_at_a_time(folder):
        for path in sorted(folder.glob(".run-*.lock")):
            found = _RUN.fullmatch(path.name)
            if found is None or (int(found[2]) == share.of and path != mine):
                continue
            left += _taken_over(path, folder)
        handle = os.open(mine, os.O_RDWR | os.O_CREAT, 0o666)
        with suppress(OSError):
            _lock(handle, wait=False)
        owner = {"machine": machine(), "process": os.getpid(), "since": since.isoformat(timespec="seconds")}
        os.write(handle, json.dumps(owner).encode("ascii"))
    try:
        yield tuple(left)
    finally:
        with suppress(OSError), one_at_a_time(folder):
            mine.unlink()
        os.close(handle)


def _taken_over(path: Path, folder: Path) -> list[Owner]:
    """Remove a lock that nobody holds; who held it."""
    owner = _owner(path)
    handle = os.open(path, os.O_RDWR)
    try:
        try:
            _lock(handle, wait=False)
            held = False
        except BlockingIOError:
            held = True
        except OSError:  # no locks on this file system
            held = owner is not None and owner.machine == machine() and lives(owner.process)
    finally:
        os.close(handle)
    if held:
        raise BatchFolderTaken(
            f"{folder}: another run works on it ({owner or 'it does not say who'}). Wait for it, end it, or choose "
            "another folder"
        )
    if owner is not None and owner.machine != machine():
        raise BatchFolderTaken(
            f"{folder}: a run on another machine has not given it back ({owner}). If that one has ended, remove "
            f"{path} and run this again"
        )
    path.unlink(missing_ok=True)
    return [owner] if owner is not None else []


def _owner(path: Path) -> Owner | None:
    try:
        said: Any = json.loads(path.read_bytes())
        return Owner(str(said["machine"]), int(said["process"]), str(said["since"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _lock(handle: int, *, wait: bool) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
