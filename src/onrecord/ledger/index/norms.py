"""The norms of a reading as they stand: rows of the index, and back.

In:      Reading, its rows and passages; rows of current_norms
Out:     rows without the reading's number: codes for ids, words for spans, days as numbers; CurrentNorm
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.language.same_deed import Wording, wording
from onrecord.ledger.entries.fetch import Place
from onrecord.ledger.judgements.anchors import norm_anchor
from onrecord.ledger.rows.cells import AnyRow, Row, coded, codes, plain
from onrecord.ledger.rows.norms import CODES, pattern_columns
from onrecord.ledger.rows.reading import Rows
from onrecord.ledger.rows.records import STRENGTHS
from onrecord.ledger.schema.tables import norms as norms_table
from onrecord.terms.events import EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Strength

PARTIES = ("agent_id", "speaker_id", "target_id", "trigger_id")
PLAIN = ("id", "anchor", "kind", "action", "trigger", "action_pattern", "trigger_pattern", "standing", *PARTIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentNorm:
    """A norm as it stands, in codes and words. first, last: days it may have been said; None: open or not known.

    place: where its record stands, to fetch the entry; due: the last day of its deadline; *_words: what deed and
    trigger are compared by.
    """

    id: str
    anchor: str
    place: Place
    modal: Modal
    mode: Mode
    strength: Strength
    kind: str
    agent_id: str | None
    speaker_id: str | None
    target_id: str | None
    trigger_id: str | None
    action_event: EventType | None
    trigger_event: EventType | None
    action: str
    trigger: str | None
    action_words: Wording
    trigger_words: Wording | None
    action_pattern: str | None
    trigger_pattern: str | None
    first: date | None
    last: date | None
    due: date | None
    standing: str | None


class SaidDeed(NamedTuple):
    """What one norm says will be done, as the index has it. n: its number there; newest: the later the less; 0: no day.

    reading, record: where its record stands; words: as `Wording` has them, a blank between.
    """

    n: int
    reading: int
    record: int
    newest: int
    kind_of_norm: str
    target_id: str | None
    type: str | None
    words: str

    @property
    def modal(self) -> Modal:
        """Will it be done, is it demanded ...?"""
        return Modal(self.kind_of_norm)

    @property
    def action_event(self) -> EventType | None:
        """Its PLOVER type; None where none is known."""
        return EventType(self.type) if self.type else None

    @property
    def action_words(self) -> Wording:
        """What it is compared by."""
        return Wording(tuple(self.words.split()))


def norm_rows(reading: Reading, rows: Rows, passages: list[Row]) -> list[Row]:
    """One row for each norm whose record is listed."""
    by_record = {p["record"]: p for p in passages if p["record"] is not None}
    records = {row["seq"]: row["record"] for row in rows.by_table[norms_table]}
    found = []
    for seq, (norm_id, norm) in enumerate(zip(rows.norm_ids, reading.norms, strict=True)):
        passage = by_record.get(records[seq])
        if passage is not None:
            found.append(
                {
                    "seq": seq,
                    "record": records[seq],
                    "id": norm_id,
                    **{k: passage[k] for k in ("kind", "strength", "day_first", "day_last", "newest")},
                    **norm_columns(norm, reading.page.id, reading.text),
                    "due": due_day(norm, reading),
                    "standing": None,
                }
            )
    return found


def norm_columns(norm: Norm, page_id: str, text: str) -> Row:
    """What a norm itself says, in columns."""
    action, trigger = norm.action.of(text), norm.trigger.of(text) if norm.trigger else None
    return {
        "anchor": norm_anchor(page_id, norm.modal.value, norm.mode.value, action, trigger),
        "action": action,
        "trigger": trigger,
        "action_words": " ".join(wording(action).words),
        "trigger_words": " ".join(wording(trigger).words) if trigger is not None else None,
        **codes(norm, CODES),
        **plain(norm, PARTIES),
        **pattern_columns(norm),
    }


def due_day(norm: Norm, reading: Reading) -> int | None:
    """The last day its deadline may be; None when there is none or nothing bounds it."""
    if norm.due is not None:
        return norm.due.last.toordinal() if norm.due.last else None
    if norm.deadline is None:
        return None
    lasts = [t.bounds.last for t in reading.times if t.bounds and t.bounds.last and norm.deadline.overlaps(t.span)]
    return max(lasts).toordinal() if lasts else None


def norm_of(row: AnyRow) -> CurrentNorm:
    """A norm from its row."""
    return CurrentNorm(
        place=Place(row.reading, row.record),
        strength=STRENGTHS[row.strength],
        action_words=Wording(tuple(row.action_words.split())),
        trigger_words=Wording(tuple(row.trigger_words.split())) if row.trigger_words is not None else None,
        first=day_of(row.day_first),
        last=day_of(row.day_last),
        due=day_of(row.due),
        **coded(row, CODES),
        **plain(row, PLAIN),
    )


def day_of(ordinal: int | None) -> date | None:
    """The day; None where the index holds an open end."""
    if ordinal is None or ordinal in (date.min.toordinal(), date.max.toordinal()):
        return None
    return date.fromordinal(ordinal)
