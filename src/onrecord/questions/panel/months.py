"""The month that something is counted in, or why it is in none.

In:      the days by the words themselves, the days of the page
Out:     Dated: a month and what it rests on; LeftOutReason where no one month is known
Refuses: a text that is no month (NoMonth)
Source:  docs/panel.md, "Which month"; docs/semantics.md, Dates
Shown:   tests/questions/test_panel.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from onrecord.ledger.index.told import DayRange
from onrecord.questions.errors import QuestionError

_TYPED = re.compile(r"(\d{4})-(\d{2})")


class NoMonth(QuestionError):
    """What was typed for a month is none, or the first lies after the last."""


class Month(NamedTuple):
    """A month of the calendar; months compare by time."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def typed(cls, text: str) -> "Month":
        """ "2022-02"; NoMonth for anything else.

        >>> Month.typed("2022-02")
        Month(year=2022, month=2)
        """
        found = _TYPED.fullmatch(text.strip())
        if found is None or not 1 <= int(found[2]) <= 12 or not int(found[1]):
            raise NoMonth(f"{text[:40]!r} is no month; write year and month, as in 2022-02")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def last_day(self) -> date:
        """Its last day, on which codes of states are looked up."""
        return date.max if self == (9999, 12) else date(*self.next, 1) - timedelta(days=1)

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def to(self, last: "Month") -> Iterator["Month"]:
        """This one and all up to `last`."""
        month = self
        while month <= last:
            yield month
            month = month.next


class LeftOutReason(StrEnum):
    """Why something is in no row."""

    NO_DAY = "no day is known, or only one it lies before or after"
    LONGER = "it may be of more than one month"
    NO_ACTOR = "no actor is known"
    NO_TARGET = "no target is known"
    ITSELF = "it is aimed at the actor itself"


@dataclass(frozen=True, slots=True)
class Dated:
    """by_page: only the day its page was published is known, or the words set none but that."""

    month: Month
    by_page: bool


def dated(said: DayRange, published: DayRange) -> Dated | LeftOutReason:
    """The month of the words' own days where they lie in one; where words set no day, that of the page's."""
    if said.first is not None and said.last is not None:
        return Dated(Month.of(said.first), False) if _within(said) else LeftOutReason.LONGER
    # "Said on or before" the day of the page is what is written where the words say no day.
    unsaid = said.first is None and said.last in (None, published.last)
    if not unsaid or published.first is None or published.last is None:
        return LeftOutReason.NO_DAY
    return Dated(Month.of(published.first), True) if _within(published) else LeftOutReason.LONGER


def month_published(published: DayRange) -> Month | None:
    """The one month a page may be of; None: more than one, or not known."""
    if published.first is None or published.last is None or not _within(published):
        return None
    return Month.of(published.first)


def _within(days: DayRange) -> bool:
    assert days.first is not None
    assert days.last is not None
    return Month.of(days.first) == Month.of(days.last)
