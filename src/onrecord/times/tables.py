"""The words of time, from their tables.

In:      data/time_names.csv, time_units.csv, number_words.csv, time_words.csv, time_scheduled.csv,
         forward_words.csv
Out:     look-ups by lower-case word, and the regular expressions that find such words
Source:  each row names its own
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time; `designator` as in a TIMEX3 duration, `multiple` of it (a decade is 10 Y).

    is_clock: does the designator stand after "T" (hours, minutes, seconds)?
    """

    word: str
    designator: str
    multiple: int
    is_clock: bool


@cache
def names(kind: str) -> dict[str, str]:
    """Month, weekday, season or part of day by its word; the value is its number or TIMEX3 code."""
    return {row["word"]: row["number_or_code"] for row in rows("time_names.csv") if row["kind"] == kind}


@cache
def month_numbers() -> dict[str, int]:
    """1 to 12, by name and abbreviation."""
    return {word: int(n) for kind in ("month", "month abbreviation") for word, n in names(kind).items()}


@cache
def weekday_numbers() -> dict[str, int]:
    """Monday 0 to Sunday 6, by name and abbreviation."""
    return {word: int(n) - 1 for kind in ("weekday", "weekday abbreviation") for word, n in names(kind).items()}


@cache
def units() -> dict[str, Unit]:
    """Units by their singular."""
    return {
        row["word"]: Unit(row["word"], row["designator"], int(row["multiple"]), row["is_clock"] == "yes")
        for row in rows("time_units.csv")
    }


@cache
def number_words() -> dict[str, tuple[str, int | None]]:
    """Kind of number word ("unit", "ten", "scale", "vague" ...) and its number, None for a vague one."""
    return {
        row["word"]: (row["kind"], int(row["number"]) if row["number"] else None) for row in rows("number_words.csv")
    }


@cache
def fixed_words() -> dict[str, tuple[str, str]]:
    """TIMEX3 type and value of words that mean one thing always ("now", "daily")."""
    return {row["words"]: (row["type"], row["value"]) for row in rows("time_words.csv")}


@cache
def forward_words() -> frozenset[str]:
    """Lemmas whose infinitive looks ahead: "plans to meet on Friday"."""
    return frozenset(row["lemma"] for row in rows("forward_words.csv"))


@cache
def scheduled(kind: str) -> frozenset[str]:
    """Lemmas of a kind whose present tense looks ahead: verbs ("ends on Friday"), complements ("is due") ..."""
    return frozenset(row["lemma"] for row in rows("time_scheduled.csv") if row["kind"] == kind)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))
