"""Dates as they are known: bounds, a precision, and on what they rest.

In:      first and last day that fit the words
Out:     DateBounds, PublishedDate
Refuses: bounds that run backwards, bounds that bound nothing
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How finely a date was said; BOUNDED: only that it lies before, after or between two days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    BOUNDED = "bounded"


@dataclass(frozen=True, slots=True)
class DateBounds:
    """Every day from `first` to `last`, both included; None at one end means open there.

    weekday: Monday 0 ... Sunday 6, when the words name one and no day is known ("a Thursday before
    25 March 2023"); None otherwise.
    """

    first: date | None
    last: date | None
    precision: Precision
    weekday: int | None = None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("bounds open at both ends say nothing: use None for an unknown date")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"bounds run backwards: {self.first} .. {self.last}")
        if self.precision is Precision.DAY and self.first != self.last:
            raise ValueError(f"day precision needs one day, got {self.first} .. {self.last}")

    @classmethod
    def day(cls, day: date) -> "DateBounds":
        """One known day."""
        return cls(day, day, Precision.DAY)


def date_words(bounds: DateBounds) -> str:
    """The date no finer than it is known.

    >>> date_words(DateBounds.day(date(2023, 2, 16)))
    '2023-02-16'
    """
    first, last = bounds.first, bounds.last
    if first is not None and first == last:
        return first.isoformat()
    if first is None and last is not None:
        return f"on or before {last.isoformat()}"
    if first is not None and last is None:
        return f"on or after {first.isoformat()}"
    return f"between {first} and {last}"


class Basis(StrEnum):
    """What a publication date rests on, best first; GIVEN: the caller said so."""

    GIVEN = "given"
    META_TAG = "meta tag"
    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    TIME_ELEMENT = "time element"
    DATELINE = "dateline"
    BYLINE = "byline"
    URL = "url"
    PAGE_TEXT = "page text"
    BEFORE_CHANGE = "bounded by change"
    BEFORE_CAPTURE = "bounded by capture"
    BEFORE_PAGE_CLOCK = "bounded by page clock"


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """When a page was published, and on what that rests. Relative words resolve against `bounds` only when
    its precision is DAY; otherwise they stay bounds themselves."""

    bounds: DateBounds
    basis: Basis
