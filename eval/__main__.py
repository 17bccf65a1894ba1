"""Scores every reader that has data, shows what was gained and lost, and fails where one reads worse than committed.

    python -m eval                      every reader, against the last committed figures
    python -m eval statements norms     only these
    python -m eval --write              and keep the new figures as the committed ones
    python -m eval --floors             and exit with 1 when a figure is under its floor or a case was lost (CI)
    python -m eval --docs               score nothing: write the committed figures into the documentation

In:      the corpora (ONRECORD_SHARED, else ../shared); without them only the readers with open data are scored
Out:     a table of figures, floor and change; every case that went from right to wrong or back, and what that sums to
Refuses: under --floors, data whose digest is not the one the floors were pinned on; a case less right than committed,
         past what its reader may lose, however much was gained beside it
Shown:   tests/test_floors.py
"""

import argparse
import os
import sys
import time
from pathlib import Path

from eval import docs
from eval.figures import Committed, Moved, Scored, compare, digest_of, read_committed, write_committed
from eval.readers import READERS, Reader, figures_file

HERE = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run the readers named, print, return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__.splitlines()[0])
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(r.name for r in READERS))
    parser.add_argument("--write", action="store_true", help="keep the new figures as the committed ones")
    parser.add_argument("--floors", action="store_true", help="fail when a figure sank or a case was lost")
    parser.add_argument("--cases", type=int, default=20, help="how many gained or lost cases to print a reader")
    parser.add_argument("--docs", action="store_true", help="write the committed figures into the documentation")
    options = parser.parse_args(arguments)
    unknown = set(options.readers) - {r.name for r in READERS}
    if unknown:
        parser.error(f"no reader named {', '.join(sorted(unknown))}")
    if options.docs:
        docs.write()
        return 0

    shared = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
    if not (shared / "gold").is_dir():
        print(f"no corpora at {shared} (set ONRECORD_SHARED): scoring the readers with open data only\n")
    worse: list[str] = []
    for reader in READERS:
        if options.readers and reader.name not in options.readers:
            continue
        if reader.needs_shared and not (shared / "gold").is_dir():
            print(f"{reader.name}: skipped, needs the corpora that may not be committed\n")
            continue
        worse += [f"{reader.name}: {line}" for line in run(reader, shared, write=options.write, most=options.cases)]
    if options.write:
        docs.write()
    if worse and options.floors:
        print("\n".join(["WORSE THAN COMMITTED:", *worse]))
        return 1
    return 0


def run(reader: Reader, shared: Path, *, write: bool, most: int) -> list[str]:
    """Score one reader and print it, at most `most` cases gained and lost.

    Returns a line each for a floor that sank or cannot be checked, and one for cases lost, where they are not committed
    with this run.
    """
    started = time.perf_counter()
    scored = Scored(**reader.score(shared))
    seconds = time.perf_counter() - started
    digest = digest_of(
        path for pattern in reader.data for path in sorted((HERE.parent, shared)[reader.needs_shared].glob(pattern))
    )
    committed = read_committed(figures_file(reader))
    print(f"{reader.name} ({seconds:.0f} s, data {digest[:12]})")
    worse = print_figures(scored, committed)
    if committed.digest and committed.digest != digest:
        worse.append(f"data {digest[:12]} is not what the floors were pinned on ({committed.digest[:12]})")
    moved = compare(scored.cases, committed.cases)
    print_cases(moved, committed, most=most)
    if write:
        kept = Committed(
            digest=digest,
            floors=committed.floors,
            may_lose=committed.may_lose,
            figures=scored.figures,
            cases=scored.cases,
        )
        write_committed(figures_file(reader), kept)
    elif moved.exceeds(committed.may_lose):
        worse.append(
            f"{len(moved.lost)} cases lost, {moved.weight_lost:.2f} in all, and {committed.may_lose:g} may be: mend "
            f"them, or commit the loss with `python -m eval {reader.name} --write`"
        )
    return worse


def print_cases(moved: Moved, committed: Committed, *, most: int) -> None:
    """The cases that moved, and what they sum to."""
    for sign, changes in (("+", moved.gained), ("-", moved.lost)):
        for change in changes[:most]:
            print(f"  {sign} {change}")
        if len(changes) > most:
            print(f"  {sign} and {len(changes) - most} more")
    if committed.cases:
        print(
            f"  {len(committed.cases)} cases: gained {len(moved.gained)} (+{moved.weight_gained:.2f}), "
            f"lost {len(moved.lost)} (-{moved.weight_lost:.2f}), may lose {committed.may_lose:g}"
        )
    print()


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
