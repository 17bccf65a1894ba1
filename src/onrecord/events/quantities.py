"""How many: the count that stands on a noun, as an interval.

In:      a Parse and a noun's token
Out:     Quantity; "several thousand" is [2000, open), "an undeclared number" has neither end
Refuses: shares, ordinals, dates and lengths of time (None)
Source:  language/counted.py; the lists "amount", "duration" of data/en/words.csv
Shown:   tests/events/test_quantities.py
"""

from math import ceil, floor

from onrecord.language.counted import number_of
from onrecord.language.noun_phrases import of_object
from onrecord.language.numbers import number_span
from onrecord.language.words import word_list, word_values
from onrecord.terms.events import Quantity
from onrecord.terms.parses import Parse

# Entities whose numbers count no things.
UNCOUNTED = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})


def quantity_of(parse: Parse, noun: int) -> Quantity | None:
    """The count on the noun; None when it carries none. Of 408.6 kilograms the whole numbers round it."""
    if parse.lemmas[noun].lower() == "number":
        return _untold(parse, noun, of_object(parse, noun))
    found = number_of(parse, noun)
    if found is None:
        return None
    number, counted = found
    if parse.entities[number.at] in UNCOUNTED or parse.lemmas[counted].lower() in word_values("duration"):
        return None
    before = parse.word(number.at - 1) if number.at else ""
    unit = word_values("amount").get(before) or parse.lower(counted)
    if unit in {"percent", "%"}:
        return None
    low, high = number.ends(whole=True)
    return Quantity(
        span=number_span(parse, number),
        low=None if low is None else floor(low),
        high=None if high is None else ceil(high),
        unit=unit,
    )


def _untold(parse: Parse, noun: int, counted: int | None) -> Quantity | None:
    if not any(parse.lower(c) in word_list("untold number") for c in parse.children[noun]):
        return None
    first = min([noun, *parse.children[noun]])
    unit = parse.lower(counted) if counted is not None else None
    return Quantity(span=parse.span(first, noun), low=None, high=None, unit=unit)
