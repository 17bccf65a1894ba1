"""What becomes of a norm: the table, which what-if and met both ask.

In:      modal, mode, whether the trigger and the action hold, whether the last day has passed
Out:     Verdict: strong, unsure, quiet, or an end that time or later words have put to the norm
Source:  docs/semantics.md, Verdicts; "only if" is will_not ... unless, so that it never triggers
Shown:   tests/questions/test_verdicts.py (every cell of that page), tests/reasoning/test_whatif.py
"""

from enum import StrEnum
from typing import NamedTuple

from onrecord.reasoning.certainty import Certainty
from onrecord.terms.records import Modal, Mode


class Verdict(StrEnum):
    """What becomes of a norm; LAPSED: it was withdrawn or superseded before."""

    TRIGGERED = "triggered"
    MAYBE_TRIGGERED = "maybe_triggered"
    PREDICTION_APPLIES = "prediction_applies"
    MAYBE_APPLIES = "maybe_applies"
    CAME_TRUE = "came_true"
    MAYBE_CAME_TRUE = "maybe_came_true"
    DORMANT = "dormant"
    RELEASED = "released"
    MAYBE_RELEASED = "maybe_released"
    IN_FORCE = "in_force"
    MAYBE_IN_FORCE = "maybe_in_force"
    BREACHED = "breached"
    MAYBE_BREACHED = "maybe_breached"
    PENDING = "pending"
    FULFILLED = "fulfilled"
    MAYBE_FULFILLED = "maybe_fulfilled"
    OVERDUE = "overdue"
    STANDS = "stands"
    OPEN = "open"
    COMPLIED = "complied"
    MAYBE_COMPLIED = "maybe_complied"
    LAPSED = "lapsed"
    # What time or later words make of it.
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    MAYBE_SUPERSEDED = "maybe_superseded"

    @property
    def strong(self) -> bool:
        """Does it say that something is so? A wrong one is the worst an answer can do."""
        return self in _STRONG

    @property
    def unsure(self) -> bool:
        """Does it rest on a maybe?"""
        return self.value.startswith("maybe_")

    @property
    def quiet(self) -> bool:
        """Does it say that nothing has happened?"""
        return self in _QUIET

    @property
    def settled(self) -> bool:
        """Does time change nothing any more?"""
        return not (self.quiet or self.unsure)

    @property
    def of_action(self) -> bool:
        """Does it turn on the action? Else on the trigger, or on nothing."""
        return self in _OF_ACTION


class _Row(NamedTuple):
    """A modal's verdicts: once its condition holds, where it may, where there is none; where its action holds or
    may."""

    holds: Verdict
    may_hold: Verdict
    unconditional: Verdict
    done: Verdict
    may_be_done: Verdict


_ROWS = {
    Modal.WILL: _Row(
        Verdict.TRIGGERED, Verdict.MAYBE_TRIGGERED, Verdict.PENDING, Verdict.FULFILLED, Verdict.MAYBE_FULFILLED
    ),
    Modal.READY: _Row(
        Verdict.TRIGGERED, Verdict.MAYBE_TRIGGERED, Verdict.STANDS, Verdict.FULFILLED, Verdict.MAYBE_FULFILLED
    ),
    Modal.PREDICTS: _Row(
        Verdict.PREDICTION_APPLIES, Verdict.MAYBE_APPLIES, Verdict.STANDS, Verdict.CAME_TRUE, Verdict.MAYBE_CAME_TRUE
    ),
    Modal.WILL_NOT: _Row(
        Verdict.IN_FORCE, Verdict.MAYBE_IN_FORCE, Verdict.IN_FORCE, Verdict.BREACHED, Verdict.MAYBE_BREACHED
    ),
    # A demand is open whether its condition holds or not.
    Modal.DEMANDS: _Row(Verdict.OPEN, Verdict.OPEN, Verdict.OPEN, Verdict.COMPLIED, Verdict.MAYBE_COMPLIED),
}
_OF_ACTION = frozenset(verdict for row in _ROWS.values() for verdict in (row.done, row.may_be_done))
_QUIET = frozenset({Verdict.DORMANT, Verdict.IN_FORCE, Verdict.OPEN, Verdict.PENDING, Verdict.STANDS})
_STRONG = frozenset(
    {Verdict.TRIGGERED, Verdict.PREDICTION_APPLIES, Verdict.RELEASED, Verdict.OVERDUE}
    | {row.done for row in _ROWS.values()}
)

# Words of its own speaker after which a norm binds no more.
TAKEN_BACK = frozenset({Verdict.WITHDRAWN, Verdict.SUPERSEDED})

# What a last day that has passed is held against.
_HAS_LAST_DAY = frozenset({Modal.WILL, Modal.DEMANDS})

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


def verdict_of(modal: Modal, mode: Mode, *, trigger: Certainty, action: Certainty, overdue: bool = False) -> Verdict:
    """One cell of the table. trigger, action: do they hold? overdue: has the last day passed?"""
    row = _ROWS[modal]
    mode = mode if has_condition(modal, mode) else Mode.NONE
    if mode is Mode.UNLESS and trigger is not NO:
        return Verdict.RELEASED if trigger is YES else Verdict.MAYBE_RELEASED
    if mode is Mode.IF and trigger is NO:
        return Verdict.DORMANT
    if mode is Mode.IF and trigger is MAYBE:
        return Verdict.MAYBE_BREACHED if modal is Modal.WILL_NOT and action is not NO else row.may_hold
    # "A unless C" is kept or broken by the action only where it forbids it.
    if action is not NO and (mode is not Mode.UNLESS or modal is Modal.WILL_NOT):
        return row.done if action is YES else row.may_be_done
    if mode is Mode.IF:
        return row.holds
    if overdue and action is NO and modal in _HAS_LAST_DAY:
        return Verdict.OVERDUE
    return Verdict.IN_FORCE if mode is Mode.UNLESS and modal is Modal.WILL else row.unconditional


def has_condition(modal: Modal, mode: Mode) -> bool:
    """Does its verdict turn on its trigger? "Even if" changes nothing, and what is demanded is open either way."""
    return mode in (Mode.IF, Mode.UNLESS) and modal is not Modal.DEMANDS
