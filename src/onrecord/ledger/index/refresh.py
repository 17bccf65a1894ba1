"""The index kept true to the log and to what persons judged: their corrections stand, wrong readings are left out, and
a reading they confirmed is listed still when a later reader no longer sees it.

In:      a reading that was just recorded; a page's number
Out:     current_readings; of each page its rows in the other tables of the index and in the full-text index
Source:  docs/ledger.md, "A judgement outlives the reader", "Entered by hand". Newest is latest recorded_at; of two at
         one moment the later reader name, then the later id, so that the order in which they arrive does not matter
Shown:   tests/ledger/

A page has several current readings: the newest by a program, and of each person who entered norms on it their newest.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.entries.fetch import RowKey, as_judged, entries_as_read, entries_at
from onrecord.ledger.entries.judging import fits, placed, wrong_as_a_whole
from onrecord.ledger.entries.values import Entry
from onrecord.ledger.index.events import event_rows
from onrecord.ledger.index.judged import judged_rows, name_states
from onrecord.ledger.index.last_status import follow_statuses
from onrecord.ledger.index.norm_asks import asks_rows, norm_asks
from onrecord.ledger.index.norm_keys import key_rows, norm_keys
from onrecord.ledger.index.norms import due_day, norm_columns, norm_rows
from onrecord.ledger.index.not_met import follow_not_met
from onrecord.ledger.index.passages import days, hold_norms, passage_rows, speaker_forms
from onrecord.ledger.judgements.store import any_kept, kept_of_pages
from onrecord.ledger.judgements.values import Judgement, in_force
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.rows.emptied import withdrawn_numbers
from onrecord.ledger.rows.reading import Rows, reading_of, rows_of_reading
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.judged import judged_norms, judged_words
from onrecord.ledger.schema.later_tables import current_events, current_norms, not_met
from onrecord.terms.by_hand import HAND, hand_of
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.sheets import LEFT_ITS_SHEET

HOLDING = (JudgementKind.CONFIRM, JudgementKind.CORRECT)
PASSAGE_COLUMNS = ("kind", "strength", "day_first", "day_last", "newest")
OF_NORMS = (norm_keys, norm_asks, judged_norms, judged_words)
OF_PAGES = (tables.passages, current_norms, current_events, *OF_NORMS)

NEWEST = (tables.readings.c.recorded_at.desc(), tables.readings.c.reader.desc(), tables.readings.c.id.desc())

_CURRENT = select(tables.current_readings.c.hand, tables.current_readings.c.reading).where(
    tables.current_readings.c.page == bindparam("p")
)
_READERS = select(tables.readings.c.reader).where(tables.readings.c.page == bindparam("p")).distinct()
_BY_PROGRAM = func.substr(tables.readings.c.reader, 1, len(HAND)) != HAND


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
        **(judged_rows(norms, entries, reading.text) if entries is not None else {}),
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
        if entry.record.stated_on != entry.read.stated_on:
            published = entry.source.published
            passage |= days(entry.record.stated_on or (published.bounds if published else None))
    if entry.speaker_corrected:
        passage["who"] = speaker_forms(entry.speaker.name if entry.speaker else "")
    return not wrong_as_a_whole(entry)


def _judged_norms(
    reading: Reading, norms: Iterable[Row], passages: Iterable[Row], entries: Mapping[int, Entry]
) -> list[Row]:
    by_record = {p["record"]: p for p in passages}
    norm_held = {n.id: n for e in entries.values() for n in e.norms}
    kept: list[Row] = []
    for row in norms:
        held = norm_held.get(row["id"])
        if held is None or row["record"] not in by_record:
            continue
        passage = by_record[row["record"]]
        # The anchor stays that of the reader's words: it is what statuses and judgements hang on.
        corrected: Row = {}
        if held.read is not None:
            corrected = {**norm_columns(held.norm, reading.page.id, reading.text), "due": due_day(held.norm, reading)}
        kept.append({**row, **corrected, "anchor": row["anchor"], **{k: passage[k] for k in PASSAGE_COLUMNS}})
    return kept


class Becomes(Enum):
    """What a reading just recorded is to its page."""

    OLDER = "a newer one is held"
    ALONE = "its only current reading"
    BESIDE = "current, and others of other hands stay so"


def become_current(connection: Connection, page: int, number: int, reader: str) -> Becomes:
    """Make a reading just recorded the current one of its hand, and take the page's passages out of the index where it
    takes an older one's place.

    ALONE: its rows are all that the index is to hold of the page. BESIDE: the index of the page is to be made anew.
    """
    held = {row.hand: row.reading for row in connection.execute(_CURRENT, {"p": page})}
    hand, current = hand_of(reader), tables.current_readings
    if hand not in held:
        connection.execute(insert(current), {"page": page, "hand": hand, "reading": number})
        return Becomes.BESIDE if held else Becomes.ALONE
    if _newest_of(connection, page, hand) != number:
        return Becomes.OLDER
    drop_page(connection, page)
    of_hand = current.c.page == page, current.c.hand == hand
    connection.execute(update(current).where(*of_hand).values(reading=number))
    return Becomes.BESIDE if len(held) > 1 else Becomes.ALONE


def _newest_of(connection: Connection, page: int, hand: str) -> int:
    r = tables.readings.c
    ours = r.reader == f"{HAND}{hand}" if hand else _BY_PROGRAM
    return int(connection.execute(select(r.n).where(r.page == page, ours).order_by(*NEWEST).limit(1)).scalar_one())


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
    held = connection.execute(_CURRENT.order_by(t.current_readings.c.hand), {"p": page})
    current = [row.reading for row in held]
    if not current:
        return
    drop_page(connection, page)
    entries = [entry for number in current for entry in _index_reading(connection, number, only=None)]
    page_id = connection.execute(select(t.pages.c.id).where(t.pages.c.n == page)).scalar_one()
    # A person took the row out of the sheet, or changed it: that is a later word than that it was read rightly.
    left = not entries and any(_left_its_sheet(connection, number) for number in current)
    older = [] if left else beside(connection, in_force(kept_of_pages(connection, [page_id], [])), entries)
    for place, entry in older:
        _list_beside(connection, place, entry)
    follow_statuses(connection, sorted({*current, *(place.reading for place, _ in older)}))


def _left_its_sheet(connection: Connection, number: int) -> bool:
    """Does the reading say that its row stands no more in its sheet?"""
    f = tables.refusals.c
    query = select(f.code).where(f.reading == number, f.code.in_(LEFT_ITS_SHEET))
    return connection.execute(query.limit(1)).first() is not None


def drop_page(connection: Connection, page: int) -> None:
    """Take everything of the page out of the index."""
    t = tables
    of_page = select(t.readings.c.n).where(t.readings.c.page == page)
    for number in connection.execute(of_page).scalars().all():
        database.of(connection).unindex_passages(connection, number)
    for table in OF_PAGES:
        connection.execute(delete(table).where(table.c.reading.in_(of_page)))


def _index_reading(connection: Connection, number: int, *, only: set[int] | None) -> list[Entry]:
    """Insert the rows of a reading (of these records of it, when said), judged; the entries they stand for."""
    reading = reading_of(connection, number)
    rows = rows_of_reading(reading)
    # Of two records of one id the first is listed.
    first = {id_: seq for seq, id_ in reversed(tuple(enumerate(rows.record_ids)))}
    listed = sorted(seq for seq in first.values() if only is None or seq in only)
    entries = entries_at(connection, [RowKey(number, seq) for seq in listed])
    indexed = index_rows(reading, rows, dict(zip(listed, entries, strict=True)), only=only)
    database.of(connection).unindex_passages(connection, number)  # what was revived of this reading before
    for table, found in indexed.items():
        if found:
            connection.execute(insert(table), [{**row, "reading": number} for row in found])
    database.of(connection).index_passages(connection, [number])
    return entries


def beside(
    connection: Connection, judgements: Iterable[Judgement], entries: Sequence[Entry]
) -> list[tuple[RowKey, Entry]]:
    """The records of older readings to list beside these entries of a page, judged: a person holds a norm of theirs to
    be right that none of the entries has. Where they stand, and as they are judged.

    judgements: of the page, in force, in order.
    """
    found: list[tuple[RowKey, Entry]] = []
    for judgement in judgements:
        if judgement.verdict in HOLDING and not placed(judgement, (*entries, *(entry for _, entry in found))):
            found += _held(connection, judgement)
    return found


def _held(connection: Connection, judgement: Judgement) -> list[tuple[RowKey, Entry]]:
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
    place = RowKey(row.reading, row.seq)
    (entry,) = as_judged(connection, entries_as_read(connection, [place]))
    if wrong_as_a_whole(entry) or not any(fits(judgement, entry, n) for n in entry.norms):
        return []
    return [(place, entry)]


def _list_beside(connection: Connection, place: RowKey, entry: Entry) -> None:
    """List one record of an older reading; where the current one has a record of the same id, in its place."""
    p = tables.passages.c
    clash = connection.execute(select(p.reading, p.record).where(p.id == entry.id)).first()
    if clash is not None:
        _drop_record(connection, clash.reading, clash.record)
    _index_reading(connection, place.reading, only={place.seq})


def _drop_record(connection: Connection, reading: int, record: int) -> None:
    p = tables.passages
    database.of(connection).unindex_passages(connection, reading)
    connection.execute(delete(p).where(p.c.reading == reading, p.c.record == record))
    database.of(connection).index_passages(connection, [reading])
    n = current_norms
    of_record = n.c.reading == reading, n.c.record == record
    seqs = connection.execute(select(n.c.seq).where(*of_record)).scalars().all()
    for k in OF_NORMS:
        connection.execute(delete(k).where(k.c.reading == reading, k.c.seq.in_(seqs)))
    connection.execute(delete(n).where(*of_record))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the log."""
    database.of(connection).empty_search(connection)
    for table in (*OF_PAGES, tables.current_readings, not_met):
        connection.execute(delete(table))
    name_states(connection)
    follow_not_met(connection)  # statuses of the norms below turn on it
    pages = (
        connection.execute(select(tables.readings.c.page).distinct().order_by(tables.readings.c.page)).scalars().all()
    )
    gone = withdrawn_numbers(connection, tables.pages)
    for page in (n for n in pages if n not in gone):
        hands = {hand_of(reader) for reader in connection.execute(_READERS, {"p": page}).scalars()}
        current = [
            {"page": page, "hand": hand, "reading": _newest_of(connection, page, hand)} for hand in sorted(hands)
        ]
        connection.execute(insert(tables.current_readings), current)
        index_page(connection, page)
