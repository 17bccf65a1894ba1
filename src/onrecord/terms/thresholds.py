"""What the words of an action or a condition ask of an event before it counts as that action.

In:      words inside or beside an action ("so much as one soldier", "first", "on our territory")
Out:     Threshold, with the words as evidence
Refuses: ends that run backwards
Source:  docs/semantics.md, Matching; docs/codebook.md 5
Shown:   tests/commitments/test_thresholds.py
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.spans import Span


class Slot(StrEnum):
    """Which half of a norm a threshold belongs to."""

    ACTION = "action"
    TRIGGER = "trigger"


class ThresholdKind(StrEnum):
    """What is asked."""

    COUNT = "count"  # so many of something: "at least 500 troops"
    DURATION = "duration"  # so long: "more than 90 days"
    AMOUNT = "amount"  # so much, measured: "above 5 percent"
    ORDER = "order"  # before the other side has done the like: "attacks first"
    ARMED = "armed"  # value "yes" or "no"
    INTENT = "intent"  # value: the purpose, in the page's words
    PLACE = "place"  # where it happens; value: ISO alpha-3 of a state, else a name
    FROM = "from"  # where it is sent from; value as PLACE
    TOWARDS = "towards"  # where it leads; value as PLACE
    WITH = "with"  # together with whom; value: an actor's code


MEASURED = frozenset({ThresholdKind.COUNT, ThresholdKind.DURATION, ThresholdKind.AMOUNT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One thing asked.

    low, high: `low` <= n <= `high`, both ends included, None open; both None for a kind that measures nothing. Of what
               is counted in whole units "more than 90" begins at 91; of an AMOUNT "above 5" begins at 5.
    unit:      what is counted or measured, in the singular where the page's word has one ("soldier", "day", "percent");
               None when not said.
    value:     as the kind says; None for the measured kinds and for ORDER.
    """

    slot: Slot
    kind: ThresholdKind
    span: Span
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"threshold runs backwards: {self.low} .. {self.high}")
        if (self.kind in MEASURED) != (self.low is not None or self.high is not None):
            raise ValueError(f"{self.kind.value} with ends {self.low} .. {self.high}")
