"""What time words mean, before and after the day of writing is known.

In:      numbers, units, names said
Out:     TimeMeaning; `TimeMeaning.on(anchor, direction)` gives the value and the days
Shown:   tests/times/test_finding.py

Each relative meaning is one function of the day of writing, so that an unknown day with known bounds gives bounds:
the function is put to both ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.language.numbers import SpokenCount
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.times import TimexType
from onrecord.times import days
from onrecord.times.tables import TimeUnit
from onrecord.times.tense import Direction

AGAINST_TENSE = 60  # days
LEAP_GAP = 8  # years: the longest without a 29 February, 1896 to 1904

Resolver = Callable[[date, Direction], tuple[str, DateBounds | None]]


@dataclass(frozen=True, slots=True)
class StoryOffset:
    """How words are reckoned from a date told before them: `by` units on, 0 for the same.

    keeps:  a quarter or a month stays one ("a year earlier" than the third quarter is a third quarter).
    wanted: how fine that date must be; None: any that is as fine as the unit. within: no farther off, in characters.
    year:   the year that is said; None: `by` years on.
    """

    unit: TimeUnit
    by: int
    keeps: bool = False
    wanted: tuple[Precision, ...] | None = None
    within: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TimeMeaning:
    """One reading of some words.

    value:   what is known without the day of writing ("XXXX-10", "P3D", "2014"); None when nothing is.
    bounds:  the days, where no day of writing is needed.
    resolve: value and days for a day of writing; None where none is needed.
    weekday: Monday 0 ... Sunday 6, where one is named.
    story:   how it is reckoned from what was told before; None where it is not.
    """

    type: TimexType
    value: str | None
    bounds: DateBounds | None = None
    resolve: Resolver | None = None
    weekday: int | None = None
    story: StoryOffset | None = None


def absolute(stretch: days.Stretch) -> TimeMeaning:
    """A date said in full."""
    return TimeMeaning(TimexType.DATE, stretch[0], stretch[1])


def fixed(kind: TimexType, value: str) -> TimeMeaning:
    """Words with one value ("now": PRESENT_REF)."""
    return TimeMeaning(kind, value)


def open_ended(meaning: TimeMeaning, sign: int) -> TimeMeaning:
    """What lies before (-1) or after (+1) the day of writing, and no more is said: bounds with one end open."""

    def resolve(anchor: date, _: Direction) -> tuple[str, DateBounds | None]:
        return meaning.value or "", _vague(anchor, sign)

    return TimeMeaning(meaning.type, meaning.value, resolve=resolve)


def duration(count: SpokenCount, unit: TimeUnit, kind: TimexType = TimexType.DURATION) -> TimeMeaning:
    """A length of time: "P3D", "PT5H30M", "PXM" for several months."""
    clock = "T" if unit.is_clock else ""
    if count.whole is None:
        return TimeMeaning(kind, f"P{clock}X{'Y' if unit.multiple > 1 else unit.designator}")
    value = f"P{clock}{count.whole * unit.multiple}{unit.designator}"
    if count.half:
        value += {"Y": "6M", "H": "30M", "M": "30S" if unit.is_clock else "2W", "D": "T12H"}.get(unit.designator, "")
    return TimeMeaning(kind, value)


def relative_unit(unit: TimeUnit, by: int) -> TimeMeaning:
    """The unit `by` units from the one of writing: last week is -1, this year 0."""

    def resolve(anchor: date, _: Direction) -> days.Stretch:
        return unit_at(anchor, unit, by)

    return TimeMeaning(TimexType.DATE, unresolved_unit(unit), resolve=resolve)


def unresolved_unit(unit: TimeUnit) -> str:
    """The shape of a unit not known which: "XXXX-XX" for a month."""
    shapes = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}
    return shapes.get(unit.designator, "XXXX")


def unit_at(anchor: date, unit: TimeUnit, by: int) -> days.Stretch:
    """The day, week, month ... that lies `by` units from the anchor's; years outside the calendar are cut to it."""
    steps = by * unit.multiple
    if unit.word == "weekend":
        return days.weekend(anchor + timedelta(weeks=by))
    if unit.designator == "D":
        return days.day(anchor + timedelta(days=steps))
    if unit.designator == "W":
        return days.week(anchor + timedelta(weeks=steps))
    if unit.designator == "M":
        return days.month(*days.step_months(anchor.year, anchor.month, steps))
    if unit.designator == "Q":
        year, month = days.step_months(anchor.year, anchor.month, 3 * steps)
        return days.quarter(year, (month + 2) // 3)
    return days.year(min(max(anchor.year + steps, 1), 9999))


def distance(count: SpokenCount, unit: TimeUnit, sign: int) -> TimeMeaning:
    """So many units before (-1) or after (+1) the day of writing; no finer than the unit said."""
    if count.whole is None:
        return open_ended(TimeMeaning(TimexType.DATE, "PAST_REF" if sign < 0 else "FUTURE_REF"), sign)
    if unit.is_clock:
        return TimeMeaning(TimexType.TIME, None)
    by = sign * count.whole

    def resolve(anchor: date, _: Direction) -> days.Stretch:
        return unit_at(anchor, unit, by)

    return TimeMeaning(TimexType.DATE, unresolved_unit(unit), resolve=resolve)


def _vague(anchor: date, sign: int) -> DateBounds:
    return DateBounds(None, anchor, Precision.BOUNDED) if sign < 0 else DateBounds(anchor, None, Precision.BOUNDED)


def weekday(number: int, shift: str) -> TimeMeaning:
    """A weekday; shift "last" and "next" leave out the day of writing, "this" keeps to its week, "" asks the tense.

    In the past tense the day of writing itself counts: "said on Thursday", written on a Thursday, is that day.
    """

    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        back = (anchor.weekday() - number) % 7
        if shift == "last":
            return days.day(anchor - timedelta(days=back or 7))
        if shift == "next":
            return days.day(anchor + timedelta(days=7 - back))
        if shift == "this":
            return days.day(anchor + timedelta(days=number - anchor.weekday()))
        if direction is Direction.FUTURE:
            return days.day(anchor + timedelta(days=(7 - back) % 7))
        return days.day(anchor - timedelta(days=back))

    return TimeMeaning(TimexType.DATE, f"XXXX-WXX-{number + 1}", resolve=resolve, weekday=number)


def month_of(number: int, shift: str) -> TimeMeaning:
    """A month without a year. "last February" is the latest that ended before the month of writing."""

    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        if shift == "last":
            year = anchor.year if number < anchor.month else anchor.year - 1
        elif shift == "next":
            year = anchor.year if number > anchor.month else anchor.year + 1
        elif shift == "this":
            year = anchor.year
        elif direction is Direction.FUTURE:
            year = anchor.year if number >= anchor.month else anchor.year + 1
        elif direction is Direction.PAST:
            year = anchor.year if number <= anchor.month else anchor.year - 1
        else:
            year = _nearest_year(anchor, number)
        return days.month(year, number)

    return TimeMeaning(TimexType.DATE, f"XXXX-{number:02d}", resolve=resolve)


def _nearest_year(anchor: date, month: int) -> int:
    ahead = month - anchor.month
    return anchor.year - (ahead > 6) + (ahead < -6)


def day_of(month: int, day: int) -> TimeMeaning | None:
    """A day and month without a year: the nearest, 29 February in a leap year; None when no year has such a day.

    Against the tense no farther than two months: "was set for 2 March" may lie ahead, "began on 10 June" does not.
    """
    if days.valid(2000, month, day) is None:
        return None

    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        years = range(anchor.year - LEAP_GAP, anchor.year + LEAP_GAP + 1)
        held = [d for d in (days.valid(year, month, day) for year in years) if d is not None]
        sign = {Direction.PAST: -1, Direction.FUTURE: 1}.get(direction, 0)
        fitting = [d for d in held if sign * (d - anchor).days >= -AGAINST_TENSE] or held
        return days.day(min(fitting, key=lambda d: abs((d - anchor).days)))

    return TimeMeaning(TimexType.DATE, f"XXXX-{month:02d}-{day:02d}", resolve=resolve)


def part_of_year(kind: str, code: str, shift: str) -> TimeMeaning:
    """A season ("SU"), quarter ("Q3") or half ("H1") without a year; the latest begun, or the next, by tense."""

    def stretch(year: int) -> days.Stretch:
        if kind == "season":
            return days.season(year, code)
        return days.quarter(year, int(code[1])) if kind == "quarter" else days.half(year, int(code[1]))

    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        held = [stretch(anchor.year + y) for y in (-1, 0, 1)]
        if shift == "last":
            return max((s for s in held if _last(s) < anchor), key=_last, default=held[0])
        if kind == "quarter" and not shift and direction is Direction.FUTURE:
            # "expects to report a loss for the third quarter": results come weeks after it
            earliest = anchor - timedelta(days=AGAINST_TENSE)
            return next((s for s in held if _last(s) >= earliest), held[-1])
        if shift == "next" or (not shift and direction is Direction.FUTURE):
            return next((s for s in held if _last(s) >= anchor), held[-1])
        if shift == "this":
            return held[1]
        return max((s for s in held if _first(s) <= anchor), key=_first, default=held[0])

    return TimeMeaning(TimexType.DATE, f"XXXX-{code}", resolve=resolve)


def _first(stretch: days.Stretch) -> date:
    assert stretch[1].first is not None
    return stretch[1].first


def _last(stretch: days.Stretch) -> date:
    assert stretch[1].last is not None
    return stretch[1].last


def with_part_of_day(meaning: TimeMeaning, code: str) -> TimeMeaning:
    """The morning, afternoon, evening or night of a day: "2023-02-16TMO"."""
    resolve = meaning.resolve

    def later(anchor: date, direction: Direction) -> tuple[str, DateBounds | None]:
        assert resolve is not None
        value, bounds = resolve(anchor, direction)
        return f"{value}T{code}", bounds

    value = f"{meaning.value}T{code}" if meaning.value else None
    return TimeMeaning(TimexType.TIME, value, meaning.bounds, later if resolve else None, meaning.weekday)
