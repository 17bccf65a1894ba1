"""Everything that is SQLite's own: connecting, pragmas, what its error codes mean, full-text search.

In:      a path
Out:     an SQLAlchemy engine whose transactions are real; LedgerErrors in place of SQLite's
Refuses: nothing itself
Source:  sqlite.org: pragma.html, wal.html, fts5.html, rescode.html
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import disk_usage
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.engine.interfaces import CompiledCacheType
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.util import LRUCache

from onrecord.ledger import errors

# "ORec" in the header of the file says that it is ours (sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x4F526563

# synchronous FULL: what was acknowledged survives a power cut, not only a killed process.
WRITER_PRAGMAS: tuple[str, ...] = (
    "PRAGMA cache_size = -65536",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
# Who only reads may have a connection for each of a dozen threads; the system keeps the file in memory once for all.
READER_PRAGMAS: tuple[str, ...] = ("PRAGMA cache_size = -8192",)
PRAGMAS: tuple[str, ...] = ("PRAGMA temp_store = MEMORY",)

# SQLAlchemy keeps 500 for one engine; these are those of all.
COMPILED_AT_MOST = 1_000

# A disk with less room than this counts as full when SQLite says only "disk I/O error": one page of its shared-memory
# file is 32 KiB, and on a full tmpfs that is the message it gives.
FULL_BELOW_BYTES = 256 * 1024


def connect_engine(path: Path | None, *, read_only: bool, busy_timeout_s: float, frozen: bool = False) -> Engine:
    """An engine on the file (None: in memory). Nothing is opened yet.

    frozen: nobody writes to the file any more, so it is not locked, and nothing is made beside it.
    """

    def connect() -> sqlite3.Connection:
        target = ":memory:" if path is None else _address(path, FROZEN if frozen else _mode(path, read_only))
        raw = sqlite3.connect(target, uri=True, timeout=busy_timeout_s, isolation_level=None, check_same_thread=False)
        for pragma in (*PRAGMAS, *(READER_PRAGMAS if read_only else WRITER_PRAGMAS)):
            raw.execute(pragma)
        return raw

    # The driver would begin transactions late and commit them early: we say BEGIN ourselves.
    pool: dict[str, Any] = {"poolclass": StaticPool if path is None else QueuePool}
    dialect, compiled = _compiling()
    engine = create_engine("sqlite://", creator=connect, execution_options={"compiled_cache": compiled}, **pool)
    engine.dialect = dialect  # statements are kept by the dialect they were compiled for

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if connection.get_execution_options().get("onrecord_write") else "BEGIN"
        )

    return engine


@cache
def _compiling() -> tuple[Dialect, CompiledCacheType]:
    """What turns questions into SQL, and the SQL of those asked before: one for all files of this process.

    To compile what opening alone asks takes longer than SQLite takes to answer it.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect():
        pass  # the dialect learns from its first connection what this SQLite can do
    engine.dispose()
    return engine.dialect, LRUCache(COMPILED_AT_MOST)


@contextmanager
def connected(path: Path | None, *, write: bool, frozen: bool = False) -> Iterator[Connection]:
    """A connection to the file as it is, of whatever version (None: to an empty one in memory); closed afterwards.

    frozen: as for `connect_engine`.
    """
    engine = connect_engine(path, read_only=not write, busy_timeout_s=10, frozen=frozen)
    try:
        with engine.connect().execution_options(onrecord_write=write) as connection:
            yield connection
    finally:
        engine.dispose()


FROZEN = "?mode=ro&immutable=1"


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path.absolute()))}{mode}"


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        return "?mode=rwc"
    # A WAL file's reader must make a file beside it, unless it is told that nobody writes. Nobody can write where the
    # folder cannot be written, and no log lies beside it.
    if not _folder_writable(path) and not path.with_name(path.name + "-wal").exists():
        return FROZEN
    return "?mode=ro"


def _folder_writable(path: Path) -> bool:
    return os.access(path.absolute().parent, os.W_OK)


@contextmanager
def said_plainly(path: Path | None) -> Iterator[None]:
    """Errors of SQLite, and of rows that make no sense any more, come out as LedgerErrors that say what to do."""
    try:
        yield
    except DBAPIError as error:
        named = _named(error.orig, path)
        if named is None:
            raise
        raise named from error
    except (sqlite3.Error, OSError) as error:
        named = _named(error, path)
        if named is None:
            raise
        raise named from error
    except errors.LedgerError:
        raise
    except errors.SENSELESS as error:
        raise senseless(path, error) from error


def is_busy(error: DBAPIError) -> bool:
    """Did another process hold what we wanted?"""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: DBAPIError) -> bool:
    """Is it that a file could not be read as a database?"""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def senseless(path: Path | None, error: BaseException) -> errors.LedgerCorrupted:
    """The error for a file that SQLite reads and we do not."""
    where = str(path) if path else "the ledger in memory"
    seen = (str(error).splitlines() or [""])[0][:120]
    return errors.LedgerCorrupted(
        f"{where}: something in it is not as it was written ({type(error).__name__}: {seen}). `onrecord check` tells "
        "what; `onrecord repair` makes anew what follows from the rest, and `onrecord restore` takes a backup."
    )


