"""When an event arrives: whose condition it meets, whose deed it is; and what has become of a norm with time.

In:      Ledger, the present day
Out:     what is new: encounters and statuses, both kept in the log, each once
Source:  the table of verdicts in docs/questions.md; matching and entailment as in what-if
Shown:   tests/questions/test_meeting.py

Only what a reader's own pattern says can be met for sure. A norm of which no more is known than the kind of event and
who acts may be met, and so may one met by an event that somebody merely says has happened.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from onrecord.ledger import Ledger
from onrecord.ledger.standing_values import CurrentNorm, Encounter, SeenEvent, Status
from onrecord.questions.deeds import Mark, change
from onrecord.questions.timelines import previous
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.matching import said_before, tellings
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.records import Modal, Mode, RelationType

IMPORTS_AT_A_TIME = 1_000

TRIGGER_VERDICTS = {
    (Modal.WILL, Mode.IF): "triggered",
    (Modal.READY, Mode.IF): "triggered",
    (Modal.PREDICTS, Mode.IF): "prediction_applies",
    (Modal.WILL_NOT, Mode.IF): "in_force",
    (Modal.DEMANDS, Mode.IF): "open",
    (Modal.WILL, Mode.UNLESS): "released",
    (Modal.READY, Mode.UNLESS): "released",
    (Modal.WILL_NOT, Mode.UNLESS): "released",
    (Modal.DEMANDS, Mode.UNLESS): "released",
    (Modal.PREDICTS, Mode.UNLESS): "released",
}
DEED_VERDICTS = {
    Modal.WILL: "fulfilled",
    Modal.READY: "fulfilled",
    Modal.WILL_NOT: "breached",
    Modal.DEMANDS: "complied",
    Modal.PREDICTS: "came_true",
}

# After these, time changes nothing any more.
SETTLED = (
    "fulfilled", "complied", "came_true", "breached", "released", "withdrawn", "superseded", "expired", "overdue",
)  # fmt: skip

KEPT_BY_TIME = (Modal.WILL, Modal.DEMANDS)


def check(ledger: Ledger, *, today: date, recorded_at: datetime) -> tuple[list[Encounter], list[Status]]:
    """Look at all that came in since the last time, and at what the day has done; what is new.

    Each reading and each imported event is looked at once: its events against all norms, its norms against all events.
    """
    standing = ledger.standing
    met: list[Encounter] = []
    became: list[Status] = []
    for reading_id in standing.unchecked():
        found = [m for event in standing.events_in(reading_id) for m in meets(ledger, event)]
        norms = standing.norms_in(reading_id)
        found += [m for norm in norms for m in met_by_earlier(ledger, norm)]
        turned = [*map(_status, found), *turns(ledger, norms)]
        new = standing.keep(met=found, became=turned, looked_at=[reading_id], recorded_at=recorded_at)
        met += new[0]
        became += new[1]
    while (taken := standing.unchecked_imports(limit=IMPORTS_AT_A_TIME))[1] is not None:
        events, mark = taken
        found = [m for event in events for m in meets(ledger, event)]
        new = standing.keep(met=found, became=map(_status, found), looked_at=[str(mark)], recorded_at=recorded_at)
        met += new[0]
        became += new[1]
    by_time = [*overtaken(ledger), *past_due(ledger, today)]
    became += standing.keep(met=(), became=by_time, looked_at=(), recorded_at=recorded_at)[1]
    return met, became


def meets(ledger: Ledger, event: SeenEvent) -> list[Encounter]:
    """Every norm whose trigger or deed the event is, or may be; none for what is not so, or is of no type."""
    if event.type is None or not event.status.is_so:
        return []
    follows = Follows(pattern_of(event))
    types, acting, parties = _looked_for(follows)
    if not parties:
        return []
    met, done = ledger.standing.waiting_for(types, parties, by=event.last, acting=acting)
    found = [_encounter(follows, event, norm, "trigger") for norm in met]
    found += [_encounter(follows, event, norm, "deed") for norm in done]
    return [m for m in found if m is not None]


def met_by_earlier(ledger: Ledger, norm: CurrentNorm) -> list[Encounter]:
    """The events already held that meet a norm that has come in."""
    found: list[Encounter | None] = []
    for role, kind, code in (
        ("trigger", norm.trigger_event, norm.trigger_id),
        ("deed", norm.action_event, norm.target_id if norm.modal is Modal.DEMANDS else norm.agent_id),
    ):
        if kind is None or code is None:
            continue
        events = ledger.standing.events_of(types=[kind], codes=[code], since=norm.first)
        found += [_encounter(Follows(pattern_of(event)), event, norm, role) for event in events]
    return [m for m in found if m is not None]


def pattern_of(event: SeenEvent) -> EventPattern:
    """The event, as matching wants it."""
    return EventPattern(
        type=event.type,
        mode=event.mode or None,
        actor=Party(event.actor, event.actor_sector) if event.actor else None,
        recipient=Party(event.recipient, event.recipient_sector) if event.recipient else None,
        since=event.first,
        until=event.last,
        words=event.words or None,
    )


def _looked_for(follows: Follows) -> tuple[list[EventType], list[str], list[str]]:
    """The kinds the event may be told as, who acts in one of them, and every party."""
    told = [telling for form in follows.forms for telling in tellings(form.event)]
    kinds = {event.type for event in told if event.type}
    acting = {event.actor.code for event in told if event.actor}
    parties = {code for event in told for code in event.codes}
    return sorted(kinds), sorted(acting), sorted(parties)


def _encounter(follows: Follows, event: SeenEvent, norm: CurrentNorm, role: str) -> Encounter | None:
    verdict = TRIGGER_VERDICTS.get((norm.modal, norm.mode)) if role == "trigger" else DEED_VERDICTS[norm.modal]
    if verdict is None:
        return None  # "even if": the condition changes nothing
    asked, read = _asked(norm, role)
    if not asked.happens:
        return None  # it waits for something not to happen: an event of the kind does not meet it
    met = follows.meets(asked)
    if met.certainty is Certainty.NO:
        return None
    slots = list(met.match.slots)
    when = said_before(follows.event, _said(norm))
    if when is not None:
        slots.append(when)
    elif event.last is None or norm.last is None:
        slots.append(SlotMatch("time", Certainty.MAYBE, "which of the two came first is not known"))
    if not read:
        slots.append(SlotMatch("kind", Certainty.MAYBE, "only the kind of event and the parties are compared"))
    if _is_inferred(norm):
        slots.append(SlotMatch("agent", Certainty.MAYBE, "whose norm it is follows from what stands beside its words"))
    if event.claimed:
        slots.append(SlotMatch("source", Certainty.MAYBE, "somebody says that it happened; the page does not"))
    if role == "deed" and norm.mode is Mode.IF and norm.modal is Modal.WILL_NOT and norm.standing != "in_force":
        slots.append(SlotMatch("condition", Certainty.MAYBE, "whether its condition holds is not known"))
    if role == "deed" and norm.mode is Mode.UNLESS and norm.modal is Modal.WILL_NOT and norm.standing == "released":
        return None  # the restriction was lifted before
    certainty = min([met.certainty, *(s.certainty for s in slots)])
    if certainty is Certainty.NO:
        return None
    return Encounter(
        norm=norm.anchor,
        norm_id=norm.id,
        event=event,
        role=role,
        match=certainty.word,
        verdict=verdict if certainty is Certainty.YES else f"maybe_{verdict}",
        reasons=tuple((s.slot, s.certainty.word, s.reason) for s in slots),
    )


def _asked(norm: CurrentNorm, role: str) -> tuple[EventPattern, bool]:
    """The pattern of the trigger or the deed; False: made from codes, no reader gave one."""
    written = norm.trigger_pattern if role == "trigger" else norm.action_pattern
    if written is not None:
        return _parsed(written), True
    if role == "trigger":
        return EventPattern(type=norm.trigger_event, actor=_party(norm.trigger_id), words=norm.trigger or None), False
    demanded = norm.modal is Modal.DEMANDS
    return EventPattern(
        type=norm.action_event,
        actor=_party(norm.target_id if demanded else norm.agent_id),
        recipient=None if demanded else _party(norm.target_id),
        words=norm.action or None,
    ), False


def _is_inferred(norm: CurrentNorm) -> bool:
    """Is it inferred who is bound?"""
    deed = _parsed(norm.action_pattern) if norm.action_pattern else None
    return deed is not None and deed.actor is not None and deed.actor.inferred


@lru_cache(maxsize=65_536)
def _parsed(written: str) -> EventPattern:
    return EventPattern.parse(written)


def _party(code: str | None) -> Party | None:
    return Party(code) if code else None


def _said(norm: CurrentNorm) -> DateBounds | None:
    if norm.first is None and norm.last is None:
        return None
    if norm.first == norm.last and norm.first is not None:
        return DateBounds.day(norm.first)
    return DateBounds(norm.first, norm.last, Precision.BOUNDED)


def _status(met: Encounter) -> Status:
    return Status(
        norm=met.norm,
        norm_id=met.norm_id,
        status=met.verdict,
        first=met.event.first,
        last=met.event.last,
        basis="event",
        basis_id=met.event.anchor,
        reason=f"“{met.event.words}” ({met.event.where})",
    )


def turns(ledger: Ledger, norms: Iterable[CurrentNorm]) -> Iterator[Status]:
    """Earlier norms that these contradict: they may be superseded, since the words alone say that it is one deed."""
    held = list(norms)
    pairs = ledger.standing.pairs()
    others = ledger.standing.same_kind(held)
    for norm in held:
        mine = [o for o in others if o.agent_id == norm.agent_id]
        last = previous(norm, mine, pairs)
        for earlier, later in [(last, norm)] if last else []:
            moved = change(earlier, later)
            if moved.mark is Mark.CONTRADICTED:
                yield _overtaken(earlier, later, "maybe_superseded", "; ".join(moved.reasons))


def overtaken(ledger: Ledger) -> Iterator[Status]:
    """Norms that a later record withdraws or supersedes, as its reader says."""
    for norm, later, kind in ledger.standing.overtaken():
        status = "withdrawn" if kind is RelationType.WITHDRAWS else "superseded"
        yield _overtaken(norm, later, status, f"“{later.action}” {kind.value} it")


def _overtaken(norm: CurrentNorm, later: CurrentNorm, status: str, reason: str) -> Status:
    return Status(
        norm=norm.anchor,
        norm_id=norm.id,
        status=status,
        first=later.first,
        last=later.last,
        basis="record",
        basis_id=later.anchor,
        reason=reason,
    )


def past_due(ledger: Ledger, today: date) -> Iterator[Status]:
    """Deadlines that have passed with nothing known to be done: overdue; expired where its condition was never met."""
    for norm in ledger.standing.past_due(today, settled=SETTLED):
        waits = norm.mode is Mode.IF and norm.standing not in ("triggered", "open")
        yield Status(
            norm=norm.anchor,
            norm_id=norm.id,
            status="overdue" if norm.modal in KEPT_BY_TIME and not waits else "expired",
            first=norm.due,
            last=norm.due,
            basis="deadline",
            basis_id=None,
            reason=f"its last day, {norm.due}, has passed, and nothing on record says that it was done",
        )
