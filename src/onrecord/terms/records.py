"""Commitments: the record of what was said, and the norms it yields.

Source: the codebook (docs/codebook.md).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from onrecord.terms import cards
from onrecord.terms.by_hand import Entered
from onrecord.terms.dates import DateBounds, date_words
from onrecord.terms.events import EventType
from onrecord.terms.ids import content_id
from onrecord.terms.patterns import EventPattern
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import Threshold


class RecordKind(StrEnum):
    """What sort of speech act a record is."""

    THREAT = "threat"
    PROMISE = "promise"
    REFUSAL = "refusal"
    ASSURANCE = "assurance"
    RESTRICTION = "restriction"
    READINESS = "readiness"
    DEMAND = "demand"
    PLAN = "plan"
    PREDICTION = "prediction"
    SCOPE_EXTENSION = "scope extension"

    @property
    def means(self) -> str:
        """As codebooks say it: a clause."""
        return _KINDS[self]


_KINDS = {
    RecordKind.THREAT: "a hostile action is announced, or the words threaten or warn",
    RecordKind.PROMISE: "an action is promised",
    RecordKind.REFUSAL: "it is said that an action will not be done",
    RecordKind.ASSURANCE: "it is promised that an action will not be done",
    RecordKind.RESTRICTION: "an action is bound to a condition without which it will not be done (“only if”)",
    RecordKind.READINESS: "one is willing, prepared or able",
    RecordKind.DEMAND: "somebody else is told to do something",
    RecordKind.PLAN: "an action is announced that is neither threat nor promise",
    RecordKind.PREDICTION: "it is said what will happen",
    RecordKind.SCOPE_EXTENSION: "what was said before is said to hold of more",
}


class Doer(StrEnum):
    """Who is to do the action of a norm. NOBODY: no one is bound to; whoever is named for it is the target."""

    AGENT = "agent"
    TARGET = "target"
    NOBODY = "nobody"


class Modal(StrEnum):
    """What the agent says of the action."""

    WILL = "will"
    WILL_NOT = "will_not"
    READY = "ready"
    DEMANDS = "demands"
    PREDICTS = "predicts"

    @property
    def doer(self) -> Doer:
        """Who is to do the action."""
        return _MODALS[self].doer

    @property
    def of_another(self) -> bool:
        """Is the action not the agent's own?"""
        return self.doer is not Doer.AGENT

    @property
    def undertakes(self) -> bool:
        """Does the agent say that it does the action, or would?"""
        return self.doer is Doer.AGENT and self is not Modal.WILL_NOT

    @property
    def kind(self) -> RecordKind | None:
        """The sort of record it makes by itself; None: the action and the words of saying decide."""
        return _MODALS[self].kind

    @property
    def means(self) -> str:
        """As codebooks say it: a clause."""
        return _MODALS[self].means


class _Modal(NamedTuple):
    """All that follows from a modal alone, whoever asks."""

    doer: Doer
    kind: RecordKind | None
    means: str


_MODALS = {
    Modal.WILL: _Modal(Doer.AGENT, None, "the action will be done"),
    Modal.WILL_NOT: _Modal(Doer.AGENT, None, "the action will not be done"),
    Modal.READY: _Modal(Doer.AGENT, RecordKind.READINESS, "one is ready to do it"),
    Modal.DEMANDS: _Modal(Doer.TARGET, RecordKind.DEMAND, "it is demanded of somebody"),
    Modal.PREDICTS: _Modal(Doer.NOBODY, RecordKind.PREDICTION, "it is foreseen"),
}


class Mode(StrEnum):
    """How the action hangs on the trigger."""

    NONE = "none"
    IF = "if"
    UNLESS = "unless"
    EVEN_IF = "even_if"

    @property
    def means(self) -> str:
        """As codebooks say it: what comes behind "norms"."""
        return _MODES[self]


_MODES = {
    Mode.NONE: "without a condition",
    Mode.IF: "if something happens",
    Mode.UNLESS: "unless something happens",
    Mode.EVEN_IF: "even if something happens",
}


