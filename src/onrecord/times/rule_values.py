"""Readers of the grammar: from the parts of a match to what they mean.

In:      a match of one of the patterns in grammar.py
Out:     TimeMeaning
Refuses: parts that name no date ("31 April", "a quarter of them", "they may"): None
Source:  TimeML 1.2.1 for values; words in data/
Shown:   tests/times/test_grammar.py
"""

import re
from datetime import date

from onrecord.language.calendar import month_numbers, names, weekday_numbers
from onrecord.language.numbers import SpokenCount, count_of, number_words
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.times import TimexType
from onrecord.times import days, normalising
from onrecord.times.normalising import TimeMeaning
from onrecord.times.tables import TimeUnit, fixed_words, units
from onrecord.times.tense import Direction

CENTURY_PIVOT = 50  # two-digit years are 1950 to 2049


def part_of(match: re.Match[str], name: str) -> str:
    """The words of a named part in lower case, single blanks between them; "" where it did not take part."""
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


def unit_of(match: re.Match[str]) -> TimeUnit:
    """The unit of time named."""
    return units()[part_of(match, "unit")]


def iso(match: re.Match[str]) -> TimeMeaning | None:
    when = days.valid(int(match["year"]), int(match["month"]), int(match["day"]))
    return normalising.absolute(days.day(when)) if when else None


def slashed(match: re.Match[str]) -> TimeMeaning | None:
    """3/25/2023 is one day; 3/4/2023 is either of two, and stays so."""
    year = _full_year(match["year"])
    a, b = int(match["a"]), int(match["b"])
    held = sorted({d for d in (days.valid(year, a, b), days.valid(year, b, a)) if d is not None})
    if not held:
        return None
    if len(held) == 1:
        return normalising.absolute(days.day(held[0]))
    return TimeMeaning(TimexType.DATE, f"{year:04d}-XX-XX", DateBounds(held[0], held[-1], Precision.BOUNDED))


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


def month_day(match: re.Match[str]) -> TimeMeaning | None:
    month, day = _month(match), int(match["day"])
    if month is None:
        return None
    if match["year"]:
        when = days.valid(int(match["year"]), month, day)
        return normalising.absolute(days.day(when)) if when else None
    return normalising.day_of(month, day)


def week_of(match: re.Match[str]) -> TimeMeaning | None:
    """ "the week of March 6"."""
    meaning = month_day(match)
    if meaning is None:
        return None
    if meaning.bounds is not None and meaning.bounds.first is not None:
        return normalising.absolute(days.week(meaning.bounds.first))
    within = meaning.resolve

    def resolve(anchor: date, direction: Direction) -> tuple[str, DateBounds | None]:
        bounds = within(anchor, direction)[1] if within is not None else None
        return days.week(bounds.first) if bounds is not None and bounds.first is not None else ("XXXX-WXX", None)

    return TimeMeaning(TimexType.DATE, "XXXX-WXX", resolve=resolve)


def later_day(match: re.Match[str]) -> TimeMeaning | None:
    """The second day of "April 24 and 25"; days that run backwards are no range of one month."""
    return month_day(match) if int(match["from"]) < int(match["day"]) else None


def month_year(match: re.Match[str]) -> TimeMeaning | None:
    month = _month(match)
    return normalising.absolute(days.month(int(match["year"]), month)) if month else None


def month_shifted_year(match: re.Match[str]) -> TimeMeaning | None:
    month = _month(match)
    if month is None:
        return None
    by = {"last": -1, "this": 0, "next": 1}[part_of(match, "shift")]
    return TimeMeaning(
        TimexType.DATE, f"XXXX-{month:02d}", resolve=lambda anchor, _: days.month(anchor.year + by, month)
    )


def bare_month(match: re.Match[str]) -> TimeMeaning | None:
    month = _month(match)
    if month is None:
        return None
    return normalising.month_of(month, _shift(match))


def year(match: re.Match[str]) -> TimeMeaning | None:
    return normalising.absolute(days.year(int(match["year"])))


def spoken_year(match: re.Match[str]) -> TimeMeaning | None:
    number = _spoken_number(match)
    return normalising.absolute(days.year(number)) if number else None


def spoken_month(match: re.Match[str]) -> TimeMeaning | None:
    month, number = _month(match), _spoken_number(match)
    return normalising.absolute(days.month(number, month)) if month and number else None


def _spoken_number(match: re.Match[str]) -> int | None:
    _, *rest = re.split(r"[\s-]+", part_of(match, "spoken"))
    count = count_of(" ".join(rest))
    return 1900 + count.whole if count and count.whole is not None else None


def decade(match: re.Match[str]) -> TimeMeaning | None:
    digits = match["decade"].lstrip("'’")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return normalising.absolute(days.decade(year))


def century(match: re.Match[str]) -> TimeMeaning | None:
    number = int(match["century"])
    if not 1 <= number <= 99:
        return None
    first = days.year(max(100 * (number - 1), 1))[1].first
    last = days.year(100 * number - 1)[1].last
    return TimeMeaning(TimexType.DATE, f"{number - 1:02d}", DateBounds(first, last, Precision.BOUNDED))


def weekday(match: re.Match[str]) -> TimeMeaning | None:
    word = match["weekday"]
    if word[0].islower():
        return None
    meaning = normalising.weekday(weekday_numbers()[word.lower()], _shift(match))
    part = names("part of day").get(part_of(match, "part"))
    return normalising.with_part_of_day(meaning, part) if part else meaning


