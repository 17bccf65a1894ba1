"""Days as places on a line, and the ticks below it.

In:      the days to show, the room in px
Out:     Axis: the place of a day; ticks with their labels, which do not touch
Refuses: an axis without room (ValueError)
Shown:   tests/drawings/test_axis.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.drawings.widths import width_px

# Room on both sides of the days shown, as a share of them; a single day has a fortnight around it.
AROUND = 0.03
LEAST_AROUND_DAYS = 14
LABEL_GAP_PX = 14.0

# (months in a step, how the first day of one is written); days and weeks come before.
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with its label: "2022-02-24", "2022-02", "2022"."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From the beginning of day `first` at `left` to the end of `last` at `right`; days as ordinals."""

    first: int
    last: int
    left: float
    right: float

    def __post_init__(self) -> None:
        if self.left >= self.right or self.first > self.last:
            raise ValueError(f"no room for days {self.first}..{self.last} in {self.left}..{self.right} px")

    def begins(self, day: date) -> float:
        """Where a day begins."""
        return self._at(day.toordinal())

    def ends(self, day: date) -> float:
        """Where a day ends: where the next begins."""
        return self._at(day.toordinal() + 1)

    def _at(self, ordinal: int) -> float:
        return self.left + (ordinal - self.first) / (self.last + 1 - self.first) * (self.right - self.left)

    def ticks(self, *, size: float) -> tuple[Tick, ...]:
        """The finest steps whose labels, written in this size, do not touch."""
        a_day = (self.right - self.left) / (self.last + 1 - self.first)
        for form, least_days, days in _steps(self.first, self.last):
            if (width_px(_label(date(2000, 12, 28), form), size) + LABEL_GAP_PX) <= least_days * a_day:
                return tuple(Tick(day, _label(day, form)) for day in days)
        return ()


def axis(days: Iterable[date], *, left: float, right: float) -> Axis:
    """An axis that holds these days; around today's calendar begin where there are none."""
    held = [day.toordinal() for day in days]
    first, last = (min(held), max(held)) if held else (date(2000, 1, 1).toordinal(), date(2000, 12, 31).toordinal())
    around = max(LEAST_AROUND_DAYS, round((last - first) * AROUND))
    return Axis(max(first - around, date.min.toordinal()), min(last + around, date.max.toordinal() - 1), left, right)


def _steps(first: int, last: int) -> Iterator[tuple[str, float, list[date]]]:
    """Every way to step, the finest first: how a step is written, its least days, the days that begin one."""
    from_, to = date.fromordinal(first), date.fromordinal(last)
    for count in _DAYS:
        if (last - first) / count <= 60:
            start = first if count in (1, 2) else first + (-(first - 1)) % 7  # a Monday
            yield "day", count, [date.fromordinal(n) for n in range(start, last + 1, count)]
    for count in _MONTHS:
        if (to.year - from_.year) * 12 / count <= 200:
            months = range(_month(from_), _month(to) + 1)
            begun = [date(n // 12, n % 12 + 1, 1) for n in months if n % 12 % count == 0]
            yield "month", 28 * count, [day for day in begun if first <= day.toordinal() <= last]
    for count in _YEARS:
        years = range(-(-from_.year // count) * count, to.year + 1, count)
        begun = [date(year, 1, 1) for year in years if year > 0]
        yield "year", 365 * count, [day for day in begun if first <= day.toordinal() <= last]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _label(day: date, form: str) -> str:
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "year": day.isoformat()[:4]}[form]
