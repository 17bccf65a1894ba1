"""The norms and events of a reading as rows of the index: codes for ids, words for spans, days as numbers.

In:      Reading, its rows and passages
Out:     rows of current_norms and current_events, without the reading's number
"""

from datetime import date
from typing import Any

from onrecord.language.same_deed import wording
from onrecord.ledger.anchors import event_anchor, norm_anchor
from onrecord.ledger.tables import norms as norms_table
from onrecord.ledger.unfolding import Row, Rows
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.reading import Reading
from onrecord.terms.records import Norm


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
        "modal": norm.modal.value,
        "mode": norm.mode.value,
        "agent_id": norm.agent_id,
        "speaker_id": norm.speaker_id,
        "target_id": norm.target_id,
        "trigger_id": norm.trigger_id,
        "action_event": norm.action_event.value if norm.action_event else None,
        "trigger_event": norm.trigger_event.value if norm.trigger_event else None,
        "action": action,
        "trigger": trigger,
        "action_words": " ".join(wording(action).words),
        "trigger_words": " ".join(wording(trigger).words) if trigger is not None else None,
        "action_pattern": str(norm.action_pattern) if norm.action_pattern else None,
        "trigger_pattern": str(norm.trigger_pattern) if norm.trigger_pattern else None,
    }


def due_day(norm: Norm, reading: Reading) -> int | None:
    """The last day its deadline may be; None when there is none or nothing bounds it."""
    if norm.due is not None:
        return norm.due.last.toordinal() if norm.due.last else None
    if norm.deadline is None:
        return None
    lasts = [t.bounds.last for t in reading.times if t.bounds and t.bounds.last and norm.deadline.overlaps(t.span)]
    return max(lasts).toordinal() if lasts else None


def event_rows(reading: Reading, rows: Rows) -> list[Row]:
    """One row for each event."""
    published = reading.document.published.bounds if reading.document and reading.document.published else None
    return [
        {
            "seq": seq,
            "id": event_id,
            "anchor": event_anchor(
                reading.page.id, event.type.value if event.type else "", (s.of(reading.text) for s in event.evidence)
            ),
            "type": event.type.value if event.type else "",
            "mode": event.mode,
            "actor": _code(reading, event.actor_id),
            "recipient": _code(reading, event.recipient_id),
            "status": event.status.value,
            "claimed": event.reported_by is not None,
            "does": str(event.does) if event.does else None,
            **_event_days(event, published),
        }
        for seq, (event_id, event) in enumerate(zip(rows.event_ids, reading.events, strict=True))
    ]


def _code(reading: Reading, actor_id: str | None) -> str | None:
    actor = reading.cast.actors.get(actor_id or "")
    return actor.code if actor else None


def _event_days(event: Event, published: DateBounds | None) -> dict[str, Any]:
    if event.date is not None:
        first, last = event.date.first or date.min, event.date.last or date.max
        return {"day_first": first.toordinal(), "day_last": last.toordinal()}
    # What a page tells as happened had happened when it was published.
    if published is not None and published.last is not None and event.status is EventStatus.HAPPENED:
        return {"day_first": date.min.toordinal(), "day_last": published.last.toordinal()}
    return {"day_first": None, "day_last": None}
