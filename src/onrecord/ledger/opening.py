"""Opening a ledger: what is this file or this schema, may we write it, is it whole, is it ours, is it today's?

In:      a path, an address (None: in memory)
Out:     Ledger
Refuses: LedgerMissing, NotALedger, LedgerNewer, LedgerOlder, LedgerCorrupted, LedgerBusy, LedgerFull,
         LedgerNotWritable, LedgerAway
"""

import logging
from functools import cache
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.index.judged import name_states
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.ledger.upkeep.kept_before import keep_copy
from onrecord.ledger.views.making import drop_views, make_views
from onrecord.terms.ledger_places import Address, LedgerPlace
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

# quick_check reads the whole file, about 1 ms a megabyte here: at every opening for small files only.
CHECKED_UP_TO_BYTES = 8 * 1024 * 1024


Opened = TypeVar("Opened", bound=Ledger)


def open_ledger(
    place: LedgerPlace | None,
    *,
    create: bool = True,
    read_only: bool = False,
    busy_timeout_s: float = 10.0,
    copy_before: bool = True,
) -> Ledger:
    """Open the ledger at a place; use it as a context manager.

    place:          a file; an address of PostgreSQL (`terms.ledger_places`); None keeps it in memory, for as long as it
                    is open.
    create:         make it when it is not there; its folder, or its database, must be.
    read_only:      never write, not even to bring an older ledger forward.
    busy_timeout_s: how long to wait for another writer before LedgerBusy.
    copy_before:    keep an older ledger as it was, beside it, when it is brought forward (`upkeep.kept_before`).
    """
    return open_as(
        Ledger, place, create=create, read_only=read_only, busy_timeout_s=busy_timeout_s, copy_before=copy_before
    )


def open_as(
    kind: type[Opened],
    place: LedgerPlace | None,
    *,
    create: bool = True,
    read_only: bool = False,
    busy_timeout_s: float = 10.0,
    copy_before: bool = True,
) -> Opened:
    """The same, as a class of ledger that can do more."""
    making = create and not read_only
    if isinstance(place, Path):
        look_at_file(place, create=making)
    engine = database.connect_engine(place, read_only=read_only, busy_timeout_s=busy_timeout_s)
    try:
        with database.said_plainly(place):
            if isinstance(place, Address):
                _look_at_schema(engine, place, create=making)
            _make_sure(engine, place, read_only=read_only, copy_before=copy_before)
    except BaseException:
        engine.dispose()
        raise
    return kind(engine, place, read_only=read_only)


def _look_at_schema(engine: Engine, place: Address, *, create: bool) -> None:
    with engine.connect() as connection:
        there = database.made_ready(connection, place, create=create)
        if not create and (not there or not database.of(connection).holds_anything(connection)):
            raise errors.LedgerMissing(f"{place}: no ledger there. Add pages to make one, or choose another address.")


def _make_sure(engine: Engine, place: LedgerPlace | None, *, read_only: bool, copy_before: bool) -> None:
    where = str(place) if place else "the ledger in memory"
    path = place if isinstance(place, Path) else None
    with engine.connect() as connection:
        steps = migrations.steps(postgres=database.is_postgres(connection))
        version = _version_of(connection, where, newest=len(steps))
        small = path is not None and path.exists() and path.stat().st_size <= CHECKED_UP_TO_BYTES
        if small and version and (damage := database.of(connection).damage(connection)):
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
    if version == 0 and place is None:
        with engine.connect() as connection:
            sqlite.fill(connection, _made_once(steps))
        return
    if version == 0 and path is not None:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            connection.rollback()
            sqlite.use_wal(raw)
    _bring_forward(engine, where, steps, copied=path if copy_before else None)


@cache
def _made_once(steps: tuple[tuple[str, ...], ...]) -> bytes:
    """What a new ledger holds. Of those in memory a desk opens one for each page it reads, and to copy is a tenth of
    the work of making."""
    engine = sqlite.connect_engine(None, read_only=False, busy_timeout_s=0)
    try:
        _bring_forward(engine, "a ledger in memory", steps, copied=None)
        with engine.connect() as connection:
            return sqlite.image(connection)
    finally:
        engine.dispose()


def _version_of(connection: Connection, where: str, *, newest: int) -> int:
    """The version it says, when that is one we know of a ledger of ours; 0 of nothing."""
    held = database.of(connection)
    ours, version, anything = held.is_ours(connection), held.schema_version(connection), held.holds_anything(connection)
    if not ours and (version or anything or held.of_another(connection)):
        raise sqlite.not_a_ledger(where, held.OF_ANOTHER)
    if version < 0 or (ours and not version and anything):
        raise sqlite.corrupted(where, f"it says version {version}, which no onrecord ever wrote")
    if version > newest:
        raise errors.LedgerNewer(
            f"{where}: a ledger of version {version}; this onrecord knows versions up to {newest}. "
            "Upgrade onrecord, or choose another place. The ledger was left as it is."
        )
    return version


def _bring_forward(engine: Engine, where: str, steps: tuple[tuple[str, ...], ...], *, copied: Path | None) -> None:
    """To the newest version. copied: the file, when it is to be kept as it was."""
    with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
        # Asked again under the lock: another process may have been faster.
        version = database.of(connection).schema_version(connection)
        older = 0 < version < len(steps)
        kept = keep_copy(copied, version) if copied is not None and older else None
        try:
            drop_views(connection)
            reached = migrations.migrate(connection, version, to=steps)
            make_views(connection)
        except DBAPIError as error:
            if not version:
                raise
            seen = f"it says version {version} and is of another: {error.orig}"
            raise sqlite.corrupted(where, seen) from error
        database.of(connection).stamp(connection, reached)
        if not version:
            name_states(connection)
        else:
            rebuild(connection)  # a new version may index what an older one did not
            chain.seal(connection)
    if kept is not None:
        words = f"{where}: brought forward from version {version} to {reached}; as it was it is kept in {kept}"
        told = {"from_version": version, "to_version": reached, "bytes": kept.stat().st_size}
        tell(logger, LogEvent.LEDGER_BROUGHT_FORWARD, words=words, counts=told)
