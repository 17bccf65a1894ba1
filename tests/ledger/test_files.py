"""Files that are no ledger, of another version, damaged, full, locked, or not ours to write: each says what it is."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import (
    LedgerBusy,
    LedgerCorrupted,
    LedgerError,
    LedgerFull,
    LedgerMissing,
    LedgerNewer,
    LedgerNotWritable,
    LedgerOlder,
    NotALedger,
    open_ledger,
    sqlite,
)
from onrecord.ledger.schema import migrations

pytestmark = pytest.mark.usefixtures("files_made_anew")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with some readings in it."""
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.record_many((make_reading(i) for i in range(20)), recorded_at=NOON)
    return path


def test_what_was_recorded_is_there_when_it_is_opened_again(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger.count() == 60
        ledger.check()
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.count() == 60


@pytest.mark.parametrize("content", [b"a letter to the editor", b"\x00" * 5000, b"SQLite format 4\0" + b"x" * 200])
def test_a_file_that_is_something_else_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotALedger, match=r"notes\.txt: not a ledger"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photos (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="another program"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="a folder"):
        open_ledger(tmp_path)


def test_an_empty_file_becomes_a_ledger_unless_it_is_only_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    path.touch()
    with pytest.raises(NotALedger, match="empty"):
        open_ledger(path, read_only=True)
    with open_ledger(path) as ledger:
        assert ledger.count() == 0


def test_a_missing_file_or_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match="no ledger there"):
        open_ledger(tmp_path / "l.db", create=False)
    with pytest.raises(LedgerMissing, match="no ledger there"):
        open_ledger(tmp_path / "l.db", read_only=True)
    with pytest.raises(LedgerMissing, match=r"the folder .* is not there"):
        open_ledger(tmp_path / "no" / "l.db")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_ledger_is_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(LedgerNewer, match=r"version 99; this onrecord knows versions up to \d+\. Upgrade"):
        open_ledger(path)


