"""Processor time a page, part by part from bytes to ledger; words a second of it, peak memory, in one process and more.

    python -m tools.profile_walk PAGE... [--pages 210] [--workers 1 2] [--no-parts]

In:      addresses, as `onrecord add` takes them
Out:     Markdown, as it stands in docs/profile.md

Processor time, not the clock: it does not turn on who else uses the machine (but two threads that share a core make
each other slower, so measure alone, and what is to be compared by turns).
"""

import argparse
import functools
import itertools
import multiprocessing
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.ledger import open_ledger
from onrecord.pages import capture
from onrecord.questions import place_by_meaning
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.walk import read as walk
from onrecord.walk.many import read_many
from onrecord.walk.open import Engines, open_engines, open_sentence_encoder

NOW = datetime(2026, 1, 1, tzinfo=UTC)
# As `onrecord add` has it.
READINGS_PER_COMMIT = 20

ROOMS = (
    "read_page",
    "resolve",
    "find_statements",
    "name_speakers",
    "find_times",
    "code_events",
    "find_commitments",
)
# What is timed in the engines: its row, the object it is asked of, its method. What it holds itself is its own row.
ENGINES = (
    ("parser, the rest", "parser", "parse"),
    ("parser: words told apart", "parser", "_tokenize"),
    ("parser: vectors of words", "parser._vectors", "of"),
    ("parser: base forms", "parser._forms", "of"),
    ("parser: entities", "parser._entities", "read"),
    ("parser: vectors for entities", "parser._entities._vectors", "of"),
    ("encoder, the rest", "scanner._encoder", "read"),
    ("encoder: its graph", "scanner._encoder._session", "run"),
    ("attribution head", "scanner._attribution", "attributions"),
    ("attribution head: graph of cues", "scanner._attribution._cues", "run"),
    ("attribution head: graph of arguments", "scanner._attribution._arguments", "run"),
    ("event head", "scanner._events", "types"),
    ("norm reader", "norm_reader", "read"),
)


class Clock:
    """Processor time by part; what one part asks of another counts for the other alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, its time counted for a part."""

        @functools.wraps(work)
        def run(*args: Any, **kwargs: Any) -> Any:
            started = time.process_time()
            self._inside.append(0.0)
            try:
                return work(*args, **kwargs)
            finally:
                took = time.process_time() - started
                self.spent[part] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return run


class TimedPipe:
    """One of spaCy's pipes, which cannot be changed in place."""

    def __init__(self, pipe: Any, clock: Clock) -> None:
        self._all = clock.timed(f"parser: {pipe.name}", lambda docs, **settings: list(pipe.pipe(docs, **settings)))

    def pipe(self, docs: Iterable[Any], **settings: Any) -> Iterator[Any]:
        """All of them at once."""
        return iter(self._all(docs, **settings))


def watch(engines: Engines, clock: Clock) -> None:
    """Time every part of the walk and of the engines, from now on and in this process."""
    for room in ROOMS:
        setattr(walk, room, clock.timed(room, getattr(walk, room)))
    for part, owner, method in ENGINES:
        held: Any = functools.reduce(getattr, owner.split("."), engines)
        setattr(held, method, clock.timed(part, getattr(held, method)))
    parser: Any = engines.parser
    parser._pipes = [TimedPipe(pipe, clock) for pipe in parser._pipes]


def parts_of(pages: list[Page]) -> dict[str, float]:
    """Seconds of processor time each part took over all pages, from bytes to placed passages; without the start."""
    engines, encoder, clock = open_engines(), open_sentence_encoder(), Clock()
    # Tables and models that load when first asked are no page's.
    walk.read(pages[0], engines)
    watch(engines, clock)
    read = clock.timed("walk, the rest", walk.read)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "profile.db") as book:
        book.record_many((), recorded_at=NOW)
        record = clock.timed("ledger (storing)", book.record_many)
        record((read(page, engines) for page in pages), recorded_at=NOW, batch=READINGS_PER_COMMIT)
        clock.timed("meaning (placing passages)", place_by_meaning)(book, encoder)
    return dict(clock.spent)


@dataclass(frozen=True, slots=True)
class Run:
    """A run from bytes to ledger. start_s: processor time before the first page, of one process; cpu_s: of all of them
    together, starts included; peak_mb: of the largest process."""

    start_s: float
    cpu_s: float
    seconds: float
    words: int
    peak_mb: float


def measure(pages: list[Page], workers: int) -> Run:
    """One run, in a process of its own."""
    words = 0

    def counted(readings: Iterable[Reading]) -> Iterator[Reading]:
        nonlocal words
        for reading in readings:
            words += len(reading.text.split())
            yield reading

    if workers == 1:
        open_engines()
    start_s = time.process_time()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "profile.db") as book:
        readings = counted(read_many(pages, workers=workers))
        book.record_many(readings, recorded_at=NOW, batch=READINGS_PER_COMMIT)
    seconds = time.perf_counter() - started
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu_s = sum(used.ru_utime + used.ru_stime for used in usage)
    return Run(start_s, cpu_s, seconds, words, max(used.ru_maxrss for used in usage) / 1024)


def alone(work: Callable[..., Any], *args: Any) -> Any:
    """What the work gives in a fresh process, which may have processes of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(work, *args).result()


def print_runs(pages: list[Page], workers: list[int]) -> None:
    """A row a number of processes."""
    print("| processes | CPU ms a page | words a CPU second | seconds by the clock | peak memory of one process |")
    print("| --- | --- | --- | --- | --- |")
    starts = []
    for number in workers:
        run: Run = alone(measure, pages, number)
        if number == 1:
            starts.append(f"{run.start_s:.1f} s of starting and {run.words / len(pages):,.0f} words a page")
        each, speed = 1000 * run.cpu_s / len(pages), run.words / run.cpu_s
        print(f"| {number} | {each:.0f} | {speed:,.0f} | {run.seconds:.0f} | {run.peak_mb:.0f} MB |", flush=True)
    print("\nStarts included, passages not placed by meaning.", *(f"In one process: {s}." for s in starts))


def print_parts(pages: list[Page]) -> None:
    """A row a part, the dearest first."""
    spent: dict[str, float] = alone(parts_of, pages)
    total = sum(spent.values())
    print("\n| part | CPU ms a page | share |\n| --- | --- | --- |")
    for part, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"| {part} | {1000 * seconds / len(pages):.1f} | {seconds / total:.0%} |")
    print(f"| all | {1000 * total / len(pages):.1f} | |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--pages", type=int, default=210)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--parts", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    captured = (p for p in capture(options.addresses, fetched_at=None) if isinstance(p, Page))
    pages = list(itertools.islice(captured, options.pages))
    print(f"{len(pages)} pages, {sum(len(p.body) for p in pages) / 1e6:.1f} MB of bytes\n")
    if options.workers:
        print_runs(pages, options.workers)
    if options.parts:
        print_parts(pages)


if __name__ == "__main__":
    main()
