"""The pool and Spark on the same records, in turn: pace, processor time of all processes, start-up apart.

    python -m tests.batch_spark.measure FOLDER INPUT [--runs 5] [--master local[2]] [--records 50] [--reader models]

INPUT is what `batch` takes; with `--reader fast` JSON lines of texts, which nothing is read in. Processor time is that
of the run's process and of all that it started, as /proc tells it LOOKS_S apart: with Spark's JVM and its Python
workers, which end behind whoever could wait for them. For start-up (the session, the first job, models loaded) a run
of each engine over an empty file is measured beside each run, and its time is taken off. One line a run, then the
medians; the wall's are worth nothing on a machine that does other work.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.batch_spark.clusters import environment
from tests.batch_spark.processes import below

WORKERS = 2
LOOKS_S = 0.25


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One run. wall_s and cpu_s: of the whole process; start_s: of the wall, until there is a session; work_s: then."""

    engine: str
    records: int
    wall_s: float
    start_s: float
    work_s: float
    cpu_s: float
    digests: str


def measured(engine: str, given: str, out: Path, *, records_a_part: int, reader: str) -> Measured:
    """One run in a process of its own, with all that it starts."""
    shutil.rmtree(out, ignore_errors=True)
    asked = [sys.executable, "-m", "tests.batch_spark.driver", engine, given, str(out)]
    options = ["--records", str(records_a_part), "--reader", reader]
    began = time.monotonic()
    process = subprocess.Popen([*asked, *options], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    used: dict[int, float] = {}
    while process.poll() is None:
        for pid in (process.pid, *below(process.pid)):
            used[pid] = max(used.get(pid, 0.0), _cpu_s(pid))
        time.sleep(LOOKS_S)
    told = json.loads((process.stdout.read() if process.stdout else b"").decode())
    assert not told["left_over"], told["left_over"]
    return Measured(
        engine=engine,
        records=told["seen"],
        wall_s=time.monotonic() - began,
        start_s=told["start_s"],
        work_s=told["seconds"],
        cpu_s=sum(used.values()),
        digests=" ".join(f"{name}:{digest}" for name, digest in sorted(told["digests"].items())),
    )


def _cpu_s(pid: int) -> float:
    """Seconds of processor time a process itself has used, user and system; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str]) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.batch_spark.measure")
    parser.add_argument("folder", type=Path)
    parser.add_argument("given", metavar="INPUT")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--master", default=f"local[{WORKERS}]")
    parser.add_argument("--records", type=int, default=50, help="to a part")
    parser.add_argument("--reader", default="models")
    typed = parser.parse_args(arguments)
    empty = typed.folder / "no-pages.jsonl"
    typed.folder.mkdir(parents=True, exist_ok=True)
    empty.write_text("")
    engines = {"pool": f"pool:{WORKERS}", "spark": typed.master}
    runs: dict[str, list[Measured]] = {kind: [] for name in engines for kind in (name, f"{name}, no pages")}
    for number in range(typed.runs):
        for kind, of_kind in runs.items():
            name, _, nothing = kind.partition(", ")
            engine, given = engines[name], str(empty) if nothing else typed.given
            out = typed.folder / f"{name}-{number}{'-empty' if nothing else ''}"
            one = measured(engine, given, out, records_a_part=typed.records, reader=typed.reader)
            of_kind.append(one)
            line = {key: round(value, 2) if isinstance(value, float) else value for key, value in asdict(one).items()}
            print(json.dumps({"run": number, "kind": kind, **line, "digests": ""}), flush=True)
    held = {one.digests for kind in ("pool", "spark") for one in runs[kind]}
    print(f"the same shards by digest in all runs: {'yes' if len(held) == 1 else 'NO'}")
    for line in summary(runs):
        print(line)


def summary(runs: dict[str, list[Measured]]) -> list[str]:
    """Medians, start-up taken off, and Spark's over the pool's."""
    records = runs["pool"][0].records
    lines = [f"records {records}, runs {len(runs['pool'])}"]
    net: dict[str, tuple[float, float]] = {}
    for name in ("pool", "spark"):
        whole, start = runs[name], runs[f"{name}, no pages"]
        start_wall, start_cpu = (_median(start, of) for of in ("wall_s", "cpu_s"))
        wall, cpu = _median(whole, "wall_s") - start_wall, _median(whole, "cpu_s") - start_cpu
        net[name] = (wall, cpu)
        lines.append(
            f"{name}: start-up {start_wall:.1f} s, {start_cpu:.1f} CPU s; then {wall:.1f} s, "
            f"{records / wall:.2f} records a second, {1000 * cpu / records:.0f} CPU ms a record"
        )
    (pool_wall, pool_cpu), (spark_wall, spark_cpu) = net["pool"], net["spark"]
    lines.append(f"spark over pool: pace {pool_wall / spark_wall:.3f}, processor time {spark_cpu / pool_cpu:.3f}")
    return lines


def _median(runs: list[Measured], of: str) -> float:
    return statistics.median(getattr(one, of) for one in runs)


if __name__ == "__main__":
    main(sys.argv[1:])