def test_an_older_ledger_is_brought_forward(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = len(migrations.steps())
    steps = (*migrations.steps(), ("CREATE TABLE later (id VARCHAR)", "CREATE INDEX j ON later (id)"))
    monkeypatch.setattr(migrations, "steps", lambda **_: steps)
    with pytest.raises(LedgerOlder, match=f"version {now}, older than this onrecord's {now + 1}"):
        open_ledger(path, read_only=True)
    for _ in range(2):
        with open_ledger(path) as ledger:
            assert ledger.count() == 60
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (now + 1,)
    assert raw.execute("SELECT count(*) FROM later").fetchone() == (0,)
    raw.close()


def test_a_ledger_older_than_who_denies_an_event_is_read_as_it_was(path: Path) -> None:
    with open_ledger(path, read_only=True) as ledger:
        held = [ledger.reading(i) for i in ledger.reading_ids()]
    raw = sqlite3.connect(path)
    for (view,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        raw.execute(f"DROP VIEW {view}")
    for table in ("judged_norms", "judged_words", "state_names"):
        raw.execute(f"DROP TABLE {table}")
    raw.execute("ALTER TABLE events DROP COLUMN said_by_id")
    raw.execute("ALTER TABLE events DROP COLUMN does")
    for column in ("entered_by", "entered_on"):
        raw.execute(f"ALTER TABLE records DROP COLUMN {column}")
    raw.execute("DROP TABLE norm_keys")
    raw.execute("DROP TABLE norm_asks")
    for index in ("current_events_recipient", "current_events_actor"):
        raw.execute(f"DROP INDEX {index}")
    raw.execute("CREATE INDEX current_events_actor ON current_events (actor, day_last)")
    raw.execute("DROP INDEX passages_searched")
    for column in ("holds", "forms", "also", "searched"):
        raw.execute(f"ALTER TABLE passages DROP COLUMN {column}")
    raw.execute("ALTER TABLE current_events DROP COLUMN does")
    for table in ("withdrawn_rows", "withdrawn_ids", "withdrawals", "commits", "remarks", "not_met"):
        raw.execute(f"DROP TABLE {table}")
    raw.execute("ALTER TABLE meanings DROP COLUMN crc")
    raw.execute("PRAGMA user_version = 7")
    raw.close()
    with open_ledger(path) as ledger:
        again = [ledger.reading(i) for i in ledger.reading_ids()]
    assert [r.document for r in again] == [r.document for r in held]
    assert [[replace(e, said_by_id=None, does=None) for e in r.events] for r in held] == [list(r.events) for r in again]


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    steps = (*migrations.steps(), ("CREATE TABLE later (id VARCHAR)", "CREATE TABLE norms (id)"))
    monkeypatch.setattr(migrations, "steps", lambda **_: steps)
    with pytest.raises(Exception, match="norms already exists"):
        open_ledger(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_truncated_ledger_is_said_to_be_damaged(path: Path, kept: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(LedgerCorrupted, match="bytes too early"):
        open_ledger(path)


def test_a_ledger_cut_inside_its_header_is_said_to_be_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(LedgerCorrupted):
        open_ledger(path)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_overwritten_pages_are_said_to_be_damage(path: Path, at: float) -> None:
    whole = bytearray(path.read_bytes())
    start = int(len(whole) * at) // 4096 * 4096
    whole[start : start + 8192] = b"\xa5" * 8192
    path.write_bytes(bytes(whole))
    with pytest.raises(LedgerCorrupted, match="damaged"):
        open_ledger(path)


def test_damage_met_on_the_way_is_said_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large files are not checked at every opening."""
    monkeypatch.setattr("onrecord.ledger.opening.CHECKED_UP_TO_BYTES", 0)
    whole = bytearray(path.read_bytes())
    whole[3 * 4096 :] = b"\xa5" * (len(whole) - 3 * 4096)
    path.write_bytes(bytes(whole))

    def look_through() -> None:
        with open_ledger(path) as ledger:
            list(ledger.entries())
            ledger.check()

    with pytest.raises(LedgerCorrupted, match="damaged"):
        look_through()


def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.db"
    monkeypatch.setattr(sqlite, "WRITER_PRAGMAS", (*sqlite.WRITER_PRAGMAS, "PRAGMA max_page_count = 200"))
    with open_ledger(path) as ledger:
        done: list[int] = []
        many = (make_reading(number) for number in range(1000))
        with pytest.raises(LedgerFull, match="the disk is full"):
            ledger.record_many(many, recorded_at=NOON, batch=1, on_commit=lambda added: done.append(added.readings.new))
        acknowledged = len(done)
        assert acknowledged > 0
        assert ledger.count() == 3 * acknowledged
        ledger.check()
    monkeypatch.undo()
    with open_ledger(path) as ledger:
        ledger.record(make_reading(acknowledged), recorded_at=NOON)
        assert ledger.count() == 3 * acknowledged + 3


def test_two_writers_wait_for_each_other_and_then_say_so(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(path, busy_timeout_s=0.1) as ledger:
        with pytest.raises(LedgerBusy, match="another process is writing"):
            ledger.record(make_reading(100), recorded_at=NOON)
        assert ledger.count() == 60  # a reader is not kept waiting
        other.execute("ROLLBACK")
        ledger.record(make_reading(100), recorded_at=NOON)
        assert ledger.count() == 63
    other.close()


def test_a_reader_during_a_write_sees_all_of_a_batch_or_nothing(path: Path) -> None:
    seen = []
    with open_ledger(path) as writer, open_ledger(path, read_only=True) as reader:

        def drawn() -> object:
            for number in range(100, 110):
                seen.append(reader.count())
                yield make_reading(number)

        writer.record_many(drawn(), recorded_at=NOON, batch=5)  # type: ignore[arg-type]
        seen.append(reader.count())
    assert seen == [60] * 5 + [75] * 5 + [90]


WRITER = """
import sys
from pathlib import Path
from onrecord.ledger import open_ledger
from tests.ledger.factory import NOON, make_reading
path, first, step = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with open_ledger(path, busy_timeout_s=60) as ledger:
    for number in range(first, first + int(sys.argv[4])):
        ledger.record_many(
            (make_reading(number * step + i) for i in range(step)),
            recorded_at=NOON,
            on_commit=lambda done: print(number, flush=True),
        )
"""
ROOT = Path(__file__).resolve().parents[2]


def start_writer(path: Path, first: int, step: int, batches: int, **more: object) -> subprocess.Popen[str]:
    """A process that adds batches of `step` readings and prints each batch's number once it is acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(step), str(batches)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, **more)  # type: ignore[call-overload,no-any-return]


def test_two_processes_write_at_once_and_make_the_file_between_them(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    writers = [start_writer(path, first, 2, 15) for first in (0, 15)]
    assert [w.communicate()[0].count("\n") for w in writers] == [15, 15]
    with open_ledger(path) as ledger:
        assert ledger.count() == 2 * 30 * 3
        ledger.check()


# More by hand: ONRECORD_KILLS=100 pytest tests/ledger/test_files.py -k killed
KILLS = int(os.environ.get("ONRECORD_KILLS", "5"))


@pytest.mark.processes
def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    acknowledged = 0
    for kill in range(KILLS):
        with open_ledger(path) as ledger:
            first = len(list(ledger.reading_ids())) // 4
        writer = start_writer(path, first, 4, 10_000)
        assert writer.stdout is not None
        for _ in range(1 + kill % 7):  # killed after a varying number of batches, in the middle of the next
            acknowledged = int(writer.stdout.readline())
        writer.kill()
        writer.wait()
        rest = writer.stdout.read().split()
        acknowledged = max([acknowledged, *map(int, rest)])
        with open_ledger(path) as ledger:
            ledger.check()
            ids = list(ledger.reading_ids())
            assert len(ids) % 4 == 0  # no half of a batch
            assert len(ids) // 4 >= acknowledged + 1
            assert len(set(ids)) == len(ids)
            assert ledger.count() == 3 * len(ids)
            assert len(ledger.matches('"said"', limit=10**6)) == 3 * len(ids)


READ_ONLY = """
import os, sys
from pathlib import Path
from onrecord.ledger import open_ledger, LedgerError
from tests.ledger.factory import NOON, make_reading
path = Path(sys.argv[1])
with open_ledger(None) as ledger:  # loads all there is to load: another user may not be able to
    ledger.record(make_reading(1), recorded_at=NOON)
    list(ledger.entries())
if os.getuid() == 0:  # root may write anywhere
    os.setuid(65534)
with open_ledger(path, read_only=True) as ledger:
    print(ledger.count())
for file in (path, path.with_name("new.db")):
    try:
        with open_ledger(file) as ledger:
            ledger.record(make_reading(1000), recorded_at=NOON)
    except LedgerError as error:
        print(type(error).__name__, error)
"""


def test_a_read_only_folder_is_read_and_not_written(path: Path) -> None:
    for folder in (path.parent, *path.parent.parents):
        if folder.stat().st_uid != os.getuid() or folder == Path("/tmp"):
            break
        folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, cwd=ROOT, check=False
        )
    finally:
        path.parent.chmod(0o755)
    assert done.stdout.startswith("60\n"), done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == ["LedgerNotWritable"] * 2, done.stdout


def test_every_error_is_one_of_ours() -> None:
    for error in (LedgerBusy, LedgerCorrupted, LedgerFull, LedgerMissing, LedgerNewer, LedgerNotWritable, NotALedger):
        assert issubclass(error, LedgerError)
