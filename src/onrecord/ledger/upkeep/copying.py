"""A ledger copied to another place, of whichever database: counted, compared, whole or not there.

In:      an open ledger's connection, or the place of one; a place where no ledger is
Out:     Copied: how many rows of each table, the head of the chain and the digest of content, the same in both
Refuses: a place that holds anything (PlaceTaken); a ledger whose log its chain does not fit (LedgerCorrupted)
Source:  docs/postgresql.md, "Moving a ledger"
Shown:   tests/faces/test_moving.py, tests/postgres/test_upkeep.py

The log is moved row by row and its chain followed in the copy, so that every row of it is proven. The index is made
anew. A file takes its name when all of that is done; a schema gets its rows in one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.schema import migrations, tables
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.content import content_digest
from onrecord.ledger.upkeep.moving import Kept, move_log, move_meanings
from onrecord.ledger.views.making import make_views
from onrecord.terms.ledger_places import Address, LedgerPlace
from onrecord.terms.whole_files import whole_file


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedLedger:
    """A copy that was proven. rows: of each table of the log. content: the digest of `upkeep.content`."""

    place: LedgerPlace
    rows: dict[str, int]
    head: chain.ChainHead
    content: str

    def to_json(self) -> dict[str, Any]:
        """`{"to", "rows", "commits", "head", "content"}`."""
        return {
            "to": str(self.place),
            "rows": self.rows,
            "commits": self.head.commits,
            "head": self.head.hash,
            "content": self.content,
        }


def copy_to(source: Connection, where: str, to: LedgerPlace, *, replace: bool = False) -> CopiedLedger:
    """Copy what a connection reads to a place. where: what the source is called.

    replace: a file that stands there gives way to the finished copy; a schema never does.
    """
    chain.head(source)  # from here on this connection reads one moment
    with database.said_plainly(to), _empty(to, replace=replace) as target:
        rows = fill(source, target)
        seen = [f"{place}: {what}" for place, what in chain.faults(target)]
        if seen:
            raise sqlite.corrupted(where, "; ".join(seen[:3]))
        copied = CopiedLedger(place=to, rows=rows, head=chain.head(target), content=content_digest(target))
        held = {name: database.of(source).count(source, name) for name in rows}
        if (held, chain.head(source), content_digest(source)) != (rows, copied.head, copied.content):
            raise errors.LedgerError(f"{to}: the copy is not what was copied; it was not kept. Check the disk.")
    return copied


def fill(source: Connection, target: Connection, *, kept: Kept | None = None, sealed: bool = False) -> dict[str, int]:
    """Make a ledger of the source's log in an empty database, with the index that follows; rows of each table.

    kept: as for `move_log`. sealed: with a commit of its own at the end, where the commits were not taken along.
    """
    version = migrations.migrate(target, 0, to=migrations.steps(postgres=database.is_postgres(target)))
    make_views(target)
    rows = move_log(source, target, kept=kept)
    database.of(target).stamp(target, version)
    if database.is_postgres(target):
        target.exec_driver_sql("SELECT onrecord_number_on()")
    rebuild(target)
    if sealed:
        chain.seal(target)
    move_meanings(source, target)
    return rows


@contextmanager
def _empty(to: LedgerPlace, *, replace: bool) -> Iterator[Connection]:
    """Inside the transaction of a database without tables, which is there for good when the block ends well."""
    if isinstance(to, Path):
        if to.exists() and not replace:
            raise errors.PlaceTaken(f"{to}: a file is there already. Choose another place.")
        with whole_file(to) as beside, sqlite.connected(beside, write=True) as target, target.begin():
            yield target
        return
    with _schema(to) as target:
        yield target


@contextmanager
def _schema(to: Address) -> Iterator[Connection]:
    engine = database.connect_engine(to, read_only=False, busy_timeout_s=10)
    try:
        with engine.connect() as looking:
            database.made_ready(looking, to, create=True)
        with engine.connect().execution_options(onrecord_write=True) as target, target.begin():
            _make_sure_of_none(target, to)
            yield target
    finally:
        engine.dispose()


def _make_sure_of_none(target: Connection, to: Address) -> None:
    held = database.of(target)
    if not held.holds_anything(target):
        return
    if not held.is_ours(target):
        raise sqlite.not_a_ledger(str(to), held.OF_ANOTHER)
    pages = target.execute(select(func.count()).select_from(tables.pages)).scalar_one()
    raise errors.PlaceTaken(
        f"{to}: a ledger of {pages} pages is there already. Choose another place, or another schema (?schema=NAME)."
    )
