"""The words of time, from their tables.

In:      data/en/time_units.csv, time_words.csv, holidays.csv
Out:     look-ups by lower-case word, and the regular expressions that find such words
Source:  each row names its own
"""

from dataclasses import dataclass
from functools import cache

from onrecord.data import rows


@dataclass(frozen=True, slots=True)
class TimeUnit:
    """A unit of time; `designator` as in a TIMEX3 duration, `multiple` of it (a decade is 10 Y).

    is_clock: does the designator stand after "T" (hours, minutes, seconds)?
    """

    word: str
    designator: str
    multiple: int
    is_clock: bool


@cache
def units() -> dict[str, TimeUnit]:
    """Units by their singular."""
    return {
        row["word"]: TimeUnit(row["word"], row["designator"], int(row["multiple"]), row["is_clock"] == "yes")
        for row in rows("en/time_units.csv")
    }


@cache
def fixed_words() -> dict[str, tuple[str, str]]:
    """TIMEX3 type and value of words that mean one thing always ("now", "daily")."""
    return {row["words"]: (row["type"], row["value"]) for row in rows("en/time_words.csv")}


@cache
def holidays() -> dict[str, str]:
    """The rule of each holiday's day ("12-25", "easter -2", "monday 1 09"); "" for one that moves with the moon."""
    return {row["words"]: row["rule"] for row in rows("en/holidays.csv")}
