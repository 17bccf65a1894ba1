"""Is the ten-thousandth page as cheap as the hundredth? By hand: `python -m tests.walk.measure_linear FOLDER [PAGES]`.

The shared pages with other words in some paragraphs, one in ten as it is (endless_pages), captured, read, stored and
looked at for what they meet in one process, twenty to a transaction, as `onrecord add` does it. A line each time the
number of pages has grown by 500: processor time a page of that stretch, memory, the ledger's size, possible notices.
"""

import argparse
import os
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tests.endless_pages import without_end

from onrecord.ledger import open_ledger
from onrecord.pages import capture_sent
from onrecord.questions import check
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.walk.many import read_many

NOW = datetime(2026, 1, 1, tzinfo=UTC)
A_STRETCH, A_COMMIT = 500, 20


def pages(shared: Path, count: int) -> Iterator[Page]:
    """So many."""
    for number, body in enumerate(islice(without_end(shared, seed=18), count)):
        sent = capture_sent(body.encode(), name=f"page-{number}.html", fetched_at=NOW)
        yield from (one for one in sent if isinstance(one, Page))


def main() -> None:
    """Read them, a stretch at a time."""
    parser = argparse.ArgumentParser(prog="python -m tests.walk.measure_linear")
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", type=int, nargs="?", default=10_000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
    path = options.folder / "linear.db"
    for left in options.folder.glob("linear.db*"):
        left.unlink()
    coming = pages(shared, options.pages)
    print("| pages | reading, ms | storing, ms | noticing, ms | memory, MB | ledger, MB | notices |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with open_ledger(path) as book:
        done = noticed = 0
        while done < options.pages:
            spent = {"reading": 0.0, "storing": 0.0, "noticing": 0.0}
            stretch = min(A_STRETCH, options.pages - done)
            for start in range(0, stretch, A_COMMIT):
                began = time.process_time()
                readings: list[Reading] = list(read_many(islice(coming, min(A_COMMIT, stretch - start))))
                read = time.process_time()
                book.record_many(readings, recorded_at=NOW)
                stored = time.process_time()
                noticed += len(check(book, today=NOW.date(), recorded_at=NOW, came=len(readings))[0])
                ended = time.process_time()
                spent["reading"] += read - began
                spent["storing"] += stored - read
                spent["noticing"] += ended - stored
            done += stretch
            each = " | ".join(f"{1000 * seconds / stretch:.1f}" for seconds in spent.values())
            memory = _memory_mb()
            print(f"| {done:,} | {each} | {memory:.0f} | {path.stat().st_size / 1e6:.0f} | {noticed:,} |", flush=True)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _memory_mb() -> float:
    pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_held * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
