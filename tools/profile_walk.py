"""Pages per second, peak memory and the share of each room, on real pages.

    python -m tools.profile_walk PAGE... [--pages 200] [--workers 1 2]

In:      addresses, as `onrecord read` takes them
Out:     Markdown, as it stands in docs/profile.md
"""

import argparse
import functools
import itertools
import multiprocessing
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from onrecord.pages import capture
from onrecord.terms.pages import Page
from onrecord.walk import read as walk
from onrecord.walk.many import read_many
from onrecord.walk.open import open_engines

ROOMS = (
    "read_page",
    "resolve",
    "find_statements",
    "name_speakers",
    "find_times",
    "code_events",
    "find_commitments",
)


def shares(pages: list[Page]) -> dict[str, float]:
    """Seconds each room took over all pages, in one process; parser and tagger count as rooms."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def run(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - started

        return run

    engines = open_engines()
    rooms = {name: getattr(walk, name) for name in ROOMS}
    parse, encode = engines.parser.parse, engines.scanner.read
    try:
        for name, work in rooms.items():
            setattr(walk, name, timed(name, work))
        # mypy: a method is not assignable
        setattr(engines.parser, "parse", timed("parse", parse))  # noqa: B010
        setattr(engines.scanner, "read", timed("scanner", encode))  # noqa: B010
        for page in pages:
            walk.read(page, engines)
    finally:
        for name, work in rooms.items():
            setattr(walk, name, work)
        setattr(engines.parser, "parse", parse)  # noqa: B010
        setattr(engines.scanner, "read", encode)  # noqa: B010
    return dict(spent)


def measure(pages: list[Page], workers: int) -> tuple[float, int, float]:
    """(seconds, words read, peak memory in MB of the largest process), start of the workers included."""
    started = time.perf_counter()
    words = sum(len(reading.text.split()) for reading in read_many(pages, workers=workers))
    seconds = time.perf_counter() - started
    who = resource.RUSAGE_SELF if workers == 1 else resource.RUSAGE_CHILDREN
    return seconds, words, resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    captured = (p for p in capture(options.addresses, fetched_at=None) if isinstance(p, Page))
    pages = list(itertools.islice(captured, options.pages))
    print(f"{len(pages)} pages, {sum(len(p.body) for p in pages) / 1e6:.1f} MB of bytes\n")

    print("| processes | seconds | pages/s | words/s | peak memory of one process |")
    print("| --- | --- | --- | --- | --- |")
    for workers in options.workers:
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            seconds, words, peak = apart.apply(measure, (pages, 1)) if workers == 1 else measure(pages, workers)
        print(f"| {workers} | {seconds:.1f} | {len(pages) / seconds:.1f} | {words / seconds:,.0f} | {peak:.0f} MB |")

    spent = shares(pages)
    total = sum(spent.values())
    print("\n| room | ms a page | share |\n| --- | --- | --- |")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"| `{name}` | {1000 * seconds / len(pages):.1f} | {seconds / total:.0%} |")


if __name__ == "__main__":
    main()
