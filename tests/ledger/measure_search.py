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
    """Print median and 95th percentile of RUNS warm runs, in milliseconds, of the wall's clock and of the processor's:
    they part where others use the machine."""
    ask()
    told = []
    for clock in (time.perf_counter, time.process_time):
        took = []
        for _ in range(RUNS):
            start = clock()
            ask()
            took.append((clock() - start) * 1000)
        took.sort()
        told.append(f"median {took[RUNS // 2]:.1f} ms, p95 {took[int(RUNS * 0.95)]:.1f} ms")
    print(f"{name}: {told[0]}; of the processor {told[1]}", flush=True)


def main(folder: Path, pages: int) -> None:
    """Fill a ledger in the folder, as far as it is not, and ask it."""
    path = folder / f"searched-{pages}.db"
    with open_ledger(path) as ledger:
        held = len(list(ledger.reading_ids()))
        start = time.process_time()
        ledger.record_many((page(i) for i in range(held, pages)), recorded_at=NOON)
        took = time.process_time() - start
    print(f"{pages * A_PAGE:,} passages, {path.stat().st_size / 1e6:.0f} MB; {pages - held} pages made in {took:.0f} s")
    with open_ledger(path, read_only=True) as ledger:
        for name, words in ASKED:
            timed(f"{name} ({words})", lambda words=words: search(ledger, words))  # type: ignore[misc]
        timed("in every passage, of one actor", lambda: search(ledger, "said", Filters(actor="TCD")))
        timed("rare, of one actor", lambda: search(ledger, VOCABULARY[300], Filters(actor="TCD")))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
