"""Times that only the story dates: "a year earlier", "that day", "the following year", "the quarter", "the year-ago
quarter".

In:      a match of one of the story patterns in grammar.py; then the dates told before it
Out:     TimeMeaning with a StoryOffset; the stretch it names beside the nearest date it can be reckoned from
Refuses: a stretch finer than what it is reckoned from, and any where no such date was told: no value, no days
Source:  TimeML 1.2.1: a TIMEX3 may be anchored in another (anchorTimeID)
Shown:   tests/times/test_story.py
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.language.numbers import count_of
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.times import TimeExpression, TimexType
from onrecord.times import days, normalising
from onrecord.times.normalising import StoryOffset, TimeMeaning
from onrecord.times.rule_values import part_of
from onrecord.times.tables import TimeUnit, units

NEAR = 12  # how many dates back the story is searched
CLOSE = 300  # characters: "a year ago" is reckoned from a quarter only beside it
FINENESS = (
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.QUARTER,
    Precision.SEASON,
    Precision.YEAR,
    Precision.DECADE,
)
OF_UNIT = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH, "Q": Precision.QUARTER, "Y": Precision.YEAR}


def steps_on(match: re.Match[str]) -> TimeMeaning | None:
    """ "a year earlier", "two months later"."""
    count, unit = count_of(match["count"]), units()[part_of(match, "unit")]
    if count is None or count.whole is None or count.half or unit.is_clock or unit.designator in "DW":
        return TimeMeaning(TimexType.DATE, None)  # a day reckoned from the wrong day would be an invented one
    sign = 1 if part_of(match, "side") in ("later", "afterward", "afterwards") else -1
    return TimeMeaning(TimexType.DATE, None, story=StoryOffset(unit, sign * count.whole, keeps=True))


def year_before(_: re.Match[str]) -> TimeMeaning:
    """ "year-earlier", "the year-ago quarter"."""
    return TimeMeaning(TimexType.DATE, None, story=StoryOffset(units()["year"], -1, keeps=True))


def year_ago(_: re.Match[str]) -> TimeMeaning:
    """ "a year ago": the year before, but beside a quarter that is reported the same quarter of that year."""
    plain = normalising.relative_unit(units()["year"], -1)
    return replace(plain, story=StoryOffset(units()["year"], -1, keeps=True, wanted=(Precision.QUARTER,), within=CLOSE))


def same(match: re.Match[str]) -> TimeMeaning | None:
    """ "that day", "the same year"."""
    unit = _unit_or_part(match)
    return None if unit.is_clock else TimeMeaning(TimexType.DATE, None, story=StoryOffset(unit, 0))


def beside(match: re.Match[str]) -> TimeMeaning | None:
    """ "the following year", "the next morning", "the previous week"."""
    unit = _unit_or_part(match)
    if unit.is_clock:
        return None
    by = 1 if part_of(match, "side") in ("following", "next") else -1
    meaning = TimeMeaning(TimexType.DATE, None, story=StoryOffset(unit, by))
    part = part_of(match, "part")
    return replace(meaning, type=TimexType.TIME) if part else meaning


def quarter(_: re.Match[str]) -> TimeMeaning:
    """ "the quarter", "the latest period": of a report, the quarter it told of last."""
    return TimeMeaning(TimexType.DATE, None, story=StoryOffset(units()["quarter"], 0, wanted=(Precision.QUARTER,)))


def period_of_year(match: re.Match[str]) -> TimeMeaning:
    """ "the 1988 quarter", "last year's period", "the same period a year ago": the quarter the report tells of, in that
    year; where it tells of none the year, but of a quarter nothing."""
    said = match["year"] or match["of_year"]
    is_quarter = part_of(match, "period") == "quarter"
    plain = normalising.absolute(days.year(int(said))) if said else normalising.relative_unit(units()["year"], -1)
    story = StoryOffset(units()["year"], -1, keeps=True, wanted=(Precision.QUARTER,), year=int(said) if said else None)
    return TimeMeaning(TimexType.DATE, None, story=story) if is_quarter else replace(plain, story=story)


def _unit_or_part(match: re.Match[str]) -> TimeUnit:
    return units()["day" if part_of(match, "part") else part_of(match, "unit")]


def told(
    story: StoryOffset, start: int, before: Sequence[TimeExpression], published: DateBounds | None
) -> days.Stretch | None:
    """The stretch, reckoned from the nearest of the dates told before the words that begin at `start`."""
    near = [t for t in before[-NEAR:] if story.within is None or start - t.span.end <= story.within]
    precision = OF_UNIT.get(story.unit.designator)
    if precision is None or story.unit.multiple != 1:
        return None
    fine = story.wanted or FINENESS[: FINENESS.index(precision) + 1]
    from_dates = [t.bounds for t in near if t.bounds is not None and t.bounds.precision in fine]
    quarters = [b for b in from_dates if b.precision is Precision.QUARTER]
    if quarters and (story.keeps or story.wanted):
        # A report tells of a quarter that is over, whatever dates or forecasts stand between.
        written = published.last if published else None
        over = [b for b in quarters if written is not None and b.last is not None and b.last < written]
        return _beside((over or quarters)[-1], story)
    return _beside(from_dates[-1], story) if from_dates else None


def _beside(bounds: DateBounds, story: StoryOffset) -> days.Stretch | None:
    first = bounds.first
    if first is None:
        return None
    if story.keeps and story.unit.designator == "Y" and 1 <= first.year + story.by <= 9999:
        year = first.year + story.by if story.year is None else story.year
        if bounds.precision is Precision.QUARTER:
            return days.quarter(year, (first.month + 2) // 3)
        if bounds.precision is Precision.MONTH:
            return days.month(year, first.month)
    return _unit_of(first, story)


def _unit_of(day: date, story: StoryOffset) -> days.Stretch | None:
    try:
        return normalising.unit_at(day, story.unit, story.by)
    except (OverflowError, ValueError):
        return None
