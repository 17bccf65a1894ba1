"""Holidays: "by Christmas", "last Thanksgiving", "before Easter".

In:      a match of the holiday pattern in grammar.py
Out:     TimeMeaning; the day nearest the day of writing on the side that the words or the tense say
Refuses: to make a day of a feast that moves with the moon or the country ("before Eid"), and of a name in lower case
Source:  data/en/holidays.csv, each row names its own; Easter by the Gregorian computus (Meeus 1991, chapter 8)
Shown:   tests/times/test_holidays.py
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.language.calendar import weekday_numbers
from onrecord.terms.times import TimexType
from onrecord.times import days
from onrecord.times.normalising import TimeMeaning, absolute
from onrecord.times.rule_values import part_of
from onrecord.times.tables import holidays
from onrecord.times.tense import Direction

NEAR = timedelta(days=14)  # a past tense may tell of a holiday about to begin ("Easter was near"), never a far one


def holiday(match: re.Match[str]) -> TimeMeaning | None:
    """A holiday; "last" is before the day of writing, "next" after it, else the tense says."""
    if match["holiday"][0].islower():
        return None
    rule = holidays()[part_of(match, "holiday").replace("’", "'")]
    if not rule:
        return TimeMeaning(TimexType.DATE, None)
    stretch = days.week if match["week"] else days.day
    if match["year"]:
        return absolute(stretch(_in_year(rule, int(match["year"]))))
    shift = part_of(match, "shift")

    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        held = [_in_year(rule, anchor.year + y) for y in (-1, 0, 1)]
        if shift == "this":
            return stretch(held[1])
        if shift in ("last", "past"):
            return stretch(max(d for d in held if d < anchor))
        if shift in ("next", "coming"):
            return stretch(min(d for d in held if d > anchor))
        fitting = held
        if direction is Direction.FUTURE:
            fitting = [d for d in held if d >= anchor]
        elif direction is Direction.PAST:
            fitting = [d for d in held if d <= anchor + NEAR]
        return stretch(min(fitting, key=lambda d: abs((d - anchor).days)))

    value = f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) and not match["week"] else None
    return TimeMeaning(TimexType.DATE, value, resolve=resolve)


def _in_year(rule: str, year: int) -> date:
    """The day of a rule: "12-25", "easter -2", "monday -1 05" (the last Monday in May)."""
    parts = rule.split()
    if len(parts) == 1:
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    if parts[0] == "easter":
        return easter(year) + timedelta(days=int(parts[1]))
    number, month = int(parts[1]), int(parts[2])
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday_numbers()[parts[0]]) % 7 - 7 * (number + 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday_numbers()[parts[0]] - first.weekday()) % 7 + 7 * (number - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western church.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    offset = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))
