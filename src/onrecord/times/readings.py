"""Readers of the grammar: from the parts of a match to what they mean.

In:      a match of one of the patterns in grammar.py
Out:     Meaning
Refuses: parts that name no date ("31 April", "a quarter of them", "they may"): None
Source:  TimeML 1.2.1 for values; words in data/
Shown:   tests/times/test_grammar.py
"""

import re
from datetime import date

from onrecord.language.calendar import month_numbers, names, weekday_numbers
from onrecord.language.numbers import Count, count_of, number_words
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.times import TimexType
from onrecord.times import days, meanings
from onrecord.times.meanings import Meaning
from onrecord.times.tables import Unit, fixed_words, units
from onrecord.times.tense import Direction

CENTURY_PIVOT = 50  # two-digit years are 1950 to 2049


def part_of(match: re.Match[str], name: str) -> str:
    found = match.groupdict().get(name)
    return re.sub(r"\s+", " ", found).lower() if found else ""


def _shift(match: re.Match[str]) -> str:
    said = part_of(match, "shift")
    return {
        "past": "last",
        "previous": "last",
        "preceding": "last",
        "coming": "next",
        "following": "next",
        "current": "this",
    }.get(said, said)


def _unit(match: re.Match[str]) -> Unit:
    return units()[part_of(match, "unit")]


def iso(match: re.Match[str]) -> Meaning | None:
    when = days.valid(int(match["year"]), int(match["month"]), int(match["day"]))
    return meanings.absolute(days.day(when)) if when else None


def slashed(match: re.Match[str]) -> Meaning | None:
    """3/25/2023 is one day; 3/4/2023 is either of two, and stays so."""
    year = _full_year(match["year"])
    a, b = int(match["a"]), int(match["b"])
    held = sorted({d for d in (days.valid(year, a, b), days.valid(year, b, a)) if d is not None})
    if not held:
        return None
    if len(held) == 1:
        return meanings.absolute(days.day(held[0]))
    return Meaning(TimexType.DATE, f"{year:04d}-XX-XX", DateBounds(held[0], held[-1], Precision.BOUNDED))


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < CENTURY_PIVOT else 1900)


def _month(match: re.Match[str]) -> int | None:
    """The month named; None for "may", "march", "mar" and the like in lower case: then it is another word."""
    word = match["month"] or match["abbreviated"]
    if word[0].islower() and word.lower() not in (
        "january",
        "february",
        "september",
        "october",
        "november",
        "december",
    ):
        return None
    return month_numbers()[word.lower()]


def month_day(match: re.Match[str]) -> Meaning | None:
    month, day = _month(match), int(match["day"])
    if month is None:
        return None
    if match["year"]:
        when = days.valid(int(match["year"]), month, day)
        return meanings.absolute(days.day(when)) if when else None
    return meanings.day_of(month, day)


def later_day(match: re.Match[str]) -> Meaning | None:
    """The second day of "April 24 and 25"; days that run backwards are no range of one month."""
    return month_day(match) if int(match["from"]) < int(match["day"]) else None


def month_year(match: re.Match[str]) -> Meaning | None:
    month = _month(match)
    return meanings.absolute(days.month(int(match["year"]), month)) if month else None


def month_shifted_year(match: re.Match[str]) -> Meaning | None:
    month = _month(match)
    if month is None:
        return None
    by = {"last": -1, "this": 0, "next": 1}[part_of(match, "shift")]
    return Meaning(TimexType.DATE, f"XXXX-{month:02d}", resolve=lambda anchor, _: days.month(anchor.year + by, month))


def bare_month(match: re.Match[str]) -> Meaning | None:
    month = _month(match)
    if month is None:
        return None
    return meanings.month_of(month, _shift(match))


def year(match: re.Match[str]) -> Meaning | None:
    return meanings.absolute(days.year(int(match["year"])))


def spoken_year(match: re.Match[str]) -> Meaning | None:
    number = _spoken_number(match)
    return meanings.absolute(days.year(number)) if number else None


def spoken_month(match: re.Match[str]) -> Meaning | None:
    month, number = _month(match), _spoken_number(match)
    return meanings.absolute(days.month(number, month)) if month and number else None


def _spoken_number(match: re.Match[str]) -> int | None:
    _, *rest = re.split(r"[\s-]+", part_of(match, "spoken"))
    count = count_of(" ".join(rest))
    return 1900 + count.whole if count and count.whole is not None else None


def decade(match: re.Match[str]) -> Meaning | None:
    digits = match["decade"].lstrip("'’")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return meanings.absolute(days.decade(year))


def century(match: re.Match[str]) -> Meaning | None:
    number = int(match["century"])
    if not 1 <= number <= 99:
        return None
    first = days.year(max(100 * (number - 1), 1))[1].first
    last = days.year(100 * number - 1)[1].last
    return Meaning(TimexType.DATE, f"{number - 1:02d}", DateBounds(first, last, Precision.BOUNDED))


def weekday(match: re.Match[str]) -> Meaning | None:
    word = match["weekday"]
    if word[0].islower():
        return None
    meaning = meanings.weekday(weekday_numbers()[word.lower()], _shift(match))
    part = names("part of day").get(part_of(match, "part"))
    return meanings.with_part_of_day(meaning, part) if part else meaning


def weekdays(match: re.Match[str]) -> Meaning | None:
    word = match["weekday"]
    if word[0].islower():
        return None
    return meanings.fixed(TimexType.SET, f"XXXX-WXX-{weekday_numbers()[word.lower()] + 1}")


