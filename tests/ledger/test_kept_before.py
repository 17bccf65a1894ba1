"""An older ledger that is brought forward is kept as it was, once; where there is no room for that it is left alone."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.command import run_here
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import LedgerFull, LedgerOlder, open_ledger
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep import kept_before

OLD = Path(__file__).parent / "files" / "version-6.db.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def rows(path: Path) -> list[str]:
    """The whole of a database as SQL, with its version."""
    with closing(sqlite3.connect(path)) as raw:
        return [str(raw.execute("PRAGMA user_version").fetchone()[0]), *raw.iterdump()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm")))


def test_it_is_kept_as_it_was_and_told_in_a_sentence(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = rows(old)
    with open_ledger(old) as ledger:
        assert ledger.inspect().findings == ()
    copy = old.with_name("old.v6-backup.db")
    assert names(old.parent) == ["old.db", copy.name]
    assert rows(copy) == before
    (told,) = [record.getMessage() for record in caplog.records]
    current = len(migrations.steps())
    assert told == f"{old}: brought forward from version 6 to {current}; as it was it is kept in {copy}"
    with pytest.raises(LedgerOlder):
        open_ledger(copy, read_only=True)
    with open_ledger(old) as ledger:
        ledger.record(make_reading(7), recorded_at=NOON)
    assert names(old.parent) == ["old.db", copy.name]
    assert rows(copy) == before


def test_a_migration_that_did_not_finish_leaves_the_copy_and_the_next_makes_no_second(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(old)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.ledger.opening.rebuild", broken)
        with pytest.raises(KeyboardInterrupt):
            open_ledger(old)
    assert rows(old) == rows(old.with_name("old.v6-backup.db")) == before
    open_ledger(old).close()
    assert names(old.parent) == ["old.db", "old.v6-backup.db"]


@pytest.mark.parametrize("stands", ["a letter", "another ledger"])
def test_what_stands_there_is_never_written_over(old: Path, stands: str) -> None:
    taken, before = old.with_name("old.v6-backup.db"), rows(old)
    if stands == "a letter":
        taken.write_text("a letter", encoding="utf-8")
    else:
        shutil.copy(old, taken)
        with closing(sqlite3.connect(taken)) as raw, raw:
            raw.execute("CREATE TABLE more (n)")
    held = taken.read_bytes()
    open_ledger(old).close()
    assert taken.read_bytes() == held
    assert names(old.parent) == ["old.db", "old.v6-backup-2.db", "old.v6-backup.db"]
    assert rows(old.with_name("old.v6-backup-2.db")) == before


def test_without_room_for_a_copy_it_is_left_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()

    def disk_usage(_: Path) -> object:
        return type("Usage", (), {"free": 2 * len(before) - 1})

    monkeypatch.setattr(kept_before, "disk_usage", disk_usage)
    with pytest.raises(LedgerFull, match=r"of version 6, .* Make room") as refused:
        open_ledger(old)
    assert "\n" not in str(refused.value)
    assert old.read_bytes() == before
    assert names(old.parent) == ["old.db"]


def test_a_new_one_and_one_of_today_have_no_copy(tmp_path: Path) -> None:
    for _ in range(2):
        open_ledger(tmp_path / "l.db").close()
    assert names(tmp_path) == ["l.db"]


def test_a_person_is_told(old: Path) -> None:
    met = ("met", "--ledger", str(old))
    first, second = (run_here(met, stdin=b"", env=None, cwd=None).stderr for _ in range(2))
    assert f"onrecord: {old}: brought forward from version 6 to " in first
    assert "brought forward" not in second
