"""Times of day.

In:      a match of the clock pattern in grammar.py
Out:     TimeMeaning, "2023-02-17T24:00" where the day stands beside the hour
Refuses: hours that no clock shows: None
Shown:   tests/times/test_grammar.py
"""

import re

from onrecord.language.calendar import weekday_numbers
from onrecord.terms.times import TimexType
from onrecord.times import normalising
from onrecord.times.normalising import TimeMeaning
from onrecord.times.rule_values import part_of
from onrecord.times.tables import units


def clock(match: re.Match[str]) -> TimeMeaning | None:
    """A time of day; the day is known only where it is said beside it."""
    hour = _clock_value(part_of(match, "clock"))
    if hour is None:
        return None
    near, weekday = part_of(match, "near"), part_of(match, "weekday")
    if weekday:
        return normalising.with_part_of_day(normalising.weekday(weekday_numbers()[weekday], ""), hour)
    if not near:
        return TimeMeaning(TimexType.TIME, f"XXXX-XX-XXT{hour}")
    meaning = normalising.relative_unit(units()["day"], {"yesterday": -1, "tomorrow": 1}.get(near, 0))
    return normalising.with_part_of_day(meaning, hour)


def _clock_value(said: str) -> str | None:
    if said in ("noon", "midnight"):
        return "12:00" if said == "noon" else "24:00"
    found = re.match(r"(\d{1,2}):?(\d\d)?\s*([ap])?", said)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and hour <= 12:
        hour = hour % 12 + (12 if found[3] == "p" else 0)  # "12 a.m." is midnight
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None
