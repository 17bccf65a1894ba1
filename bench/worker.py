"""One contestant, alone in a process: what it answers, and what that costs.

    python -m bench.worker MODULE JOB.json OUT.json

In:      a job: items to warm up with, items to read, whether the answers are wanted
Out:     JSON: seconds of processor time to import, to load, to warm up, and for each item; answers, errors, memory,
         versions
Refuses: nothing; an item a contestant raises on has an error in place of an answer, and its time counts
Shown:   tests/bench/test_worker.py

Standard library only: it runs where onrecord is not installed. An answer is told (made JSON) off the clock.
"""

import gc
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contestant:
    """What a contestant's module opens.

    prepare: an item to what the contestant is handed, off the clock. work: what is measured. tell: its answer as JSON.
    packages: the distributions whose versions are stated. facts: more to say when all is read, as JSON.
    """

    work: Callable[[Any], Any]
    tell: Callable[[Any, Any], Any]
    prepare: Callable[[Item], Any]
    packages: tuple[str, ...]
    facts: Callable[[], dict[str, float]] = dict


def spent() -> float:
    """Seconds of processor time of this process, of all its threads, and of children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_mb() -> float:
    """The most memory this process held, in MB.

    Linux lets a process inherit the peak of the one that started it (ru_maxrss), so it is asked for its own.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(module: str, job: dict[str, Any]) -> dict[str, Any]:
    """Import, load, warm up, read."""
    started = spent()
    opener = importlib.import_module(module)
    imported = spent()
    contestant: Contestant = opener.open_contestant()
    loaded = spent()
    for item in job["warm"]:
        attempt(contestant, item)
    warmed = spent()
    gc.collect()
    seconds: dict[str, float] = {}
    answers: dict[str, Any] = {}
    raised: dict[str, str] = {}
    for item in job["items"]:
        took, answer, error = attempt(contestant, item)
        seconds[item["id"]] = round(took, 6)
        if error:
            raised[item["id"]] = error
        elif job["answers"]:
            answers[item["id"]] = answer
    return {
        "import_s": imported - started,
        "load_s": loaded - imported,
        "warm_s": warmed - loaded,
        "seconds": seconds,
        "answers": answers,
        "raised": raised,
        "peak_mb": peak_mb(),
        "versions": {package: version(package) for package in contestant.packages},
        "facts": contestant.facts(),
    }


def attempt(contestant: Contestant, item: Item) -> tuple[float, Any, str]:
    """Seconds it took, the answer as JSON, "" or what it raised."""
    given = contestant.prepare(item)
    started = spent()
    try:
        made = contestant.work(given)
    except Exception as error:  # noqa: BLE001 - whatever a peer raises is its answer
        return spent() - started, None, f"{type(error).__name__}: {error}"[:200]
    took = spent() - started
    return took, contestant.tell(made, given), ""


def main() -> None:
    """Run one job."""
    module, job, out = sys.argv[1:]
    made = run(module, json.loads(Path(job).read_text(encoding="utf-8")))
    Path(out).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
