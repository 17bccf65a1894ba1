"""Kills and full disks by the hundred, with a report: what a test run has no time for.

    python -m tests.ledger.reliability kills 100 [WHAT ...]  # kill -9 in the middle of it
    python -m tests.ledger.reliability disk [WHAT ...]       # on a disk that fills up (root: it mounts a tmpfs)

WHAT: add, import, judge, backup, rebuild, forget, absorb; all of them when none is named.

After every kill the ledger must open, hold what was acknowledged, and fit together (`inspect`); a backup must be there
whole or not at all.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Ledger, LedgerError, open_ledger
from onrecord.ledger.intake.absorbing import AbsorbPace
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedEvent, ImportedParty, ImportedRow, ImportFile, ImportFormat
from onrecord.terms.judgements import JudgementKind

ROOT = Path(__file__).resolve().parents[2]
FILE = ImportFile(
    name="events.csv", format=ImportFormat.GDELT, sha256="0" * 64, encoding="utf-8", encoding_basis="content",
    columns=("a",), notes=(),
)  # fmt: skip


# Then a new one is begun: looking through one that only grows would take most of the time.
KILLS_A_LEDGER = 5


def said(word: str) -> None:
    """Tell the parent that this much is acknowledged."""
    os.write(1, f"{word}\n".encode())


def row(number: int) -> ImportedRow:
    """One imported event of many."""
    party = ImportedParty(name="RUSSIA", country="RUS", state="RUS", organisation=None, sector=None)
    day = DateBounds.day(date(2020, 1, 1) + timedelta(days=number % 999))
    event = ImportedEvent(
        format=ImportFormat.GDELT, row_id=str(number), code="190", type=EventType.ASSAULT, mode=None, quad=4,
        actor=party, recipient=None, directed=True, date=day,
    )  # fmt: skip
    return ImportedRow(number, (str(number),), event)


def add(ledger: Ledger, start: int) -> None:
    """Readings, four to a commit."""
    for number in range(start, start + 10_000, 4):
        ledger.record_many((make_reading(number + i, statements=1, filler=2) for i in range(4)), recorded_at=NOON)
        said(f"readings {number + 4}")


def import_(ledger: Ledger, start: int) -> None:
    """Imported events, fifty to a commit."""
    for number in range(start, start + 1_000_000, 50):
        ledger.imported.add(FILE, map(row, range(number, number + 50)), recorded_at=NOON)
        said(f"imported_events {number + 50}")


def judge(ledger: Ledger, start: int) -> None:
    """Judgements, one a commit."""
    norms = [n.id for e in ledger.entries() for n in e.norms]
    for number in range(start, start + 10_000):
        ledger.judge(norms[number % len(norms)], JudgementKind.CONFIRM, by="Ada", at=NOON + timedelta(seconds=number))
        said(f"judgements {number + 1}")


def backup(ledger: Ledger, start: int) -> None:
    """Backups, one in place of the other."""
    assert isinstance(ledger.place, Path)
    for number in range(start, start + 10_000):
        ledger.back_up(ledger.place.with_name("kept.db"), replace=True)
        said(f"kept {number + 1}")


def rebuild(ledger: Ledger, start: int) -> None:
    """The index made anew."""
    for number in range(start, start + 10_000):
        ledger.rebuild_index()
        said(f"rebuilt {number + 1}")


def forget(ledger: Ledger, start: int) -> None:
    """Readings added and their pages withdrawn."""
    for number in range(start, start + 10_000):
        reading = make_reading(10_000_000 + number, statements=1, filler=2)
        reading = replace(reading, reader="reader of what is withdrawn")
        ledger.record(reading, recorded_at=NOON)
        ledger.forget(reading.page.id, reason="a test", author="Ada", day=date(2026, 1, 1), recorded_at=NOON)
        said(f"withdrawals {number + 1}")


def absorb(ledger: Ledger, start: int) -> None:
    """Shards of sixty pages, each in many steps; each shard is absorbed twice."""
    with TemporaryDirectory() as folder:
        for number in range(start, start + 10_000, 60):
            path = Path(folder) / f"{number}.shard.db"
            with open_ledger(path) as shard:
                some = (make_reading(number + i, statements=1, filler=2) for i in range(60))
                shard.record_many(some, recorded_at=NOON)
            for _ in range(2):
                ledger.absorb(
                    path,
                    pace=AbsorbPace(held_s=0.02, pause_s=0.0),
                    on_commit=lambda _: said(f"readings {ledger.counts()['readings']}"),
                )


WORK: dict[str, Callable[[Ledger, int], None]] = {
    "add": add,
    "import": import_,
    "judge": judge,
    "backup": backup,
    "rebuild": rebuild,
    "forget": forget,
    "absorb": absorb,
}


def work(what: str, path: Path) -> None:
    """What the killed process does, from where the ledger stands."""
    with open_ledger(path) as ledger:
        counts = ledger.counts()
        at = {
            "add": "readings",
            "absorb": "readings",
            "import": "imported_events",
            "judge": "judgements",
            "forget": "withdrawals",
        }.get(what)
        WORK[what](ledger, counts[at] if at else 0)


def kills(what: str, times: int, folder: Path, seed: int = 1) -> Counter[str]:
    """So many kills in the middle of one kind of work; what was found after each."""
    chance, found = random.Random(seed), Counter[str]()
    for kill in range(times):
        path = folder / f"{what}-{kill // KILLS_A_LEDGER}.db"
        if kill % KILLS_A_LEDGER == 0:
            with open_ledger(path) as ledger:
                ledger.record_many((make_reading(i, statements=1, filler=2) for i in range(4)), recorded_at=NOON)
        # A fork, not a new process: most of the time would go into imports.
        reading, writing = os.pipe()
        worker = os.fork()
        if worker == 0:
            os.dup2(writing, 1)
            try:
                work(what, path)
            finally:
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = pipe.readline()
            time.sleep(chance.uniform(0, 0.15))
            os.kill(worker, signal.SIGKILL)
            told = [told, *pipe.read().splitlines(keepends=True)][-1]
        os.waitpid(worker, 0)
        found[after(what, path, told)] += 1
    return found


def after(what: str, path: Path, told: str) -> str:
    """What the ledger holds of what was acknowledged; told: the last line of the worker."""
    try:
        with open_ledger(path) as ledger:
            if faults := ledger.inspect().findings:
                return f"DOES NOT FIT: {faults[0]}"
            word, _, number = told.strip().partition(" ")
            held = ledger.counts().get(word)
            if held is not None and held < int(number):
                return f"LOST: {held} {word} of {number}"
        kept = path.with_name("kept.db")
        if what == "backup" and kept.exists():
            with open_ledger(kept, read_only=True) as copy:
                if not copy.inspect().sound:
                    return "A BACKUP THAT DOES NOT FIT"
    except LedgerError as error:
        return f"NOT OPENED: {error}"
    return "whole"


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so many kB; root alone may make one."""
    place = folder / "disk"
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=False)


