"""dateparser's `search_dates` in English, relative to the day of writing, with the period of each date.

It gives words and no places: a place is the next one in the text where the words stand. Other settings were tried on
every fifth article and found less: dates of the past preferred .331 (as it stands .406), strict parsing .217.
"""

from datetime import datetime
from typing import Any

from dateparser.search import search_dates

from bench.contestants.time_values import Told
from bench.worker import Contestant, Item

STRATEGY = "split"  # the default


def open_contestant(strategy: str = STRATEGY) -> Contestant:
    """With the settings its documentation gives for text of a known language and day."""

    def read(given: tuple[str, datetime]) -> Any:
        text, written = given
        settings = {"RELATIVE_BASE": written}
        return search_dates(text, languages=["en"], settings=settings, strategy=strategy, add_period=True) or []

    return Contestant(read, told, prepared, ("dateparser",))


def prepared(item: Item) -> tuple[str, datetime]:
    """(text, day of writing)."""
    return item["text"], datetime.fromisoformat(item["written"])


def told(found: Any, given: tuple[str, datetime]) -> list[Told]:
    """What it found, placed, a value as fine as its period."""
    text, at = given[0], 0
    placed: list[Told] = []
    for words, moment, period in found:
        start = text.find(words, at)
        if start < 0:
            start = text.find(words)
        if start >= 0:
            at = start + len(words)
            placed.append({"start": start, "end": at, "value": value(moment, period)})
    return placed


def value(moment: datetime, period: str | None) -> str:
    """As TIMEX3 writes it."""
    if period == "year":
        return f"{moment:%Y}"
    if period == "month":
        return f"{moment:%Y-%m}"
    if period == "week":
        year, week, _ = moment.isocalendar()
        return f"{year}-W{week:02}"
    return moment.date().isoformat()
