"""The file beside a ledger, or kept for it on this machine, in which watching keeps what it has done: `LEDGER.watch`.

In:      the ledger's file, the tables of who asks
Out:     a connection of sqlite3, closed with the block
Refuses: a file that is none of ours, or cannot be opened (WatchFileError)
Source:  docs/watching.md
Shown:   tests/watching/test_file.py

Only its owner may read it: it holds the secrets of receivers. It is no table of the ledger: a ledger is copied, handed
on and proven whole, and when a feed is polled next is no evidence. It holds ids and addresses, and no words of pages:
what is withdrawn from the ledger is gone here too.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace, files_of

# For who asks, without the database's own door.
Connection = sqlite3.Connection
Row = sqlite3.Row

# "onrw"
APPLICATION_ID = 0x6F6E7277
WAITS_S = 10.0


class WatchFileError(OnRecordError):
    """The file beside the ledger cannot be used."""


def watch_file(ledger: LedgerPlace) -> Path:
    """Where it lies."""
    beside = files_of(ledger)
    return beside.with_name(f"{beside.name}.watch")


@contextmanager
def opened(ledger: LedgerPlace, tables: str) -> Iterator[Connection]:
    """The file of this ledger, with these tables: SQL, each `IF NOT EXISTS`. Who writes says `with connection:`."""
    path = watch_file(ledger)
    _keep_to_its_owner(path)
    try:
        connection = sqlite3.connect(path, timeout=WAITS_S)
        try:
            connection.row_factory = sqlite3.Row
            found = connection.execute("PRAGMA application_id").fetchone()[0]
            if found not in (0, APPLICATION_ID):
                raise WatchFileError(f"{path} is no file of watching: move it away")
            if not found:  # to write it each time would wait for the disk each time
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.executescript(tables)
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise WatchFileError(f"{path} cannot be used: {error}") from error


def _keep_to_its_owner(path: Path) -> None:
    """Make it, or take what others may do with it; what lies beside it while it is open is made as it is.

    One that is there is not opened for that: to close it again would take every lock that another connection of this
    process holds on it (sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600))
        except FileExistsError:
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)
    except OSError as error:
        raise WatchFileError(f"{path} cannot be used: {error.strerror}") from None
