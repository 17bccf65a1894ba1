"""Time expressions: the words, a TIMEX3-style value, and the days they may mean."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.dates import DateBounds
from onrecord.terms.spans import Span


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that say when or how long.

    value:  TIMEX3 value ("2022-02", "P3D", "PRESENT_REF", "XXXX-WXX-4" for a Thursday not known which); None when the
            words could not be valued.
    bounds: the days it may mean; None for sets, for durations ("the past few years" alone has an end) and for what
            nothing bounds.
    """

    span: Span
    type: TimexType
    value: str | None
    bounds: DateBounds | None
