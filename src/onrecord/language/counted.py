"""What a number counts, and the number that counts a noun: the one reading for events and conditions.

In:      a Parse and a Number of it, or a noun's token
Out:     the noun counted ("300 armed men", "dozens of Serbian tanks", "three of its ships"); the noun's Number
Refuses: a number that counts nothing we see (None)
Source:  English usage; the list "comparator" of data/en/words.csv
Shown:   tests/language/test_numbers.py, tests/events/test_quantities.py, tests/language/agreement.csv
"""

from onrecord.language.numbers import CURRENCIES, Number, numbers_in
from onrecord.terms.parses import Parse

# Words that may stand between a number and what it counts: "300 heavily armed Russian special forces soldiers".
BETWEEN = 5
DESCRIBES = frozenset({"ADJ", "ADV", "DET", "PRON", "PART"})


def counted_noun(parse: Parse, number: Number, stop: int) -> int | None:
    """The noun a number counts, a few words behind it; for a sum of money its last word; None without one.

    stop: one past the last token that may be counted.
    """
    if number.at and parse.word(number.at - 1) in CURRENCIES:
        return number.last
    first = number.last + 1
    through = first < stop and parse.lower(first) == "of"  # "dozens of tanks", "three of the ships"
    for t in range(first + through, min(stop, first + through + 1 + BETWEEN)):
        if parse.word(t) == "%":
            return t
        if parse.pos[t] in {"NOUN", "PROPN"}:
            owner = parse.deps[t] == "poss"
            joined = t + 1 < stop and parse.deps[t] in {"compound", "nmod", "amod"} and parse.heads[t] > t
            if not owner and not joined:
                return t
        elif parse.pos[t] not in (DESCRIBES if through else {"ADJ", "ADV", "PART"}) and not _describes(parse, t):
            return None
    return None


def _describes(parse: Parse, token: int) -> bool:
    """A participle before its noun ("armed men"), the hyphen of a compound, "per" of "per cent"."""
    return parse.deps[token] == "amod" or parse.tags[token] == "HYPH" or parse.lower(token) == "per"


def number_of(parse: Parse, noun: int) -> tuple[Number, int] | None:
    """The number that counts a noun, and the noun ("troops", asked of the "minimum" in "a minimum of 500 troops" or the
    "thousands" in "tens of thousands of troops"); None for a noun nobody counts."""
    sentence = parse.sentence_of(noun)
    for number in numbers_in(parse, sentence):
        if number.first > noun:
            return None
        counted = counted_noun(parse, number, sentence.stop)
        if counted is not None and (counted == noun or number.first <= noun <= number.last):
            return number, counted
    return None