class Strength(StrEnum):
    """Ordinal, weakest first, read off the words; never a probability."""

    NONE = "none"
    DESIRED = "desired"
    POSSIBLE = "possible"
    ENDORSED = "endorsed"
    READY = "ready"
    FIRM = "firm"
    CATEGORICAL = "categorical"

    @property
    def rank(self) -> int:
        """0 for NONE up to 6 for CATEGORICAL."""
        return list(Strength).index(self)


class RelationType(StrEnum):
    """How one record stands to another."""

    PARAPHRASES = "paraphrases"
    EXTENDS = "extends"
    REPEATS = "repeats"
    QUALIFIES = "qualifies"
    WITHDRAWS = "withdraws"
    SUPERSEDES = "supersedes"


@dataclass(frozen=True, slots=True)
class Relation:
    """This record `type` the record `to` (an id)."""

    type: RelationType
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What somebody said.

    statement_id: the attribution it was said in; None when the writer reports it as fact.
    stated_on:    when it was said; None when nothing bounds that.
    evidence:     the words, one span at least: the sentence, or the sentences, it rests on.
    entered:      by whom, where a person entered it beside what a program reads; None where a program read it.
    """

    document_id: str
    kind: RecordKind
    strength: Strength
    statement_id: str | None
    stated_on: DateBounds | None
    evidence: tuple[Span, ...]
    relations: tuple[Relation, ...] = ()
    entered: Entered | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("no evidence, no record")

    @property
    def id(self) -> str:
        """From the document, the kind, the statement and the evidence; relations do not change it.

        What persons enter in the words in which a program, or another person, reads the like is a record of its own.
        """
        spans = [s.to_json() for s in self.evidence]
        by = [self.entered.by] if self.entered else []
        return content_id("rec", [self.document_id, self.kind.value, self.statement_id, spans, *by])

    def _repr_html_(self) -> str:
        """The record as a card; it holds no words, only where they stand."""
        said = f"said {date_words(self.stated_on)}" if self.stated_on else "day not known"
        where = ", ".join(f"[{span.start}:{span.end}]" for span in self.evidence)
        told = (f"strength {self.strength.value}", said, f"its words stand at {where}", self.document_id)
        return cards.card(f"{self.kind.value} {self.id}", cards.facts(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """The executable part: AGENT says it MODAL does ACTION, MODE TRIGGER happens.

    Every slot but `action` may be None, which means the page does not say. *_id is an actor's code (ISO 3166 alpha-3
    or a plain short name), kept even where no words name it (agent None, agent_id "BLR").
    trigger is None exactly when mode is NONE. probability: calibrated, in [0, 1]; None when the reader gives none.
    due:            the last day `deadline` sets, as bounds; None when it sets none or nothing bounds it.
    thresholds:     what the words ask of action and trigger ("first", "so much as one"), in text order.
    action_pattern, trigger_pattern: the kind of event that would be the action, or would meet the trigger; None where
                    a reader gives none, and for the trigger of a norm without one.
    """

    record_id: str
    modal: Modal
    mode: Mode
    agent: Span | None
    agent_id: str | None
    action: Span
    action_event: EventType | None
    target: Span | None
    target_id: str | None
    trigger: Span | None
    trigger_id: str | None
    trigger_event: EventType | None
    cue: Span | None
    speaker: Span | None
    speaker_id: str | None
    deadline: Span | None
    probability: float | None = None
    due: DateBounds | None = None
    thresholds: tuple[Threshold, ...] = ()
    action_pattern: EventPattern | None = None
    trigger_pattern: EventPattern | None = None

    def __post_init__(self) -> None:
        if (self.trigger is None) != (self.mode is Mode.NONE):
            raise ValueError(f"mode {self.mode.value} with trigger {self.trigger}")

    @property
    def id(self) -> str:
        """From the record, modal, mode, action and trigger."""
        trigger = self.trigger.to_json() if self.trigger else None
        parts = [self.record_id, self.modal.value, self.mode.value, self.action.to_json(), trigger]
        return content_id("norm", parts)
