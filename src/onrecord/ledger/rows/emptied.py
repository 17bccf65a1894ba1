"""What is left in the rows of a page that was withdrawn: numbers, digests and moments, none of its words.

In:      a table
Out:     EMPTIED: the values its emptied rows have; the numbers of these rows
Source:  docs/ledger.md, "Withdrawn pages"
Shown:   tests/ledger/test_forgetting.py
"""

from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from onrecord.ledger.schema import tables
from onrecord.ledger.schema.chain import withdrawn_rows
from onrecord.ledger.schema.later_tables import encounters, judgements, remarks, statuses

WITHDRAWN = "withdrawn"
RESTED = "what this rests on was withdrawn from the ledger"

NO_ANCHOR = {
    **dict.fromkeys(("modal", "mode", "agent_id", "action", "trigger")),
    "reading_id": "",
    "record_id": "",
    "evidence": "",
    "alone": False,
}

EMPTIED: dict[Table, dict[str, Any]] = {
    tables.pages: {"body": b"", "given_id": None, "given_date": None},
    tables.sightings: {"address": WITHDRAWN, "url": None, "content_type": None, "headers": {}},
    tables.texts: {"text": b""},
    tables.readings: {},
    tables.refused_pages: {"address": WITHDRAWN, "reason": WITHDRAWN},
    judgements: {"url": None, "note": None, "slots": {}, "anchor": NO_ANCHOR},
    remarks: {"url": None, "name": None, "words": "", "anchor": None},
    statuses: {"reason": RESTED},
    encounters: {"reasons": [["page", WITHDRAWN, RESTED]]},
}


def withdrawn_numbers(connection: Connection, table: Table) -> set[int]:
    """The numbers of the rows of a table that a withdrawal emptied."""
    w = withdrawn_rows.c
    return set(connection.execute(select(w.row).where(w.of_table == table.name)).scalars())
