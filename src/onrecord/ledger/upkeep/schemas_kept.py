"""A ledger in PostgreSQL backed up into a file, taken out of one, and mended where it is.

In:      the address of a ledger; a file of SQLite
Out:     Copied, Repaired: as for files
Refuses: what `copying` refuses; a log that its chain does not fit (EvidenceDamaged)
Source:  docs/postgresql.md, "What is different"
Shown:   tests/postgres/test_upkeep.py

A backup is a ledger of SQLite: a file that needs no server to be read. The server's own backups serve too.
"""

from pathlib import Path

from sqlalchemy.engine import Connection

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.index.vectors import crc_of, meanings
from onrecord.ledger.schema import migrations
from onrecord.ledger.upkeep.copying import copy_to
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.ledger.upkeep.inspecting import inspect
from onrecord.ledger.upkeep.repairing import Repaired, make_sure_of_the_log
from onrecord.ledger.upkeep.safekeeping import Copied, contents, make_sure
from onrecord.terms.ledger_places import Address


def back_up_schema(connection: Connection, source: Address, to: Path, *, replace: bool) -> Copied:
    """The ledger as it stands at this moment, as a file of SQLite; others may go on writing to it."""
    if to.exists() and not replace:
        raise errors.PlaceTaken(f"{to}: a file is there already. Choose another name, or say --replace.")
    copied = copy_to(connection, str(source), to, replace=replace)
    with sqlite.connected(to, write=False) as file:
        return Copied(path=to, bytes=to.stat().st_size, head=copied.head, contents=contents(file))


def restore_schema(backup: Path, to: Address, *, replace: bool) -> Copied:
    """A ledger at the address out of a backup. replace: the schema that is there gets another name, and stays."""
    look_at_file(backup, create=False)
    with database.said_plainly(backup), sqlite.connected(backup, write=False) as original:
        make_sure(original, str(backup))
        version, newest = database.of(original).schema_version(original), len(migrations.steps())
        if version != newest:
            raise errors.LedgerOlder(
                f"{backup}: a ledger of version {version}; this onrecord's is {newest}. Restore it to a file first, "
                "open that once for writing, and copy it: `onrecord copy`."
            )
        aside = database.set_aside(to) if replace else None
        try:
            copied = copy_to(original, str(backup), to)
        except BaseException:
            if aside is not None:
                database.put_back(to, aside)
            raise
        return Copied(path=to, bytes=backup.stat().st_size, head=copied.head, contents=contents(original), aside=aside)


def repair_schema(place: Address) -> Repaired:
    """Make anew what follows from the log, in one transaction, when anything is wrong with it."""
    engine = database.connect_engine(place, read_only=False, busy_timeout_s=10)
    try:
        with database.said_plainly(place), engine.connect() as looking:
            if not database.made_ready(looking, place, create=False):
                raise errors.LedgerMissing(f"{place}: no ledger there.")
            if not database.of(looking).is_ours(looking):
                raise sqlite.not_a_ledger(str(place), database.of(looking).OF_ANOTHER)
            before = inspect(looking)
            if before.sound:
                return Repaired(found=(), head=before.head, aside=None)
            make_sure_of_the_log(looking, str(place))
        writing = engine.connect().execution_options(onrecord_write=True)
        with database.said_plainly(place), writing as connection, connection.begin():
            _make_anew(connection)
            after = inspect(connection)
            if not after.sound or after.head != before.head:
                seen = "; ".join(f"{f.where}: {f.seen}" for f in after.findings[:3]) or "the chain ends elsewhere"
                raise errors.EvidenceDamaged(
                    f"{place}: what follows from the log could not be made anew ({seen}). Nothing was changed; "
                    "`onrecord restore` takes a backup."
                )
        return Repaired(found=before.findings, head=after.head, aside=None)
    finally:
        engine.dispose()


def _make_anew(connection: Connection) -> None:
    """The guards and the index. Vectors that are not the ones stored go, and `add` makes them again."""
    for statement in migrations.steps(postgres=True)[migrations.FIRST_OF_POSTGRES - 1]:
        words = statement.split()
        if words[:2] == ["CREATE", "TRIGGER"]:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {words[2]} ON {words[words.index('ON') + 1]}")
            connection.exec_driver_sql(statement)
        elif words[:2] == ["CREATE", "FUNCTION"]:
            connection.exec_driver_sql(statement.replace("%", "%%").replace("CREATE", "CREATE OR REPLACE", 1))
        elif words[:2] == ["CREATE", "INDEX"] or words[:3] == ["CREATE", "UNIQUE", "INDEX"]:
            connection.exec_driver_sql(statement.replace("INDEX", "INDEX IF NOT EXISTS", 1))
    wrong = [
        row.n
        for row in connection.execute(meanings.select())
        if row.crc is not None and row.crc != crc_of(row.id, row.encoder, row.vector)
    ]
    if wrong:
        connection.execute(meanings.delete().where(meanings.c.n.in_(wrong)))
    rebuild(connection)