def _named(error: BaseException | None, path: Path | None) -> errors.LedgerError | None:
    where = str(path) if path else "the ledger in memory"
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _full(where)
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The driver's own: text that is no UTF-8 any more. Its other ones are wrong calls of ours.
        return senseless(path, error) if error is not None and "UTF-8" in str(error) else None
    match code & 0xFF:
        case sqlite3.SQLITE_ERROR if "no such" in str(error) or "malformed" in str(error):
            return corrupted(where, str(error))
        case sqlite3.SQLITE_FULL:
            return _full(where)
        case sqlite3.SQLITE_IOERR if path and disk_usage(path.absolute().parent).free < FULL_BELOW_BYTES:
            return _full(where)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return errors.LedgerBusy(
                f"{where}: another process is writing and did not finish in time; nothing was recorded. "
                "Run the same command again when it has finished."
            )
        case sqlite3.SQLITE_CORRUPT:
            return corrupted(where, str(error))
        case sqlite3.SQLITE_NOTADB:
            return not_a_ledger(where, "its content is not an SQLite database's")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return errors.LedgerNotWritable(
                f"{where}: it cannot be written ({error}). Make the file and its folder writable, "
                "or choose a ledger elsewhere."
            )
        case sqlite3.SQLITE_IOERR:
            return errors.LedgerError(f"{where}: the disk did not answer ({error}). Check the disk, then try again.")
    return None


def _full(where: str) -> errors.LedgerFull:
    return errors.LedgerFull(
        f"{where}: the disk is full; nothing of the last step was recorded, all before it is safe. "
        "Make room, or move the ledger to a larger disk, and run the same command again."
    )


def corrupted(where: str, seen: str) -> errors.LedgerCorrupted:
    """The error for a damaged file."""
    return errors.LedgerCorrupted(
        f"{where}: the file is damaged ({seen}). `onrecord restore` takes a backup; without one rescue what can be "
        "read with `sqlite3 FILE .recover`; the pages it was read from can be added to a new ledger."
    )


def not_a_ledger(where: str, seen: str) -> errors.NotALedger:
    """The error for a file that is something else."""
    return errors.NotALedger(f"{where}: not a ledger: {seen}. It was left as it is; choose another file.")


def is_ours(connection: Connection) -> bool:
    """Is it a ledger?"""
    return application_id(connection) == APPLICATION_ID


OF_ANOTHER = "an SQLite database of another program"


def of_another(connection: Connection) -> bool:
    """Does it say that it is another program's?"""
    return application_id(connection) not in (0, APPLICATION_ID)


def application_id(connection: Connection) -> int:
    """Whose file it is; 0: nobody said."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def schema_version(connection: Connection) -> int:
    """The version of the schema; 0: none yet."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def stamp(connection: Connection, version: int) -> None:
    """Say whose file it is and of which version; takes part in the transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def holds_anything(connection: Connection) -> bool:
    """Has anybody made a table here?"""
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first() is not None


def damage(connection: Connection) -> str | None:
    """What `quick_check` finds wrong; None: nothing. Time grows with the file."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
    return None if found == ["ok"] else "; ".join(found)


def damage_said(connection: Connection) -> str | None:
    """The same, also where there is too much of it to look."""
    try:
        return damage(connection)
    except DBAPIError as error:
        return str(error.orig)


def all_damage(connection: Connection) -> list[str]:
    """What `integrity_check` (rows against their indexes, too) and `foreign_key_check` find wrong."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    found = [] if found == ["ok"] else found
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
        found.append(f"{row[0]} row {row[1]} points to a row of {row[2]} that is not there")
    return found


def schema(connection: Connection) -> dict[tuple[str, str], str]:
    """How each table, index and trigger was made, by (type, name); what SQLite adds by itself is left out."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(row[0], row[1]): " ".join(row[2].split()) for row in rows if not row[1].startswith("sqlite_")}


def count(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())


def copy_to(connection: Connection, path: Path) -> None:
    """The database as it stands at this moment, into a file of its own that needs no log beside it.

    Others may go on writing: SQLite's backup API reads one moment of the file.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        raw.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def image(connection: Connection) -> bytes:
    """The database as it stands, as the bytes a file of it would have."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return bytes(raw.serialize())


def fill(connection: Connection, held: bytes) -> None:
    """Make a database that holds nothing one that holds what is in these bytes. Not inside a transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    source = sqlite3.connect(":memory:")
    try:
        source.deserialize(held)
        source.backup(raw)
    finally:
        source.close()


@contextmanager
def beside(connection: Connection, path: Path, name: str) -> Iterator[None]:
    """The tables of a file that nobody writes to any more, under a schema of this name, for the connection alone.

    Not inside a transaction. Another database would have them loaded into a schema of its own.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(f'ATTACH DATABASE ? AS "{name}"', (_address(path, FROZEN),))
    try:
        yield
    finally:
        raw.execute(f'DETACH DATABASE "{name}"')


