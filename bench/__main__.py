"""onrecord beside others: one command, one table, one plot.

    python -m bench                     every contest that is run as a rule (minutes; see docs/bench.md)
    python -m bench --only pages dates  these
    python -m bench --pages 8 --rounds 3 --scored 40   fewer items timed, rounds, items scored
    python -m bench --docs              write the table, the plot and the costs from the last figures; run nothing

In:      the corpora (ONRECORD_SHARED, else ../shared); without them what the repository holds
Out:     bench/results.json, docs/bench.md between its marks, docs/pictures/bench.svg
Refuses: a name of no contest; an environment that cannot be made (exit code 1)
Source:  docs/bench.md
Shown:   tests/bench/
"""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import docs
from bench.contests import CONTESTS
from bench.corpora import Missing, fewer, shared
from bench.results import FILE, keep, stamped
from bench.running import measure
from onrecord.terms.errors import OnRecordError


def main(arguments: list[str] | None = None) -> int:
    """Run, keep, write; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    names = [contest.name for contest in CONTESTS]
    usual = [contest.name for contest in CONTESTS if contest.usual]
    parser.add_argument("--only", nargs="+", metavar="CONTEST", choices=names, default=usual, help=", ".join(names))
    parser.add_argument("--pages", type=int, default=20, metavar="N", help="items timed in each contest (20)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="alternating runs (5)")
    parser.add_argument("--scored", type=int, default=None, metavar="N", help="at most so many items scored (all)")
    parser.add_argument("--out", type=Path, help="where the figures go (bench/results.json)")
    parser.add_argument("--docs", action="store_true", help="write table and plot from the last figures, run nothing")
    options = parser.parse_args(arguments)
    if min(options.pages, options.rounds, options.scored or 1) < 1 or options.scored == 0:
        parser.error("--pages, --rounds and --scored are 1 or more")
    try:
        if options.docs:
            docs.write(options.out or FILE)
            return 0
        out = options.out or FILE
        if shared() is None:
            # What is read then is another thing, and takes no place of the figures in the documentation.
            out = options.out
            print("no corpora (set ONRECORD_SHARED): only what the repository holds is read", file=sys.stderr)
            if out is None:
                print("these figures are shown and not kept; --out FILE keeps them", file=sys.stderr)
        for contest in CONTESTS:
            if contest.name not in options.only:
                continue
            items = contest.load(options.pages)
            if isinstance(items, Missing):
                print(f"{contest.name}: left out; {items.why}", file=sys.stderr)
                continue
            started = time.perf_counter()
            few = fewer(items, options.scored)
            measured = measure(contest, few, rounds=options.rounds, say=lambda told: print(told, file=sys.stderr))
            kept = stamped(measured, today=datetime.now(UTC).date())
            if out is not None:
                keep(contest.name, kept, path=out)
            print(f"\n{docs.table(contest, kept)}\n({time.perf_counter() - started:.0f} s)\n", flush=True)
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
