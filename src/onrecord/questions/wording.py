"""A norm in words: AGENT will not “DEED” unless “CONDITION”, with the page's own words in quotation marks.

The words in marks are the page's, so they keep its grammar ("is ready to “sending troops”"): they are evidence and are
not bent to fit the sentence.
"""

from onrecord.ledger import EntryNorm
from onrecord.terms.records import Modal
from onrecord.terms.thresholds import MEASURED, Slot, Threshold, ThresholdKind
from onrecord.terms.wording import MODAL_WORDS, MODE_WORDS

NOT_SAID = "somebody (the page does not say who)"

SLOT_WORDS = {Slot.ACTION: "the deed", Slot.TRIGGER: "the condition"}
KIND_WORDS = {
    ThresholdKind.INTENT: "to",
    ThresholdKind.PLACE: "in",
    ThresholdKind.FROM: "from",
    ThresholdKind.TOWARDS: "towards",
    ThresholdKind.WITH: "together with",
}

TARGET_WORDS = {Modal.DEMANDS: "of", Modal.PREDICTS: "of"}


def in_words(held: EntryNorm) -> str:
    """The norm as one sentence without a full stop."""
    norm = held.norm
    words = [_named(norm.agent_id, held.slot("agent")) or NOT_SAID, MODAL_WORDS[norm.modal]]
    target = _named(norm.target_id, held.slot("target"))
    if target and norm.modal in TARGET_WORDS:
        words.append(f"{TARGET_WORDS[norm.modal]} {target}")
    words.append(f"“{held.slot('action')}”")
    if norm.mode in MODE_WORDS:
        words += [MODE_WORDS[norm.mode], f"“{held.slot('trigger')}”"]
    if held.slot("deadline"):
        words.append(f"(deadline: “{held.slot('deadline')}”)")
    return " ".join(words)


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


def _named(code: str | None, said: str | None) -> str | None:
    """`“we” (BLR)`, `BLR`, `“the rebels”`; None for nobody."""
    if said and code and said != code:
        return f"“{said}” ({code})"
    return code or (f"“{said}”" if said else None)
