"""What became of norms, and what events met of them: values of the log, and their rows.

Out:     Status, Encounter, KeptEncounter, MetCondition; the rows of those that are kept
"""

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.rows.cells import Row
from onrecord.terms.ids import content_id


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


@dataclass(frozen=True, slots=True)
class MetCondition:
    """That an event met the condition of a norm. norm: its anchor; last: the event's last day, when it was kept."""

    norm: str
    event_id: str
    match: str
    last: date | None


def encounter_row(one: Encounter, recorded_at: datetime) -> Row:
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


def status_row(status: Status, recorded_at: datetime) -> Row:
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
