"""The index: which reading of a page is current, and what lists and searches run over.

In:      a reading that was just recorded
Out:     current_readings, passages and the full-text index, following the newest reading of the page
Source:  newest is latest recorded_at; of two at one moment the later reader name, then the later id, so that the order
         in which they arrive does not matter
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite
from onrecord.ledger.columns import storable
from onrecord.ledger.rebuilding import reading_of
from onrecord.ledger.tables import current_readings, passages, readings
from onrecord.ledger.unfolding import Row, Rows, unfold
from onrecord.terms.dates import DateBounds
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span

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
    connection.exec_driver_sql(sqlite.UNINDEX_PASSAGES, (held,))
    connection.execute(delete(passages).where(passages.c.reading == held))
    connection.execute(update(current_readings).where(current_readings.c.page == page).values(reading=number))
    return True


def index_passages(connection: Connection, numbers: Sequence[int]) -> None:
    """Put the passages of these readings into the full-text index."""
    if numbers:
        connection.exec_driver_sql(sqlite.INDEX_PASSAGES, [(number,) for number in numbers])


def follow_all(connection: Connection) -> None:
    """Fill an empty index from the log, but for the full-text index, which SQLite rebuilds from `passages`."""
    pages = connection.execute(select(readings.c.page).distinct().order_by(readings.c.page)).scalars().all()
    for page in pages:
        number = connection.execute(_NEWEST_OF, {"p": page}).scalar_one()
        connection.execute(insert(current_readings), {"page": page, "reading": number})
        reading = reading_of(connection, number)
        found = passage_rows(reading, unfold(reading))
        if found:
            connection.execute(insert(passages), [{"reading": number, **row} for row in found])


def passage_rows(reading: Reading, rows: Rows) -> list[Row]:
    """What is listed and searched of one reading: its records, and the statements no record rests on."""
    document = reading.document
    if document is None:
        return []
    publisher = storable(document.publisher).casefold() if document.publisher else None
    everywhere = {"publisher": publisher, "document_id": rows.document_id}
    published = document.published.bounds if document.published else None
    speakers = {s_id: s.speaker_id for s_id, s in zip(rows.statement_ids, reading.statements, strict=True)}
    codes: dict[str, str] = {n.record_id: n.speaker_id for n in reading.norms if n.speaker_id}

    def who(statement_id: str | None, record_id: str | None) -> str:
        actor = reading.cast.actors.get(speakers.get(statement_id or "") or "")
        return storable(actor.name if actor else codes.get(record_id or "", ""))

    def words(spans: tuple[Span, ...]) -> str:
        return "\n".join(unmarked(span.of(document.text)) for span in spans)

    found: dict[str, Row] = {}
    rested: set[str | None] = set()
    for seq, (record_id, record) in enumerate(zip(rows.record_ids, reading.records, strict=True)):
        rested.add(record.statement_id)
        found.setdefault(
            record_id,
            {
                "record": seq,
                "statement": None,
                "id": record_id,
                "kind": record.kind.value,
                "strength": record.strength.rank,
                **_days(record.stated_on or published),
                **everywhere,
                "words": words(record.evidence),
                "who": who(record.statement_id, record_id),
            },
        )
    for seq, (statement_id, statement) in enumerate(zip(rows.statement_ids, reading.statements, strict=True)):
        if statement_id not in rested:
            found.setdefault(
                statement_id,
                {
                    "record": None,
                    "statement": seq,
                    "id": statement_id,
                    "kind": None,
                    "strength": None,
                    **_days(published),
                    **everywhere,
                    "words": words(statement.content),
                    "who": who(statement_id, None),
                },
            )
    return list(found.values())


def unmarked(words: str) -> str:
    """The words with what the index cannot hold made blank, and what it marks found words with; offsets stay true."""
    return storable(words).replace(sqlite.OPEN, " ").replace(sqlite.CLOSE, " ")


def _days(bounds: DateBounds | None) -> dict[str, Any]:
    if bounds is None:
        return {"day_first": None, "day_last": None, "newest": 0}
    bounded = bounds.last or bounds.first
    return {
        "day_first": (bounds.first or date.min).toordinal(),
        "day_last": (bounds.last or date.max).toordinal(),
        "newest": -bounded.toordinal() if bounded else 0,
    }
