"""What a scenario makes of a norm: the table.

In:      modal, mode, whether the trigger and the deed hold, whether the deadline has passed
Out:     Verdict
Source:  docs/semantics.md, Verdicts; "only if" is will_not ... unless, so that it never triggers
Shown:   tests/reasoning/test_whatif.py
"""

from enum import StrEnum

from onrecord.reasoning.certainty import Certainty
from onrecord.terms.records import Modal, Mode


class Verdict(StrEnum):
    """What becomes of a norm; LAPSED: it was withdrawn or superseded before."""

    TRIGGERED = "triggered"
    MAYBE_TRIGGERED = "maybe_triggered"
    PREDICTION_APPLIES = "prediction_applies"
    MAYBE_APPLIES = "maybe_applies"
    DORMANT = "dormant"
    RELEASED = "released"
    MAYBE_RELEASED = "maybe_released"
    IN_FORCE = "in_force"
    MAYBE_IN_FORCE = "maybe_in_force"
    BREACHED = "breached"
    MAYBE_BREACHED = "maybe_breached"
    PENDING = "pending"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"
    STANDS = "stands"
    OPEN = "open"
    COMPLIED = "complied"
    LAPSED = "lapsed"

    @property
    def unsure(self) -> bool:
        """Does it rest on a maybe?"""
        return self.value.startswith("maybe_")


YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


def verdict_of(modal: Modal, mode: Mode, *, trigger: Certainty, action: Certainty, overdue: bool) -> Verdict:
    """One cell of the table. trigger, action: do they hold? overdue: has the deadline passed?"""
    if modal is Modal.DEMANDS:
        return _done(action, Verdict.COMPLIED, Verdict.OPEN, overdue)
    if mode is Mode.IF:
        return _if(modal, trigger, action)
    if mode is Mode.UNLESS and trigger is not NO:
        return Verdict.RELEASED if trigger is YES else Verdict.MAYBE_RELEASED
    if modal is Modal.WILL_NOT:
        return _kept(action)
    if modal is Modal.WILL:
        if mode is Mode.UNLESS:
            return Verdict.OVERDUE if overdue else Verdict.IN_FORCE
        return _done(action, Verdict.FULFILLED, Verdict.PENDING, overdue)
    return Verdict.STANDS


def _if(modal: Modal, trigger: Certainty, action: Certainty) -> Verdict:
    if trigger is NO:
        return Verdict.DORMANT
    if modal is Modal.WILL_NOT:
        if trigger is YES:
            return _kept(action)
        return Verdict.MAYBE_IN_FORCE if action is NO else Verdict.MAYBE_BREACHED
    if modal is Modal.PREDICTS:
        return Verdict.PREDICTION_APPLIES if trigger is YES else Verdict.MAYBE_APPLIES
    return Verdict.TRIGGERED if trigger is YES else Verdict.MAYBE_TRIGGERED


def _kept(action: Certainty) -> Verdict:
    return (Verdict.IN_FORCE, Verdict.MAYBE_BREACHED, Verdict.BREACHED)[action]


def _done(action: Certainty, done: Verdict, waiting: Verdict, overdue: bool) -> Verdict:
    if action is YES:
        return done
    return Verdict.OVERDUE if overdue else waiting
