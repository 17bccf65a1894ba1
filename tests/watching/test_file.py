"""The file beside the ledger is kept, and one that is none of ours is refused."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.watching.file import WatchFileError, opened, watch_file

TABLES = "CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY)"


def test_what_is_written_is_there_the_next_time(tmp_path: Path) -> None:
    """It lies beside the ledger, under its name."""
    ledger = tmp_path / "ledger.db"
    with opened(ledger, TABLES) as file, file:
        file.execute("INSERT INTO seen VALUES ('one')")
    with opened(ledger, TABLES) as file:
        assert [row["key"] for row in file.execute("SELECT key FROM seen")] == ["one"]
    assert watch_file(ledger) == tmp_path / "ledger.db.watch"


@pytest.mark.parametrize("held", [b"no database, a letter", b"SQLite format 3\x00" + bytes(100)])
def test_a_strange_file_is_refused(tmp_path: Path, held: bytes) -> None:
    """It is said which, and it stays as it was."""
    ledger = tmp_path / "ledger.db"
    watch_file(ledger).write_bytes(held)
    with pytest.raises(WatchFileError, match=r"ledger\.db\.watch"), opened(ledger, TABLES):
        pass
    assert watch_file(ledger).read_bytes() == held


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    with closing(sqlite3.connect(watch_file(ledger))) as other:
        other.execute("PRAGMA application_id = 7")
    with pytest.raises(WatchFileError, match="is no file of watching: move it away"), opened(ledger, TABLES):
        pass


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """It holds secrets, as it was made and after somebody opened it to others."""
    ledger = tmp_path / "ledger.db"
    with opened(ledger, TABLES) as file, file:
        file.execute("INSERT INTO seen VALUES ('one')")
        assert {p.stat().st_mode & 0o777 for p in tmp_path.iterdir()} == {0o600}
    watch_file(ledger).chmod(0o644)
    with opened(ledger, TABLES):
        assert watch_file(ledger).stat().st_mode & 0o777 == 0o600


def test_where_no_file_can_be_it_is_said(tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(WatchFileError, match="No such file"), opened(tmp_path / "none" / "ledger.db", TABLES):
        pass


def elsewhere(path: Path, *statements: str) -> str:
    """What another process is answered by the last of these statements; it closes the file afterwards."""
    script = (
        f"import sqlite3\nfile = sqlite3.connect({str(path)!r})\n"
        f"for one in {statements!r}: found = file.execute(one).fetchall()\nfile.commit()\nfile.close()\nprint(found)"
    )
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


def test_who_looks_at_it_takes_nobodys_locks(tmp_path: Path) -> None:
    """Whoever reads feeds holds the file while alerts are noted in it, and a desk looks at it: without its locks the
    first would go on writing into a log that the last to close had taken away."""
    ledger = tmp_path / "ledger.db"
    path = watch_file(ledger)
    with opened(ledger, TABLES) as held:
        with held:
            held.execute("INSERT INTO seen VALUES ('held')")
        with opened(ledger, TABLES) as other, other:
            other.execute("INSERT INTO seen VALUES ('other')")
        elsewhere(path, "INSERT INTO seen VALUES ('elsewhere')")
        with held:
            held.execute("INSERT INTO seen VALUES ('at the end')")
        assert elsewhere(path, "SELECT count(*) FROM seen") == "[(4,)]"
