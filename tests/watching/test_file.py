"""The file beside the ledger is kept, and one that is none of ours is refused."""

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