def full_disk(what: str, folder: Path, kilobytes: int) -> str:
    """One kind of work until the disk is full; what is told, and what is held afterwards."""
    with small_disk(folder, kilobytes) as place:
        path = place / "l.db"
        with open_ledger(path) as ledger:
            ledger.record_many((make_reading(i, statements=1, filler=2) for i in range(4)), recorded_at=NOON)
        if what in ("backup", "rebuild", "judge", "forget"):
            (place / "filler").write_bytes(b"x" * max(0, free(place) - 120_000))
        done = subprocess.run(
            [sys.executable, "-m", "tests.ledger.reliability", "work", what, str(path)],
            capture_output=True, text=True, cwd=ROOT, env=environment(), timeout=300, check=False,
        )  # fmt: skip
        last = (done.stderr.strip().splitlines() or ["nothing said"])[-1].partition(":")[0]
        (place / "filler").unlink(missing_ok=True)
        left = [f.name for f in place.iterdir() if f.name.endswith(".part")]
        told = (done.stdout.splitlines() or [""])[-1]
        return f"{last.rpartition('.')[2]}, then {after(what, path, told)}" + (f", LEFT {left}" if left else "")


def free(place: Path) -> int:
    """Bytes that are free there."""
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_frsize


def environment() -> dict[str, str]:
    """Ours, with the project on the path."""
    return {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}


def main(words: list[str]) -> None:
    """See the top of this file."""
    if words[0] == "work":
        work(words[1], Path(words[2]))
        return
    times, wanted = (int(words[1]), words[2:]) if words[0] == "kills" else (0, words[1:])
    with TemporaryDirectory() as folder:
        for what in wanted or WORK:
            begun = time.monotonic()
            if times:
                result: object = dict(kills(what, times, Path(folder)))
            else:
                result = full_disk(what, Path(folder), 1536)
            print(f"{what}: {result} in {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
