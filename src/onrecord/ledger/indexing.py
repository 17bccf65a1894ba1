"""The index: which reading of a page is current, and what lists and searches run over.

In:      a reading that was just recorded
Out:     current_readings, passages and the full-text index, following the newest reading of the page
Source:  newest is latest recorded_at; of two at one moment the later reader name, then the later id, so that the order
         in which they arrive does not matter
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite
from onrecord.ledger.following import drop_page, index_page
from onrecord.ledger.later_tables import current_events, current_norms
from onrecord.ledger.norm_keys import norm_keys
from onrecord.ledger.tables import current_readings, passages, readings

NEWEST = (readings.c.recorded_at.desc(), readings.c.reader.desc(), readings.c.id.desc())

_CURRENT = select(current_readings.c.reading).where(current_readings.c.page == bindparam("p"))
_NEWEST_OF = select(readings.c.n).where(readings.c.page == bindparam("p")).order_by(*NEWEST).limit(1)


def become_current(connection: Connection, page: int, number: int) -> bool:
    """Make a reading just recorded the page's current one, and take the older one's passages out of the index.

    False, and nothing changed, when a newer reading is held.
    """
    held = connection.execute(_CURRENT, {"p": page}).scalar()
    if held is None:
        connection.execute(insert(current_readings), {"page": page, "reading": number})
        return True
    if connection.execute(_NEWEST_OF, {"p": page}).scalar_one() != number:
        return False
    drop_page(connection, page)
    connection.execute(update(current_readings).where(current_readings.c.page == page).values(reading=number))
    return True


def index_passages(connection: Connection, numbers: Sequence[int]) -> None:
    """Put the passages of these readings into the full-text index."""
    if numbers:
        connection.exec_driver_sql(sqlite.INDEX_PASSAGES, [(number,) for number in numbers])


def rebuild(connection: Connection) -> None:
    """Make the index anew from the log."""
    connection.exec_driver_sql(sqlite.EMPTY_INDEX)
    for table in (passages, current_norms, current_events, norm_keys, current_readings):
        connection.execute(delete(table))
    pages = connection.execute(select(readings.c.page).distinct().order_by(readings.c.page)).scalars().all()
    for page in pages:
        number = connection.execute(_NEWEST_OF, {"p": page}).scalar_one()
        connection.execute(insert(current_readings), {"page": page, "reading": number})
        index_page(connection, page)
