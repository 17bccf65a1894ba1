"""Opening a ledger: what is this file, may we write it, is it whole, is it ours, is it today's?

In:      a path (None: in memory)
Out:     Ledger
Refuses: LedgerMissing, NotALedger, LedgerNewer, LedgerOlder, LedgerCorrupted, LedgerBusy, LedgerFull, LedgerNotWritable
"""

import logging
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from onrecord.ledger import errors, sqlite
from onrecord.ledger.index.judged import name_states
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.ledger.upkeep.kept_before import keep_copy
from onrecord.ledger.views.making import drop_views, make_views
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

# quick_check reads the whole file, about 1 ms a megabyte here: at every opening for small files only.
CHECKED_UP_TO_BYTES = 8 * 1024 * 1024


Opened = TypeVar("Opened", bound=Ledger)


def open_ledger(
    path: Path | None,
    *,
    create: bool = True,
    read_only: bool = False,
    busy_timeout_s: float = 10.0,
    copy_before: bool = True,
) -> Ledger:
    """Open the ledger at a path; use it as a context manager.

    path:           None keeps it in memory, for as long as it is open.
    create:         make the file when it is not there; its folder must be.
    read_only:      never write, not even to bring an older ledger forward.
    busy_timeout_s: how long to wait for another writer before LedgerBusy.
    copy_before:    keep an older ledger as it was, beside it, when it is brought forward (`upkeep.kept_before`).
    """
    return open_as(
        Ledger, path, create=create, read_only=read_only, busy_timeout_s=busy_timeout_s, copy_before=copy_before
    )


def open_as(
    kind: type[Opened],
    path: Path | None,
    *,
    create: bool = True,
    read_only: bool = False,
    busy_timeout_s: float = 10.0,
    copy_before: bool = True,
) -> Opened:
    """The same, as a class of ledger that can do more."""
    if path is not None:
        look_at_file(path, create=create and not read_only)
    engine = sqlite.connect_engine(path, read_only=read_only, busy_timeout_s=busy_timeout_s)
    try:
        with sqlite.said_plainly(path):
            _make_sure(engine, path, read_only=read_only, copy_before=copy_before)
    except BaseException:
        engine.dispose()
        raise
    return kind(engine, path, read_only=read_only)


def _make_sure(engine: Engine, path: Path | None, *, read_only: bool, copy_before: bool) -> None:
    where = str(path) if path else "the ledger in memory"
    steps = migrations.steps()
    with engine.connect() as connection:
        ours = sqlite.application_id(connection) == sqlite.APPLICATION_ID
        version = sqlite.schema_version(connection)
        if not ours and (version or sqlite.application_id(connection) or sqlite.holds_anything(connection)):
            raise sqlite.not_a_ledger(where, "an SQLite database of another program")
        if version < 0 or (ours and not version and sqlite.holds_anything(connection)):
            raise sqlite.corrupted(where, f"it says version {version}, which no onrecord ever wrote")
        if version > len(steps):
            raise errors.LedgerNewer(
                f"{where}: a ledger of version {version}; this onrecord knows versions up to {len(steps)}. "
                "Upgrade onrecord, or choose another file. The ledger was left as it is."
            )
        small = path is not None and path.exists() and path.stat().st_size <= CHECKED_UP_TO_BYTES
        if small and version and (damage := sqlite.damage(connection)):
            raise sqlite.corrupted(where, damage)
        if version == len(steps) and (seen := chain.disagreement(connection)):
            raise sqlite.corrupted(where, seen)
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
        older = 0 < version < len(steps)
        kept = keep_copy(path, version) if path is not None and older and copy_before else None
        try:
            drop_views(connection)
            reached = migrations.migrate(connection, version, to=steps)
            make_views(connection)
        except DBAPIError as error:
            if not version:
                raise
            seen = f"it says version {version} and is of another: {error.orig}"
            raise sqlite.corrupted(where, seen) from error
        sqlite.stamp(connection, reached)
        if not version:
            name_states(connection)
        else:
            rebuild(connection)  # a new version may index what an older one did not
            chain.seal(connection)
    if kept is not None:
        words = f"{where}: brought forward from version {version} to {reached}; as it was it is kept in {kept}"
        told = {"from_version": version, "to_version": reached, "bytes": kept.stat().st_size}
        tell(logger, LogEvent.LEDGER_BROUGHT_FORWARD, words=words, counts=told)
