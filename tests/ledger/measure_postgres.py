"""The figures of docs/postgresql.md, by hand: `python -m tests.ledger.measure_postgres FOLDER [NORMS] [ADDRESS]`.

One ledger in SQLite and one in PostgreSQL of the same pages (`measure_search.page`: six records with norms and four
plain statements each). The first is recorded, the second gets its rows by COPY, the index's too, which follow from the
log and need not be worked out twice; then both record the next pages, and are listed and searched side by side; then
two writers and ten readers on PostgreSQL. Without an address a server with Debian's own settings is started.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests.ledger.factory import NOON
from tests.ledger.measure_search import WITH_NORMS, page
from tests.postgres.asked import ASKED
from tests.postgres.server import started

from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.ledger.entries.filters import EVERYTHING
from onrecord.ledger.index.full_text import _scores
from onrecord.ledger.postgres.connecting import outside
from onrecord.ledger.sqlite import NORMS_FROM
from onrecord.ledger.upkeep.log import INDEX
from onrecord.ledger.upkeep.moving import move_log, move_rows
from onrecord.questions import search
from onrecord.questions.searching import expression, ranked, terms
from onrecord.terms.ledger_places import Address, LedgerPlace, ledger_place
from onrecord.terms.records import Modal

RUNS = 3
NEXT_PAGES = 300
WRITERS, READERS, WRITTEN_S = 2, 10, 30.0
SHOWN = 20


def main(folder: Path, norms: int, address: str | None) -> None:
    pages = -(-norms // WITH_NORMS)
    with _server(address) as there:
        places: dict[str, LedgerPlace] = {"SQLite": folder / "measured.db", "PostgreSQL": there}
        with open_ledger(places["SQLite"]) as ledger, open_ledger(there) as other:
            _record("SQLite", ledger, pages)
            if not other.counts()["pages"]:
                _moved(ledger, other)
            for name, book in (("SQLite", ledger), ("PostgreSQL", other)):
                _record(name, book, pages + NEXT_PAGES)
                _told(name, "size, MB", round(_bytes_of(book, places[name]) / 1e6))
        with open_ledger(places["SQLite"], read_only=True) as one, open_ledger(there, read_only=True) as two:
            for name, book in (("SQLite", one), ("PostgreSQL", two)):
                _ask(name, book)
            _agree(one, two)
            same = one.head() == two.head(), one.content_digest() == two.content_digest()
            _told("both", "one head of the chain, one digest of content", same)
        _together(there, pages + NEXT_PAGES)


def _moved(source: Ledger, target: Ledger) -> None:
    """Every row of the log and of the index, by COPY."""
    start = time.perf_counter()
    with source._read_transaction() as rows, target._write_transaction() as connection:
        moved = sum(move_log(rows, connection).values())
        moved += sum(move_rows(rows, connection, table, "") for table in INDEX)
        connection.exec_driver_sql("SELECT onrecord_number_on()")
    with target._engine.connect() as connection, outside(connection) as raw:
        raw.execute("ANALYZE")
    _told("PostgreSQL", f"{moved:,} rows moved, s", round(time.perf_counter() - start, 1))


@contextmanager
def _server(address: str | None) -> Iterator[Address]:
    with started() if address is None else nullcontext() as server:
        place = server.address("measured") if server else ledger_place(address or "")
        assert isinstance(place, Address)
        yield place


def _record(name: str, ledger: Ledger, pages: int) -> None:
    """Pages up to this number, those that are held left out."""
    held = ledger.counts()["pages"]
    if held >= pages:
        return
    start, cpu = time.perf_counter(), time.process_time()
    made_s = 0.0

    def made() -> Iterator[object]:
        nonlocal made_s
        for number in range(held, pages):
            before = time.perf_counter()
            one = page(number)
            made_s += time.perf_counter() - before
            yield one

    ledger.record_many(made(), recorded_at=NOON)  # type: ignore[arg-type]
    _told(
        name, f"{pages - held} pages recorded, s (without making them)", round(time.perf_counter() - start - made_s, 1)
    )
    _told(name, "of it this process's CPU, s", round(time.process_time() - cpu - made_s, 1))


def _bytes_of(ledger: Ledger, place: LedgerPlace) -> int:
    if isinstance(place, Path):
        return place.stat().st_size
    query = (
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace"
    )
    with ledger._engine.connect() as connection:
        return int(connection.exec_driver_sql(query, (place.schema,)).scalar_one())


def _ask(name: str, ledger: Ledger) -> None:
    def took(what: str, asks: list[Callable[[], object]]) -> None:
        times = []
        for ask in asks:
            ask()
            for _ in range(RUNS):
                start = time.perf_counter()
                ask()
                times.append((time.perf_counter() - start) * 1000)
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        _told(name, f"{what}: median, p95, ms", (round(p50, 1), round(p95, 1)))

    took(f"{len(ASKED)} searches, {SHOWN} shown", [lambda w=w: search(ledger, w, limit=SHOWN) for w in ASKED])  # type: ignore[misc]
    took("the same, ranked alone", [lambda w=w: ranked(ledger, w, limit=SHOWN) for w in ASKED])  # type: ignore[misc]
    listings = [Filters(), Filters(actor="RUS"), Filters(modal=Modal.WILL), Filters(publisher="Hill Radio")]
    took("first 50 entries", [lambda f=f: list(ledger.entries(f, limit=50)) for f in listings])  # type: ignore[misc]
    took("counted", [lambda f=f: ledger.count(f) for f in listings])  # type: ignore[misc]


def _found(ledger: Ledger, asked: str) -> set[int]:
    """The numbers of all passages found. The rows of both were moved, or recorded in one order: they have the same."""
    with ledger._read_transaction() as connection:
        every = _scores(connection, asked, EVERYTHING, limit=10**8, norms_only=False, ranked=None)
    return {number % NORMS_FROM for number in every}


def _agree(one: Ledger, other: Ledger) -> None:
    every = same_set = 0
    shares = []
    for words in ASKED:
        asked = expression(terms(words))
        found = [_found(ledger, asked) for ledger in (one, other)]
        every += 1
        same_set += found[0] == found[1]
        if found[0] != found[1]:
            _told("both", f"{words!r}: found by one alone", (len(found[0] - found[1]), len(found[1] - found[0])))
        top = [[m.id for m in ledger.matches(asked, limit=SHOWN)] for ledger in (one, other)]
        if top[0]:
            shares.append(len(set(top[0]) & set(top[1])) / len(top[0]))
    _told("both", "searches that find the same passages", f"{same_set} of {every}")
    _told("both", f"of the first {SHOWN} the same, on average", round(sum(shares) / len(shares), 2))


def _together(place: Address, pages: int) -> None:
    """Two writers and ten readers, each a thread with a ledger of its own."""
    until = time.perf_counter() + WRITTEN_S
    waits: dict[str, list[float]] = {"write": [], "list": [], "search": []}
    wrong: list[str] = []

    def run(kind: str, ask: Callable[[Ledger, int], object], start: int) -> None:
        try:
            with open_ledger(place, read_only=kind != "write", busy_timeout_s=60) as ledger:
                turn = start
                while time.perf_counter() < until:
                    before = time.perf_counter()
                    ask(ledger, turn)
                    waits[kind].append(time.perf_counter() - before)
                    turn += 1
        except Exception as error:  # noqa: BLE001 - told below
            wrong.append(f"{type(error).__name__}: {error}")

    asks: list[tuple[str, Callable[[Ledger, int], object], int]] = [
        *(("write", lambda b, n: b.record(page(n), recorded_at=NOON), pages + w * 10_000) for w in range(WRITERS)),
        *(("list", lambda b, _: list(b.entries(limit=50)), 0) for _ in range(READERS // 2)),
        *(("search", lambda b, n: search(b, ASKED[n % len(ASKED)]), n * 7) for n in range(READERS // 2)),
    ]
    threads = [threading.Thread(target=run, args=ask) for ask in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for kind, took in waits.items():
        took.sort()
        told = (len(took), round(took[len(took) // 2], 3), round(took[int(len(took) * 0.95)], 3), round(took[-1], 3))
        _told("PostgreSQL", f"{WRITERS} writers, {READERS} readers: {kind}: times, median, p95, slowest, s", told)
    _told("PostgreSQL", "errors of any of them", wrong)


def _told(name: str, what: str, value: object) -> None:
    print(f"{name:10}  {what}: {json.dumps(value)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000, (sys.argv[3:] or [None])[0])
