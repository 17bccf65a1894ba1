"""A ledger that is there, is not, is older, newer, damaged, no ledger; its folder, its disk, the clock."""

import gzip
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.faces.checkup import ledger_checked as room
from onrecord.faces.checkup.finding import CheckupFinding, State
from onrecord.faces.checkup.ledger_checked import (
    LEAST_FREE_BYTES,
    address_checked,
    clock_checked,
    disk_checked,
    folder_checked,
    ledger_checked,
)
from onrecord.ledger import Ledger, LedgerAway, LedgerError, LedgerMissing, open_ledger
from onrecord.terms.ledger_places import Address
from tests.ledger.factory import NOON, make_reading

OLD = Path(__file__).parents[2] / "ledger" / "files" / "version-6.db.gz"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        for number in (1, 2):
            ledger.record(make_reading(number, statements=1, filler=2), recorded_at=NOON)
    return path


def looked(path: Path, *, thorough: bool = False) -> CheckupFinding:
    (found,) = ledger_checked(path, thorough=thorough)[1]
    return found


@pytest.mark.parametrize("thorough", [False, True])
def test_a_sound_one(path: Path, thorough: bool) -> None:
    found = looked(path, thorough=thorough)
    assert (found.state, "2 commits, head " in found.seen) == (State.OK, True)
    seen, _ = ledger_checked(path, thorough=thorough)
    assert seen is not None
    assert seen.newest == NOON


def test_none_yet_and_no_folder(tmp_path: Path) -> None:
    none = looked(tmp_path / "l.db")
    assert (none.state, "none yet" in none.seen) == (State.OK, True)
    nowhere = looked(tmp_path / "no" / "l.db")
    assert (nowhere.state, "its folder is not there" in nowhere.seen) == (State.WRONG, True)
    assert list(tmp_path.iterdir()) == []
    assert list(folder_checked(tmp_path / "no" / "l.db")) == list(disk_checked(tmp_path / "no" / "l.db")) == []


def test_an_older_one_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    before = path.read_bytes()
    found = looked(path)
    assert (found.state, "of version 6" in found.seen) == (State.WARNING, True)
    assert "keeps a copy" in found.todo
    assert path.read_bytes() == before


def test_a_newer_one(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 999")
    found = looked(path)
    assert (found.state, found.todo) == (State.WRONG, "upgrade onrecord")


def test_a_damaged_one(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:12288] = b"\x5a" * 4096
    path.write_bytes(data)
    assert looked(path).state is State.WRONG


def test_what_only_a_thorough_look_finds(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DELETE FROM current_norms")
    assert looked(path).state is State.OK
    found = looked(path, thorough=True)
    assert (found.state, "2 findings" in found.seen, "repair" in found.todo) == (State.WRONG, True, True)


def test_no_ledger_at_all(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    path.write_text("a letter", encoding="utf-8")
    found = looked(path)
    assert (found.state, "not a ledger" in found.seen) == (State.WRONG, True)


def test_a_folder_that_is_read_only(path: Path) -> None:
    def read_only(folder: Path) -> None:
        raise OSError(30, "Read-only file system", str(folder))

    (found,) = folder_checked(path, writes=read_only)
    assert (found.state, "Read-only file system" in found.seen) == (State.WRONG, True)
    assert "--read-only" in found.todo
    assert [one.state for one in folder_checked(path)] == [State.OK]
    path.parent.chmod(0o777)
    (open_to_all,) = folder_checked(path)
    assert (open_to_all.state, "everybody" in open_to_all.seen) == (State.WARNING, True)
    assert sorted(one.name for one in path.parent.iterdir() if "l.db" not in one.name) == []


@pytest.mark.parametrize(
    "free, state",
    [
        (0, State.WRONG),
        (LEAST_FREE_BYTES - 1, State.WRONG),
        (LEAST_FREE_BYTES, State.WARNING),
        (10 * LEAST_FREE_BYTES, State.OK),
    ],
)
def test_a_disk_that_is_full_or_nearly(path: Path, free: int, state: State) -> None:
    (found,) = disk_checked(path, free_bytes=lambda _: free)
    assert found.state is state


@pytest.mark.parametrize(
    "now, newest, state",
    [
        (NOON, None, State.OK),
        (NOON, NOON + timedelta(minutes=5), State.OK),
        (NOON, NOON + timedelta(days=2), State.WRONG),
        (datetime(1970, 1, 1, tzinfo=UTC), None, State.WRONG),
        (datetime(2153, 1, 1, tzinfo=UTC), NOON, State.WRONG),
    ],
)
def test_a_clock_that_cannot_be_right(now: datetime, newest: datetime | None, state: State) -> None:
    (found,) = clock_checked(now, newest=newest)
    assert found.state is state


@pytest.mark.parametrize(
    ("fault", "thorough", "state", "seen"),
    [
        (LedgerMissing("nothing there"), False, State.OK, "none yet; `onrecord add` makes it"),
        (LedgerAway("nobody answers"), False, State.WRONG, "nobody answers"),
        (LedgerAway("nobody answers"), True, State.WRONG, "nobody answers"),
        (None, False, State.OK, ": 2 commits, head "),
    ],
)
def test_one_on_a_server(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: LedgerError | None,
    thorough: bool,
    state: State,
    seen: str,
) -> None:
    def opened(*_: object, **__: object) -> Ledger:
        if fault is not None:
            raise fault
        return open_ledger(path, create=False, read_only=True)

    monkeypatch.setattr(room, "open_ledger", opened)
    (found,) = address_checked(Address(database="ledger", host="db.test"), thorough=thorough)
    assert (found.state, seen in found.seen) == (state, True)
