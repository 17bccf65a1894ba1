"""Does the ledger still hold what was put into it? All of it looked through, nothing taken on trust.

In:      an open ledger's connection
Out:     Inspection: what does not fit, where; how much was looked at; the head of the chain
Refuses: nothing; damage is a finding
Source:  docs/ledger.md, "Kept whole"
Shown:   tests/ledger/test_tampering.py, tests/ledger/test_damage.py

What has an id or a digest made from its content has it made again. Every reading is taken out, made rows of anew, and
compared row by row with what is stored: evidence against the words of the text, too. The index is made anew in a copy
and compared. The chain over commits covers what has no digest of its own: addresses, days, judgements, statuses.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Float, Table, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from onrecord.ledger import database, errors, sqlite
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.index.status_log import encounter_id, status_of
from onrecord.ledger.index.vectors import crc_of, meanings
from onrecord.ledger.judgements.remarks import remark_of
from onrecord.ledger.judgements.store import judgement_of
from onrecord.ledger.rows.documents import text_from
from onrecord.ledger.rows.emptied import EMPTIED, withdrawn_numbers
from onrecord.ledger.rows.pages import refused_id, refused_of, sighting_id
from onrecord.ledger.rows.reading import Rows, reading_id, reading_of, rows_of_reading
from onrecord.ledger.rows.withdrawals import withdrawal_from
from onrecord.ledger.schema import migrations, tables
from onrecord.ledger.schema.chain import withdrawals
from onrecord.ledger.schema.later_tables import encounters, judgements, remarks, statuses
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.content import content_digest
from onrecord.ledger.upkeep.copying import fill
from onrecord.ledger.upkeep.log import INDEX, LOG
from onrecord.ledger.views.making import VIEWS, make_views
from onrecord.terms.documents import document_id
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ids import bytes_digest
from onrecord.terms.pages import page_id

REBUILT = tuple(t for t in INDEX if t is not meanings)
"""What `rebuild` makes anew, the full-text index apart."""

OWN_NUMBERS = ("n", "searched")
"""Columns that count rows in the order they came, and so differ when they are made again."""

# What a row that no longer means anything raises on its way back: a damaged file may hold any bytes anywhere.
SENSELESS = (*errors.SENSELESS, OnRecordError, SQLAlchemyError, sqlite3.Error)

SHOWN_AT_MOST = 200


class LedgerPart(StrEnum):
    """What a finding is about. FILE to CHAIN: evidence, which only a copy restores; the others can be made anew."""

    FILE = "file"
    PAGE = "page"
    TEXT = "text"
    READING = "reading"
    ID = "id"
    WITHDRAWN = "withdrawn"
    CHAIN = "chain"
    SCHEMA = "schema"
    INDEX = "index"
    SEARCH = "search"
    MEANING = "meaning"


DERIVED = frozenset({LedgerPart.SCHEMA, LedgerPart.INDEX, LedgerPart.SEARCH, LedgerPart.MEANING})


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """Something that does not fit. where: an id, a table and row, a commit."""

    part: LedgerPart
    where: str
    seen: str

    @property
    def derived(self) -> bool:
        """Can it be made anew from what is evidence?"""
        return self.part in DERIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What looking through a ledger found. looked_at: rows of each table of the log. findings: 200 at most.

    content: what `upkeep.content` digests, in whatever order it came; None where it cannot be read.
    """

    findings: tuple[LedgerFinding, ...]
    looked_at: dict[str, int]
    head: chain.ChainHead
    content: str | None

    @property
    def sound(self) -> bool:
        """Nothing was found."""
        return not self.findings

    @property
    def evidence_sound(self) -> bool:
        """What was found, if anything, can be made anew."""
        return all(f.derived for f in self.findings)


