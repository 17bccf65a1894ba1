"""What one noun is to another, as heads of what an action is done to: the same, a kind of it, a part, its opposite.

In:      two lemmas, spelt as in Britain or America
Out:     RelationFound: the relation, whether it is certain, and how it is known; the classes of objects a noun is of
Refuses: nothing; of nouns it does not know the relation is NONE
Source:  data/en: noun_relations_by_hand.csv, object_classes.csv; noun_synsets.csv, opposites.csv (WordNet 3.0,
         Princeton University)
Shown:   tests/language/test_verb_relations.py

A row by hand settles two nouns. WordNet is certain where both are mostly used in the senses it links. NONE of two nouns
that are both known means that they name different things.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.data import rows
from onrecord.language.relation_rows import RelationRows
from onrecord.language.spellings import spelling
from onrecord.language.word_relations import NOTHING, SAME_WORD, RelationFound, WordRelation, best_of, found
from onrecord.language.word_senses import Senses, opposites

LONGEST_CHAIN = 4  # rows by hand: "frigate" > "warship" > "ship" = "vessel"
LEVELS = 6  # of WordNet's kinds: things nest deeper than actions
MOSTLY = 50  # hundredths of its uses from which a sense is the usual one of a word
AT_ALL = 10  # hundredths: a sense rarer than that is no ground for a maybe


def noun_relation(one: str, other: str) -> RelationFound:
    """What the one noun is to the other.

    >>> noun_relation("frigate", "ship").relation, noun_relation("frigate", "grain").relation
    (<WordRelation.NARROWER: 'narrower'>, <WordRelation.NONE: 'none'>)
    """
    return _relation(spelling(one), spelling(other))


@lru_cache(maxsize=65_536)
def classes_of(noun: str) -> frozenset[str]:
    """The classes of object_classes.csv that hold the noun, or something it certainly is or is a kind of.

    >>> sorted(classes_of("frigate"))
    ['craft', 'force']
    """
    above = _with_all_above(spelling(noun))
    return frozenset(name for name, nouns in _object_classes().items() if not above.isdisjoint(nouns))


@lru_cache(maxsize=65_536)
def is_known_noun(noun: str) -> bool:
    """Is anything said of it here?"""
    noun = spelling(noun)
    return noun in _senses() or noun in _by_hand() or any(noun in held for held in _object_classes().values())


@lru_cache(maxsize=65_536)
def _relation(one: str, other: str) -> RelationFound:
    if one == other:
        return SAME_WORD
    row = _by_hand().settled(one, other)
    if row is not None:
        return row
    said = (said for said, _ in _by_hand().chained(one, other, None))
    return best_of((*said, *_in_wordnet(one, other))) or NOTHING


def _in_wordnet(one: str, other: str) -> Iterator[RelationFound]:
    senses = _senses()
    pair = opposites("noun").get(frozenset({one, other}))
    if pair is not None:
        yield found(WordRelation.OPPOSITE, pair[1], f"WordNet: opposite of {senses.said(pair[0])}")
    link = senses.shared(one, other)
    if link is not None and link.usual >= AT_ALL:
        yield found(WordRelation.SAME, link.usual >= MOSTLY, f"WordNet: {senses.said(link.sense)}")
    for a, b, turned in ((one, other, False), (other, one, True)):
        kind, part = senses.kind_of(a, b, usual=MOSTLY), senses.beside(a, b)
        for link, relation, sign in ((kind, WordRelation.NARROWER, "<"), (part, WordRelation.PART_OF, "in")):
            if link is not None and link.usual >= AT_ALL:
                reason = f"WordNet: {senses.said(link.sense)} {sign} {senses.said(link.other)}"
                said = found(relation, link.usual >= MOSTLY, reason)
                yield said.turned() if turned else said


@lru_cache(maxsize=16_384)
def _with_all_above(noun: str) -> frozenset[str]:
    """The noun, those it is the same as, and all it is a kind of, as far as certain."""
    ways = _by_hand().reached(noun, None).items()
    held = {word: way.relation for word, way in ways if way.certain and way.relation is not WordRelation.PART_OF}
    same = [word for word, relation in held.items() if relation is WordRelation.SAME]
    return frozenset(held).union(*(_senses().words_above(word, usual=MOSTLY) for word in same))


@cache
def _by_hand() -> RelationRows:
    return RelationRows("en/noun_relations_by_hand.csv", "noun", longest=LONGEST_CHAIN)


@cache
def _senses() -> Senses:
    return Senses("en/noun_synsets.csv", letter="n", levels=LEVELS, beside="part_of")


@cache
def _object_classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in rows("en/object_classes.csv"):
        classes.setdefault(row["class"], set()).add(spelling(row["noun"]))
    return {name: frozenset(nouns) for name, nouns in classes.items()}
