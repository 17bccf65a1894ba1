"""How many: the count that stands on a noun, as an interval.

In:      a Parse and a noun's token
Out:     Quantity; "several thousand" is [2000, open), "an undeclared number" has neither end
Refuses: shares, ordinals and dates (None)
Source:  data/vague_counts.csv, number_words.csv
Shown:   tests/events/test_quantities.py
"""

import re

from onrecord.events.deed_tables import number_values, vague_counts
from onrecord.events.nouns import of_object
from onrecord.terms.events import Quantity
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

AT_LEAST = re.compile(r"(?:more\s+than|over|at\s+least|no\s+fewer\s+than)\s+$", re.IGNORECASE)
AT_MOST = re.compile(r"(?:less\s+than|fewer\s+than|under|at\s+most|up\s+to|no\s+more\s+than)\s+$", re.IGNORECASE)
RANGE = re.compile(r"(?:between|from)\s+([\d,]{1,15})\s+(?:and|to)\s+([\d,]{1,15})$", re.IGNORECASE)
UNTOLD = frozenset({"undeclared", "unspecified", "unknown", "undisclosed", "unstated"})


def quantity_of(parse: Parse, noun: int) -> Quantity | None:
    """The count on the noun; None when it carries none."""
    counted = of_object(parse, noun)
    if parse.lemmas[noun].lower() == "number":
        return _untold(parse, noun, counted)
    numbers = [c for c in parse.children[noun] if parse.deps[c] == "nummod" and parse.entities[c] != "DATE"]
    if numbers:
        return _numbered(parse, numbers[0], noun)
    words = parse.lower(noun)
    if counted is not None and words in vague_counts():
        return Quantity(span=parse.span(noun, noun), low=vague_counts()[words], high=None, unit=parse.lower(counted))
    for child in parse.children[noun]:
        if parse.deps[child] == "amod" and parse.lower(child) in vague_counts():
            return Quantity(
                span=parse.span(child, child), low=vague_counts()[parse.lower(child)], high=None, unit=parse.lower(noun)
            )
    return None


def _untold(parse: Parse, noun: int, counted: int | None) -> Quantity | None:
    if not any(parse.lower(c) in UNTOLD for c in parse.children[noun]):
        return None
    first = min([noun, *parse.children[noun]])
    unit = parse.lower(counted) if counted is not None else None
    return Quantity(span=parse.span(first, noun), low=None, high=None, unit=unit)


def _numbered(parse: Parse, number: int, noun: int) -> Quantity | None:
    held = [t for t in parse.subtree(number) if t <= number]
    span = parse.span(held[0], number)
    unit = parse.lower(noun)
    ranged = RANGE.search(parse.text[max(0, span.end - 40) : span.end])
    if ranged is not None:
        ends = [n for n in (_number(ranged[1]), _number(ranged[2])) if n is not None]
        if len(ends) == 2 and ends[0] <= ends[1]:
            return Quantity(span=Span(span.end - len(ranged[0]), span.end), low=ends[0], high=ends[1], unit=unit)
    said = " ".join(parse.lower(t) for t in held)
    if said in vague_counts():
        return Quantity(span=span, low=vague_counts()[said], high=None, unit=unit)
    ends = [n for n in (_number(parse.lower(t)) for t in held) if n is not None]
    scale = _scale(parse.lower(number))
    if scale is not None and len(ends) > 1:
        ends = [e * scale for e in ends[:-1]]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    before = parse.text[max(0, span.start - 16) : span.start]
    if len(ends) == 1 and (AT_LEAST.search(before) or _leads(AT_LEAST, said)):
        return Quantity(span=span, low=low, high=None, unit=unit)
    if len(ends) == 1 and (AT_MOST.search(before) or _leads(AT_MOST, said)):
        return Quantity(span=span, low=None, high=high, unit=unit)
    return Quantity(span=span, low=low, high=high, unit=unit)


def _leads(pattern: re.Pattern[str], said: str) -> bool:
    """Does "more than" stand inside the words of the number itself?"""
    return pattern.search(said.rpartition(" ")[0] + " ") is not None


def _number(word: str) -> int | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,12}", word):
        return int(word.replace(",", ""))
    kind, number = number_values().get(word, ("", None))
    return number if kind in ("unit", "ten", "scale") else None


def _scale(word: str) -> int | None:
    kind, number = number_values().get(word, ("", None))
    return number if kind == "scale" else None
