"""Shards made by hand, and what a ledger holds as content tells it: without the numbers that are its own."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from tests.ledger.factory import NOON
from tests.ledger.sqlites_own import FILES_STAY

from onrecord.ledger import Ledger, database, open_ledger
from onrecord.ledger.intake.shards import OF_READINGS
from onrecord.ledger.schema import tables
from onrecord.ledger.upkeep.inspecting import REBUILT
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading

Said = Reading | RefusedPage


def shard(path: Path, items: Iterable[Said], *, recorded_at: datetime = NOON) -> Path:
    """A shard of these, all recorded at one moment."""
    FILES_STAY.add(path)
    with open_ledger(path) as book:
        book.record_many(items, recorded_at=recorded_at)
    return path


def content(path: Path) -> str:
    """The digest of what a shard holds."""
    with open_ledger(path, read_only=True) as book:
        return book.content_digest()


def log(ledger: Ledger) -> dict[str, Counter[str]]:
    """The log's rows, each with the ids of the rows it points at in place of their numbers. Without what moves with who
    came first: the moment and headers of a capture, and the sighting of a reading.
    """
    t, found = tables, dict[str, Counter[str]]()
    with ledger._read_transaction() as connection:
        pages = dict(map(tuple, connection.execute(select(t.pages.c.n, t.pages.c.id))))
        texts = dict(map(tuple, connection.execute(select(t.texts.c.n, t.texts.c.document_id))))
        readings = dict(map(tuple, connection.execute(select(t.readings.c.n, t.readings.c.id))))
        for table in (t.pages, t.sightings, t.readings, t.texts, *OF_READINGS, t.refused_pages):
            names = {"page": pages, "reading": readings} | ({"text": texts} if table is t.documents else {})
            found[table.name] = Counter(
                repr({
                    name: names[name][value] if name in names and value is not None else value
                    for name, value in row._mapping.items()
                    if name not in ("n", "sighting", "fetched_at", "headers")
                })
                for row in connection.execute(select(table))
            )  # fmt: skip
    return found


def index(ledger: Ledger) -> dict[str, Counter[str]]:
    """The index's rows likewise; and that the full-text index is theirs."""
    t, found = tables, dict[str, Counter[str]]()
    with ledger._read_transaction() as connection:
        readings = dict(map(tuple, connection.execute(select(t.readings.c.n, t.readings.c.id))))
        for table in REBUILT:
            found[table.name] = Counter(
                repr({
                    name: readings[value] if name == "reading" else value
                    for name, value in row._mapping.items()
                    if name not in ("n", "searched", "page")
                })
                for row in connection.execute(select(table))
            )  # fmt: skip
    with ledger._write_transaction() as connection:
        assert database.of(connection).search_sound(connection)
    return found
