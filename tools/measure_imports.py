"""How fast imports are, and how much memory they take: files of each format made by seed, imported into a new ledger.

    python -m tools.measure_imports [--rows 20000 100000] [--seed 7]

Prints one line a format and size: rows a second of reading alone, of the whole import, and the peak memory of the
process that did it. Each import runs in a process of its own.
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from onrecord.imports import OpenedFile, open_files
from onrecord.imports.tables import acled_types, cameo, layouts, states
from onrecord.ledger import open_ledger
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedRow, ImportFormat

FIRST_DAY = date(2023, 2, 1)
WORDS = ("talks", "border", "troops", "convoy", "minister", "visit", "shelling", "market", "square", "bridge", "grain")


def write_file(path: Path, layout: ImportFormat, *, rows: int, seed: int) -> None:
    """A file in the layout: made-up rows, the same for the same seed."""
    chance = random.Random(seed)
    columns = layouts()[layout].columns
    with path.open("w", newline="", encoding="utf-8") as file:
        quoted = layout is ImportFormat.ACLED
        writer = csv.DictWriter(
            file, columns, restval="", delimiter="," if quoted else "\t", lineterminator="\n", escapechar=None
        )
        if layout is not ImportFormat.GDELT:
            writer.writeheader()
        for row in made_up(layout, chance, rows):
            writer.writerow(row)


def made_up(layout: ImportFormat, chance: random.Random, rows: int) -> Iterator[dict[str, str]]:
    """Rows about nothing that happened, with slots filled about as often as in the published files."""
    codes = sorted(states("iso3"))
    codes_of_cameo = sorted(c if len(c) > 2 else c + "0" for c in cameo())
    names = sorted(n.title() for n in states("name") if n.isascii())
    for n in range(rows):
        day = FIRST_DAY + timedelta(days=chance.randrange(28))
        north, east = f"{chance.uniform(-60, 70):.4f}", f"{chance.uniform(-180, 180):.4f}"
        one, two = chance.choice(codes), chance.choice(codes)
        if layout is ImportFormat.GDELT:
            yield {
                "GlobalEventID": str(1_000_000_000 + n), "Day": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}",
                "Year": f"{day:%Y}", "FractionDate": "2023.1233", "Actor1Code": one,
                "Actor1Name": words(chance, 1).upper(), "Actor1CountryCode": one, "Actor2Code": two,
                "Actor2Name": words(chance, 2).upper(),
                "Actor2CountryCode": two if chance.random() < 0.6 else "", "Actor2Type1Code": "MIL", "IsRootEvent": "1",
                "EventCode": chance.choice(codes_of_cameo), "QuadClass": "4", "GoldsteinScale": "-10.0",
                "NumMentions": "6", "NumSources": "1", "NumArticles": "6", "AvgTone": "-3.21", "ActionGeo_Type": "4",
                "ActionGeo_Fullname": words(chance, 3).title(), "ActionGeo_CountryCode": "UP", "ActionGeo_Lat": north,
                "ActionGeo_Long": east, "DATEADDED": f"{day:%Y%m%d}120000",
                "SOURCEURL": f"https://news.example/{day}/{words(chance, 5).replace(' ', '-')}-{n}.html",
            }  # fmt: skip
        elif layout is ImportFormat.ACLED:
            kind = chance.choice(sorted(acled_types()))
            yield {
                "event_id_cnty": f"XXX{n}", "event_date": str(day), "year": "2023",
                "time_precision": chance.choice("1112"), "event_type": kind[0], "sub_event_type": kind[1],
                "actor1": f"Military Forces of {chance.choice(names)} (2019-)", "inter1": "1",
                "actor2": f"Civilians ({chance.choice(names)})", "inter2": "7", "iso": "804", "country": "Ukraine",
                "location": words(chance, 1).title(), "admin1": words(chance, 1).title(), "latitude": north,
                "longitude": east, "source": "Invented Gazette", "fatalities": str(chance.randrange(3)),
                "notes": f"On {day}, {words(chance, 40)}, \"{words(chance, 4)}\".", "timestamp": "1676650000",
            }  # fmt: skip
        elif layout is ImportFormat.POLECAT:
            yield {
                "Event ID": f"INV-{n}", "Event Date": str(day), "Event Type": chance.choice(list(EventType)).value,
                "Contexts": "military;diplomatic", "Actor Name": words(chance, 2).title(), "Actor Country": one,
                "Primary Actor Sector": "GOV", "Recipient Name": words(chance, 2).title(), "Recipient Country": two,
                "City": words(chance, 1).title(), "Country": one, "Latitude": north, "Longitude": east,
                "Source": "Invented Gazette", "Publication Date": str(day), "Story People": words(chance, 12),
                "Language": "eng", "Version": "NGEC_coder",
            }  # fmt: skip
        else:
            yield {
                "Event ID": str(n), "Event Date": str(day), "Source Name": words(chance, 2).title(),
                "Source Sectors": "Executive,Government", "Source Country": chance.choice(names),
                "Event Text": words(chance, 3), "CAMEO Code": chance.choice(codes_of_cameo), "Intensity": "-5.0",
                "Target Name": words(chance, 2).title(), "Target Country": chance.choice(names), "Story ID": str(n),
                "Sentence Number": "2", "Publisher": "Invented Gazette", "City": words(chance, 1).title(),
                "Country": "Ukraine", "Latitude": north, "Longitude": east,
            }  # fmt: skip


def words(chance: random.Random, how_many: int) -> str:
    """Words in no order."""
    return " ".join(chance.choices(WORDS, k=how_many))


def measure(path: Path) -> str:
    """Read the file once for nothing, then import it: rows a second of each, megabytes at the peak."""
    started = time.perf_counter()
    opened = next(iter(open_files(path)))
    assert isinstance(opened, OpenedFile), opened
    rows = [0, 0]
    for row in opened.rows():
        rows[isinstance(row, ImportedRow)] += 1
    read = time.perf_counter()
    ledger = path.with_suffix(".db")
    with open_ledger(ledger) as book:
        tally = book.imported.add(opened.file, opened.rows(), recorded_at=datetime.now(UTC))
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = sum(rows)
    return (
        f"{opened.file.format.value:8} {total:>8,} rows {path.stat().st_size / 1e6:6.1f} MB: reading "
        f"{total / (read - started):>8,.0f} rows/s, import {total / (done - read):>7,.0f} rows/s "
        f"({done - read:5.1f} s), peak {peak:4.0f} MB; {tally.new:,} new, {tally.refused.total():,} refused; "
        f"ledger {ledger.stat().st_size / 1e6:.0f} MB"
    )


def main() -> None:
    """Make the files, measure each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.file is not None:
        print(measure(asked.file))
        return
    with tempfile.TemporaryDirectory() as folder:
        for layout in ImportFormat:
            for rows in asked.rows:
                path = Path(folder) / f"{layout.value}-{rows}.csv"
                write_file(path, layout, rows=rows, seed=asked.seed)
                command = [sys.executable, "-m", "tools.measure_imports", "--file", str(path)]
                print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="", flush=True)


if __name__ == "__main__":
    main()
