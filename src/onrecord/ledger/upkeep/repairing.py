"""What follows from the log, made anew: the index, the full-text index, what guards the log. Never the log itself.

In:      the path of a ledger that is damaged, or whose index is
Out:     Repaired: a ledger with the same log, row by row; where the damaged file is now
Refuses: a log that its chain does not fit (EvidenceDamaged): only a backup helps there
Source:  docs/ledger.md, "Kept whole"
Shown:   tests/ledger/test_safekeeping.py

Built beside from the rows of the log alone, so that no damage in the file it leaves behind comes along.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.index.vectors import crc_of, meanings
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.ledger.upkeep.inspecting import SENSELESS, LedgerFinding, inspect
from onrecord.ledger.upkeep.log import LOG
from onrecord.ledger.upkeep.safekeeping import beside_of, put_in_place
from onrecord.ledger.views.making import make_views


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What was found, and what stands now. aside: the damaged file; None: nothing was wrong, or it was mended where it
    is, as a schema is."""

    found: tuple[LedgerFinding, ...]
    head: chain.ChainHead
    aside: Path | None

    def to_json(self) -> dict[str, Any]:
        """`{"found": [{"part", "where", "seen"}], "commits", "head", "aside"}`."""
        return {
            "found": [{"part": f.part.value, "where": f.where, "seen": f.seen} for f in self.found],
            "commits": self.head.commits,
            "head": self.head.hash,
            "aside": str(self.aside) if self.aside else None,
        }


def repair_file(path: Path) -> Repaired:
    """Make anew what follows from the log, when anything is wrong with it. Nobody else may have the ledger open."""
    look_at_file(path, create=False)
    with database.said_plainly(path), beside_of(path) as beside:
        with sqlite.connected(path, write=False) as damaged:
            if not database.of(damaged).is_ours(damaged):
                raise sqlite.not_a_ledger(str(path), "an SQLite database of another program")
            before = inspect(damaged)
            if before.sound:
                return Repaired(found=(), head=before.head, aside=None)
            make_sure_of_the_log(damaged, str(path))
        build_anew(path, beside)
        with sqlite.connected(beside, write=False) as built:
            after = inspect(built)
            if not after.sound or after.head != before.head:
                seen = "; ".join(f"{f.where}: {f.seen}" for f in after.findings[:3]) or "the chain ends elsewhere"
                raise errors.EvidenceDamaged(
                    f"{path}: what follows from the log could not be made anew ({seen}). Nothing was changed; "
                    "`onrecord restore` takes a backup."
                )
        return Repaired(found=before.findings, head=after.head, aside=put_in_place(beside, path))


def make_sure_of_the_log(connection: Connection, where: str) -> None:
    """EvidenceDamaged unless its chain fits the log."""
    try:
        seen = [f"{where}: {what}" for where, what in chain.faults(connection)]
    except SENSELESS as error:
        seen = [f"{type(error).__name__}: {error}"]
    if seen:
        raise errors.EvidenceDamaged(
            f"{where}: the log itself is damaged ({'; '.join(seen[:3])}), and nothing can make that anew. "
            "Nothing was changed; `onrecord restore` takes a backup."
        )


def build_anew(
    path: Path, to: Path, *, kept: Callable[[Table], str | None] | None = None, sealed: bool = False
) -> None:
    """Build at `to` a ledger of the log's rows in the file at the path, with the index that follows from them.

    kept: which rows of a table, as SQL behind its name, and None for none of them; without it all of all tables.
    sealed: with a commit of its own at the end of the chain, where the commits were not taken along.
    """
    with sqlite.connected(to, write=True) as new:
        raw = new.connection.driver_connection
        assert raw is not None
        raw.execute("ATTACH DATABASE ? AS damaged", (str(path.absolute()),))
        with new.begin():
            version = migrations.migrate(new, 0, to=migrations.steps())
            make_views(new)
            for table in LOG:  # in the order in which rows may point at others
                where = kept(table) if kept is not None else ""
                if where is not None:
                    names = ", ".join(f'"{c.name}"' for c in table.c)
                    rows = f'SELECT {names} FROM damaged."{table.name}"{where} ORDER BY rowid'
                    new.exec_driver_sql(f'INSERT INTO main."{table.name}" ({names}) {rows}')
            database.of(new).stamp(new, version)
        with new.begin():
            rebuild(new)
            if sealed:
                chain.seal(new)
        with new.begin():
            _bring_meanings(new)
        raw.execute("DETACH DATABASE damaged")


def _bring_meanings(new: Connection) -> None:
    """From the attached `damaged`, the vectors whose check sum says they are sound; `add` makes the others again."""
    try:
        rows = new.exec_driver_sql('SELECT n, id, encoder, vector, crc FROM damaged."meanings"').all()
    except SENSELESS:
        return
    sound = [row for row in rows if row.crc is None or row.crc == crc_of(row.id, row.encoder, row.vector)]
    if sound:
        new.execute(meanings.insert(), [dict(row._mapping) for row in sound])