def season(match: re.Match[str]) -> Meaning | None:
    if match["season"].lower() == "fall" and not _shift(match) and not match.groupdict().get("year"):
        return None
    code = names("season")[part_of(match, "season")]
    if match.groupdict().get("year"):
        return meanings.absolute(days.season(int(match["year"]), code))
    return meanings.part_of_year("season", code, _shift(match))


def near_day(match: re.Match[str]) -> Meaning | None:
    word = part_of(match, "near")
    meaning = meanings.relative_unit(units()["day"], {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    part = names("part of day").get(part_of(match, "part"))
    if word == "tonight":
        part = "NI"
    return meanings.with_part_of_day(meaning, part) if part else meaning


def part_of_day(match: re.Match[str]) -> Meaning | None:
    by = {"this": 0, "last": -1, "yesterday": -1, "tomorrow": 1}[part_of(match, "shift")]
    meaning = meanings.relative_unit(units()["day"], by)
    return meanings.with_part_of_day(meaning, names("part of day")[part_of(match, "part")])


def two_days(match: re.Match[str]) -> Meaning | None:
    return meanings.relative_unit(units()["day"], -2 if part_of(match, "side").startswith("before") else 2)


def relative_unit(match: re.Match[str]) -> Meaning | None:
    """ "last month"; of clock units only "this hour" could be, which dates nothing."""
    unit = _unit(match)
    if unit.is_clock or unit.word in ("day", "century"):
        return None
    said = part_of(match, "shift")
    if said == "past" and unit.word == "decade":
        return meanings.duration(Count(1), unit)
    if said in ("following", "preceding", "previous"):
        return Meaning(TimexType.DATE, None)
    by = {"last": -1, "next": 1}.get(_shift(match), 0)
    return meanings.relative_unit(unit, by)


def piece_of_year(match: re.Match[str]) -> Meaning | None:
    q = part_of(match, "q")
    kind = "quarter" if q else part_of(match, "piece")
    number = int(q) if q else _ordinal(part_of(match, "ordinal"))
    if number is None or not 1 <= number <= (4 if kind == "quarter" else 2):
        return None
    code = f"{'Q' if kind == 'quarter' else 'H'}{number}"
    if match.groupdict().get("year"):
        year = int(match["year"])
        return meanings.absolute(days.quarter(year, number) if kind == "quarter" else days.half(year, number))
    shift = part_of(match, "shift")
    if shift:
        by = {"last": -1, "this": 0, "next": 1}[shift]
        make = days.quarter if kind == "quarter" else days.half
        return Meaning(TimexType.DATE, f"XXXX-{code}", resolve=lambda anchor, _: make(anchor.year + by, number))
    return meanings.part_of_year(kind, code, "")


def _ordinal(word: str) -> int | None:
    if word[0].isdigit():
        return int(word[0])
    if word == "last":
        return 2
    return number_words()[word][1]


def distance(match: re.Match[str]) -> Meaning | None:
    count = count_of(match["count"])
    if count is None:
        return None
    return meanings.distance(count, _unit(match), -1 if part_of(match, "side") == "ago" else 1)


def unanchored(_: re.Match[str]) -> Meaning | None:
    """ "a year earlier": earlier than what, only the story knows; no value."""
    return Meaning(TimexType.DATE, None)


def vague_stretch(match: re.Match[str]) -> Meaning | None:
    """ "the past few years", "the next several weeks": not how long, only on which side of the day of writing."""
    count = count_of(match["count"])
    if count is None or count.whole is not None:
        return None
    ahead = part_of(match, "side") in ("next", "coming")
    return meanings.open_ended(meanings.duration(count, _unit(match)), 1 if ahead else -1)


def duration(match: re.Match[str]) -> Meaning | None:
    count, unit = count_of(match["count"]), _unit(match)
    if count is None or (unit.word in ("quarter", "second") and match["count"].lower() in ("a", "three")):
        return None  # "three-quarters", "a quarter of", "a second term": no time
    return meanings.duration(count, unit)


def half_unit(match: re.Match[str]) -> Meaning | None:
    unit = _unit(match)
    value = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y"}.get(unit.word)
    return meanings.fixed(TimexType.DURATION, value) if value else None


def recurrence(match: re.Match[str]) -> Meaning | None:
    unit = _unit(match)
    said = match.groupdict().get("count") if match.groupdict().get("every") else None
    count = count_of(said or ("two" if match.groupdict().get("other") else "one"))
    return meanings.duration(count, unit, TimexType.SET) if count else None


def vague_units(match: re.Match[str]) -> Meaning | None:
    return meanings.duration(Count(None), _unit(match))


def fixed(match: re.Match[str]) -> Meaning | None:
    kind, value = fixed_words()[part_of(match, "words")]
    meaning = meanings.fixed(TimexType(kind), value)
    side = {"PAST_REF": -1, "FUTURE_REF": 1}.get(value)
    return meanings.open_ended(meaning, side) if side else meaning


def this_unit(match: re.Match[str]) -> Meaning | None:
    return meanings.relative_unit(_unit(match), 0)


def near_weekend(match: re.Match[str]) -> Meaning | None:
    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        by = 0 if direction is Direction.FUTURE or anchor.weekday() >= 5 else -1
        return meanings.unit_at(anchor, _unit(match), by)

    return Meaning(TimexType.DATE, "XXXX-WXX-WE", resolve=resolve)
