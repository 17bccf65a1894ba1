"""Prints how large the house is: packages, files, lines, functions and names that two classes share.

python -m tools.house_counts

In:      src/onrecord
Out:     a line a figure on standard output
Shown:   tests/release/test_house_counts.py

A line is any line of a file. A function has the lines from its `def` to its last, docstring and nested ones included;
decorators stand outside. A room is a folder of src/onrecord with all that lies under it.
"""

import ast
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "onrecord"

LONG_FUNCTION_LINES = 40
SHORT_FILE_LINES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """functions: the lines of each, shortest first. rooms: (files, lines) by name. twice: names of two classes."""

    packages: int
    files: tuple[int, ...]
    rooms: dict[str, tuple[int, int]]
    functions: tuple[int, ...]
    twice: tuple[str, ...]

    def told(self) -> str:
        """The figures, a line each."""
        files, lines = len(self.files), sum(self.files)
        largest = max(self.rooms, key=lambda name: self.rooms[name][1])
        long = sum(n > LONG_FUNCTION_LINES for n in self.functions)
        short = sum(n < SHORT_FILE_LINES for n in self.files)
        room_files, room_lines = self.rooms[largest]
        return "\n".join(
            (
                f"packages {self.packages}",
                f"source files {files}",
                f"lines {lines:,}",
                f"largest room {largest}: {room_files} files, {room_lines:,} lines",
                f"functions {len(self.functions):,}, median {median(self.functions):g} lines",
                f"functions over {LONG_FUNCTION_LINES} lines {long} ({long / len(self.functions):.1%})",
                f"files under {SHORT_FILE_LINES} lines {short} ({short / files:.1%})",
                f"class names defined more than once {len(self.twice)}: {', '.join(self.twice)}",
            )
        )


def counts(package: Path = PACKAGE) -> Counts:
    """Of all Python files under a package."""
    files: list[int] = []
    functions: list[int] = []
    classes: Counter[str] = Counter()
    rooms: dict[str, tuple[int, int]] = {}
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        files.append(lines)
        inside = path.relative_to(package).parts
        if len(inside) > 1:
            held = rooms.get(inside[0], (0, 0))
            rooms[inside[0]] = (held[0] + 1, held[1] + lines)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append((node.end_lineno or node.lineno) - node.lineno + 1)
            elif isinstance(node, ast.ClassDef):
                classes[node.name] += 1
    return Counts(
        packages=sum(1 for _ in package.rglob("__init__.py")),
        files=tuple(files),
        rooms=rooms,
        functions=tuple(sorted(functions)),
        twice=tuple(sorted(name for name, n in classes.items() if n > 1)),
    )


if __name__ == "__main__":
    print(counts().told())
