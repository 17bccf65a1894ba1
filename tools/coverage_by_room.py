"""Prints how much of each room the tests reach, and each line that they do not.

    uv run --group coverage coverage run -m pytest -n auto
    uv run --group coverage coverage combine
    uv run --group coverage coverage json -o coverage.json
    uv run python -m tools.coverage_by_room coverage.json [--lines ROOM]

In:      a report of coverage.py as JSON; how it runs is in pyproject.toml
Out:     a line a room on standard output: statements, those not reached, the share reached; with --lines the files of a
         room and the numbers of their lines not reached
Refuses: a report in which no file is of src/onrecord
Shown:   tests/release/test_coverage_by_room.py

What is PostgreSQL's, Spark's or a browser's own is reached by the tests of their groups alone.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

PACKAGE = "src/onrecord/"


def by_room(report: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """(statements, those not reached) of each room; "" for what lies in no room."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path, file in _files(report).items():
        room, _, rest = path.partition("/")
        counted = found[room if rest else ""]
        counted[0] += file["summary"]["num_statements"]
        counted[1] += file["summary"]["missing_lines"]
    if not found:
        raise ValueError(f"no file of the report is of {PACKAGE}")
    return {room: (counted[0], counted[1]) for room, counted in sorted(found.items())}


def lines(report: dict[str, Any], room: str) -> dict[str, list[int]]:
    """The lines not reached of each file of a room that has some."""
    return {
        path: file["missing_lines"]
        for path, file in sorted(_files(report).items())
        if path.startswith(f"{room}/") and file["missing_lines"]
    }


def told(rooms: dict[str, tuple[int, int]]) -> str:
    """A line a room, and one for all."""
    every = (sum(n for n, _ in rooms.values()), sum(missed for _, missed in rooms.values()))
    return "\n".join(
        f"{room or 'in no room':14} {n:6,} statements, {missed:5,} not reached, {(n - missed) / n:.1%} reached"
        for room, (n, missed) in (*rooms.items(), ("all", every))
        if n
    )


def _files(report: dict[str, Any]) -> dict[str, Any]:
    return {path.split(PACKAGE)[1]: file for path, file in report["files"].items() if PACKAGE in path}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("report", type=Path)
    parser.add_argument("--lines", metavar="ROOM")
    asked = parser.parse_args()
    report = json.loads(asked.report.read_text(encoding="utf-8"))
    if asked.lines:
        for path, missed in lines(report, asked.lines).items():
            print(f"{path}: {', '.join(map(str, missed))}")
    else:
        print(told(by_room(report)))


if __name__ == "__main__":
    main()
