"""Every page a ledger holds, with its digest: what it was made from.

In:      nothing
Out:     InputPage, in the order the pages were recorded
Refuses: nothing; of a withdrawn page only its id and digests are left
Source:  docs/releases.md
Shown:   tests/releases/test_freezing.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection

from onrecord.ledger.rows.emptied import withdrawn_numbers
from onrecord.ledger.schema import tables
from onrecord.terms.by_hand import NO_HAND

ROWS_AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPage:
    """sha256: of its bytes as they came, unpacked. address, url: where it was first seen. reader: of its current
    reading; None, with all from `title` on: no program read a document there."""

    id: str
    sha256: str
    kind: str
    given_id: str | None
    address: str | None
    url: str | None
    withdrawn: bool
    title: str | None
    publisher: str | None
    published_first: date | None
    published_last: date | None
    language: str | None
    document_id: str | None
    reader: str | None


def input_pages(connection: Connection) -> Iterator[InputPage]:
    """Every page; rows of sheets that were imported are pages too."""
    p, s, d, r = tables.pages.c, tables.sightings.c, tables.documents.c, tables.readings.c
    current = tables.current_readings.c
    gone = withdrawn_numbers(connection, tables.pages)
    firsts = select(s.page, func.min(s.n).label("n")).group_by(s.page).subquery()
    told = (
        tables.pages.outerjoin(firsts, firsts.c.page == p.n)
        .outerjoin(tables.sightings, s.n == firsts.c.n)
        .outerjoin(tables.current_readings, and_(current.page == p.n, current.hand == NO_HAND))
        .outerjoin(tables.readings, r.n == current.reading)
        .outerjoin(tables.documents, d.reading == current.reading)
    )
    columns = (p.n, p.id, p.sha256, p.kind, p.given_id, s.address, s.url, d.title, d.publisher, d.language, r.reader)
    query = select(*columns, d.published_first, d.published_last, d.id.label("document")).select_from(told)
    for some in connection.execute(query.order_by(p.n)).yield_per(ROWS_AT_A_TIME).partitions():
        for row in some:
            withdrawn = row.n in gone
            yield InputPage(
                id=row.id,
                sha256=row.sha256,
                kind=row.kind,
                given_id=row.given_id,
                address=None if withdrawn else row.address,
                url=row.url,
                withdrawn=withdrawn,
                title=row.title,
                publisher=row.publisher,
                published_first=row.published_first,
                published_last=row.published_last,
                language=row.language,
                document_id=row.document,
                reader=row.reader,
            )
