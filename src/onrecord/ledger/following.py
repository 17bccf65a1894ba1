"""The index of one page made anew, with what persons judged: their corrections stand, wrong readings are left out, and
a reading they confirmed is listed still when a later reader no longer sees it.

In:      a page's number
Out:     its rows in passages, current_norms, current_events and the full-text index
Source:  docs/ledger.md, "A judgement outlives the reader"
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite, tables
from onrecord.ledger.entries import Entry
from onrecord.ledger.fetching import Place, as_judged, entries_as_read, entries_at
from onrecord.ledger.judgements import Judgement
from onrecord.ledger.judging import fits, in_force, placed, wrong_as_a_whole
from onrecord.ledger.keeping import any_kept, kept_of_pages
from onrecord.ledger.later_tables import current_events, current_norms, statuses
from onrecord.ledger.norm_keys import key_rows, norm_keys
from onrecord.ledger.passages import days, hold_norms, passage_rows
from onrecord.ledger.rebuilding import reading_of
from onrecord.ledger.standing_rows import event_rows, norm_columns, norm_rows
from onrecord.ledger.unfolding import Row, unfold
from onrecord.terms.judgements import Verdict

HOLDING = (Verdict.CONFIRM, Verdict.CORRECT)


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
    for table in (tables.passages, current_norms, current_events, norm_keys):
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
    passages = [p for p in passage_rows(reading, rows) if only is None or p["record"] in only]
    norms = norm_rows(reading, rows, passages)
    events = event_rows(reading, rows) if only is None else []
    listed = [p for p in passages if p["record"] is not None]
    entries = entries_at(connection, [Place(number, p["record"]) for p in listed])
    text, page_id = reading.text, reading.page.id
    for passage, entry in zip(listed, entries, strict=True):
        if wrong_as_a_whole(entry):
            passages.remove(passage)
            continue
        if entry.read is not None:
            passage |= {"kind": entry.record.kind.value, "strength": entry.record.strength.rank}
            if entry.record.stated_on != entry.read.stated_on and entry.record.stated_on is not None:
                passage |= days(entry.record.stated_on)
    by_record = {p["record"]: p for p in passages}
    standing = {n.id: n for e in entries for n in e.norms}
    kept: list[Row] = []
    for row in norms:
        held = standing.get(row["id"])
        if held is None or row["record"] not in by_record:
            continue
        passage = by_record[row["record"]]
        # The anchor stays that of the reader's words: it is what statuses and judgements hang on.
        changed = {**norm_columns(held.norm, page_id, text), "anchor": row["anchor"]} if held.read else {}
        kept.append({**row, **changed, **{k: passage[k] for k in PASSAGE_COLUMNS}})
    hold_norms(passages, kept)
    connection.exec_driver_sql(sqlite.UNINDEX_PASSAGES, (number,))  # what was revived of this reading before
    indexed = (
        (tables.passages, passages),
        (current_norms, kept),
        (current_events, events),
        (norm_keys, key_rows(kept)),
    )
    for table, found in indexed:
        if found:
            connection.execute(insert(table), [{**row, "reading": number} for row in found])
    connection.exec_driver_sql(sqlite.INDEX_PASSAGES, (number,))
    return entries


PASSAGE_COLUMNS = ("kind", "strength", "day_first", "day_last", "newest")


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
    connection.exec_driver_sql(sqlite.INDEX_PASSAGES, (reading,))
    n, k = current_norms, norm_keys
    of_record = n.c.reading == reading, n.c.record == record
    seqs = connection.execute(select(n.c.seq).where(*of_record)).scalars().all()
    connection.execute(delete(k).where(k.c.reading == reading, k.c.seq.in_(seqs)))
    connection.execute(delete(n).where(*of_record))
