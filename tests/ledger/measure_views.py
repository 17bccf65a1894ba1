"""How quick the views are: `python -m tests.ledger.measure_views LEDGER`, by hand, on what measure_absorb made.

Asked of a copy, in which 5,000 events have met norms: those of measure_absorb met nothing yet.
"""

import argparse
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from onrecord.ledger import open_ledger
from onrecord.ledger.views.making import VIEWS
from onrecord.questions.exports.tables import write_tables
from onrecord.questions.exports.worked import worked_questions

MET = 5_000

# Every so many norms and events, each norm met by one event.
_MEETINGS = f"""
INSERT INTO encounters (id, norm, norm_id, event, event_id, role, match, verdict, reasons, day_last, recorded_at)
SELECT 'encounter-' || n.n, n.anchor, n.id, e.anchor, e.id, 'trigger', 'yes', 'triggered', x'789c8b8e0500014a00b7',
       e.day_last, '2026-01-05T12:00:00.000000+00:00'
FROM current_norms n JOIN current_events e ON e.n = n.n
WHERE n.n % ((SELECT count(*) FROM current_norms) / {MET}) = 0
"""


def timed(what: str, ask: Callable[[], list[Any]]) -> None:
    """Print how long it took by the clock, the second time, and how many rows came."""
    ask()
    start = time.monotonic()
    rows = ask()
    print(f"{what}: {time.monotonic() - start:.2f} s, {len(rows):,} rows", flush=True)


def main() -> None:
    """Ask each worked question of SQLite, then of Parquet."""
    parser = argparse.ArgumentParser(prog="python -m tests.ledger.measure_views")
    parser.add_argument("ledger", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.ledger.parent) as made:
        folder = Path(made)
        path = folder / "ledger.db"
        shutil.copyfile(options.ledger, path)
        with open_ledger(path) as ledger, ledger._write_transaction() as connection:
            connection.exec_driver_sql(_MEETINGS)
        with closing(sqlite3.connect(path)) as file:
            for one in worked_questions():
                timed(f"SQLite, {one.name}", lambda sql=one.sql: file.execute(sql).fetchall())  # type: ignore[misc]
            for view in VIEWS:
                start = time.monotonic()
                rows = sum(1 for _ in file.execute(f"SELECT * FROM {view.name}"))
                print(f"SQLite, all of {view.name}: {time.monotonic() - start:.1f} s, {rows:,} rows", flush=True)
        with open_ledger(path, read_only=True) as ledger:
            start = time.monotonic()
            written = write_tables(ledger, folder / "tables")
        size = sum(p.stat().st_size for p in (folder / "tables").iterdir()) / 1e6
        print(f"Parquet written: {time.monotonic() - start:.1f} s, {sum(written.values()):,} rows, {size:.0f} MB")
        with duckdb.connect() as duck:
            for view in VIEWS:
                duck.execute(f"CREATE VIEW {view.name} AS SELECT * FROM '{folder}/tables/{view.name}.parquet'")
            for one in worked_questions():
                timed(f"DuckDB, {one.name}", lambda sql=one.sql: duck.execute(sql).fetchall())  # type: ignore[misc]


if __name__ == "__main__":
    main()