def weekday_before(match: re.Match[str]) -> TimeMeaning | None:
    """ "the previous Friday": before another that the story told of, so no day."""
    meaning = normalising.weekday(weekday_numbers()[part_of(match, "weekday")], "last")
    return (
        None if match["weekday"][0].islower() else TimeMeaning(TimexType.DATE, meaning.value, weekday=meaning.weekday)
    )


def weekdays(match: re.Match[str]) -> TimeMeaning | None:
    word = match["weekday"]
    if word[0].islower():
        return None
    return normalising.fixed(TimexType.SET, f"XXXX-WXX-{weekday_numbers()[word.lower()] + 1}")


def season(match: re.Match[str]) -> TimeMeaning | None:
    if match["season"].lower() == "fall" and not _shift(match) and not match.groupdict().get("year"):
        return None
    code = names("season")[part_of(match, "season")]
    if match.groupdict().get("year"):
        return normalising.absolute(days.season(int(match["year"]), code))
    return normalising.part_of_year("season", code, _shift(match))


def near_day(match: re.Match[str]) -> TimeMeaning | None:
    word = part_of(match, "near")
    meaning = normalising.relative_unit(units()["day"], {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    part = names("part of day").get(part_of(match, "part"))
    if word == "tonight":
        part = "NI"
    return normalising.with_part_of_day(meaning, part) if part else meaning


def part_of_day(match: re.Match[str]) -> TimeMeaning | None:
    by = {"this": 0, "last": -1, "yesterday": -1, "tomorrow": 1}[part_of(match, "shift")]
    meaning = normalising.relative_unit(units()["day"], by)
    return normalising.with_part_of_day(meaning, names("part of day")[part_of(match, "part")])


def two_days(match: re.Match[str]) -> TimeMeaning | None:
    return normalising.relative_unit(units()["day"], -2 if part_of(match, "side").startswith("before") else 2)


def relative_unit(match: re.Match[str]) -> TimeMeaning | None:
    """ "last month"; of clock units only "this hour" could be, which dates nothing."""
    unit = unit_of(match)
    if unit.is_clock or unit.word in ("day", "century"):
        return None
    said = part_of(match, "shift")
    if said == "past" and unit.word == "decade":
        return normalising.duration(SpokenCount(1), unit)
    by = {"last": -1, "next": 1}.get(_shift(match), 0)
    return normalising.relative_unit(unit, by)


def piece_of_year(match: re.Match[str]) -> TimeMeaning | None:
    q = part_of(match, "q")
    kind = "quarter" if q else part_of(match, "piece")
    number = int(q) if q else _ordinal(part_of(match, "ordinal"))
    if number is None or not 1 <= number <= (4 if kind == "quarter" else 2):
        return None
    code = f"{'Q' if kind == 'quarter' else 'H'}{number}"
    if match.groupdict().get("year"):
        year = int(match["year"])
        return normalising.absolute(days.quarter(year, number) if kind == "quarter" else days.half(year, number))
    shift = part_of(match, "shift")
    if shift:
        by = {"last": -1, "this": 0, "next": 1}[shift]
        make = days.quarter if kind == "quarter" else days.half
        return TimeMeaning(TimexType.DATE, f"XXXX-{code}", resolve=lambda anchor, _: make(anchor.year + by, number))
    return normalising.part_of_year(kind, code, "")


def _ordinal(word: str) -> int | None:
    if word[0].isdigit():
        return int(word[0])
    if word == "last":
        return 2
    return number_words()[word][1]


def fixed(match: re.Match[str]) -> TimeMeaning | None:
    kind, value = fixed_words()[part_of(match, "words")]
    meaning = normalising.fixed(TimexType(kind), value)
    side = {"PAST_REF": -1, "FUTURE_REF": 1}.get(value)
    return normalising.open_ended(meaning, side) if side else meaning


def this_unit(match: re.Match[str]) -> TimeMeaning | None:
    return normalising.relative_unit(unit_of(match), 0)


def year_end(_: re.Match[str]) -> TimeMeaning:
    """ "by year-end": the last day of the year of writing; looked back on, of the year before."""

    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        return days.day(date(anchor.year - (direction is Direction.PAST), 12, 31))

    return TimeMeaning(TimexType.DATE, "XXXX-12-31", resolve=resolve)


def day_of_month(match: re.Match[str]) -> TimeMeaning | None:
    """ "on the 9th": of the month that fits the tense; without tense the nearest."""
    number = int(match["day"])
    if not 1 <= number <= 31:
        return None

    def resolve(anchor: date, direction: Direction) -> tuple[str, DateBounds | None]:
        months = (days.step_months(anchor.year, anchor.month, by) for by in (-2, -1, 0, 1, 2))
        held = [d for d in (days.valid(year, month, number) for year, month in months) if d is not None]
        sign = {Direction.PAST: -1, Direction.FUTURE: 1}.get(direction, 0)
        fitting = [d for d in held if sign * (d - anchor).days >= 0]
        return days.day(min(fitting, key=lambda d: abs((d - anchor).days)))

    return TimeMeaning(TimexType.DATE, f"XXXX-XX-{number:02d}", resolve=resolve)


def near_weekend(match: re.Match[str]) -> TimeMeaning | None:
    def resolve(anchor: date, direction: Direction) -> days.Stretch:
        by = 0 if direction is Direction.FUTURE or anchor.weekday() >= 5 else -1
        return normalising.unit_at(anchor, unit_of(match), by)

    return TimeMeaning(TimexType.DATE, "XXXX-WXX-WE", resolve=resolve)
