"""Readers of lengths: "three weeks", "two years ago", "every month".

In:      a match of one of the patterns in grammar.py
Out:     Meaning: a duration, a set, or so many units from the day of writing
Refuses: what only looks like a length ("three-quarters", "a second term"): None
Source:  TimeML 1.2.1 for values
Shown:   tests/times/test_grammar.py
"""

import re

from onrecord.language.numbers import Count, count_of
from onrecord.terms.times import TimexType
from onrecord.times import meanings
from onrecord.times.meanings import Meaning
from onrecord.times.readings import part_of, unit_of


def distance(match: re.Match[str]) -> Meaning | None:
    count = count_of(match["count"])
    if count is None:
        return None
    return meanings.distance(count, unit_of(match), -1 if part_of(match, "side") == "ago" else 1)


def vague_stretch(match: re.Match[str]) -> Meaning | None:
    """ "the past few years", "the next several weeks": not how long, only on which side of the day of writing."""
    count = count_of(match["count"])
    if count is None or count.whole is not None:
        return None
    ahead = part_of(match, "side") in ("next", "coming")
    return meanings.open_ended(meanings.duration(count, unit_of(match)), 1 if ahead else -1)


def duration(match: re.Match[str]) -> Meaning | None:
    count, unit = count_of(match["count"]), unit_of(match)
    if count is None or (unit.word in ("quarter", "second") and match["count"].lower() in ("a", "three")):
        return None  # "three-quarters", "a quarter of", "a second term": no time
    return meanings.duration(count, unit)


def one_unit(match: re.Match[str]) -> Meaning:
    """ "the year (ended 31 March)": a year long, and not the calendar's."""
    return meanings.duration(Count(1), unit_of(match))


def half_unit(match: re.Match[str]) -> Meaning | None:
    unit = unit_of(match)
    value = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y"}.get(unit.word)
    return meanings.fixed(TimexType.DURATION, value) if value else None


def recurrence(match: re.Match[str]) -> Meaning | None:
    unit = unit_of(match)
    said = match.groupdict().get("count") if match.groupdict().get("every") else None
    count = count_of(said or ("two" if match.groupdict().get("other") else "one"))
    return meanings.duration(count, unit, TimexType.SET) if count else None


def vague_units(match: re.Match[str]) -> Meaning | None:
    return meanings.duration(Count(None), unit_of(match))
