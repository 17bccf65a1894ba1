"""When two wordings speak of one deed.

In:      Parse, two spans of words and the tokens that head them
Out:     share of words in common; is it one deed? are these two people?
Refuses: likeness in light words alone ("do it", "take part"), and between different names or numbers
Source:  data/en/words.csv; the share was set on the train half
Shown:   tests/commitments/test_relations.py
"""

from onrecord.language.words import word_values
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# Share of content words two wordings have in common to be one undertaking, of the shorter; set on the train half.
SAME_WORDS = 0.6

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def alike(parse: Parse, one: Span, other: Span) -> float:
    """Share of the content words of the shorter wording that stand in the other, in [0, 1]; 0 without such words."""
    a, b = _content(parse, one), _content(parse, other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def same_deed(parse: Parse, one: tuple[int, Span, EventType | None], other: tuple[int, Span, EventType | None]) -> bool:
    """Is it one deed, told twice? Each: head, words, PLOVER type.

    The heads are one word or the types one type; most words are shared, and more than one, unless the shorter has but
    its verb ("resign"); and no name or number of the one stands against those of the other.
    """
    (head, words, event), (head2, words2, event2) = one, other
    one_verb = parse.lemmas[head].lower() == parse.lemmas[head2].lower()
    if not one_verb and (event is None or event is not event2):
        return False
    a, b = _content(parse, words), _content(parse, words2)
    shared, shorter = a & b, min(len(a), len(b))
    if not shared - word_values("light").keys() or len(shared) < SAME_WORDS * shorter:
        return False
    if len(shared) == 1 and not (one_verb and shorter == 1):
        return False
    return not any(_stand_against(parse, words, words2, kinds) for kinds in ({"PROPN"}, {"NUM"}))


def two_people(parse: Parse, one: Span | None, other: Span | None) -> bool:
    """Do the words name two different people? A state and its leader are one, and a pronoun may be either."""
    if one is None or other is None or not _stand_against(parse, one, other, {"PROPN"}):
        return False
    return all(any(parse.entities[t] == "PERSON" for t in parse.tokens_in(s)) for s in (one, other))


def _stand_against(parse: Parse, one: Span, other: Span, kinds: set[str]) -> bool:
    a, b = ({parse.lower(t) for t in parse.tokens_in(s) if parse.pos[t] in kinds} for s in (one, other))
    return bool(a and b) and a.isdisjoint(b)


def _content(parse: Parse, words: Span) -> frozenset[str]:
    return frozenset(parse.lemmas[t].lower() for t in parse.tokens_in(words) if parse.pos[t] in CONTENT)
