"""Backups of a ledger, and ledgers out of backups.

In:      an open ledger, or the path of a backup; where to
Out:     Copied: one file that holds all of it, and what proves so
Refuses: a place that is taken (PlaceTaken); a ledger or backup that does not fit together (LedgerCorrupted)
Source:  docs/ledger.md, "Kept whole"; sqlite.org/backup.html
Shown:   tests/ledger/test_safekeeping.py
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.ledger.upkeep.inspecting import log_faults
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.whole_files import fsync_folder, part_beside, whole_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy that was proven.

    head:     the end of the chain it holds.
    contents: SHA-256 over every row of every table: the copy's, and what it was made of had the same.
    aside:    where what stood in its place is now; None: nothing did.
    """

    path: LedgerPlace
    bytes: int
    head: chain.ChainHead
    contents: str
    aside: LedgerPlace | None = None

    def to_json(self) -> dict[str, Any]:
        """`{"path", "bytes", "commits", "head", "contents", "aside"}`."""
        return {
            "path": str(self.path),
            "bytes": self.bytes,
            "commits": self.head.commits,
            "head": self.head.hash,
            "contents": self.contents,
            "aside": str(self.aside) if self.aside else None,
        }


def back_up(connection: Connection, source: Path | None, to: Path, *, replace: bool) -> Copied:
    """The ledger as it stands at this moment, in one file; others may go on writing to it.

    The copy is looked through (file and chain) before it takes its name, and compared with its source row by row.
    """
    if to.exists() and not replace:
        raise errors.PlaceTaken(f"{to}: a file is there already. Choose another name, or say --replace.")
    if source is not None and to.exists() and to.samefile(source):
        raise errors.PlaceTaken(f"{to}: the ledger itself. A backup goes to another file.")
    chain.head(connection)  # from here on this connection reads one moment
    with database.said_plainly(to), whole_file(to) as beside:
        sqlite.copy_to(connection, beside)
        with sqlite.connected(beside, write=False) as copy:
            make_sure(copy, str(source or "the ledger in memory"))
            proof, head = contents(copy), chain.head(copy)
        if proof != contents(connection):
            raise errors.LedgerError(f"{to}: the copy is not what was copied; it was not kept. Check the disk.")
        size = beside.stat().st_size
    return Copied(path=to, bytes=size, head=head, contents=proof)


def restore_file(backup: Path, to: Path, *, replace: bool = False) -> Copied:
    """A ledger out of a backup, proven to hold what the backup holds. The backup is only read.

    replace: what stands at `to` is moved aside, never deleted; LedgerBusy when somebody has it open.
    """
    look_at_file(backup, create=False)
    if not to.absolute().parent.is_dir():
        raise errors.LedgerMissing(f"{to}: the folder {to.absolute().parent} is not there. Make it first.")
    taken = to.exists()
    if taken and (not replace or to.samefile(backup)):
        raise errors.PlaceTaken(
            f"{to}: a file is there already. Choose another place, or say --replace: what is there is moved aside then."
        )
    with database.said_plainly(to), beside_of(to) as beside:
        with database.said_plainly(backup), sqlite.connected(backup, write=False) as original:
            make_sure(original, str(backup))
            sqlite.copy_to(original, beside)
            proof = contents(original)
        with sqlite.connected(beside, write=False) as copy:
            if contents(copy) != proof:
                raise errors.LedgerError(f"{to}: the copy is not what the backup holds; it was not kept.")
            head = chain.head(copy) if _is_current(copy) else chain.ChainHead(0, chain.BEFORE_ALL)
        size = beside.stat().st_size
        aside = put_in_place(beside, to)
    return Copied(path=to, bytes=size, head=head, contents=proof, aside=aside)


def contents(connection: Connection) -> str:
    """SHA-256 over every row of every table, 64 hex digits."""
    digest = hashlib.sha256()
    names = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
    for name, made in names:
        # A virtual table shows what its own tables hold, and those are digested.
        if made is None or made.upper().startswith("CREATE VIRTUAL"):
            continue
        digest.update(f"{name}\n".encode())
        order = "rowid" if "WITHOUT ROWID" not in made.upper() else "1, 2"
        for row in connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY {order}'):
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@contextmanager
def beside_of(path: Path) -> Iterator[Path]:
    """Where to build what will stand at the path; what is left there is swept away."""
    beside = part_beside(path)
    try:
        yield beside
    finally:
        for left in (beside, *_logs(beside)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def put_in_place(built: Path, path: Path) -> Path | None:
    """Put a finished file at the path; where what stood there is now. LedgerBusy: somebody has that open."""
    with built.open("rb+") as file:
        os.fsync(file.fileno())
    if not path.exists():
        built.replace(path)
        fsync_folder(path.parent)
        return None
    aside = _free_name(path)
    with _nobody_has_open(path):
        for log, name in zip(_logs(path), _logs(aside), strict=True):
            # A log left beside the new file would be played into it.
            if log.exists():
                log.replace(name)
        path.replace(aside)
        built.replace(path)
        fsync_folder(path.parent)
    return aside


@contextmanager
def _nobody_has_open(path: Path) -> Iterator[None]:
    """Holds the file for ourselves; of a file too damaged to be locked nothing can be known."""
    raw = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        try:
            raw.execute("PRAGMA journal_mode = DELETE")  # leaving WAL takes that no other connection is there
            raw.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise errors.LedgerBusy(
                    f"{path}: another process has it open. Run this again when it has finished."
                ) from None
        yield
    finally:
        raw.close()


def make_sure(connection: Connection, where: str) -> None:
    """LedgerCorrupted, or NotALedger, unless the file and its chain are whole."""
    if not database.of(connection).is_ours(connection):
        raise sqlite.not_a_ledger(where, "an SQLite database of another program")
    found = log_faults(connection) if _is_current(connection) else database.of(connection).all_damage(connection)
    if found:
        raise sqlite.corrupted(where, "; ".join(str(getattr(f, "seen", f)) for f in found[:3]))


def _is_current(connection: Connection) -> bool:
    return database.of(connection).schema_version(connection) == len(migrations.steps())


def _logs(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


def _free_name(path: Path) -> Path:
    """`ledger.db.replaced`, then `ledger.db.replaced-2`."""
    for number in range(1, 10_000):
        name = path.with_name(f"{path.name}.replaced{'' if number == 1 else f'-{number}'}")
        if not name.exists():
            return name
    raise errors.PlaceTaken(f"{path}.replaced: there are too many of them already. Move some away.")
