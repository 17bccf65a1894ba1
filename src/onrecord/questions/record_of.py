"""The record of an actor: what became of its threats, promises, restrictions, demands and forecasts.

In:      a ledger, an actor's code
Out:     RecordOf: for each kind of word how many were kept, broken, carried out, wait, are not known; each norm with
         what it rests on
Refuses: to count a maybe for either side: it is "unknown"
Source:  docs/semantics.md, Verdicts
Shown:   tests/questions/test_record_of.py

A threat is carried out or not, and one not carried out is no breach; promises and restrictions are kept or broken.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from onrecord.ledger import Ledger
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.ledger.index.status_log import KeptEncounter, Status
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.records import Doer, Modal, Mode, RecordKind


class WordKind(StrEnum):
    """What sort of word was given."""

    THREAT = "threat"
    PROMISE = "promise"
    RESTRICTION = "restriction"
    DEMAND = "demand"
    FORECAST = "forecast"


class Outcome(StrEnum):
    """What became of it. DUE: its condition held, and no action is on record. LIFTED: it binds no longer."""

    CARRIED_OUT = "carried out"
    KEPT = "kept"
    BROKEN = "broken"
    DUE = "due, no action on record"
    LIFTED = "lifted"
    TAKEN_BACK = "taken back"
    UNKNOWN = "unknown"
    WAITING = "nothing on record yet"


@dataclass(frozen=True, slots=True)
class NormOutcome:
    """One norm and what became of it. basis: the reasons on record, (day, words) each, oldest first."""

    norm: CurrentNorm
    word: WordKind
    outcome: Outcome
    basis: tuple[tuple[date | None, str], ...]

    def to_json(self) -> dict[str, Any]:
        """`{"norm", "word", "outcome", "action", "trigger", "basis": [{"day", "reason"}]}`."""
        return {
            "norm": self.norm.id,
            "word": self.word.value,
            "outcome": self.outcome.value,
            "modal": self.norm.modal.value,
            "mode": self.norm.mode.value,
            "action": self.norm.action,
            "trigger": self.norm.trigger,
            "said": self.norm.last.isoformat() if self.norm.last else None,
            "basis": [{"day": day.isoformat() if day else None, "reason": reason} for day, reason in self.basis],
        }


@dataclass(frozen=True, slots=True)
class RecordOf:
    """The record of one actor: every norm of its, newest first."""

    actor: str
    given: tuple[NormOutcome, ...]

    @property
    def counts(self) -> dict[WordKind, Counter[Outcome]]:
        """How many of each kind of word came to each end."""
        found: dict[WordKind, Counter[Outcome]] = {word: Counter() for word in WordKind}
        for one in self.given:
            found[one.word][one.outcome] += 1
        return found

    def to_json(self, given: Iterable[NormOutcome] | None = None) -> dict[str, Any]:
        """`{"actor", "counts": {word: {outcome: n}}, "given": [...]}`. given: some of them; None: all."""
        counts = {w.value: {o.value: n for o, n in held.items()} for w, held in self.counts.items()}
        told = self.given if given is None else given
        return {"actor": self.actor, "counts": counts, "given": [one.to_json() for one in told]}


class Worded(Protocol):
    """As much of a norm as tells what sort of word it is; a CurrentNorm has it."""

    @property
    def kind(self) -> str:
        """The kind of its record."""

    @property
    def modal(self) -> Modal:
        """Will it be done, is it demanded ...?"""

    @property
    def mode(self) -> Mode:
        """How it hangs on a condition."""


class NormLog:
    """What became of the norms of a ledger, by the norm: its statuses, and what met it."""

    def __init__(self, ledger: Ledger) -> None:
        self._statuses: dict[str, list[Status]] = {}
        for status in ledger.current.statuses():
            self._statuses.setdefault(status.norm, []).append(status)
        self._met: dict[str, list[KeptEncounter]] = {}
        for one in ledger.current.encounters():
            self._met.setdefault(one.norm_id, []).append(one)

    def statuses(self, anchor: str) -> Sequence[Status]:
        """Of a norm, by its anchor, oldest first."""
        return self._statuses.get(anchor, ())

    def met(self, norm_id: str) -> Sequence[KeptEncounter]:
        """What met a norm, by its id, in the order it was noticed."""
        return self._met.get(norm_id, ())

    def verdicts(self, norm_id: str, anchor: str) -> set[Verdict]:
        """All that was ever made of a norm."""
        known = set(Verdict)
        held = {Verdict(s.status) for s in self.statuses(anchor) if s.status in known}
        return held | {Verdict(m.verdict) for m in self.met(norm_id) if m.verdict in known}


def record_of(ledger: Ledger, actor: str) -> RecordOf:
    """What became of every norm of an actor, by its code."""
    log = NormLog(ledger)
    return RecordOf(actor, tuple(_given(norm, log) for norm in ledger.current.norms_of(actor)))


def word_of(norm: Worded) -> WordKind:
    """By who is to do the action, and whether it is undertaken; an undertaking is a threat where its record is one."""
    match norm.modal.doer:
        case Doer.TARGET:
            return WordKind.DEMAND
        case Doer.NOBODY:
            return WordKind.FORECAST
        case Doer.AGENT:
            if not norm.modal.undertakes:
                return WordKind.RESTRICTION
            return WordKind.THREAT if norm.kind == RecordKind.THREAT else WordKind.PROMISE


def _given(norm: CurrentNorm, log: NormLog) -> NormOutcome:
    basis = tuple((s.last, s.reason) for s in log.statuses(norm.anchor))
    return NormOutcome(norm, word_of(norm), outcome_of(norm, log.verdicts(norm.id, norm.anchor)), basis)


def outcome_of(norm: Worded, held: set[Verdict]) -> Outcome:
    """What became of a norm, by all that was ever made of it."""
    if held & {Verdict.WITHDRAWN, Verdict.SUPERSEDED}:
        return Outcome.TAKEN_BACK
    if Verdict.BREACHED in held:
        return Outcome.BROKEN
    if held & {Verdict.FULFILLED, Verdict.COMPLIED, Verdict.CAME_TRUE}:
        return Outcome.CARRIED_OUT if word_of(norm) is WordKind.THREAT else Outcome.KEPT
    if Verdict.RELEASED in held:
        return Outcome.LIFTED
    if held & {Verdict.TRIGGERED, Verdict.OVERDUE, Verdict.PREDICTION_APPLIES}:
        return Outcome.DUE
    if any(v.unsure for v in held):
        return Outcome.UNKNOWN
    if norm.modal is Modal.WILL_NOT and norm.mode is not Mode.IF:
        return Outcome.KEPT if Verdict.EXPIRED in held else Outcome.WAITING
    return Outcome.WAITING
