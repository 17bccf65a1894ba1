"""How fast a sheet of red lines comes in and goes out, and how much memory it takes: made by seed, in a new ledger.

    python -m tools.measure_redlines [--rows 1000 10000] [--seed 7] [--words-only]

Prints one line a size: seconds of the processor for looking through the file, the import, the same import again, one
with a row in ten changed, and the export; whether what came out is what went in; peak memory; size of the
ledger. Each size runs in a process of its own. --words-only: no action is parsed, to see what the ledger alone takes.
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

from onrecord.imports.sheet_columns import columns_guessed
from onrecord.imports.sheets import open_sheet
from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.questions.exports.how import How
from onrecord.questions.exports.redlines import sheet_out
from onrecord.walk import red_lines
from onrecord.walk.open import open_engines
from onrecord.walk.sheets import SheetImport, Taken, take_in

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HEADINGS = ("Ref", "Country", "Modal", "Deed", "Mode", "Condition", "Target", "Speaker", "Date", "Quote", "Notes")
STATES = ("Belarus", "Iran", "China", "Turkey", "Russia", "Egypt", "Poland", "Chad", "Kenya", "Finland", "Japan")
ACTIONS = (
    "close its border",
    "send {n} troops to the border",
    "halt the talks",
    "lift the embargo on {other}",
    "ban grain",
)
CONDITIONS = ("{other} attacks the port", "more than {n} soldiers cross the river", "the blockade of {other} ends")
MODALS, MODES = ("will", "will not", "ready", "may"), ("if", "unless", "until", "even if")
NOTES = ("", "", 'said "again", twice', "=SUM(A1:A9)", "-", "two\nlines", "Ankara’s word – „so“", " blank ")


def write_sheet(path: Path, *, rows: int, seed: int, changed: bool) -> None:
    """A sheet about nothing that happened, the same for the same seed. changed: one row in ten has another note."""
    chance = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADINGS)
        for n in range(rows):
            who, other, number = chance.choice(STATES), chance.choice(STATES), chance.randrange(10, 9_000)
            action, condition = (chance.choice(some).format(n=number, other=other) for some in (ACTIONS, CONDITIONS))
            mode, modal, note = chance.choice(MODES), chance.choice(MODALS), chance.choice(NOTES)
            day = date(2020, 1, 1) + timedelta(days=chance.randrange(2_000))
            note = f"{note} mended" if changed and n % 10 == 0 else note
            writer.writerow((f"RL-{n}", who, modal, action, mode, condition, other, who, day, "We said so.", note))


def take(ledger: Ledger, path: Path, *, words_only: bool) -> tuple[float, Taken]:
    """Seconds of the processor, and what the import did."""
    began = time.process_time()
    opened = open_sheet(path)
    how = SheetImport(
        name="measured.csv",
        by="Ada",
        at=NOON,
        columns=columns_guessed(opened.headings),
        days=None,
        latest=NOON.date(),
    )
    # With no character to parse, a row keeps its words alone.
    longest = 0 if words_only else red_lines.LONGEST_PARSED_CHARS
    with mock.patch.object(red_lines, "LONGEST_PARSED_CHARS", longest):
        done = take_in(ledger, opened, how, open_engines(), told=lambda *_: None)
    return time.process_time() - began, done


def measure(rows: int, seed: int, *, words_only: bool) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "first.csv", Path(folder) / "second.csv"
        write_sheet(path, rows=rows, seed=seed, changed=False)
        write_sheet(other, rows=rows, seed=seed, changed=True)
        open_engines()
        began = time.process_time()
        open_sheet(path)
        looked = time.process_time() - began
        with open_ledger(Path(folder) / "ledger.db") as ledger:
            first, _ = take(ledger, path, words_only=words_only)
            began = time.process_time()
            out = sheet_out(ledger, Filters(), How(built=NOON, raw=True))
            wrote = time.process_time() - began
            same = out.data == path.read_bytes()
            again, done = take(ledger, path, words_only=words_only)
            assert not done.moved
            mended, done = take(ledger, other, words_only=words_only)
            assert done.changed == len(range(0, rows, 10))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = (Path(folder) / "ledger.db").stat().st_size / 1e6
        return (
            f"| {rows:,} | {path.stat().st_size / 1e6:.1f} MB | {looked:.1f} s | {first:.1f} s | {again:.1f} s "
            f"| {mended:.1f} s | {wrote:.1f} s | {'yes' if same else 'NO'} | {peak:.0f} MB | {size:.0f} MB |"
        )


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one is not None:
        print(measure(asked.one, asked.seed, words_only=asked.words_only))
        return
    print("| rows | file | looked through | import | again | a tenth changed | export | same bytes | peak | ledger |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for rows in asked.rows:
        words = ["--words-only"] if asked.words_only else []
        command = [sys.executable, "-m", "tools.measure_redlines", "--one", str(rows), "--seed", str(asked.seed)]
        subprocess.run([*command, *words], check=True)


if __name__ == "__main__":
    main()
