"""Is the ledger whole, may it be written, is there room for it, and does the clock fit it?

In:      the ledger's file, or its address
Out:     CheckupFindings: ledger, folder, disk, clock
Refuses: nothing
Shown:   tests/faces/checkup/test_ledger_checked.py
"""

import stat
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from onrecord.faces.checkup.finding import CheckupFinding, State, well
from onrecord.ledger import LedgerError, LedgerMissing, open_ledger
from onrecord.ledger.upkeep.health import Health, health
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import Address, LedgerPlace

# A commit takes kilobytes; SQLite's log beside the file may grow to some megabytes, and a day of reading to more.
LEAST_FREE_BYTES = 64 * 1024 * 1024
# No ledger is older than the first version, and a clock that says so was never set.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(hours=1)


def ledger_checked(path: Path, *, thorough: bool) -> tuple[Health | None, list[CheckupFinding]]:
    """The file at a look, or looked through (`onrecord check`); None: there is none, or it cannot be looked at."""
    try:
        seen = health(path)
    except LedgerMissing:
        if not path.absolute().parent.is_dir():
            todo = "make it, or choose another with --ledger"
            return None, [CheckupFinding("ledger", State.WRONG, f"{path}: its folder is not there", todo)]
        return None, [well("ledger", f"{path}: none yet; `onrecord add` makes it")]
    except LedgerError as error:
        return None, [
            CheckupFinding(
                "ledger", State.WRONG, str(error), "restore a backup (`onrecord restore`), or choose another"
            )
        ]
    return seen, list(_looked_at(path, seen, thorough=thorough))


def _looked_at(path: Path, seen: Health, *, thorough: bool) -> Iterator[CheckupFinding]:
    if seen.damage is not None:
        todo = "`onrecord check` tells what; `onrecord repair` mends what can be, `onrecord restore` takes a backup"
        yield CheckupFinding("ledger", State.WRONG, f"{path}: damaged ({seen.damage})", todo)
        return
    if seen.version > seen.known:
        known = f"a ledger of version {seen.version}; this onrecord knows versions up to {seen.known}"
        yield CheckupFinding("ledger", State.WRONG, f"{path}: {known}", "upgrade onrecord")
        return
    if seen.version < seen.known:
        older = f"of version {seen.version}, this onrecord's is {seen.known}"
        todo = "opening it for writing brings it forward and keeps a copy (docs/operations.md)"
        yield CheckupFinding("ledger", State.WARNING, f"{path}: {older}", todo)
        return
    if thorough:
        yield from _looked_through(path)
        return
    head = seen.head.hash[:12] if seen.head is not None else "none"
    commits = plural(seen.head.commits if seen.head is not None else 0, "commit")
    yield well("ledger", f"{path}: version {seen.version}, {seen.bytes:,} bytes, {commits}, head {head}")


def _looked_through(path: LedgerPlace) -> Iterator[CheckupFinding]:
    try:
        with open_ledger(path, create=False, read_only=True) as book:
            found = book.inspect()
    except LedgerError as error:
        yield CheckupFinding("ledger", State.WRONG, str(error), "`onrecord restore` takes a backup")
        return
    if found.sound:
        looked = f"{plural(found.looked_at['pages'], 'page')}, {plural(found.head.commits, 'commit')}"
        yield well("ledger", f"{path}: looked through, all of it fits: {looked}, head {found.head.hash[:12]}")
        return
    todo = "`onrecord repair` makes it anew" if found.evidence_sound else "`onrecord restore` takes a backup"
    yield CheckupFinding(
        "ledger", State.WRONG, f"{path}: {plural(len(found.findings), 'finding')} of `onrecord check`", todo
    )


def address_checked(place: Address, *, thorough: bool) -> Iterator[CheckupFinding]:
    """A ledger on a server: does it answer, and does the chain end where it should? Its disk is the server's affair."""
    if thorough:
        yield from _looked_through(place)
        return
    try:
        with open_ledger(place, create=False, read_only=True) as book:
            head = book.head()
    except LedgerMissing:
        yield well("ledger", f"{place}: none yet; `onrecord add` makes it")
    except LedgerError as error:
        yield CheckupFinding("ledger", State.WRONG, str(error), "see docs/postgresql.md, or choose another ledger")
    else:
        yield well("ledger", f"{place}: {plural(head.commits, 'commit')}, head {head.hash[:12]}")


def folder_checked(path: Path, *, writes: Callable[[Path], None] | None = None) -> Iterator[CheckupFinding]:
    """May the ledger's folder be written, and by nobody else? writes: tries it, OSError where it may not."""
    folder = path.absolute().parent
    if not folder.is_dir():
        return
    try:
        (writes or _write_in)(folder)
    except OSError as error:
        seen = f"{folder} cannot be written ({error.strerror or error})"
        todo = "make it writable for who adds; to read only, serve with --read-only"
        yield CheckupFinding("folder", State.WRONG, seen, todo)
        return
    mode = folder.stat().st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        yield CheckupFinding("folder", State.WARNING, f"{folder} can be written by everybody", f"chmod o-w {folder}")
        return
    yield well("folder", f"{folder} can be written")


def _write_in(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"\0")


def disk_checked(
    path: Path, *, free_bytes: Callable[[Path], int] = lambda folder: disk_usage(folder).free
) -> Iterator[CheckupFinding]:
    """Is there room to go on, and for one copy of the ledger?"""
    folder = path.absolute().parent
    if not folder.is_dir():
        return
    free, size = free_bytes(folder), path.stat().st_size if path.is_file() else 0
    if free < LEAST_FREE_BYTES:
        seen = f"{free:,} bytes free, less than {LEAST_FREE_BYTES:,}"
        yield CheckupFinding("disk", State.WRONG, seen, "make room, or move the ledger to a larger disk")
    elif free < size + LEAST_FREE_BYTES:
        seen = f"{free:,} bytes free, a ledger of {size:,}"
        yield CheckupFinding(
            "disk", State.WARNING, seen, "a backup beside it, or an upgrade, needs as much again: make room"
        )
    else:
        yield well("disk", f"{free:,} bytes free")


def clock_checked(now: datetime, *, newest: datetime | None) -> Iterator[CheckupFinding]:
    """Can this be the time? newest: when the last reading was recorded; None: nobody knows."""
    told = f"{now:%Y-%m-%d %H:%M} UTC"
    todo = "set the clock (timedatectl): readings are kept in the order they were recorded"
    if not EARLIEST <= now < LATEST:
        yield CheckupFinding("clock", State.WRONG, told, todo)
    elif newest is not None and newest > now + CLOCKS_DIFFER:
        seen = f"{told}, and the ledger holds a reading recorded at {newest:%Y-%m-%d %H:%M} UTC"
        yield CheckupFinding("clock", State.WRONG, seen, todo)
    else:
        yield well("clock", told)
