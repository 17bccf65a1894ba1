"""One digest of what a ledger holds, whoever put it in, in which order, batches and processes, and when.

In:      an open ledger's connection
Out:     64 hexadecimal digits: two ledgers that were given the same have the same
Refuses: nothing
Source:  docs/ledger.md, "Kept whole"
Shown:   tests/ledger/test_content.py

Digested are the ids and digests that come from content, sorted. They are trusted: that they follow from what they are
made of is what `inspecting` proves, so `onrecord check` tells both. Left out is what two runs over the same pages may
have otherwise:
- moments and the order of commits: the chain has them, and its head differs when anything came in another order;
- of a page captured twice at one address, the moment and headers of the capture that was recorded first;
- what was noticed (encounters, statuses, what was looked at for them): it follows from what is held and from the day on
  which it was asked.
"""

import hashlib

from sqlalchemy import Column, select
from sqlalchemy.engine import Connection

from onrecord.ledger.schema import tables
from onrecord.ledger.schema.chain import withdrawals
from onrecord.ledger.schema.imported import imported_events, imported_files, imported_refusals
from onrecord.ledger.schema.later_tables import judgements, remarks

CONTENT: tuple[tuple[Column[str], ...], ...] = (
    (tables.pages.c.id, tables.pages.c.sha256),
    (tables.sightings.c.id,),
    (tables.readings.c.id, tables.readings.c.digest),
    (tables.texts.c.document_id,),
    (tables.refused_pages.c.id,),
    (withdrawals.c.id,),
    (judgements.c.id,),
    (remarks.c.id,),
    (imported_files.c.id,),
    (imported_events.c.id,),
)
"""The columns that name what each table holds, the first of them without doubles."""

ROWS_AT_A_TIME = 10_000


def content_digest(connection: Connection) -> str:
    """SHA-256 over what is held, in an order of its own. Time grows with the ledger, memory does not."""
    digest = hashlib.sha256()
    for columns in CONTENT:
        digest.update(f"{columns[0].table}\n".encode("ascii"))
        rows = connection.execute(select(*columns).order_by(columns[0]))
        for some in rows.yield_per(ROWS_AT_A_TIME).partitions():
            digest.update("".join(f"{' '.join(row)}\n" for row in some).encode("ascii"))
    # A row of a file that was refused has no id: its file, its line and why.
    r = imported_refusals.c
    refused = (
        select(imported_files.c.id, r.line, r.code)
        .join(imported_files, imported_files.c.n == r.file)
        .order_by(imported_files.c.id, r.line, r.code)
    )
    digest.update(b"imported_refusals\n")
    for lines in connection.execute(refused).yield_per(ROWS_AT_A_TIME).partitions():
        digest.update("".join(f"{row.id} {row.line} {row.code}\n" for row in lines).encode("utf-8"))
    return digest.hexdigest()
