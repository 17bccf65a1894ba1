"""Norms and what they ask of events, in words.

In:      norms of entries, thresholds
Out:     sentences and clauses for a person
Shown:   tests/questions/test_wording.py, tests/questions/test_asks.py
"""

from onrecord.language.norm_sentence import norm_sentence
from onrecord.ledger import EntryNorm
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.terms.thresholds import MEASURED, Slot, Threshold, ThresholdKind

SLOT_WORDS = {Slot.ACTION: "the deed", Slot.TRIGGER: "the condition"}
KIND_WORDS = {
    ThresholdKind.INTENT: "to",
    ThresholdKind.PLACE: "in",
    ThresholdKind.FROM: "from",
    ThresholdKind.TOWARDS: "towards",
    ThresholdKind.WITH: "together with",
}


def in_words(held: EntryNorm) -> str:
    """The norm as one sentence without a full stop, the page's own words in quotation marks."""
    norm = held.norm
    return norm_sentence(
        norm.modal,
        norm.mode,
        action=held.slot("action") or "",
        agent=held.slot("agent"),
        agent_code=norm.agent_id,
        target=held.slot("target"),
        target_code=norm.target_id,
        trigger=held.slot("trigger"),
        deadline=held.slot("deadline"),
    )


def sentence_of(norm: CurrentNorm) -> str:
    """The same, of a norm as the index holds it."""
    return norm_sentence(
        norm.modal,
        norm.mode,
        action=norm.action,
        agent=None,
        agent_code=norm.agent_id,
        target=None,
        target_code=norm.target_id,
        trigger=norm.trigger,
        deadline=None,
    )


def asks_in_words(threshold: Threshold, text: str) -> str:
    """What the words ask of an event: `the condition asks: at least 1 (unit: soldier) (“so much as
    one soldier”)`."""
    words = " ".join(threshold.span.of(text).split())
    return f"{SLOT_WORDS[threshold.slot]} asks: {_asked(threshold)} (“{words}”)"


def _asked(threshold: Threshold) -> str:
    if threshold.kind in MEASURED:
        low, high = (f"{end:,}" if end is not None else None for end in (threshold.low, threshold.high))
        if low is not None and low == high:
            ends = f"exactly {low}"
        else:
            ends = " and ".join([*([f"at least {low}"] if low else []), *([f"at most {high}"] if high else [])])
        return f"{ends} (unit: {threshold.unit})" if threshold.unit else ends
    if threshold.kind is ThresholdKind.ORDER:
        return "before the other side has done the like"
    if threshold.kind is ThresholdKind.ARMED:
        return "armed" if threshold.value == "yes" else "unarmed"
    return f"{KIND_WORDS[threshold.kind]} {threshold.value}"
