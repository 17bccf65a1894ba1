"""A red line as a row of an analyst's sheet says it: which of its cells says what, and how firmly.

In:      the cells of a row
Out:     RedLine, its RowNotes
Refuses: nothing; what is no red line is a Refusal, made where the cells are read
Source:  docs/redlines.md
Shown:   tests/imports/test_red_lines.py
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.terms.records import Strength
from onrecord.terms.renamed import names_of


class SheetSlot(StrEnum):
    """What a column of a sheet may hold."""

    AGENT = "agent"
    ACTION = "deed"  # as sheets and ledgers have it
    TRIGGER = "trigger"
    MODE = "mode"
    MODAL = "modal"
    TARGET = "target"
    SPEAKER = "speaker"
    DAY = "day"
    SOURCE = "source"
    QUOTATION = "quotation"
    NOTE = "note"
    STATUS = "status"
    ID = "id"


SENTENCE = (SheetSlot.AGENT, SheetSlot.MODAL, SheetSlot.ACTION, SheetSlot.MODE, SheetSlot.TRIGGER)
"""The cells that make a row's sentence, in its order."""


class Force(StrEnum):
    """What the words of a modal make of the action. MUST, MUST_NOT: the speaker demands it of the agent; DEMANDS: the
    agent demands it of the target.

    Whoever keeps a sheet has decided what a reader of sentences must find out (`commitments.tables.ModalForce`): whom a
    "must" binds, that a "will" foretells, that a "can" is readiness.
    """

    WILL = "will"
    WILL_NOT = "will_not"
    READY = "ready"
    MUST = "must"
    MUST_NOT = "must_not"
    DEMANDS = "demands"
    PREDICTS = "predicts"


class Hinge(StrEnum):
    """How a row hangs its action on its condition."""

    NONE = "none"
    IF = "if"
    ONLY_IF = "only_if"
    IF_AND_ONLY_IF = "if_and_only_if"
    UNLESS = "unless"
    UNTIL = "until"
    EVEN_IF = "even_if"


class DayOrder(StrEnum):
    """How days in numbers are written."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something a person should know of a row that was taken. slot: whose cell it is about; None: the row's."""

    code: str
    reason: str
    slot: SheetSlot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParty:
    """Whom a cell names. code: as norms carry it; the cell's own words where the tables know nobody of that name."""

    code: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """One row, understood.

    words:        of each slot that has some, without white space at either end.
    action_from:    where the action begins in its cell, behind a modal that stands there too; trigger_from: likewise,
                  behind its connective; not_from: where the "not" of a demand begins in the modal's cell.
    agent, target, speaker: None where the cell says nobody.
    day:          first and last day it may have been said; None where the cell says none that can be read.
    """

    words: dict[SheetSlot, str]
    force: Force
    strength: Strength
    hinge: Hinge
    agent: NamedParty
    target: NamedParty | None
    speaker: NamedParty | None
    day: tuple[date, date] | None
    action_from: int = 0
    trigger_from: int = 0
    not_from: int = 0
    notes: tuple[RowNote, ...] = ()


__getattr__ = names_of(__name__)
