"""Readers of lengths: "three weeks", "two years ago", "every month".

In:      a match of one of the patterns in grammar.py
Out:     TimeMeaning: a duration, a set, or so many units from the day of writing
Refuses: what only looks like a length ("three-quarters", "a second term"): None
Source:  TimeML 1.2.1 for values
Shown:   tests/times/test_grammar.py
"""

import re

from onrecord.language.numbers import SpokenCount, count_of
from onrecord.terms.times import TimexType
from onrecord.times import normalising
from onrecord.times.normalising import TimeMeaning
from onrecord.times.rule_values import part_of, unit_of


def distance(match: re.Match[str]) -> TimeMeaning | None:
    count = count_of(match["count"])
    if count is None:
        return None
    return normalising.distance(count, unit_of(match), -1 if part_of(match, "side") == "ago" else 1)


def vague_stretch(match: re.Match[str]) -> TimeMeaning | None:
    """ "the past few years", "the next several weeks": not how long, only on which side of the day of writing."""
    count = count_of(match["count"])
    if count is None or count.whole is not None:
        return None
    ahead = part_of(match, "side") in ("next", "coming")
    return normalising.open_ended(normalising.duration(count, unit_of(match)), 1 if ahead else -1)


def duration(match: re.Match[str]) -> TimeMeaning | None:
    count, unit = count_of(match["count"]), unit_of(match)
    if count is None or (unit.word in ("quarter", "second") and match["count"].lower() in ("a", "three")):
        return None  # "three-quarters", "a quarter of", "a second term": no time
    return normalising.duration(count, unit)


def one_unit(match: re.Match[str]) -> TimeMeaning:
    """ "the year (ended 31 March)": a year long, and not the calendar's."""
    return normalising.duration(SpokenCount(1), unit_of(match))


def half_unit(match: re.Match[str]) -> TimeMeaning | None:
    unit = unit_of(match)
    value = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y"}.get(unit.word)
    return normalising.fixed(TimexType.DURATION, value) if value else None


def recurrence(match: re.Match[str]) -> TimeMeaning | None:
    unit = unit_of(match)
    said = match.groupdict().get("count") if match.groupdict().get("every") else None
    count = count_of(said or ("two" if match.groupdict().get("other") else "one"))
    return normalising.duration(count, unit, TimexType.SET) if count else None


def vague_units(match: re.Match[str]) -> TimeMeaning | None:
    return normalising.duration(SpokenCount(None), unit_of(match))
