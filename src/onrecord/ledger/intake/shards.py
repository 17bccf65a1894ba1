"""A shard looked at before a row of it is taken: is it a ledger, of today's version, with nothing in it but readings?

In:      the path of a shard, the digest of content its marker says
Out:     a connection to it that writes nothing and locks nothing
Refuses: a file that is no shard, is damaged, of another version, or holds what a person said (ShardRefused)
Source:  docs/ledger.md, "Shards absorbed"
Shown:   tests/ledger/test_absorbing.py
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.errors import ShardFault, ShardRefused
from onrecord.ledger.schema import migrations, tables
from onrecord.ledger.schema.chain import commits
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.content import content_digest
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.ledger.upkeep.log import LOG

OF_READINGS = chain.HANGING["readings"]
"""The tables whose rows hang on a reading."""

TAKEN = (tables.pages, tables.sightings, tables.readings, tables.texts, *OF_READINGS, tables.refused_pages)
"""What is taken of a shard. The chain is the shard's own."""

LEFT = tuple(t for t in LOG if t not in (*TAKEN, commits))
"""What no program that reads pages makes: persons do, or it follows from what the ledger holds besides."""

SHOWN_DIGITS = 12


@contextmanager
def looked_at(path: Path, *, content: str | None) -> Iterator[Connection]:
    """The shard, when it may be taken. content: what its `Ledger.content_digest` must be; None: nobody said."""
    _look_at_file(path)
    with ExitStack() as open_files:
        try:
            shard = open_files.enter_context(sqlite.connected(path, write=False, frozen=True))
            _look_inside(shard, path, content)
        except DBAPIError as error:
            raise damaged(path, str(error.orig)) from error
        except errors.SENSELESS as error:
            raise damaged(path, str(error)) from error
        yield shard


def damaged(path: Path, seen: str) -> ShardRefused:
    """The error for a shard whose rows cannot be read."""
    first = (seen.splitlines() or [""])[0][:120]
    return ShardRefused(
        ShardFault.DAMAGED, f"{path}: the shard is damaged ({first}). Remove it with its marker, and it is made again."
    )


def _look_at_file(path: Path) -> None:
    try:
        look_at_file(path, create=False)
    except errors.LedgerError as error:
        raise ShardRefused(ShardFault.DAMAGED, str(error)) from error
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise ShardRefused(
            ShardFault.OPEN,
            f"{path}: {log.name} beside it holds what was written since: somebody has it open, or was stopped while "
            "writing. A shard is never changed; make it anew.",
        )


def _look_inside(shard: Connection, path: Path, content: str | None) -> None:
    _of_today(shard, path)
    _only_readings(shard, path)
    if content is not None and (found := content_digest(shard)) != content:
        raise ShardRefused(
            ShardFault.DIFFERS,
            f"{path}: it holds {found[:SHOWN_DIGITS]}..., and its marker says {content[:SHOWN_DIGITS]}...: it was "
            "changed or damaged. Remove it with its marker, and it is made again.",
        )


def _of_today(shard: Connection, path: Path) -> None:
    if not database.of(shard).is_ours(shard):
        raise ShardRefused(ShardFault.NO_LEDGER, f"{path}: an SQLite database of another program, not a shard.")
    version, today = database.of(shard).schema_version(shard), len(migrations.steps())
    if version > today:
        raise ShardRefused(
            ShardFault.NEWER,
            f"{path}: a shard of version {version}; this onrecord knows versions up to {today}. Upgrade onrecord.",
        )
    if version < today:
        raise ShardRefused(
            ShardFault.OLDER,
            f"{path}: a shard of version {version}, older than this onrecord's {today}. With --bring-forward a copy of "
            "it is brought forward and taken; or make it anew with this onrecord.",
        )
    if (seen := chain.disagreement(shard)) is not None:
        raise damaged(path, seen)


def _only_readings(shard: Connection, path: Path) -> None:
    for table in LEFT:
        if (held := database.of(shard).count(shard, table.name)) > 0:
            raise ShardRefused(
                ShardFault.HOLDS_MORE,
                f"{path}: it holds {held} of {table.name}, which no batch makes: it is a ledger somebody worked with. "
                "Only what was read is taken from a shard.",
            )
