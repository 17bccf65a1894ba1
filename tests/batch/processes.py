"""Who was started by whom, as /proc tells."""

import os
import time
from pathlib import Path


def started_by(process: int) -> list[int]:
    """The processes that this one started, and those that they did; not Python's own, which stays until the end."""
    found = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in file.read_text().split()]
        except OSError:
            continue
        for child in filter(_works, children):
            found += [child, *started_by(child)]
    return found


def _works(process: int) -> bool:
    try:
        return b"resource_tracker" not in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def alive(process: int) -> bool:
    """Is it there, and no zombie?"""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_gone(processes: list[int], *, within_s: float = 60.0) -> bool:
    """Do they all end within so many seconds?"""
    until = time.monotonic() + within_s
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(alive, processes))


def reads(process: int) -> bool:
    """Was it started by a process that this one did not start itself: a reader, not a worker?"""
    return os.getpid() != _parent(process)


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return os.getpid()