def inspect(connection: Connection, *, head: str | None = None) -> Inspection:
    """Look through everything. Takes about as long as adding the readings took to write, and a copy's room on disk.

    head: a hash that an earlier inspection told, or its first 12 digits or more: the chain must have passed through it.
    """
    found: list[LedgerFinding] = []
    steps: tuple[Callable[[Connection], Iterator[LedgerFinding]], ...] = (
        _file,
        _schema,
        _pages,
        _texts,
        _readings,
        _ids,
        _withdrawn,
        _chain,
        _meanings,
        _index,
    )
    for step in steps:
        try:
            for finding in step(connection):
                found.append(finding)
                if len(found) >= SHOWN_AT_MOST:
                    break
        except SENSELESS as error:
            found.append(LedgerFinding(STEP_PARTS[step.__name__], step.__name__.strip("_"), _said(error)))
            if database.is_postgres(connection):
                connection.rollback()  # it answers nothing more in a transaction that failed
        if len(found) >= SHOWN_AT_MOST:
            break
    if head is not None and not chain.holds_head(connection, head):
        found.append(
            LedgerFinding(
                LedgerPart.CHAIN, head, "the chain was never at this hash: it was written anew, or ends before"
            )
        )
    return Inspection(
        findings=tuple(found), looked_at=_counts(connection), head=_head(connection), content=_content(connection)
    )


STEP_PARTS = {
    "_file": LedgerPart.FILE,
    "_schema": LedgerPart.SCHEMA,
    "_pages": LedgerPart.PAGE,
    "_texts": LedgerPart.TEXT,
    "_readings": LedgerPart.READING,
    "_ids": LedgerPart.ID,
    "_withdrawn": LedgerPart.WITHDRAWN,
    "_chain": LedgerPart.CHAIN,
    "_meanings": LedgerPart.MEANING,
    "_index": LedgerPart.INDEX,
}


def log_faults(connection: Connection) -> list[LedgerFinding]:
    """What the file and the chain alone tell of the log: quicker than `inspect`, and enough to trust a copy."""
    try:
        return [*_file(connection), *_chain(connection)]
    except SENSELESS as error:
        return [LedgerFinding(LedgerPart.FILE, "file", _said(error))]


def _file(connection: Connection) -> Iterator[LedgerFinding]:
    for seen in database.of(connection).all_damage(connection):
        yield LedgerFinding(LedgerPart.FILE, "file", seen)


def _schema(connection: Connection) -> Iterator[LedgerFinding]:
    held = database.of(connection).schema(connection)
    if database.is_postgres(connection):
        wanted = database.expected_schema(connection, migrations.steps(postgres=True), make_views)
        if wanted is None:  # it may not be made beside to compare with: what is there by its name is all that is known
            wanted = {name: held.get(name, "") for name in _names_wanted()}
            held = {name: made for name, made in held.items() if name in wanted}
    else:
        wanted = expected_schema()
    for name in sorted(wanted.keys() | held.keys()):
        if held.get(name) != wanted.get(name):
            what = "changed" if name in held and name in wanted else "missing" if name in wanted else "not ours"
            yield LedgerFinding(LedgerPart.SCHEMA, " ".join(name), what)


def _names_wanted() -> list[tuple[str, str]]:
    every = [("table", table.name) for table in (*LOG, *INDEX)]
    every += (("view", view.name) for view in VIEWS)
    return [*every, *(("trigger", f"{table.name}_append_only") for table in LOG)]


@cache
def expected_schema() -> dict[tuple[str, str], str]:
    """The schema that the migrations make and the views, by (type, name)."""
    with sqlite.connected(None, write=True) as fresh:
        migrations.migrate(fresh, 0, to=migrations.steps())
        make_views(fresh)
        return database.of(fresh).schema(fresh)


def _pages(connection: Connection) -> Iterator[LedgerFinding]:
    for row in _each(connection, tables.pages, LedgerPart.PAGE):
        if isinstance(row, LedgerFinding):
            yield row
            continue
        if bytes_digest(row.body) != row.sha256:
            yield LedgerFinding(LedgerPart.PAGE, row.id, "its bytes are not those its SHA-256 was made of")
        if page_id(row.sha256, row.kind, row.given_id, row.given_date) != row.id:
            yield LedgerFinding(LedgerPart.PAGE, row.id, "its id does not follow from its content")


