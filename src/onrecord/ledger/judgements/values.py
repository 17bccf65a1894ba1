"""Judgements: what a person said of a reading.

In:      a verdict, whose, when
Out:     Judgement; the values of corrected slots, checked
Refuses: a slot that is none, a value that is none of its slot's (JudgementUnsound)
Source:  docs/ledger.md
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from onrecord.ledger.errors import JudgementUnsound
from onrecord.terms.events import EventType
from onrecord.terms.ids import content_id
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

CODE_SLOTS = ("agent_id", "target_id", "trigger_id", "speaker_id")
EVENT_SLOTS = ("action_event", "trigger_event")
WORD_SLOTS = ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
RECORD_SLOTS = ("kind", "strength", "stated_on")
SLOTS = ("modal", "mode", *CODE_SLOTS, *EVENT_SLOTS, *WORD_SLOTS, *RECORD_SLOTS)

# A confirmation holds these as they stood, so that a later reader that says otherwise loses.
CONFIRMED_SLOTS = ("modal", "mode", *CODE_SLOTS, *EVENT_SLOTS)

NULLABLE = frozenset(SLOTS) - {"modal", "mode", "action", "kind", "strength"}
CHOICES: Mapping[str, type[StrEnum]] = {
    "modal": Modal,
    "mode": Mode,
    "action_event": EventType,
    "trigger_event": EventType,
    "kind": RecordKind,
    "strength": Strength,
}

NOTHING = ("", "null", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What finds the judged words again in another reading of the page. All words are folded.

    modal, mode, agent_id: as read when it was judged, in front of corrections; None for a record without norms.
    alone:    it was the only norm of its record with this action.
    """

    reading_id: str
    record_id: str
    modal: str | None
    mode: str | None
    agent_id: str | None
    action: str | None
    trigger: str | None
    evidence: str
    alone: bool

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement, as kept.

    target_id: the norm, or the record where that has no norm; other_id: the second of two, or the event.
    slots:     corrected (or, for a confirmation, held) slots; None: the page does not say. Of two: their anchors; of a
               norm and an event: the norm's anchor, and what is known of the event (happenings.py).
    """

    verdict: JudgementKind
    target_id: str
    other_id: str | None
    page_id: str
    url: str | None
    author: str
    note: str | None
    judged_at: datetime
    slots: tuple[tuple[str, str | None], ...]
    anchor: Anchor

    @property
    def id(self) -> str:
        """From what, whose and when: the same thing said twice at one moment is said once."""
        told = [self.verdict.value, self.target_id, self.other_id, self.author, self.note, list(self.slots)]
        return content_id("judgement", [*told, self.judged_at.isoformat()])

    def to_json(self) -> dict[str, Any]:
        """What a person would ask of it."""
        return {
            "id": self.id,
            "verdict": self.verdict.value,
            "target": self.target_id,
            "other": self.other_id,
            "by": self.author,
            "at": self.judged_at.isoformat(),
            "note": self.note,
            "slots": dict(self.slots) if self.verdict is JudgementKind.CORRECT else {},
        }


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """In the order they were made, without those that their author took back."""
    kept: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda j: (j.judged_at, j.id)):
        if judgement.verdict is JudgementKind.RETRACT:
            kept = [k for k in kept if k.author != judgement.author or not _taken_back(k, judgement)]
        else:
            kept.append(judgement)
    return kept


def _taken_back(one: Judgement, by: Judgement) -> bool:
    """Does this retraction take it back? One that names an event takes back what was said of that event alone."""
    of_event = one.verdict is JudgementKind.NOT_MET and one.other_id == by.other_id
    return (by.other_id is None or of_event) and _one_target(one, by)


def _one_target(one: Judgement, other: Judgement) -> bool:
    """Are both of one norm or record, by id or by the words on the page?"""
    words = [(j.page_id, j.anchor.action, j.anchor.trigger, j.anchor.evidence) for j in (one, other)]
    return one.target_id == other.target_id or words[0] == words[1]


def slots_of(pairs: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
    """`SLOT=VALUE` as a person types them; nothing after the mark, `none` and `null`: the page does not say.

    >>> slots_of(["modal=ready", "trigger_id="])
    (('modal', 'ready'), ('trigger_id', None))
    """
    found: dict[str, str | None] = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        name, value = name.strip(), value.strip()
        if not mark or name not in SLOTS:
            raise JudgementUnsound(f"{pair!r} corrects no slot: write SLOT=VALUE with one of {', '.join(SLOTS)}.")
        found[name] = _value(name, value)
    if not found:
        raise JudgementUnsound("a correction names at least one SLOT=VALUE.")
    return tuple(found.items())


def _value(name: str, value: str) -> str | None:
    choices = CHOICES.get(name)
    if choices is not None and value in list(choices):
        return value
    if value.casefold() in NOTHING:
        if name not in NULLABLE:
            raise JudgementUnsound(f"{name} cannot be left empty.")
        return None
    if choices is not None:
        by_fold = {c.value.casefold(): c.value for c in choices}
        if value.casefold() not in by_fold:
            raise JudgementUnsound(f"{value!r} is no {name}: choose one of {', '.join(c.value for c in choices)}.")
        return by_fold[value.casefold()]
    if name == "stated_on":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise JudgementUnsound(f"stated_on={value!r} is no day; write YYYY-MM-DD.") from None
    return value
