"""Opening a ledger: what is this file, may we write it, is it whole, is it ours, is it today's?

In:      a path (None: in memory)
Out:     Ledger
Refuses: LedgerMissing, NotALedger, LedgerNewer, LedgerOlder, LedgerCorrupted, LedgerBusy, LedgerFull, LedgerNotWritable
"""

import struct
from pathlib import Path

from sqlalchemy import Engine

from onrecord.ledger import errors, migrations, sqlite
from onrecord.ledger.indexing import rebuild
from onrecord.ledger.ledger import Ledger

MAGIC = b"SQLite format 3\0"

# quick_check reads the whole file, about 1 ms a megabyte here: at every opening for small files only.
CHECKED_UP_TO_BYTES = 8 * 1024 * 1024


def open_ledger(
    path: Path | None, *, create: bool = True, read_only: bool = False, busy_timeout_s: float = 10.0
) -> Ledger:
    """Open the ledger at a path; use it as a context manager.

    path:           None keeps it in memory, for as long as it is open.
    create:         make the file when it is not there; its folder must be.
    read_only:      never write, not even to bring an older ledger forward.
    busy_timeout_s: how long to wait for another writer before LedgerBusy.
    """
    if path is not None:
        look_at_file(path, create=create and not read_only)
    engine = sqlite.connect_engine(path, read_only=read_only, busy_timeout_s=busy_timeout_s)
    try:
        with sqlite.said_plainly(path):
            _make_sure(engine, path, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, path, read_only=read_only)


def look_at_file(path: Path, *, create: bool) -> None:
    """What the file system can tell before SQLite touches anything."""
    if path.is_dir():
        raise errors.NotALedger(f"{path}: a folder, not a ledger. Name a file in it.")
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except FileNotFoundError:
        if not path.absolute().parent.is_dir():
            raise errors.LedgerMissing(
                f"{path}: the folder {path.absolute().parent} is not there. Make it, or choose another file."
            ) from None
        if not create:
            raise errors.LedgerMissing(
                f"{path}: no ledger there. Add pages to make one, or choose another file."
            ) from None
        return
    except OSError as error:
        raise errors.LedgerNotWritable(
            f"{path}: it cannot be opened ({error.strerror}). Check who may read it."
        ) from error
    if size == 0 and create:
        return
    if not head.startswith(MAGIC):
        raise sqlite.not_a_ledger(str(path), "empty" if size == 0 else "its first bytes are not an SQLite database's")
    log = path.with_name(path.name + "-wal")
    if not (log.exists() and log.stat().st_size):
        missing = bytes_missing(head, size)
        if missing:
            raise sqlite.corrupted(str(path), f"it ends {missing} bytes too early")


def bytes_missing(head: bytes, size: int) -> int:
    """How much shorter the file is than its own header says (sqlite.org/fileformat2.html, section 1.3); 0: it is not.

    Says nothing of a file whose write-ahead log still holds pages.
    """
    if len(head) < 100:
        return 100 - len(head)
    (page_size,) = struct.unpack_from(">H", head, 16)
    changes, pages = struct.unpack_from(">II", head, 24)
    (valid_for,) = struct.unpack_from(">I", head, 92)
    if changes != valid_for:  # the page count was not kept by whoever wrote last
        return 0
    return max(0, int(pages) * (65536 if page_size == 1 else int(page_size)) - size)


def _make_sure(engine: Engine, path: Path | None, *, read_only: bool) -> None:
    where = str(path) if path else "the ledger in memory"
    steps = migrations.steps()
    with engine.connect() as connection:
        ours = sqlite.application_id(connection) == sqlite.APPLICATION_ID
        version = sqlite.schema_version(connection)
        if not ours and (version or sqlite.application_id(connection) or sqlite.holds_anything(connection)):
            raise sqlite.not_a_ledger(where, "an SQLite database of another program")
        if version > len(steps):
            raise errors.LedgerNewer(
                f"{where}: a ledger of version {version}; this onrecord knows versions up to {len(steps)}. "
                "Upgrade onrecord, or choose another file. The ledger was left as it is."
            )
        small = path is not None and path.exists() and path.stat().st_size <= CHECKED_UP_TO_BYTES
        if small and version and (damage := sqlite.damage(connection)):
            raise sqlite.corrupted(where, damage)
    if version == len(steps):
        return
    if read_only:
        raise errors.LedgerOlder(
            f"{where}: a ledger of version {version}, older than this onrecord's {len(steps)}, opened to read; "
            "open it once for writing (`onrecord add` does) to bring it forward."
        )
    if version == 0 and path is not None:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            connection.rollback()
            sqlite.use_wal(raw)
    with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
        # Asked again under the lock: another process may have been faster.
        version = sqlite.schema_version(connection)
        sqlite.stamp(connection, migrations.migrate(connection, version, to=steps))
        if version:
            rebuild(connection)  # a new version may index what an older one did not