def search_sound(connection: Connection) -> bool:
    """Does the full-text index hold the words of the passages, no more and no less? Writes nothing, and needs to."""
    try:
        connection.exec_driver_sql("INSERT INTO passages_fts(passages_fts, rank) VALUES ('integrity-check', 1)")
    except DBAPIError:
        return False
    return True


def use_wal(connection: sqlite3.Connection) -> None:
    """Readers beside a writer. Kept in the file; a file system without shared memory keeps its old mode."""
    connection.execute("PRAGMA journal_mode = WAL")


def settle(connection: Connection) -> None:
    """Bring what was committed from the write-ahead log into the file itself, and empty the log.

    So a copy of the file alone, or one whose log is lost or damaged, lacks nothing that was acknowledged. While others
    read it waits for the next commit: the log beside the file holds it as safely.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    (waits_ms,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 0")
    # What was acknowledged is on the disk whether this succeeds or not.
    with suppress(sqlite3.Error):
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.execute(f"PRAGMA busy_timeout = {waits_ms}")


# Commits that come close upon each other write many of the same pages: into the file they go together.
LOG_AT_MOST_BYTES = 256 * 1024 * 1024


@contextmanager
def long_log(connection: Connection) -> Iterator[Callable[[], None]]:
    """For many commits in a row: the write-ahead log is settled when what is yielded finds it long, and at the end.

    What was committed is on the disk all the same. Not inside a transaction.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    (before,) = raw.execute("PRAGMA wal_autocheckpoint").fetchone()
    name = next((row[2] for row in raw.execute("PRAGMA database_list") if row[1] == "main"), "")

    def settle_slowly() -> None:
        # Other writers go on meanwhile; what is left for `settle`, which keeps them out, is little.
        with suppress(sqlite3.Error):
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        settle(connection)

    def settle_when_long() -> None:
        with suppress(OSError):
            if name and Path(f"{name}-wal").stat().st_size > LOG_AT_MOST_BYTES:
                settle_slowly()

    raw.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield settle_when_long
    finally:
        raw.execute(f"PRAGMA wal_autocheckpoint = {before}")
        settle_slowly()


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """The log may be changed inside, by the one command that may: what held it to its word stands again afterwards.

    Part of the caller's transaction, so that no other process ever sees the ledger without its triggers.
    """
    guards = [
        (row[0], row[1])
        for row in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ]
    connection.exec_driver_sql("PRAGMA secure_delete = ON")  # freed room in the file is overwritten with zeros
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, made in guards:
        connection.exec_driver_sql(made)


def sweep(connection: Connection) -> bool:
    """Write the file anew without what was deleted from it, and empty its log; False: others were reading meanwhile."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("VACUUM")
    return bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


# --- full-text search: fts5 over passages(words, forms, who, also), which it does not copy ---

# Passages with norms have numbers from here on in the full-text index, so that either kind is a range of it.
NORMS_FROM = 1 << 40

_SEARCHED = "words, forms, who, also"
_NUMBER_PASSAGES = f"UPDATE passages SET searched = n + (holds = 'norm') * {NORMS_FROM} WHERE reading = ?"
_INDEX_PASSAGES = (
    f"INSERT INTO passages_fts(rowid, {_SEARCHED}) SELECT searched, {_SEARCHED} FROM passages WHERE reading = ?"
)
_UNINDEX_PASSAGES = (
    f"INSERT INTO passages_fts(passages_fts, rowid, {_SEARCHED}) "
    f"SELECT 'delete', searched, {_SEARCHED} FROM passages WHERE reading = ?"
)
# What was deleted stays in the segments of the full-text index until they are merged.
_MERGE_INDEX = "INSERT INTO passages_fts(passages_fts) VALUES ('optimize')"
_EMPTY_INDEX = "INSERT INTO passages_fts(passages_fts) VALUES ('delete-all')"


def index_passages(connection: Connection, readings: Sequence[int]) -> None:
    """Put the passages of these readings into the full-text index."""
    for statement in (_NUMBER_PASSAGES, _INDEX_PASSAGES):
        connection.exec_driver_sql(statement, [(number,) for number in readings])


def unindex_passages(connection: Connection, reading: int) -> None:
    """Take the passages of a reading out of the full-text index, while they still stand in their table."""
    connection.exec_driver_sql(_UNINDEX_PASSAGES, (reading,))


def empty_search(connection: Connection) -> None:
    """Take everything out of the full-text index."""
    connection.exec_driver_sql(_EMPTY_INDEX)


def merge_search(connection: Connection) -> None:
    """Leave nothing in the full-text index of what was taken out of it."""
    connection.exec_driver_sql(_MERGE_INDEX)
