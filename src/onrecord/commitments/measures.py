"""How many, how long, how much: numbers with what they count, as intervals.

In:      Parse, tokens in text order
Out:     for each number its tokens, ends and unit
Refuses: a number that counts nothing we see ("in 2015", "one of them", "two years ago")
Source:  the lists "comparator", "duration", "amount" of data/en/words.csv
Shown:   tests/commitments/test_thresholds.py
"""

from dataclasses import dataclass

from onrecord.language.counted import counted_noun
from onrecord.language.numbers import Number, numbers_in
from onrecord.language.words import phrase_at, word_values
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import ThresholdKind

# Entities whose numbers are names or dates.
UNCOUNTED = frozenset({"DATE", "TIME", "EVENT", "FAC", "GPE", "LAW", "LOC", "ORG", "PRODUCT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and what it counts: `low` <= n <= `high`, None open; the words with comparator and unit."""

    kind: ThresholdKind
    span: Span
    low: float | None
    high: float | None
    unit: str


def measures(parse: Parse, tokens: range, *, single: bool) -> tuple[Measure, ...]:
    """Every measure in these tokens, in text order.

    single: does "a single" count? In a condition it does ("a single shot"); "a single strategy" is a common one.
    """
    found: list[Measure] = []
    numbers = {n.at: n for n in numbers_in(parse, tokens)}
    at = tokens.start
    while at < tokens.stop:
        only = phrase_at(parse, "comparator", at)
        if single and only is not None and only[1] == "one":
            measure = _measured(parse, tokens, Number(at, at, only[0], 1, 1, "low"))
            at = only[0] + 1
        elif (number := numbers.get(at)) is not None:
            measure = (
                None if number.compared == "" and number.low == number.high == 1 else _measured(parse, tokens, number)
            )
            at = number.last + 1
        else:
            measure = None
            at += 1
        if measure is not None:
            found.append(measure)
    return tuple(found)


def _measured(parse: Parse, tokens: range, number: Number) -> Measure | None:
    before = parse.word(number.at - 1) if number.at else ""
    noun = None if before in word_values("amount") else counted_noun(parse, number, tokens.stop)
    if before in word_values("amount"):
        kind, unit, end = ThresholdKind.AMOUNT, word_values("amount")[before], number.last
    elif noun is None:
        return None
    else:
        kind, unit, end = _kind(parse, noun)
    if kind is ThresholdKind.COUNT and any(parse.entities[t] in UNCOUNTED for t in (number.last, end)):
        return None  # "in 2015", "the Ten Rings"
    if kind is ThresholdKind.DURATION and not _lasts(parse, number.first, end, number.compared):
        return None
    low, high = number.ends(whole=kind is not ThresholdKind.AMOUNT)
    return Measure(kind, parse.span(number.first, end), low, high, unit)


def _kind(parse: Parse, noun: int) -> tuple[ThresholdKind, str, int]:
    lemma = parse.lemmas[noun].lower()
    if lemma in word_values("duration"):
        return ThresholdKind.DURATION, lemma, noun
    for first in (noun - 1, noun):
        found = phrase_at(parse, "amount", first) if first >= 0 else None
        if found is not None and found[0] >= noun:
            return ThresholdKind.AMOUNT, found[1], found[0]
    amount = word_values("amount").get(lemma)
    if amount is not None:
        return ThresholdKind.AMOUNT, amount, noun
    return ThresholdKind.COUNT, lemma, noun


def _lasts(parse: Parse, first: int, last: int, comparator: str) -> bool:
    """A length that the action takes: compared, or "for ninety days"; not "ten days ago", "the next ten days"."""
    if last + 1 < len(parse) and parse.lower(last + 1) in {"ago", "later", "earlier"}:
        return False
    return comparator != "" or (first > 0 and parse.lower(first - 1) == "for")
