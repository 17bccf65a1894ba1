"""The numbers words say, and what they count: an event and a condition read the same. Sentences are our own.

A count said with a fraction ("408.6 kilograms") is in an event the two whole numbers round it.
"""

import csv
from collections.abc import Callable
from math import ceil, floor
from pathlib import Path

import pytest

from onrecord.commitments.measures import measures
from onrecord.events.quantities import quantity_of
from onrecord.language.counted import counted_noun
from onrecord.language.numbers import Number, SpokenCount, count_of, number_in, numbers_in
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

Reader = Callable[[str], Parse]

with (Path(__file__).parent / "agreement.csv").open(encoding="utf-8", newline="") as file:
    COUNTED = [row for row in csv.DictReader(file) if row["low"] or row["high"]]


def end(cell: str) -> float | None:
    return float(cell) if cell else None


def counts(parse: Parse) -> list[tuple[Number, int]]:
    """Numbers that count things: no years, no lengths of time."""
    every = range(len(parse))
    held = [(n, counted_noun(parse, n, len(parse))) for n in numbers_in(parse, every)]
    return [(n, c) for n, c in held if c is not None and parse.lemmas[c] not in word_list("duration")]


@pytest.mark.parametrize("row", COUNTED, ids=lambda r: r["sentence"][:40])
def test_event_and_condition_read_the_number_of_the_sentence(parse_text: Reader, row: dict[str, str]) -> None:
    parse = parse_text(row["sentence"])
    low, high = end(row["low"]), end(row["high"])
    number, noun = next((n, c) for n, c in counts(parse) if n.ends(whole=True) == (low, high))
    event = quantity_of(parse, noun)
    assert event is not None
    assert event.low == (None if low is None else floor(low))
    assert event.high == (None if high is None else ceil(high))
    measured = next(m for m in measures(parse, range(len(parse)), single=True) if m.span.covers(event.span))
    assert (measured.low, measured.high) == (low, high)
    assert number.last < len(parse)


@pytest.mark.parametrize(
    "words, low, high, unit",
    [
        ("twenty-five soldiers", 25, 25, "soldiers"),
        ("twenty five soldiers", 25, 25, "soldiers"),
        ("three dozen soldiers", 36, 36, "soldiers"),
        ("one hundred twenty soldiers", 120, 120, "soldiers"),
        ("two hundred and fifty soldiers", 250, 250, "soldiers"),
        ("1.5 million soldiers", 1_500_000, 1_500_000, "soldiers"),
        ("two million five hundred thousand soldiers", 2_500_000, 2_500_000, "soldiers"),
        ("60,000-70,000 soldiers", 60_000, 70_000, "soldiers"),
        ("between 60 and 70 thousand soldiers", 60_000, 70_000, "soldiers"),
        ("two to three million soldiers", 2_000_000, 3_000_000, "soldiers"),
        ("more than twenty-five soldiers", 26, None, "soldiers"),
        ("more than 25 soldiers", 26, None, "soldiers"),
        ("over a thousand soldiers", 1001, None, "soldiers"),
        ("upwards of 400 soldiers", 400, None, "soldiers"),
        ("500 or more soldiers", 500, None, "soldiers"),
        ("500 or fewer soldiers", None, 500, "soldiers"),
        ("nearly 300 soldiers", 300, 300, "soldiers"),
        ("about 300 soldiers", 300, 300, "soldiers"),
        ("some 300 soldiers", 300, 300, "soldiers"),
        ("half a million soldiers", 500_000, 500_000, "soldiers"),
        ("nearly half a million soldiers", 500_000, 500_000, "soldiers"),
        ("a dozen soldiers", 12, 12, "soldiers"),
        ("a few dozen soldiers", 24, None, "soldiers"),
        ("tens of thousands of soldiers", 20_000, None, "soldiers"),
        ("dozens of Serbian soldiers", 24, None, "soldiers"),
        ("up to 40 soldiers", None, 40, "soldiers"),
        ("as many as 500 soldiers", None, 500, "soldiers"),
        ("no more than 80 soldiers", None, 80, "soldiers"),
        ("fewer than thirty soldiers", None, 29, "soldiers"),
        ("a minimum of 500 soldiers", 500, None, "soldiers"),
        ("a total of 300 soldiers", 300, 300, "soldiers"),
        ("three of its soldiers", 3, 3, "soldiers"),
        ("200 heavily armed Russian soldiers", 200, 200, "soldiers"),
        ("forty of Kenya's soldiers", 40, 40, "soldiers"),
    ],
)
def test_a_count_in_an_event_and_in_a_condition(
    parse_text: Reader, words: str, low: int | None, high: int | None, unit: str
) -> None:
    parse = parse_text(f"Chad will leave if Mali sends {words} to the border.")
    [(_, noun)] = counts(parse)
    event = quantity_of(parse, noun)
    assert event is not None
    assert (event.low, event.high, event.unit) == (low, high, unit)
    [measure] = measures(parse, range(len(parse)), single=True)
    assert (measure.low, measure.high) == (low, high)


@pytest.mark.parametrize(
    "words, read",
    [
        ("408.6 kilograms", (1, 408.6, 408.6)),
        ("twenty - five ships", (3, 25, 25)),
        ("5 1/2 hours", (2, 5.5, 5.5)),
        ("two and a half months", (4, 2.5, 2.5)),
        ("a ship", None),
        ("ships", None),
    ],
)
def test_numbers_without_a_parse(words: str, read: tuple[int, float, float | None] | None) -> None:
    assert number_in(words.split()) == read


@pytest.mark.parametrize(
    "words, count",
    [
        ("a", SpokenCount(1)),
        ("three", SpokenCount(3)),
        ("twenty-four", SpokenCount(24)),
        ("2,500", SpokenCount(2500)),
        ("two hundred", SpokenCount(200)),
        ("a couple of", SpokenCount(2)),
        ("several", SpokenCount(None)),
        ("a few", SpokenCount(None)),
        ("2.5", SpokenCount(2, half=True)),
        ("5 1/2", SpokenCount(5, half=True)),
        ("two and a half", SpokenCount(2, half=True)),
        ("2.7", None),
        ("blue", None),
        ("", None),
    ],
)
def test_count(words: str, count: SpokenCount | None) -> None:
    assert count_of(words) == count
