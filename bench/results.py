"""The figures of the last runs: bench/results.json.

In:      what was measured, the machine
Out:     the file, a contest at a time replaced; Results for whoever draws or writes
Refuses: NoResults where the file is missing
Shown:   tests/bench/test_docs.py
"""

import json
import os
import platform
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.terms.errors import OnRecordError

FILE = Path(__file__).resolve().parent / "results.json"

Results = dict[str, Any]


class NoResults(OnRecordError):
    """Nothing was measured yet."""


def read_results(path: Path = FILE) -> Results:
    """{"contests": {name: as `bench.running.measure` gives one}, "absorb_s_a_1000_pages": seconds or None}."""
    if not path.exists():
        raise NoResults(f"no figures at {path}: run python -m bench")
    results: Results = json.loads(path.read_text(encoding="utf-8"))
    return results


def stamped(measured: dict[str, Any], *, today: date) -> dict[str, Any]:
    """A contest with when and on what it was measured."""
    return {"measured": today.isoformat(), "machine": machine(), **measured}


def keep(name: str, measured: dict[str, Any], *, path: Path = FILE) -> None:
    """Put a contest in place of its last run."""
    results = read_results(path) if path.exists() else {"contests": {}, "absorb_s_a_1000_pages": None}
    results["contests"][name] = measured
    write(results, path)


def write(results: Results, path: Path = FILE) -> None:
    """The file, so that a diff shows what moved."""
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def machine() -> dict[str, str | int]:
    """Cores, processor, Python and system; no name of the machine."""
    return {
        "cores": os.cpu_count() or 0,
        "processor": processor(),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def processor() -> str:
    """The model as Linux names it, elsewhere the kind."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.machine()
