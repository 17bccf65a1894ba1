"""The index kept true to the log and to what persons judged: their corrections stand, wrong readings are left out, and
a reading they confirmed is listed still when a later reader no longer sees it.

In:      a reading that was just recorded; a page's number
Out:     current_readings; of each page its rows in the other tables of the index and in the full-text index
Source:  docs/ledger.md, "A judgement outlives the reader". Newest is latest recorded_at; of two at one moment the later
         reader name, then the later id, so that the order in which they arrive does not matter
Shown:   tests/ledger/
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite
from onrecord.ledger.entries.fetch import Place, as_judged, entries_as_read, entries_at
from onrecord.ledger.entries.judging import fits, placed, wrong_as_a_whole
from onrecord.ledger.entries.values import Entry
from onrecord.ledger.index.events import event_rows
from onrecord.ledger.index.norm_asks import asks_rows, norm_asks
from onrecord.ledger.index.norm_keys import key_rows, norm_keys
from onrecord.ledger.index.norms import norm_columns, norm_rows
from onrecord.ledger.index.passages import days, hold_norms, passage_rows
from onrecord.ledger.judgements.store import any_kept, kept_of_pages
from onrecord.ledger.judgements.values import Judgement, in_force
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.rows.emptied import withdrawn_numbers
from onrecord.ledger.rows.reading import Rows, reading_of, unfold
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.later_tables import current_events, current_norms, statuses
from onrecord.terms.judgements import Verdict
from onrecord.terms.reading import Reading

HOLDING = (Verdict.CONFIRM, Verdict.CORRECT)
PASSAGE_COLUMNS = ("kind", "strength", "day_first", "day_last", "newest")
OF_PAGES = (tables.passages, current_norms, current_events, norm_keys, norm_asks)

NEWEST = (tables.readings.c.recorded_at.desc(), tables.readings.c.reader.desc(), tables.readings.c.id.desc())

_CURRENT = select(tables.current_readings.c.reading).where(tables.current_readings.c.page == bindparam("p"))
_NEWEST_OF = select(tables.readings.c.n).where(tables.readings.c.page == bindparam("p")).order_by(*NEWEST).limit(1)


def index_rows(
    reading: Reading, rows: Rows, entries: Mapping[int, Entry] | None = None, *, only: set[int] | None = None
) -> dict[Table, list[Row]]:
    """The rows of a reading in each table of the index, without the reading's number.

    entries: its listed records as persons judged them, by their place in it; None: as read.
    only:    of the records at these places, and no events; None: all.
    """
    passages = [p for p in passage_rows(reading, rows) if only is None or p["record"] in only]
    norms = norm_rows(reading, rows, passages)
    if entries is not None:
        passages = [p for p in passages if p["record"] is None or _stands(p, entries[p["record"]])]
        norms = _judged_norms(reading, norms, passages, entries)
    hold_norms(passages, norms)
    return {
        tables.passages: passages,
        current_norms: norms,
        norm_keys: key_rows(norms),
        norm_asks: asks_rows(norms),
        current_events: event_rows(reading, rows) if only is None else [],
    }


def _stands(passage: Row, entry: Entry) -> bool:
    """Write into a record's passage what persons corrected; False: they judged it wrong as a whole."""
    if entry.read is not None:
        passage |= {"kind": entry.record.kind.value, "strength": entry.record.strength.rank}
        if entry.record.stated_on != entry.read.stated_on and entry.record.stated_on is not None:
            passage |= days(entry.record.stated_on)
    return not wrong_as_a_whole(entry)


def _judged_norms(
    reading: Reading, norms: Iterable[Row], passages: Iterable[Row], entries: Mapping[int, Entry]
) -> list[Row]:
    by_record = {p["record"]: p for p in passages}
    standing = {n.id: n for e in entries.values() for n in e.norms}
    kept: list[Row] = []
    for row in norms:
        held = standing.get(row["id"])
        if held is None or row["record"] not in by_record:
            continue
        passage = by_record[row["record"]]
        # The anchor stays that of the reader's words: it is what statuses and judgements hang on.
        corrected = norm_columns(held.norm, reading.page.id, reading.text) if held.read else {}
        kept.append({**row, **corrected, "anchor": row["anchor"], **{k: passage[k] for k in PASSAGE_COLUMNS}})
    return kept


def become_current(connection: Connection, page: int, number: int) -> bool:
    """Make a reading just recorded the page's current one, and take the older one's passages out of the index.

    False, and nothing changed, when a newer reading is held.
    """
    held = connection.execute(_CURRENT, {"p": page}).scalar()
    if held is None:
        connection.execute(insert(tables.current_readings), {"page": page, "reading": number})
        return True
    if connection.execute(_NEWEST_OF, {"p": page}).scalar_one() != number:
        return False
    drop_page(connection, page)
    connection.execute(
        update(tables.current_readings).where(tables.current_readings.c.page == page).values(reading=number)
    )
    return True


def follow_judgements(connection: Connection, numbers: Sequence[int]) -> None:
    """Apply what was judged to the index of these current readings, when anything was."""
    if not any_kept(connection):
        return
    t = tables
    for number in numbers:
        query = (
            select(t.pages.c.n, t.pages.c.id, t.sightings.c.url)
            .join(t.readings, t.readings.c.page == t.pages.c.n)
            .join(t.sightings, t.sightings.c.n == t.readings.c.sighting)
            .where(t.readings.c.n == number)
        )
        page = connection.execute(query).one()
        if kept_of_pages(connection, [page.id], [page.url] if page.url else []):
            index_page(connection, page.n)


