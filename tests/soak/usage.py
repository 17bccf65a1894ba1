"""What processes hold, looked at again and again: memory and open files, with the processes below them."""

import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from tests.batch_spark.processes import below

PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6

# "Flat": between the second and the last quarter of a run memory may grow by a tenth and by what caches may still take
# (64 MB of SQLite's pages a writer, the models' room for a larger page), and open files by the connections that happen
# to be open.
GROWTH, GROWTH_MB, MORE_FILES = 0.10, 100.0, 8


@dataclass(frozen=True)
class Look:
    """memory_mb: private and shared pages in memory of one process and those below it; files: that they have open."""

    at_s: float
    memory_mb: float
    files: int


@dataclass
class Usage:
    """Of processes by name."""

    looks: dict[str, list[Look]] = field(default_factory=lambda: defaultdict(list))

    def look(self, name: str, pid: int, at_s: float) -> None:
        """Now."""
        memory, files = 0.0, 0
        for one in (pid, *below(pid)):
            try:
                memory += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * PAGE_MB
                files += len(os.listdir(f"/proc/{one}/fd"))
            except OSError:
                continue  # it ended meanwhile
        if memory:
            self.looks[name].append(Look(at_s, memory, files))

    def summary(self, name: str) -> dict[str, float]:
        """Means of the second and the last quarter, and the peak."""
        looks = self.looks[name]
        quarter = max(1, len(looks) // 4)
        second, last = looks[quarter : 2 * quarter] or looks, looks[-quarter:]
        return {
            "looks": len(looks),
            "memory_second_quarter_mb": round(mean(one.memory_mb for one in second), 1),
            "memory_last_quarter_mb": round(mean(one.memory_mb for one in last), 1),
            "memory_peak_mb": round(max(one.memory_mb for one in looks), 1),
            "files_second_quarter": max(one.files for one in second),
            "files_last_quarter": max(one.files for one in last),
        }

    def grew(self, name: str) -> list[str]:
        """What is not flat, in words."""
        seen = self.summary(name)
        found = []
        before, after = seen["memory_second_quarter_mb"], seen["memory_last_quarter_mb"]
        if after > before * (1 + GROWTH) and after > before + GROWTH_MB:
            found.append(f"{name}: memory grew from {before} to {after} MB")
        if seen["files_last_quarter"] > seen["files_second_quarter"] + MORE_FILES:
            found.append(f"{name}: open files grew from {seen['files_second_quarter']} to {seen['files_last_quarter']}")
        return found
