"""How a ledger's file is, at a look: of which version, whether it is damaged, where its chain ends.

In:      a path
Out:     Health
Refuses: what is missing, no ledger, or cannot be opened at all, as a LedgerError
Source:  docs/operations.md
Shown:   tests/faces/checkup/test_ledger_checked.py

Nothing is brought forward and nothing written: `onrecord doctor` looks at ledgers that another version is to open.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.ledger import sqlite
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.file_heads import look_at_file

# To look through a file takes a millisecond a megabyte, or ten from a slow disk: a larger one only when asked.
LOOKED_THROUGH_UP_TO_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """version: of the file; known: the latest this onrecord knows. damage: None: none was found.

    head:    where the chain ends; None in a version before there was one, or in a damaged file.
    newest:  when the last reading was recorded, by the clock of who recorded it; None: there is none.
    """

    version: int
    known: int
    bytes: int
    damage: str | None
    head: chain.ChainHead | None
    newest: datetime | None


def health(path: Path) -> Health:
    """A look at the file; one of LOOKED_THROUGH_UP_TO_BYTES is looked through."""
    look_at_file(path, create=False)
    size = path.stat().st_size
    with sqlite.said_plainly(path), sqlite.connected(path, write=False) as connection:
        if sqlite.application_id(connection) != sqlite.APPLICATION_ID:
            raise sqlite.not_a_ledger(str(path), "an SQLite database of another program")
        version, known = sqlite.schema_version(connection), len(migrations.steps())
        damage = sqlite.damage_said(connection) if size <= LOOKED_THROUGH_UP_TO_BYTES else None
        head, newest = None, None
        if damage is None:
            if version == known:
                damage = chain.disagreement(connection)
                head = chain.head(connection)
            held = connection.exec_driver_sql("SELECT max(recorded_at) FROM readings").scalar()
            newest = datetime.fromisoformat(str(held)) if held is not None else None
    return Health(version=version, known=known, bytes=size, damage=damage, head=head, newest=newest)


def database_version() -> str:
    """Of the SQLite that is linked in."""
    return sqlite3.sqlite_version
