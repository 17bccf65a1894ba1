"""What the ledger takes, by hand: `python -m tests.ledger.measure FOLDER [PAGES]` (ten statements a page)."""

import gc
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.ledger.factory import NOON, VOCABULARY, make_reading

from onrecord.ledger import Filters, open_ledger
from onrecord.questions import list_entries, search, show
from onrecord.terms.records import Modal, RecordKind, Strength

STATEMENTS_A_PAGE = 10
NOT_COMMONEST = 20


def timed(name: str, ask: Callable[[int], object], times: int = 5) -> None:
    """Print median and 95th percentile, in milliseconds."""
    took = []
    for i in range(times):
        start = time.perf_counter()
        ask(i)
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    print(f"{name}: median {took[times // 2]:.1f} ms, p95 {took[int(times * 0.95)]:.1f} ms")


def main(folder: Path, pages: int) -> None:
    """Fill a new ledger in the folder and ask it."""
    path = folder / f"measured-{pages}.db"
    readings = [make_reading(i, statements=STATEMENTS_A_PAGE) for i in range(pages)]
    gc.collect()
    gc.freeze()  # the readings waiting here are ours, not the ledger's to be slowed by
    wall, cpu = time.perf_counter(), time.process_time()
    with open_ledger(path) as ledger:
        ledger.record_many(readings, recorded_at=NOON)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    many = pages * STATEMENTS_A_PAGE
    print(f"{many} statements: {many / wall:.0f} a second, {many / cpu:.0f} a CPU second")
    print(f"{path.stat().st_size / 1e6:.0f} MB")
    with open_ledger(path) as ledger:
        timed("first 50", lambda _: list_entries(ledger, limit=50))
        for filters in (
            Filters(actor="RUS"),
            Filters(modal=Modal.WILL),
            Filters(kind=RecordKind.THREAT, min_strength=Strength.FIRM),
            Filters(since=date(2022, 1, 1), until=date(2022, 2, 1)),
        ):
            timed(f"first 50 of {filters}", lambda _, kept=filters: list_entries(ledger, kept, limit=50))  # type: ignore[misc]
        rng = random.Random(7)
        words = [" ".join(rng.choices(VOCABULARY[NOT_COMMONEST:], k=rng.choice((1, 2)))) for _ in range(200)]
        timed("search", lambda i: search(ledger, words[i]), times=len(words))
        timed("search for what is everywhere", lambda _: search(ledger, "said"))
        entry = next(ledger.entries())
        timed("show", lambda _: show(ledger, entry.id), times=20)
        timed("whole-file check", lambda _: ledger.check(), times=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
