"""How many, how long, how much: numbers with what they count, as intervals.

In:      Parse, tokens in text order
Out:     for each number its tokens, ends and unit
Refuses: a number that counts nothing we see ("in 2015", "one of them", "two years ago")
Source:  data/threshold_words.csv ("comparator", "duration", "amount")
Shown:   tests/commitments/test_thresholds.py
"""

import re
from dataclasses import dataclass

from onrecord.commitments.threshold_words import number_words, phrase_at, values
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import ThresholdKind

DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?", re.ASCII)

# Entities whose numbers are names or dates.
UNCOUNTED = frozenset({"DATE", "TIME", "EVENT", "FAC", "GPE", "LAW", "LOC", "ORG", "PRODUCT", "WORK_OF_ART"})

# Tokens a comparator may have, and adjectives that may stand between a number and what it counts.
LONGEST_COMPARATOR = 5
BETWEEN = 3


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
    at = tokens.start
    while at < tokens.stop:
        only = phrase_at(parse, "comparator", at)
        if single and only is not None and only[1] == "one":
            measure = _measured(parse, tokens, at, only[0], 1, "low")
            at = only[0] + 1
        elif _number(parse, at) is not None and parse.text[parse.starts[at] - 1 : parse.starts[at]] != "-":
            last, number = _run(parse, at, tokens)
            first, comparator = _compared(parse, at, tokens.start)
            plain_one = comparator == "" and number == 1
            measure = None if plain_one else _measured(parse, tokens, first, last, number, comparator, number_at=at)
            at = last + 1
        else:
            measure = None
            at += 1
        if measure is not None:
            found.append(measure)
    return tuple(found)


def _compared(parse: Parse, number: int, start: int) -> tuple[int, str]:
    """First token of the comparator that ends before the number, and its value; the number and "" without one."""
    before = number - 1 if number > start and parse.word(number - 1) in {"$", "€", "£"} else number
    for first in range(max(start, before - LONGEST_COMPARATOR), before):
        found = phrase_at(parse, "comparator", first)
        if found is not None and found[0] == before - 1:
            return first, found[1]
    return before, ""


def _measured(
    parse: Parse, tokens: range, first: int, last: int, number: float, comparator: str, *, number_at: int | None = None
) -> Measure | None:
    before = parse.word(number_at - 1) if number_at else ""
    noun = None if before in values("amount") else _counted(parse, last, tokens)
    if before in values("amount"):
        kind, unit, end = ThresholdKind.AMOUNT, values("amount")[before], last
    elif noun is None:
        return None
    else:
        kind, unit, end = _kind(parse, noun)
    if kind is ThresholdKind.COUNT and any(parse.entities[t] in UNCOUNTED for t in range(last, end + 1)):
        return None  # "in 2015", "the Ten Rings"
    if kind is ThresholdKind.DURATION and not _lasts(parse, first, end, comparator):
        return None
    step = 0 if kind is ThresholdKind.AMOUNT else 1
    low, high = {
        "": (number, number),
        "low": (number, None),
        "above": (number + step, None),
        "high": (None, number),
        "below": (None, number - step),
    }[comparator]
    return Measure(kind, parse.span(first, end), low, high, unit)


def _kind(parse: Parse, noun: int) -> tuple[ThresholdKind, str, int]:
    lemma = parse.lemmas[noun].lower()
    if lemma in values("duration"):
        return ThresholdKind.DURATION, lemma, noun
    for first in (noun - 1, noun):
        found = phrase_at(parse, "amount", first) if first >= 0 else None
        if found is not None and found[0] >= noun:
            return ThresholdKind.AMOUNT, found[1], found[0]
    amount = values("amount").get(lemma)
    if amount is not None:
        return ThresholdKind.AMOUNT, amount, noun
    return ThresholdKind.COUNT, lemma, noun


def _lasts(parse: Parse, first: int, last: int, comparator: str) -> bool:
    """A length that the deed takes: compared, or "for ninety days"; not "ten days ago", "the next ten days"."""
    if last + 1 < len(parse) and parse.lower(last + 1) in {"ago", "later", "earlier"}:
        return False
    return comparator != "" or (first > 0 and parse.lower(first - 1) == "for")


def _counted(parse: Parse, last: int, tokens: range) -> int | None:
    """The noun a number counts: what it hangs on, within a few words behind it; None without one."""
    for t in range(last + 1, min(tokens.stop, last + 2 + BETWEEN)):
        if parse.word(t) == "%":
            return t
        if parse.pos[t] in {"NOUN", "PROPN"}:
            joined = t + 1 < tokens.stop and parse.deps[t] == "compound" and parse.heads[t] > t
            if not joined:
                return t
        elif parse.pos[t] not in {"ADJ", "ADV"} and parse.lower(t) != "per":
            return None
    return None


def _run(parse: Parse, first: int, tokens: range) -> tuple[int, float]:
    """The last token of the number that begins here, and the number."""
    total, current, at, last = 0.0, 0.0, first, first
    while at < tokens.stop:
        number = _number(parse, at)
        if number is None:
            joins = at > first and parse.lower(at) in {"and", "-"} and at + 1 < tokens.stop
            if not (joins and _is_small(parse, at + 1)):
                break
            at += 1
            continue
        if number_words().get(parse.lower(at), ("", 0))[0] == "scale":
            current = max(current, 1.0) * number
            if number > 100:
                total, current = total + current, 0.0
        else:
            current += number
        last = at
        at += 1
    value = total + current
    return last, int(value) if value == int(value) else value


def _is_small(parse: Parse, token: int) -> bool:
    return number_words().get(parse.lower(token), ("", 0))[0] in {"unit", "ten"}


def _number(parse: Parse, token: int) -> float | None:
    word = parse.lower(token)
    if DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    kind, number = number_words().get(word, ("", 0))
    return float(number) if kind in {"unit", "ten"} or (kind == "scale" and word != "dozen") else None
