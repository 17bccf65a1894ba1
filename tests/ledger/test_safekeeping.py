"""Backups, ledgers out of backups, and what is made anew: proven equal, or not done at all."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import (
    EvidenceDamaged,
    LedgerBusy,
    LedgerCorrupted,
    NotALedger,
    PlaceTaken,
    open_ledger,
    repair,
    restore,
)
from onrecord.ledger.sqlite import connected
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.safekeeping import contents


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.record_many((make_reading(i) for i in range(3)), recorded_at=NOON)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A ledger of one statement: looking through it is quick."""
    path = tmp_path / "s.db"
    with open_ledger(path) as ledger:
        ledger.record(make_reading(1, statements=1, filler=2), recorded_at=NOON)
    return path


def files_in(folder: Path) -> list[str]:
    """Their names, without the logs that a reader leaves beside a ledger."""
    return sorted(f.name for f in folder.iterdir() if not f.name.endswith(("-wal", "-shm")))


def run_sql(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for command in commands:
            raw.execute(command)


def test_a_backup_is_one_file_that_holds_all_of_it(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"
    with open_ledger(path, read_only=True) as ledger, ledger._read_transaction() as connection:
        done = ledger.back_up(to)
        assert done.contents == contents(connection)
    assert files_in(tmp_path) == ["backup.db", "l.db"]
    with connected(to, write=False) as copy:
        assert contents(copy) == done.contents
    with open_ledger(to) as ledger:
        assert ledger.inspect(head=done.head.hash).sound


def test_a_backup_taken_while_others_write_is_a_moment_of_the_ledger(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:

        def write() -> None:
            with open_ledger(path) as other:
                other.record_many((make_reading(i) for i in range(10, 16)), recorded_at=NOON, batch=1)

        writer = threading.Thread(target=write)
        writer.start()
        heads = [ledger.back_up(tmp_path / f"{n}.db").head for n in range(4)]
        writer.join()
        for n, head in enumerate(heads):
            with open_ledger(tmp_path / f"{n}.db") as copy:
                copy.check()
                assert len(list(copy.reading_ids())) == 3 + head.commits - 1
        assert ledger.inspect(head=heads[0].hash).sound


def test_a_backup_takes_no_place_that_is_taken(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "b.db"
    to.write_text("precious")
    with open_ledger(path) as ledger:
        with pytest.raises(PlaceTaken, match="--replace"):
            ledger.back_up(to)
        with pytest.raises(PlaceTaken, match="itself"):
            ledger.back_up(path, replace=True)
        assert to.read_text() == "precious"
        ledger.back_up(to, replace=True)
    with open_ledger(to, create=False) as copy:
        assert copy.count() == 9


def test_a_changed_past_is_not_backed_up_as_sound(path: Path, tmp_path: Path) -> None:
    run_sql(path, "DROP TRIGGER norms_no_update", "UPDATE norms SET agent_id = 'CHN'")
    with open_ledger(path) as ledger, pytest.raises(LedgerCorrupted, match="changed afterwards"):
        ledger.back_up(tmp_path / "b.db")
    assert files_in(tmp_path) == ["l.db"]


def test_a_ledger_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        kept = ledger.back_up(tmp_path / "b.db")
        ledger.record(make_reading(9), recorded_at=NOON)
    with pytest.raises(PlaceTaken):
        restore(tmp_path / "b.db", path)
    done = restore(tmp_path / "b.db", path, replace=True)
    assert (done.contents, done.head) == (kept.contents, kept.head)
    assert done.aside is not None
    with open_ledger(path) as ledger, open_ledger(done.aside) as older:
        assert (ledger.count(), older.count()) == (9, 12)
    again = restore(tmp_path / "b.db", tmp_path / "elsewhere.db")
    assert (again.contents, again.aside) == (kept.contents, None)


def test_what_is_damaged_gives_no_ledger(path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.db"
    whole = bytearray(path.read_bytes())
    whole[4096 * 5 : 4096 * 9] = b"\xa5" * (4096 * 4)
    broken.write_bytes(whole)
    with pytest.raises(LedgerCorrupted):
        restore(broken, tmp_path / "new.db")
    with pytest.raises(NotALedger):
        restore(Path(__file__), tmp_path / "new.db")
    assert files_in(tmp_path) == ["b.db", "l.db"]


def test_nothing_is_replaced_under_a_process_that_has_it_open(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.back_up(tmp_path / "b.db")
        ledger.record(make_reading(9), recorded_at=NOON)
        with pytest.raises(LedgerBusy):
            restore(tmp_path / "b.db", path, replace=True)
        assert ledger.count() == 12
    assert files_in(tmp_path) == ["b.db", "l.db"]


DERIVED = {
    "an emptied full-text index": ["INSERT INTO passages_fts(passages_fts) VALUES ('delete-all')"],
    "norms gone from the index": ["DELETE FROM current_norms"],
    "another agent in the index": ["UPDATE current_norms SET agent_id = 'CHN'"],
    "another question in the index": ["UPDATE norm_asks SET type = 'X'"],
    "a table of the index dropped": ["DROP TABLE norm_keys"],
    "an index of a table dropped": ["DROP INDEX norms_agent"],
    "guards dropped": ["DROP TRIGGER norms_no_update", "DROP TRIGGER pages_no_delete"],
    "a current reading forgotten": ["DELETE FROM current_readings WHERE page = 1"],
}


@pytest.mark.parametrize("commands", DERIVED.values(), ids=DERIVED.keys())
def test_what_follows_from_the_log_is_made_anew(small: Path, commands: list[str]) -> None:
    with open_ledger(small) as ledger, ledger._read_transaction() as connection:
        head = chain.head(connection)
    run_sql(small, *commands)
    done = repair(small)
    assert done.found
    assert (done.head, done.aside) == (head, small.with_name("s.db.replaced"))
    with open_ledger(small) as ledger:
        assert ledger.count() == len(ledger.matches('"said"')) == 1


def test_a_sound_ledger_is_left_as_it_is(small: Path) -> None:
    before = small.read_bytes()
    assert repair(small).aside is None
    assert small.read_bytes() == before


def test_evidence_is_never_made_anew(path: Path) -> None:
    run_sql(path, "DROP TRIGGER norms_no_update", "UPDATE norms SET agent_id = 'CHN'", "DELETE FROM current_norms")
    before = path.read_bytes()
    with pytest.raises(EvidenceDamaged, match="the log itself is damaged"):
        repair(path)
    assert path.read_bytes() == before
