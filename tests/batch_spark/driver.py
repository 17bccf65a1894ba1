"""One run from a process of its own, as `onrecord batch` is one: for masters that a process can have only one of, and
to be killed.

    python -m tests.batch_spark.driver ENGINE INPUT OUT [--records N] [--reader fast|slow|models] [--conf KEY=VALUE]...

ENGINE is "pool:2" or a master of Spark's; INPUT holds JSON lines of texts, or, for the models, whatever `batch` takes.
It prints a line of JSON: what was made, what each shard holds, seconds.
"""

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.batch.leftover import left_over_in
from onrecord.batch.messages import Opens
from onrecord.batch.reading import open_reader
from onrecord.batch.run import run_batch
from onrecord.batch.settings import BatchSettings
from onrecord.batch.spark import scheduled_by, spark_session
from tests.batch.readers import TEXTS, held, opens, opens_slowly

RECORDS_A_PART = 25


READERS: dict[str, tuple[Opens, BatchSettings]] = {
    "fast": (opens, TEXTS),
    "slow": (opens_slowly, TEXTS),
    "models": (open_reader, BatchSettings()),
}


def ran(
    engine: str,
    given: Path,
    out: Path,
    *,
    records_a_part: int = RECORDS_A_PART,
    reader: str = "fast",
    conf: dict[str, str] | None = None,
) -> dict[str, Any]:
    """One run. start_s: until there is a session, 0 for the pool; seconds: of the work after that."""
    began = time.monotonic()
    workers = int(engine.removeprefix("pool:")) if engine.startswith("pool:") else None
    opening = nullcontext() if workers else spark_session(engine, environment=os.environ, conf=conf)
    with opening as session:
        started = time.monotonic()
        with_reader, settings = READERS[reader]
        done = run_batch(
            [str(given)],
            out,
            settings,
            recorded_at=datetime.now(UTC),
            workers=workers or 1,
            schedule=scheduled_by(session) if session else None,
            records_a_part=records_a_part,
            opens=with_reader,
        )
        ended = time.monotonic()
    return {
        "made": done.made,
        "held": done.held,
        "seen": done.manifest.counts.seen,
        "digests": held(out),
        "left_over": [left.reason for left in left_over_in(out)],
        "start_s": started - began if session else 0.0,
        "seconds": ended - started,
    }


def main(arguments: Sequence[str]) -> None:
    """Run, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.batch_spark.driver")
    parser.add_argument("engine")
    parser.add_argument("given", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--records", type=int, default=RECORDS_A_PART)
    parser.add_argument("--reader", choices=sorted(READERS), default="fast")
    parser.add_argument("--conf", action="append", default=[])
    typed = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING)
    conf = dict(one.split("=", 1) for one in typed.conf)
    told = ran(typed.engine, typed.given, typed.out, records_a_part=typed.records, reader=typed.reader, conf=conf)
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