def index_page(connection: Connection, page: int) -> None:
    """Make the index of one page anew."""
    t = tables
    current = connection.execute(select(t.current_readings.c.reading).where(t.current_readings.c.page == page)).scalar()
    if current is None:
        return
    drop_page(connection, page)
    entries = _index_reading(connection, current, only=None)
    page_id = connection.execute(select(t.pages.c.id).where(t.pages.c.n == page)).scalar_one()
    older = beside(connection, in_force(kept_of_pages(connection, [page_id], [])), entries)
    for place, entry in older:
        _list_beside(connection, place, entry)
    follow_statuses(connection, sorted({current, *(place.reading for place, _ in older)}))


def drop_page(connection: Connection, page: int) -> None:
    """Take everything of the page out of the index."""
    t = tables
    of_page = select(t.readings.c.n).where(t.readings.c.page == page)
    for number in connection.execute(of_page).scalars().all():
        connection.exec_driver_sql(sqlite.UNINDEX_PASSAGES, (number,))
    for table in OF_PAGES:
        connection.execute(delete(table).where(table.c.reading.in_(of_page)))


def follow_statuses(connection: Connection, numbers: Sequence[int]) -> None:
    """Write the last status of each norm of these readings into the index."""
    if connection.execute(select(statuses.c.n).limit(1)).first() is None:
        return
    last = (
        select(statuses.c.status)
        .where(statuses.c.norm == current_norms.c.anchor)
        .order_by(statuses.c.n.desc())
        .limit(1)
        .scalar_subquery()
    )
    for number in numbers:
        connection.execute(update(current_norms).where(current_norms.c.reading == number).values(standing=last))


def _index_reading(connection: Connection, number: int, *, only: set[int] | None) -> list[Entry]:
    """Insert the rows of a reading (of these records of it, when said), judged; the entries they stand for."""
    reading = reading_of(connection, number)
    rows = unfold(reading)
    # Of two records of one id the first is listed.
    first = {id_: seq for seq, id_ in reversed(tuple(enumerate(rows.record_ids)))}
    listed = sorted(seq for seq in first.values() if only is None or seq in only)
    entries = entries_at(connection, [Place(number, seq) for seq in listed])
    indexed = index_rows(reading, rows, dict(zip(listed, entries, strict=True)), only=only)
    connection.exec_driver_sql(sqlite.UNINDEX_PASSAGES, (number,))  # what was revived of this reading before
    for table, found in indexed.items():
        if found:
            connection.execute(insert(table), [{**row, "reading": number} for row in found])
    sqlite.index_passages(connection, [number])
    return entries


def beside(
    connection: Connection, judgements: Iterable[Judgement], entries: Sequence[Entry]
) -> list[tuple[Place, Entry]]:
    """The records of older readings to list beside these entries of a page, judged: a person holds a norm of theirs to
    be right that none of the entries has. Where they stand, and as they are judged.

    judgements: of the page, in force, in order.
    """
    found: list[tuple[Place, Entry]] = []
    for judgement in judgements:
        if judgement.verdict in HOLDING and not placed(judgement, (*entries, *(entry for _, entry in found))):
            found += _held(connection, judgement)
    return found


def _held(connection: Connection, judgement: Judgement) -> list[tuple[Place, Entry]]:
    """The record that was judged, from the reading it was judged in; nothing where persons now hold it for wrong."""
    t = tables
    anchor = judgement.anchor
    row = connection.execute(
        select(t.records.c.reading, t.records.c.seq)
        .join(t.readings, t.readings.c.n == t.records.c.reading)
        .where(t.readings.c.id == anchor.reading_id, t.records.c.id == anchor.record_id)
        .order_by(t.records.c.seq)
        .limit(1)
    ).first()
    if row is None:  # the judgement came from another ledger, without its reading
        return []
    place = Place(row.reading, row.seq)
    (entry,) = as_judged(connection, entries_as_read(connection, [place]))
    if wrong_as_a_whole(entry) or not any(fits(judgement, entry, n) for n in entry.norms):
        return []
    return [(place, entry)]


def _list_beside(connection: Connection, place: Place, entry: Entry) -> None:
    """List one record of an older reading; where the current one has a record of the same id, in its place."""
    p = tables.passages.c
    clash = connection.execute(select(p.reading, p.record).where(p.id == entry.id)).first()
    if clash is not None:
        _drop_record(connection, clash.reading, clash.record)
    _index_reading(connection, place.reading, only={place.seq})


def _drop_record(connection: Connection, reading: int, record: int) -> None:
    p = tables.passages
    connection.exec_driver_sql(sqlite.UNINDEX_PASSAGES, (reading,))
    connection.execute(delete(p).where(p.c.reading == reading, p.c.record == record))
    sqlite.index_passages(connection, [reading])
    n = current_norms
    of_record = n.c.reading == reading, n.c.record == record
    seqs = connection.execute(select(n.c.seq).where(*of_record)).scalars().all()
    for k in (norm_keys, norm_asks):
        connection.execute(delete(k).where(k.c.reading == reading, k.c.seq.in_(seqs)))
    connection.execute(delete(n).where(*of_record))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the log."""
    connection.exec_driver_sql(sqlite.EMPTY_INDEX)
    for table in (*OF_PAGES, tables.current_readings):
        connection.execute(delete(table))
    pages = (
        connection.execute(select(tables.readings.c.page).distinct().order_by(tables.readings.c.page)).scalars().all()
    )
    gone = withdrawn_numbers(connection, tables.pages)
    for page in (n for n in pages if n not in gone):
        number = connection.execute(_NEWEST_OF, {"p": page}).scalar_one()
        connection.execute(insert(tables.current_readings), {"page": page, "reading": number})
        index_page(connection, page)