def _texts(connection: Connection) -> Iterator[LedgerFinding]:
    t = tables
    query = (
        select(t.documents.c.text, t.pages.c.id)
        .join(t.readings, t.readings.c.n == t.documents.c.reading)
        .join(t.pages, t.pages.c.n == t.readings.c.page)
    )
    owners = {row.text: row.id for row in connection.execute(query)}
    for row in _each(connection, t.texts, LedgerPart.TEXT):
        if isinstance(row, LedgerFinding):
            yield row
        elif row.n not in owners:
            yield LedgerFinding(LedgerPart.TEXT, row.document_id, "no document is made of it")
        elif document_id(owners[row.n], text_from(row.text)) != row.document_id:
            yield LedgerFinding(LedgerPart.TEXT, row.document_id, "its id does not follow from its page and its words")


def _readings(connection: Connection) -> Iterator[LedgerFinding]:
    gone = withdrawn_numbers(connection, tables.readings)
    for row in connection.execute(select(tables.readings).order_by(tables.readings.c.n)).all():
        if row.n in gone:
            continue
        try:
            reading = reading_of(connection, row.n)
            rows = rows_of_reading(reading)
            if row.digest not in (rows.digest, *rows.earlier_digests):
                yield LedgerFinding(LedgerPart.READING, row.id, "what was read is not what its digest was made of")
            if reading_id(reading, row.digest) != row.id:
                yield LedgerFinding(
                    LedgerPart.READING, row.id, "its id does not follow from its page, reader and digest"
                )
            for name in _differing(connection, row.n, rows):
                yield LedgerFinding(LedgerPart.READING, row.id, f"{name}: a row is not what the reading says")
        except SENSELESS as error:
            yield LedgerFinding(LedgerPart.READING, row.id, f"it cannot be put together again ({_said(error)})")


def _differing(connection: Connection, number: int, rows: Rows) -> Iterator[str]:
    """The tables whose rows of a reading are not those it gives: also each quotation against its text."""
    for table, wanted in rows.by_table.items():
        names = [c.name for c in table.c if c.name not in ("reading", "text" if table is tables.documents else "")]
        query = select(*(table.c[name] for name in names)).where(table.c.reading == number)
        # SQLite gives back 1 as 1.0 where a column is of floats.
        floats = {c.name for c in table.c if isinstance(c.type, Float)}
        held = Counter(json.dumps(list(row), default=str) for row in connection.execute(query))
        if held != Counter(
            json.dumps([_as_kept(row.get(n), n in floats) for n in names], default=str) for row in wanted
        ):
            yield table.name


def _as_kept(value: Any, is_float: bool) -> Any:
    return float(value) if is_float and value is not None else value


def _ids(connection: Connection) -> Iterator[LedgerFinding]:
    """Ids of what is neither page nor reading."""
    pages = {row.n: row.id for row in connection.execute(select(tables.pages.c.n, tables.pages.c.id))}
    made: tuple[tuple[Table, Callable[[Any], str]], ...] = (
        (tables.sightings, lambda r: sighting_id(pages.get(r.page), r.address, r.url)),
        (tables.refused_pages, lambda r: refused_id(refused_of(r))),
        (judgements, lambda r: judgement_of(r).id),
        (remarks, lambda r: remark_of(r).id),
        (statuses, lambda r: status_of(r).id),
        (encounters, lambda r: encounter_id(r.norm, r.event, r.role)),
        (withdrawals, lambda r: withdrawal_from(r).id),
    )
    for table, make in made:
        for row in _each(connection, table, LedgerPart.ID):
            if isinstance(row, LedgerFinding):
                yield row
            elif _id(make, row) != row.id:
                yield LedgerFinding(
                    LedgerPart.ID, row.id, f"{table.name} {row.n}: its id does not follow from its content"
                )


