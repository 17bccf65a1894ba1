"""One watch at a time on a ledger.

In:      the ledger's file
Out:     nothing, for as long as the block lasts
Refuses: a ledger that somebody watches already (WatchRuns); a folder that takes no file (WatchFileError)
Shown:   tests/watching/test_polling_alone.py

The system lets go of the lock when its holder ends, however that one ends. It lies in a file of its own,
`LEDGER.watch.lock`, which stays: whoever removed it could let two in.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.file import WatchFileError, watch_file

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class WatchRuns(OnRecordError):
    """Somebody watches this ledger already."""


@contextmanager
def alone(ledger: LedgerPlace) -> Iterator[None]:
    """Nobody else watches this ledger meanwhile."""
    path = watch_file(ledger).with_name(f"{watch_file(ledger).name}.lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise WatchFileError(f"{path} cannot be used: {error.strerror}") from error
    try:
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WatchRuns(f"{ledger} is watched already: one `onrecord watch` runs, and one is enough") from None
        yield
    finally:
        os.close(handle)
