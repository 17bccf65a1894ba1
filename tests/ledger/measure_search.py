"""The figures of search in docs/ledger.md, by hand: `python -m tests.ledger.measure_search FOLDER [PAGES]`.

Ten passages a page, six of them records with norms, four plain statements; words as unevenly common as words are (see
`factory.VOCABULARY`), the names of eight states among them. Each question is asked 20 times, warm.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.ledger.factory import NOON, VOCABULARY, make_reading

from onrecord.ledger import Filters, open_ledger
from onrecord.questions import search
from onrecord.terms.reading import Reading

A_PAGE = 10
WITH_NORMS = 6
RUNS = 20

# What is asked, and of how many passages in a hundred it is true.
ASKED = (
    ("rare, one word", f"{VOCABULARY[1500]}"),
    ("rare, two words", f"{VOCABULARY[300]} {VOCABULARY[400]}"),
    ("rare, a phrase", f'"{VOCABULARY[30]} {VOCABULARY[40]}"'),
    ("a beginning of words", "zzz* " + VOCABULARY[1000][:4] + "*"),
    ("a rare and a frequent word", f"{VOCABULARY[600]} said"),
    ("a state by name", "Chad"),
    ("a state and a frequent word", "Chad embargo"),
    ("two states and a rare word", f"Belarusian Polish {VOCABULARY[200]}"),
    ("frequent, one word in six", "embargo"),
    ("frequent, two words", "troops soldier"),
    ("frequent, four words", f"said Russia {VOCABULARY[0]} {VOCABULARY[1]}"),
    ("in every passage", "said"),
)


def page(number: int) -> Reading:
    """A page of whose ten statements no record rests on the last four."""
    reading = make_reading(number, statements=A_PAGE)
    kept = reading.records[:WITH_NORMS]
    ids = {r.id for r in kept}
    return replace(reading, records=kept, norms=tuple(n for n in reading.norms if n.record_id in ids))


def timed(name: str, ask: Callable[[], object]) -> None:
    """Print median and 95th percentile of RUNS warm runs, in milliseconds."""
    ask()
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        ask()
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    print(f"{name}: median {took[RUNS // 2]:.1f} ms, p95 {took[int(RUNS * 0.95)]:.1f} ms", flush=True)


def main(folder: Path, pages: int) -> None:
    """Fill a new ledger in the folder, unless one is there, and ask it."""
    path = folder / f"searched-{pages}.db"
    if not path.exists():
        start = time.process_time()
        with open_ledger(path) as ledger:
            ledger.record_many((page(i) for i in range(pages)), recorded_at=NOON)
        print(
            f"{pages * A_PAGE:,} passages, {path.stat().st_size / 1e6:.0f} MB, in {time.process_time() - start:.0f} s"
        )
    with open_ledger(path, read_only=True) as ledger:
        for name, words in ASKED:
            timed(f"{name} ({words})", lambda words=words: search(ledger, words))  # type: ignore[misc]
        timed("in every passage, of one actor", lambda: search(ledger, "said", Filters(actor="TCD")))
        timed("rare, of one actor", lambda: search(ledger, VOCABULARY[300], Filters(actor="TCD")))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