def _id(make: Callable[[Any], str], row: Any) -> str | None:
    """The id that follows from a row; None from one whose content means nothing."""
    try:
        return make(row)
    except SENSELESS:
        return None


def _withdrawn(connection: Connection) -> Iterator[LedgerFinding]:
    """Rows that a withdrawal emptied: empty they must be."""
    for table, emptied in EMPTIED.items():
        for n in sorted(withdrawn_numbers(connection, table)):
            row = connection.execute(select(table).where(table.c.n == n)).first()
            if row is None:
                yield LedgerFinding(
                    LedgerPart.WITHDRAWN, f"{table.name} {n}", "the row that stands for it is not there"
                )
            elif any(row._mapping[name] != value for name, value in emptied.items()):
                yield LedgerFinding(
                    LedgerPart.WITHDRAWN, f"{table.name} {n}", "it was withdrawn, and holds words again"
                )


def _chain(connection: Connection) -> Iterator[LedgerFinding]:
    for where, seen in chain.faults(connection):
        yield LedgerFinding(LedgerPart.CHAIN, where, seen)


def _meanings(connection: Connection) -> Iterator[LedgerFinding]:
    for row in connection.execute(select(meanings)):
        if row.crc is not None and row.crc != crc_of(row.id, row.encoder, row.vector):
            yield LedgerFinding(LedgerPart.MEANING, row.id, "its vector is not the one that was stored")


def _index(connection: Connection) -> Iterator[LedgerFinding]:
    """The index beside one made anew in a copy; the full-text index against its passages."""
    postgres = database.is_postgres(connection)
    with TemporaryDirectory(prefix="onrecord-check-") as folder:
        path = Path(folder) / "copy.db"
        if not postgres:
            sqlite.copy_to(connection, path)
        with sqlite.connected(path, write=True) as copy:
            with copy.begin():
                searched = connection if postgres else copy  # SQLite's asks for the right to write
                if not database.of(searched).search_sound(searched):
                    yield LedgerFinding(LedgerPart.SEARCH, "passages_fts", "it does not hold the words of the passages")
            with copy.begin():
                if postgres:
                    fill(connection, copy)
                else:
                    rebuild(copy)
            for table in REBUILT:
                held, wanted = _without_numbers(connection, table), _without_numbers(copy, table)
                for row in list((held - wanted) + (wanted - held))[:5]:
                    what = "not what the log says" if row in held else "missing"
                    yield LedgerFinding(LedgerPart.INDEX, table.name, f"{what}: {row[:120]}")


def _without_numbers(connection: Connection, table: Table) -> Counter[str]:
    names = [c for c in table.c if c.name not in OWN_NUMBERS]
    return Counter(repr(tuple(row)) for row in connection.execute(select(*names)))


def _each(connection: Connection, table: Table, part: LedgerPart) -> Iterator[Any]:
    """The rows of a table but for those withdrawn, one by one; a Finding in place of one that cannot be read."""
    gone = withdrawn_numbers(connection, table)
    for n in connection.execute(select(table.c.n).order_by(table.c.n)).scalars().all():
        if n in gone:
            continue
        try:
            yield connection.execute(select(table).where(table.c.n == n)).one()
        except SENSELESS as error:
            yield LedgerFinding(part, f"{table.name} {n}", _said(error))


def _counts(connection: Connection) -> dict[str, int]:
    found = {}
    for table in LOG:
        try:
            found[table.name] = database.of(connection).count(connection, table.name)
        except SENSELESS:
            found[table.name] = 0
    return found


def _head(connection: Connection) -> chain.ChainHead:
    try:
        return chain.head(connection)
    except SENSELESS:
        return chain.ChainHead(0, chain.BEFORE_ALL)


def _content(connection: Connection) -> str | None:
    try:
        return content_digest(connection)
    except SENSELESS:
        return None


def _said(error: BaseException) -> str:
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__}: {first[:200]}"
