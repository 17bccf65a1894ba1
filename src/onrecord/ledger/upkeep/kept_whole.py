"""The ledger at a place mended, or taken out of a backup: a file by SQLite's means, a schema by PostgreSQL's.

In:      a place; the path of a backup
Out:     Repaired, Copied
Refuses: what `repairing`, `safekeeping` and `schemas_kept` refuse
"""

from pathlib import Path

from onrecord.ledger.upkeep.repairing import Repaired, repair_file
from onrecord.ledger.upkeep.safekeeping import Copied, restore_file
from onrecord.ledger.upkeep.schemas_kept import repair_schema, restore_schema
from onrecord.terms.ledger_places import LedgerPlace


def repair(place: LedgerPlace) -> Repaired:
    """Make anew what follows from the log, when anything is wrong with it. Nobody else may have the ledger open."""
    return repair_file(place) if isinstance(place, Path) else repair_schema(place)


def restore(backup: Path, to: LedgerPlace, *, replace: bool = False) -> Copied:
    """A ledger out of a backup, proven to hold what the backup holds. The backup is only read.

    replace: what stands there is moved aside, never deleted; LedgerBusy when somebody has it open.
    """
    if isinstance(to, Path):
        return restore_file(backup, to, replace=replace)
    return restore_schema(backup, to, replace=replace)
