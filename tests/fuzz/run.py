"""Fuzzing by hand, as long as one likes; each finding is made small and kept under `found/`.

    python -m tests.fuzz.run SECONDS [TARGET ...]        # all targets but "read", SECONDS each

A finding is an exception, or an input that takes longer than 20 s, half of them of the processor: on a machine that
others use a harmless one takes as long. `found/TARGET-DIGEST` holds its smallest input, and `test_fuzz.py` tries all of
them again.
"""

import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

from onrecord.walk.time_limit import TooSlow
from tests.fuzz.targets import MAX_SECONDS, TARGETS, attempt, inputs

FOUND = Path(__file__).with_name("found")
PACKAGE = Path(__file__).resolve().parents[2] / "src" / "onrecord"


def fault(target: str, data: bytes) -> str | None:
    """Where it broke: the exception and its last line of ours; None: it did not."""
    begun = time.process_time()
    try:
        attempt(target, data)
    except (Exception, TooSlow, RecursionError) as error:  # noqa: BLE001 - whatever it is, it is a finding
        if isinstance(error, TooSlow) and time.process_time() - begun < MAX_SECONDS / 2:
            return None  # it stood in a queue
        frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(PACKAGE)]
        at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return f"{type(error).__name__} at {at}"
    return None


def smaller(target: str, data: bytes, seen: str, until: float) -> bytes:
    """The input with all that can go cut out, while it still breaks at the same place."""
    size = len(data) // 2
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            less = data[:at] + data[at + size :]
            if fault(target, less) == seen:
                data = less
            else:
                at += size
        size //= 2
    return data


def fuzz(target: str, seconds: float, seed: int) -> tuple[int, dict[str, bytes]]:
    """How many inputs were tried, and the smallest one for each place that broke."""
    found: dict[str, bytes] = {}
    tried, until = 0, time.monotonic() + seconds
    for data in inputs(target, random.Random(seed)):
        if time.monotonic() > until:
            break
        tried += 1
        seen = fault(target, data)
        if seen is not None and seen not in found:
            found[seen] = smaller(target, data, seen, time.monotonic() + 30)
    return tried, found


def keep(target: str, data: bytes) -> Path:
    """Write a finding down."""
    path = FOUND / f"{target}-{hashlib.sha256(data).hexdigest()[:8]}"
    path.write_bytes(data)
    return path


def main(words: list[str]) -> None:
    """See the top of this file."""
    for target in words[1:] or list(TARGETS):
        tried, found = fuzz(target, float(words[0]), seed=int(time.time()))
        print(f"{target}: {tried} inputs, {len(found)} findings", flush=True)
        for seen, data in found.items():
            print(f"  {seen}: {len(data)} bytes, {keep(target, data).name}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
