"""The folder of a batch: what is named in it is whole.

In:      files built beside their places
Out:     the same under their names, on the disk
Refuses: a full disk (NoRoom), a folder that takes no file (FolderNotWritable)
Shown:   tests/batch/test_folder.py
"""

import errno
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.batch.errors import FolderNotWritable, NoRoom
from onrecord.ledger import LedgerFull, LedgerNotWritable
from onrecord.terms.whole_files import fsync_folder

PART = ".part"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.EEXIST, errno.ENOTDIR)


@contextmanager
def said_of(folder: Path) -> Iterator[None]:
    """What the system or the ledger refuses comes out as a BatchError that says what to do."""
    try:
        yield
    except LedgerFull as error:
        raise _no_room(folder) from error
    except LedgerNotWritable as error:
        raise _closed(folder, "not writable") from error
    except OSError as error:
        if error.errno in FULL:
            raise _no_room(folder) from error
        if error.errno in CLOSED:
            raise _closed(folder, str(error.strerror)) from error
        raise


def beside(folder: Path, name: str) -> Path:
    """Where this process, on this machine, builds what will be called so."""
    return folder / f".{name}.{machine()}.{os.getpid()}{PART}"


def machine() -> str:
    """What this machine is called, as it may stand in the name of a file."""
    return "".join(c if c.isalnum() or c == "-" else "_" for c in platform.node())[:60] or "unnamed"


@contextmanager
def building(folder: Path, name: str) -> Iterator[Path]:
    """A path to build at; afterwards nothing is left there, nor what SQLite put beside it."""
    path = beside(folder, name)
    _remove(folder, path.name)
    try:
        yield path
    finally:
        _remove(folder, path.name)


def put(built: Path, place: Path) -> None:
    """Name what was built; it is on the disk before it has its name."""
    with built.open("rb+") as stream:
        os.fsync(stream.fileno())
    built.replace(place)
    fsync_folder(place.parent)


def sweep(folder: Path, *, of_others: bool) -> None:
    """Remove what processes that ended in the middle left. of_others: also what other machines left; nobody may be at
    work there."""
    here = f".{machine()}"
    for path in folder.glob(f".*{PART}*"):
        built_by, _, process = path.name.partition(PART)[0].rpartition(".")
        ours = built_by.endswith(here)
        if (of_others and not ours) or (ours and process.isdigit() and not lives(int(process))):
            with suppress(OSError):
                path.unlink()


def lives(process: int) -> bool:
    """Is there such a process on this machine?"""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _remove(folder: Path, name: str) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            (folder / f"{name}{suffix}").unlink()


def _no_room(folder: Path) -> NoRoom:
    return NoRoom(
        f"{folder}: the disk is full. What is named as done is whole: make room and run the same again, it goes on"
    )


def _closed(folder: Path, why: str) -> FolderNotWritable:
    return FolderNotWritable(f"{folder} takes no file ({why}): choose another folder, or let it be written")
