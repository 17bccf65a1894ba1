"""Which type an action gets, by the tables or by the model.

In:      the type and mode by the tables, the model's answer
Out:     Decided; None for no event
Source:  thresholds by five-fold cross-validation on PLV and by the readable part of gold/train, docs/evaluation.md
Shown:   tests/events/test_pairs.py
"""

from dataclasses import dataclass

from onrecord.terms.actions import TypedAction
from onrecord.terms.events import EventType

# Where the tables know a type the model must be surer than a coin to change it; where they know none, it makes the
# event. On PLV, cross-validated, it is right 134 times to the tables' 12 where it is that sure and they differ.
MIN_TO_CHANGE = 0.6
MIN_ALONE = 0.8


@dataclass(frozen=True, slots=True)
class Decided:
    """type: None only of NO_TYPE. probability: of the type, by the model; None where it was not asked or overruled."""

    type: EventType | None
    mode: str | None
    probability: float | None


# An action told by its words alone.
NO_TYPE = Decided(None, None, None)


def decided(rule: EventType | None, mode: str | None, typed: TypedAction | None) -> Decided | None:
    """The model's type where it is sure enough, else the tables'."""
    if typed is None or typed.type is None:
        return Decided(rule, mode, None) if rule is not None else None
    if typed.type is rule:
        return Decided(rule, mode, typed.probability)
    if typed.probability >= (MIN_TO_CHANGE if rule is not None else MIN_ALONE):
        return Decided(typed.type, None, typed.probability)
    return Decided(rule, mode, None) if rule is not None else None
