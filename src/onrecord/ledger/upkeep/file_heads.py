"""What the file system and a file's first bytes tell of a ledger, before SQLite touches anything.

In:      a path
Out:     nothing, or why it is no ledger to open
Refuses: LedgerMissing, NotALedger, LedgerNotWritable; a file shorter than its header says (LedgerCorrupted)
Source:  sqlite.org/fileformat2.html
Shown:   tests/ledger/test_files.py
"""

import struct
from pathlib import Path

from onrecord.ledger import errors, sqlite
from onrecord.terms.regular_files import NotAFile, open_regular

MAGIC = b"SQLite format 3\0"


def look_at_file(path: Path, *, create: bool) -> None:
    """What the file system can tell before SQLite touches anything."""
    if path.is_dir():
        raise errors.NotALedger(f"{path}: a folder, not a ledger. Name a file in it.")
    try:
        with open_regular(path) as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except NotAFile as error:
        raise errors.NotALedger(f"{path}: {error.strerror}; a ledger is a file. Choose another name.") from None
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
