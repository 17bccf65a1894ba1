"""A norm as it stands, an event that was seen, and what became of the one through the other.

Out:     CurrentNorm, SeenEvent, Status, Encounter, KeptEncounter; the rows of those that are kept
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onrecord.language.same_deed import Wording
from onrecord.ledger.fetching import Place
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.ids import content_id
from onrecord.terms.records import Modal, Mode, Strength


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEvent:
    """An event read from a page or imported. claimed: somebody says so, the page does not say it itself.

    type: None where no type fits: such an event matches nothing that asks for a type.
    does: what its clause says, as text; None where it was not parsed.
    words, where: its evidence, and the page or the file and line it stands in.
    """

    id: str
    anchor: str
    type: EventType | None
    status: EventStatus
    mode: str | None
    actor: str | None
    actor_sector: str | None
    recipient: str | None
    recipient_sector: str | None
    claimed: bool
    first: date | None
    last: date | None
    does: str | None
    words: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What became of a norm. basis: "deadline", "event" or "record"."""

    norm: str
    norm_id: str
    status: str
    first: date | None
    last: date | None
    basis: str
    basis_id: str | None
    reason: str

    @property
    def id(self) -> str:
        """One norm becomes so once on one ground."""
        return content_id("status", [self.norm, self.status, self.basis, self.basis_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """An event and the norm whose trigger or deed it is, or may be. reasons: (slot, match, reason)."""

    norm: str
    norm_id: str
    event: SeenEvent
    role: str
    match: str
    verdict: str
    reasons: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        """One event meets one norm once."""
        return content_id("encounter", [self.norm, self.event.anchor, self.role])


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEncounter:
    """An encounter as kept. norm: the anchor of the norm."""

    norm: str
    norm_id: str
    event_id: str
    role: str
    match: str
    verdict: str
    reasons: tuple[tuple[str, str, str], ...]
    last: date | None
    recorded_at: datetime


def encounter_row(one: Encounter, recorded_at: datetime) -> dict[str, Any]:
    """Its row."""
    return {
        "id": one.id,
        "norm": one.norm,
        "norm_id": one.norm_id,
        "event": one.event.anchor,
        "event_id": one.event.id,
        "role": one.role,
        "match": one.match,
        "verdict": one.verdict,
        "reasons": [list(reason) for reason in one.reasons],
        "day_last": one.event.last.toordinal() if one.event.last else None,
        "recorded_at": recorded_at,
    }


def status_row(status: Status, recorded_at: datetime) -> dict[str, Any]:
    """Its row."""
    return {
        "id": status.id,
        "norm": status.norm,
        "norm_id": status.norm_id,
        "status": status.status,
        "day_first": status.first.toordinal() if status.first else None,
        "day_last": status.last.toordinal() if status.last else None,
        "basis": status.basis,
        "basis_id": status.basis_id,
        "reason": status.reason,
        "recorded_at": recorded_at,
    }
