"""Norms and their thresholds as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, at_of, bounds_columns, bounds_of, code, coded, codes, plain
from onrecord.ledger.rows.evidence import Evidence, Rests, slots
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Modal, Mode, Norm
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind

SPANS = ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
PLAIN = ("agent_id", "target_id", "trigger_id", "speaker_id", "probability")
CODES = {"modal": Modal, "mode": Mode, "action_event": EventType, "trigger_event": EventType}
PATTERNS = ("action_pattern", "trigger_pattern")
MEASURES = ("unit", "value")


def norm_row(seq: int, norm: Norm, evidence: Evidence, *, record: int) -> Row:
    """One norm. record: the place of its record."""
    evidence.add_slots("norm", seq, norm, SPANS)
    return {
        "seq": seq,
        "id": norm.id,
        "record": record,
        **codes(norm, CODES),
        **plain(norm, PLAIN),
        **bounds_columns("due", norm.due),
        **pattern_columns(norm),
    }


def pattern_columns(norm: Norm) -> Row:
    """What its action and its condition ask, as text."""
    return {name: str(held) if (held := getattr(norm, name)) else None for name in PATTERNS}


def norm_of(row: AnyRow, record_id: str, rests: Rests, thresholds: tuple[Threshold, ...]) -> Norm:
    """One norm."""
    words = slots(rests, SPANS)
    assert words["action"] is not None  # every norm was written with one
    return Norm(
        record_id=record_id,
        due=bounds_of(row, "due"),
        thresholds=thresholds,
        **words,
        **coded(row, CODES),
        **plain(row, PLAIN),
        **coded(row, dict.fromkeys(PATTERNS, EventPattern.parse)),
    )


def threshold_row(seq: int, norm: int, threshold: Threshold, evidence: Evidence) -> Row:
    """One threshold. norm: the place of its norm."""
    return {
        "seq": seq,
        "norm": norm,
        "slot": code(threshold.slot),
        "kind": code(threshold.kind),
        **evidence.at(threshold.span),
        **plain(threshold, ("low", "high", *MEASURES)),
    }


def threshold_of(row: AnyRow) -> Threshold:
    """One threshold."""
    return Threshold(
        slot=Slot(row.slot),
        kind=ThresholdKind(row.kind),
        span=at_of(row),
        low=_number(row.low),
        high=_number(row.high),
        **plain(row, MEASURES),
    )


def _number(stored: float | None) -> float | None:
    return int(stored) if stored is not None and stored.is_integer() else stored
