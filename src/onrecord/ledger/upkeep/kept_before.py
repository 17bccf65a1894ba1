"""A copy of a ledger as it was, kept beside it before it is brought forward to another version.

In:      the ledger's file, the version it has
Out:     the copy: NAME.v6-backup.db beside NAME.db
Refuses: a disk without room for it (LedgerFull), with the ledger as it was
Source:  docs/operations.md, "Upgrading"; sqlite.org/backup.html
Shown:   tests/ledger/test_kept_before.py

A migration is one transaction and loses nothing; but the version before cannot read the file any more, and whoever has
to go back to it needs what it wrote.
"""

from pathlib import Path
from shutil import disk_usage

from onrecord.ledger import errors, sqlite
from onrecord.ledger.upkeep.safekeeping import contents
from onrecord.terms.whole_files import whole_file

# The migration writes too, into the log beside the file, before it comes into the file itself.
ROOM_TIMES = 2
MOST_COPIES = 1_000


def keep_copy(path: Path, version: int) -> Path:
    """Where the copy is; one that a migration left which did not finish is not made a second time.

    The caller holds the lock for writing, so that nobody writes between the copy and the migration.
    """
    with sqlite.connected(path, write=False) as before:
        proof = contents(before)
        place = _place(path, version, proof)
        if place.exists():
            return place
        _make_sure_of_room(path, version)
        with sqlite.said_plainly(place), whole_file(place) as beside:
            sqlite.copy_to(before, beside)
            with sqlite.connected(beside, write=False, frozen=True) as copy:
                if contents(copy) != proof:
                    raise errors.LedgerError(f"{place}: the copy is not what was copied; nothing was changed.")
    return place


def _place(path: Path, version: int, proof: str) -> Path:
    """The first name that is free, or holds this very content; no file is written over."""
    for number in range(1, MOST_COPIES):
        again = "" if number == 1 else f"-{number}"
        place = path.with_name(f"{path.stem}.v{version}-backup{again}{path.suffix}")
        if not place.exists() or _holds(place, proof):
            return place
    raise errors.PlaceTaken(f"{path.stem}.v{version}-backup{path.suffix}: there are too many of them. Move some away.")


def _holds(place: Path, proof: str) -> bool:
    try:
        with sqlite.said_plainly(place), sqlite.connected(place, write=False, frozen=True) as held:
            return contents(held) == proof
    except errors.LedgerError:
        return False


def _make_sure_of_room(path: Path, version: int) -> None:
    wanted = ROOM_TIMES * sum(
        part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists()
    )
    free = disk_usage(path.absolute().parent).free
    if free < wanted:
        raise errors.LedgerFull(
            f"{path}: a ledger of version {version}, which is brought forward only with a copy of it kept beside it; "
            f"that takes {wanted:,} bytes, and the disk has {free:,}. Make room, or move the ledger to a larger disk. "
            "The ledger was left as it is."
        )
