"""Scores every reader that has data, shows what was gained and lost, and fails when a floor sinks.

    python -m eval                      every reader, against the last committed figures
    python -m eval statements norms     only these
    python -m eval --write              and keep the new figures as the committed ones
    python -m eval --floors             and exit with 1 when a figure is under its floor (CI)

In:      the corpora (ONRECORD_SHARED, else ../shared); without them only the readers with open data are scored
Out:     a table of figures, floor and change; every case that went from right to wrong or back
Refuses: data whose digest is not the one the floors were pinned on
"""

import argparse
import os
import sys
import time
from pathlib import Path

from eval.figures import Committed, Scored, compare, digest_of, read_committed, write_committed
from eval.readers import READERS, Reader

HERE = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run the readers named, print, return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__.splitlines()[0])
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(r.name for r in READERS))
    parser.add_argument("--write", action="store_true", help="keep the new figures as the committed ones")
    parser.add_argument("--floors", action="store_true", help="fail when a figure is under its floor")
    parser.add_argument("--cases", type=int, default=20, help="how many gained or lost cases to print a reader")
    options = parser.parse_args(arguments)
    unknown = set(options.readers) - {r.name for r in READERS}
    if unknown:
        parser.error(f"no reader named {', '.join(sorted(unknown))}")

    shared = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
    if not (shared / "gold").is_dir():
        print(f"no corpora at {shared} (set ONRECORD_SHARED): scoring the readers with open data only\n")
    sunk: list[str] = []
    for reader in READERS:
        if options.readers and reader.name not in options.readers:
            continue
        if reader.needs_shared and not (shared / "gold").is_dir():
            print(f"{reader.name}: skipped, needs the corpora that may not be committed\n")
            continue
        sunk += run(reader, shared, write=options.write, most_cases=options.cases)
    if sunk and options.floors:
        print("\n".join(["FLOORS SUNK:", *sunk]))
        return 1
    return 0


def run(reader: Reader, shared: Path, *, write: bool, most_cases: int) -> list[str]:
    """Score one reader and print it. Returns a line a floor that sank or cannot be checked."""
    started = time.perf_counter()
    scored = Scored(**reader.score(shared))
    seconds = time.perf_counter() - started
    digest = digest_of(
        path for pattern in reader.data for path in sorted((HERE.parent, shared)[reader.needs_shared].glob(pattern))
    )
    committed = read_committed(HERE / "figures" / f"{reader.name}.json")
    print(f"{reader.name} ({seconds:.0f} s, data {digest[:12]})")
    sunk = print_figures(scored, committed)
    if committed.digest and committed.digest != digest:
        sunk.append(
            f"{reader.name}: data {digest[:12]} is not what the floors were pinned on ({committed.digest[:12]})"
        )
    gained, lost = compare(scored.cases, committed.cases)
    for sign, cases in (("+", gained), ("-", lost)):
        for case in cases[:most_cases]:
            print(f"  {sign} {case}")
        if len(cases) > most_cases:
            print(f"  {sign} and {len(cases) - most_cases} more")
    print()
    if write:
        kept = Committed(digest=digest, floors=committed.floors, figures=scored.figures, cases=scored.cases)
        write_committed(HERE / "figures" / f"{reader.name}.json", kept)
    return [line if line.startswith(reader.name) else f"{reader.name}: {line}" for line in sunk]


def print_figures(scored: Scored, committed: Committed) -> list[str]:
    """The table of one reader. Returns the floors that sank."""
    sunk = []
    for name, figure in scored.figures.items():
        before, floor = committed.figures.get(name), committed.floors.get(name)
        change = f"{figure - before:+.4f}" if before is not None and abs(figure - before) >= 0.00005 else ""
        bar = f"floor {floor:.3f}" if floor is not None else ""
        print(f"  {name:44} {figure:10.4f}  {change:>9}  {bar}")
        if floor is not None and figure < floor:
            sunk.append(f"{name} {figure:.4f} is under its floor {floor:.4f}")
    sunk += [f"{name} has a floor and was not scored" for name in committed.floors if name not in scored.figures]
    return sunk


if __name__ == "__main__":
    sys.exit(main())
