"""What a reader read of a page before, as far as it tells whether reading the page again would give the same.

In:      a page's id, a reader's name
Out:     ReadBefore; None where there is nothing to rest on
Refuses: nothing: of a page that was withdrawn nothing is told
Source:  docs/ledger.md, "Adding a page again"
Shown:   tests/walk/test_held.py
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.ledger.rows.documents import document_of
from onrecord.ledger.rows.refusals import refusal_of
from onrecord.ledger.rows.withdrawals import withdrawal_of
from onrecord.ledger.schema import tables
from onrecord.terms.documents import Document
from onrecord.terms.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBefore:
    """The newest reading of a page by one reader, and how the page was seen when it was read.

    document: without its signature; None where the page was refused as a whole, by `refused`.
    """

    reading_id: str
    url: str | None
    encoding: str
    fetched_at: datetime | None
    document: Document | None
    refused: Refusal | None


def read_before(connection: Connection, page_id: str, reader: str) -> ReadBefore | None:
    """The newest of this reader; of several at one moment the one that counts."""
    t = tables
    found = connection.execute(
        select(t.readings.c.n, t.readings.c.id, t.sightings.c.url, t.sightings.c.encoding, t.sightings.c.fetched_at)
        .join(t.pages, t.pages.c.n == t.readings.c.page)
        .join(t.sightings, t.sightings.c.n == t.readings.c.sighting)
        .where(t.pages.c.id == page_id, t.readings.c.reader == reader)
        .order_by(t.readings.c.recorded_at.desc(), t.readings.c.id.desc())
        .limit(1)
    ).first()
    if found is None or withdrawal_of(connection, page_id) is not None:
        return None
    row = connection.execute(
        select(t.documents, t.texts.c.text.label("words"))
        .join(t.texts, t.texts.c.n == t.documents.c.text)
        .where(t.documents.c.reading == found.n)
    ).first()
    refused = None
    if row is None:
        r = t.refusals
        first = connection.execute(select(r).where(r.c.reading == found.n).order_by(r.c.seq).limit(1)).first()
        refused = refusal_of(first) if first is not None else None
    return ReadBefore(
        reading_id=found.id,
        url=found.url,
        encoding=found.encoding,
        fetched_at=found.fetched_at,
        document=document_of(row, page_id, row.words) if row is not None else None,
        refused=refused,
    )
