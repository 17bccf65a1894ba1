"""What is known of an event a person judged, so that another report of the same happening is known again.

In:      an event as read or imported
Out:     EventOutline; the slots a judgement keeps it in; are two of them one?
Refuses: nothing
Source:  docs/ledger.md, "What an event did not meet"
Shown:   tests/ledger/test_not_met.py
"""

from dataclasses import dataclass
from datetime import date

from onrecord.ledger.judgements.anchors import same_sentence

# A page that gives no day tells of what happened within days before it came out.
TOLD_WITHIN_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOutline:
    """An event in as little as tells it from others.

    page_id:     None for an imported one. words: folded.
    told:        the predicate of its clause; None where it was not parsed.
    first, last: days; None where that end is not known.
    """

    anchor: str
    page_id: str | None
    words: str
    told: str | None
    actor: str | None
    recipient: str | None
    first: date | None
    last: date | None

    def to_slots(self) -> tuple[tuple[str, str | None], ...]:
        """As a judgement keeps it."""
        days = (("first", self.first), ("last", self.last))
        names = ("page_id", "words", "told", "actor", "recipient")
        return (
            ("event", self.anchor),
            *((name, getattr(self, name)) for name in names),
            *((name, day.isoformat() if day else None) for name, day in days),
        )


def happening_from(slots: dict[str, str | None]) -> EventOutline | None:
    """It again; None where a withdrawal emptied the judgement."""
    anchor = slots.get("event")
    if anchor is None:
        return None
    first, last = (date.fromisoformat(day) if (day := slots.get(name)) else None for name in ("first", "last"))
    return EventOutline(
        anchor=anchor,
        page_id=slots.get("page_id"),
        words=slots.get("words") or "",
        told=slots.get("told"),
        actor=slots.get("actor"),
        recipient=slots.get("recipient"),
        first=first,
        last=last,
    )


def same_happening(one: EventOutline, other: EventOutline) -> bool:
    """Is it one event: read twice from one sentence, or told on two pages by one predicate (by the same words, where
    none was parsed) of parties and days that do not tell the two apart?"""
    if one.anchor == other.anchor:
        return True
    on_one_page = one.page_id is not None and one.page_id == other.page_id
    if on_one_page and one.words and other.words and same_sentence(one.words, other.words):
        return one.told is None or other.told is None or one.told == other.told
    if (one.told or one.words) != (other.told or other.words):
        return False
    parties = ((one.actor, other.actor), (one.recipient, other.recipient))
    if any(a is not None and b is not None and a != b for a, b in parties):
        return False
    days, others = _days(one), _days(other)
    if days is None or others is None:
        return one.words == other.words
    return max(days[0], others[0]) <= min(days[1], others[1])


def _days(happening: EventOutline) -> tuple[int, int] | None:
    """The first and the last day it may have been, as ordinals; None where nothing is known."""
    first, last = (day.toordinal() if day else None for day in (happening.first, happening.last))
    if first is None and last is None:
        return None
    if first is None:
        assert last is not None
        return last - TOLD_WITHIN_DAYS, last
    return first, last if last is not None else first + TOLD_WITHIN_DAYS
