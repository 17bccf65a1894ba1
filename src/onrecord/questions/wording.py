"""Norms, dates, judgements and events, in words.

In:      norms of entries, thresholds, dates, judgements, patterns of events
Out:     sentences and clauses for a person
Shown:   tests/questions/test_wording.py, tests/questions/test_asks.py
"""

from onrecord.language.actor_names import name_of
from onrecord.language.argument_words import argument_words
from onrecord.language.code_words import action_words
from onrecord.language.norm_sentence import norm_sentence
from onrecord.ledger import EntryNorm
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.terms.dates import PublishedDate
from onrecord.terms.dates import date_words as date_words
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Modal, Mode
from onrecord.terms.thresholds import MEASURED, Slot, Threshold, ThresholdKind

SLOT_WORDS = {Slot.ACTION: "the action", Slot.TRIGGER: "the condition"}
KIND_WORDS = {
    ThresholdKind.INTENT: "to",
    ThresholdKind.PLACE: "in",
    ThresholdKind.FROM: "from",
    ThresholdKind.TOWARDS: "towards",
    ThresholdKind.WITH: "together with",
}

# What a person said of a norm, as a mark behind it.
JUDGED = {
    JudgementKind.CONFIRM: "confirmed",
    JudgementKind.WRONG: "judged wrong",
    JudgementKind.CORRECT: "corrected",
    JudgementKind.SAME: "same as another",
    JudgementKind.DIFFERENT: "different from another",
    JudgementKind.NOT_MET: "an event judged not to meet it",
    JudgementKind.RETRACT: "retracted",
}


def plural(n: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def in_words(held: EntryNorm) -> str:
    """The norm as one sentence without a full stop, the page's own words in quotation marks."""
    return held.sentence


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


def published_words(published: PublishedDate | None) -> str:
    """The publication date with what it rests on."""
    if published is None:
        return "publication date not known"
    return f"published {date_words(published.bounds)} ({published.basis.value})"


def slots_of(pattern: EventPattern) -> tuple[tuple[str, str], ...]:
    """An event slot by slot, as it is compared: ("who", "Belarus"), ("does", "invade"), ("what", "Ukraine") ..."""
    who = name_of(pattern.actor.code) if pattern.actor else None
    if pattern.does is None:
        whom = name_of(pattern.recipient.code) if pattern.recipient else None
        slots = [("who", who), ("kind", action_words(pattern.type)), ("whom", whom)]
    else:
        inferred = " (perhaps)" if pattern.actor is not None and pattern.actor.inferred else ""
        doer = [a for a in pattern.does.arguments if a.role == "who"]
        named = f"{who}{inferred}" if who else ", ".join(str(a.head) for a in doer) or None
        rest = [(a.role, argument_words(a)) for a in pattern.does.arguments if a.role != "who"]
        kind = action_words(pattern.type) if pattern.type else None
        slots = [("who", named), ("does", pattern.does.predicate), *rest, ("kind", kind)]
    return tuple((name, value) for name, value in slots if value)


def slots_in_words(pattern: EventPattern) -> str:
    """ "who: Uzbekistan; does: supply; what: 900000000 power kwh; kind: aid"."""
    return "; ".join(f"{name}: {value}" for name, value in slots_of(pattern))


def turns_of(held: EntryNorm) -> tuple[tuple[str, str], ...]:
    """What would turn a norm, by the table of docs/semantics.md: ("lifted", "when “there was a request”") ...

    In order: what makes it binding, what lifts it, what keeps it, what breaks it.
    """
    norm = held.norm
    action, condition = (f"“{' '.join((held.slot(name) or '').split())}”" for name in ("action", "trigger"))
    if norm.modal is Modal.DEMANDS:
        return (("met", f"when somebody does what is demanded: {action}"),)
    if norm.modal is Modal.PREDICTS:
        due = (("due", f"when this happens: {condition}"),) if norm.mode is Mode.IF else ()
        return (*due, ("comes true", f"when this happens: {action}"))
    if norm.modal is Modal.WILL_NOT:
        bound = {
            Mode.IF: (("binds", f"once this happens: {condition}"),),
            Mode.UNLESS: (("lifted", f"when this happens: {condition}; it may act then, not that it will"),),
        }.get(norm.mode, ())
        until = " before that" if norm.mode is Mode.UNLESS else ""
        return (*bound, ("broken", f"when it does this{until}: {action}"))
    bound = {
        Mode.IF: (("triggered", f"when this happens: {condition}"),),
        Mode.UNLESS: (("lifted", f"when this happens: {condition}"),),
    }.get(norm.mode, ())
    done = "done, to which it is only ready," if norm.modal is Modal.READY else "carried out"
    return (*bound, (done, f"when it does this: {action}"))
