"""A run in a process of its own, to be ended from outside: `python -m tests.batch.killed INPUT OUT`."""

import signal
import sys
from datetime import timedelta
from pathlib import Path

from tests.batch.readers import NOW, TEXTS, opens_slowly

from onrecord.batch.run import run_batch

RECORDS_A_PART = 10
WORKERS = 2


def main(path: str, out: str, day: str) -> None:
    """As the command does it."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    run_batch(
        [path],
        Path(out),
        TEXTS,
        recorded_at=NOW + timedelta(days=int(day)),
        workers=WORKERS,
        records_a_part=RECORDS_A_PART,
        opens=opens_slowly,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
