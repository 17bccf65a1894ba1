"""How many: the count that stands on a noun, as an interval.

In:      a Parse and a noun's token
Out:     Quantity; "several thousand" is [2000, open), "an undeclared number" has neither end
Refuses: shares, ordinals and dates (None)
Source:  data/en/vague_counts.csv, number_words.csv
Shown:   tests/events/test_quantities.py
"""

from onrecord.events.deed_tables import vague_counts
from onrecord.language.noun_phrases import of_object
from onrecord.language.numbers import number_span, numbers_in
from onrecord.language.words import word_list
from onrecord.terms.events import Quantity
from onrecord.terms.parses import Parse


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
    if not any(parse.lower(c) in word_list("untold number") for c in parse.children[noun]):
        return None
    first = min([noun, *parse.children[noun]])
    unit = parse.lower(counted) if counted is not None else None
    return Quantity(span=parse.span(first, noun), low=None, high=None, unit=unit)


def _numbered(parse: Parse, number: int, noun: int) -> Quantity | None:
    """The number whose words hold the token; its comparator may stand before the noun phrase ("as many as")."""
    sentence = parse.sentence_of(noun)
    found = next((n for n in numbers_in(parse, range(sentence.start, noun)) if n.at <= number <= n.last), None)
    if found is None:
        return None
    low, high = found.ends(whole=True)
    return Quantity(span=number_span(parse, found), low=_int(low), high=_int(high), unit=parse.lower(noun))


def _int(end: float | None) -> int | None:
    return None if end is None else int(end)
