"""What one verb is to another, said of the same object: the same action, a kind of it, its opposite.

In:      two lemmas, a particle after a blank ("call off"), spelt as in Britain or America; the head of the object,
         where it is told: to "lift" is to end a ban and to raise a price
Out:     RelationFound: the relation, whether it is certain, and how it is known
Refuses: nothing; of verbs it does not know the relation is NONE
Source:  data/en: verb_relations_by_hand.csv, object_classes.csv, verb_roles.csv; verb_synsets.csv, opposites.csv
         (WordNet 3.0, Princeton University); plover_verbs.csv
Shown:   tests/language/test_verb_relations.py

Certain means: where the arguments agree, an action told by the one verb is (an opposite: is not) one told by the other,
as news writes. A row by hand settles two verbs. WordNet is certain only where both are mostly used in the sense they
share, and of kinds only where the kinds were looked through by hand; verbs that are too wide ("make", "give") entail
nothing certain there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.data import rows
from onrecord.language.noun_relations import classes_of, is_known_noun
from onrecord.language.relation_rows import Classes, RelationRows
from onrecord.language.spellings import spelling
from onrecord.language.word_relations import NOTHING, SAME_WORD, RelationFound, WordRelation, best_of, found
from onrecord.language.word_senses import Senses, opposites
from onrecord.language.words import word_list

LONGEST_CHAIN = 3  # rows by hand: "fall back" = "retreat" > "withdraw" = "pull out"
LEVELS = 2  # of WordNet's kinds; above that verbs of news meet in "move" and "act"
MOSTLY = (
    50  # hundredths of its uses from which a sense is the usual one of a word; of pairs at 30 to 50 half were wrong
)
AT_ALL = 8  # hundredths: a sense rarer than that is no ground for a maybe


def relation(one: str, other: str, *, thing: str | None = None) -> RelationFound:
    """What the one verb is to the other.

    thing: the head of what the action is done to ("sanction"). Where it is None, or no noun that is known, what holds
    of
           some objects only is defeasible.

    >>> relation("murder", "kill").relation, relation("lift", "impose", thing="sanctions").certain
    (<WordRelation.NARROWER: 'narrower'>, False)
    >>> relation("lift", "impose", thing="sanction").source
    'by hand: lift ~ impose'
    """
    return relation_of_classes(one, other, classes_of_thing(thing))


def relation_of_classes(one: str, other: str, classes: Classes) -> RelationFound:
    """The same, where the classes of what the action is done to are known; None: the object is not told."""
    one, other = spelling(one), spelling(other)
    return _relation(one, other, classes) if _by_hand().may_lead(one, other) else _not_by_hand(one, other)


@lru_cache(maxsize=65_536)
def is_known_verb(verb: str) -> bool:
    """Is anything said of it here but its PLOVER type? Of others no more than a family is found."""
    verb = spelling(verb)
    return verb in _by_hand() or verb in _senses() or verb in _with_opposites()


@lru_cache(maxsize=65_536)
def classes_of_thing(thing: str | None) -> Classes:
    """All that `relation` asks of the thing: thousands of things are of few classes."""
    return classes_of(thing) if thing and is_known_noun(thing) else None


@lru_cache(maxsize=262_144)
def may_be(one: str, other: str) -> bool:
    """May the one verb be the other or a kind of it, or the other of it, whatever the object is? Where it says no,
    `relation` finds no more than an opposite or another action of the same family."""
    mine, theirs = _near(spelling(one)), _near(spelling(other))
    if not _leading().isdisjoint(mine.word | theirs.word):
        return True  # "roll" may be "roll into", which is an arrival
    return not (
        mine.words.isdisjoint(theirs.word)
        and theirs.words.isdisjoint(mine.word)
        and mine.senses.isdisjoint(theirs.own)
        and theirs.senses.isdisjoint(mine.own)
    )


@cache
def _leading() -> frozenset[str]:
    """Verbs that rows by hand have with a preposition too ("roll into", "fire on")."""
    verbs = (verb for row in rows("en/verb_relations_by_hand.csv") for verb in (row["verb"], row["other"]))
    split = (spelling(verb).split() for verb in verbs)
    return frozenset(words[0] for words in split if len(words) > 1 and words[-1] in word_list("leads a verb on"))


@dataclass(frozen=True, slots=True)
class Near:
    """A verb and what rows and WordNet may lead to from it. own: its senses, and those of verbs that are the same."""

    word: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]
    senses: frozenset[str]


@lru_cache(maxsize=65_536)
def _near(verb: str) -> Near:
    own, senses = _senses().near(verb)
    same = frozenset(_senses_of_same(verb))
    return Near(frozenset({verb}), _by_hand().may_reach(verb), own | same, senses | same)


@lru_cache(maxsize=262_144)
def _relation(one: str, other: str, classes: Classes) -> RelationFound:
    if one == other:
        return SAME_WORD
    ways = [*_by_hand().chained(one, other, classes)]
    of_object = best_of(said for said, classed in ways if classed and said.certain)
    row = _by_hand().settled(one, other)
    if of_object is not None or row is not None:
        return of_object or row or NOTHING
    said = [way for way, _ in ways]
    return best_of((*said, *_in_wordnet(one, other))) or best_of(_joined(one, other)) or _family(one, other) or NOTHING


@lru_cache(maxsize=262_144)
def _not_by_hand(one: str, other: str) -> RelationFound:
    """Of two that no chain of rows leads to, whatever the object is."""
    if one == other:
        return SAME_WORD
    row = _by_hand().settled(one, other)
    if row is not None:
        return row
    if not may_be(one, other):
        return _opposite(one, other) or _family(one, other) or NOTHING
    return best_of(_in_wordnet(one, other)) or best_of(_joined(one, other)) or _family(one, other) or NOTHING


@cache
def _with_opposites() -> frozenset[str]:
    return frozenset(verb for pair in opposites("verb") for verb in pair)


def _opposite(one: str, other: str) -> RelationFound | None:
    """Where WordNet says that they are opposites."""
    pair = opposites("verb").get(frozenset({one, other}))
    if pair is None:
        return None
    certain = pair[1] and not _is_wide(one) and not _is_wide(other)
    return found(WordRelation.OPPOSITE, certain, f"WordNet: opposite of {_senses().said(pair[0])}")


def _in_wordnet(one: str, other: str) -> Iterator[RelationFound]:
    """What WordNet says of the two, where a sense of both is usual enough to say anything."""
    senses, wide = _senses(), _is_wide(one) or _is_wide(other)
    opposite = _opposite(one, other)
    if opposite is not None:
        yield opposite
    link = senses.shared(one, other)
    if link is not None and link.usual >= AT_ALL:
        yield found(WordRelation.SAME, link.usual >= MOSTLY and not wide, f"WordNet: {senses.said(link.sense)}")
    for a, b, relation in ((one, other, WordRelation.NARROWER), (other, one, WordRelation.BROADER)):
        if _is_wide(b):
            continue
        link = senses.kind_of(a, b, usual=MOSTLY)
        if link is not None and link.usual >= AT_ALL:
            certain = link.usual >= MOSTLY and link.levels == 1 and b in _verbs_that("kinds hold")
            yield found(relation, certain, f"WordNet: {senses.said(link.sense)} < {senses.said(link.other)}")
        link = senses.beside(a, b)
        if link is not None and link.usual >= MOSTLY:
            yield found(relation, False, f"WordNet: {senses.said(link.sense)} takes {senses.said(link.other)}")


def _joined(one: str, other: str) -> Iterator[RelationFound]:
    """The usual sense of two verbs that are, by hand, the same as these; not certain of these."""
    mine, theirs = _senses_of_same(one), _senses_of_same(other)
    for sense in mine.keys() & theirs.keys():
        a, b = mine[sense], theirs[sense]
        reason = "".join(f"; by hand: {v} = {w}" for v, w in ((one, a), (other, b)) if v != w)
        yield found(WordRelation.SAME, False, f"WordNet: {_senses().said(sense)}{reason}")


@lru_cache(maxsize=16_384)
def _senses_of_same(verb: str) -> dict[str, str]:
    """By usual sense, the verb that has it: the verb itself, or one that is certainly the same."""
    ways = _by_hand().reached(verb, None).items()
    same = [word for word, way in ways if way.certain and way.relation is WordRelation.SAME]
    return {sense: word for word in same if not _is_wide(word) for sense in _senses().usual(word, MOSTLY)}


def _family(one: str, other: str) -> RelationFound | None:
    """RELATED, where WordNet has both as kinds of one action, or PLOVER has them in one type."""
    above = _senses().sisters(one, other, usual=MOSTLY)
    if above is not None and _senses().first_word(above) not in _verbs_that("general"):
        return found(WordRelation.RELATED, False, f"WordNet: kinds of {_senses().said(above)}")
    types = _plover_types().get(one, frozenset()) & _plover_types().get(other, frozenset())
    return found(WordRelation.RELATED, False, f"PLOVER: {min(types)}") if types else None


@cache
def _by_hand() -> RelationRows:
    return RelationRows("en/verb_relations_by_hand.csv", "verb", longest=LONGEST_CHAIN)


@cache
def _senses() -> Senses:
    return Senses("en/verb_synsets.csv", letter="v", levels=LEVELS, beside="entails")


def is_general(verb: str) -> bool:
    """Is it told of actions of all kinds ("work", "go"), so that it says little who did it?"""
    return _is_wide(spelling(verb))


def _is_wide(verb: str) -> bool:
    """A verb that is told of actions of all kinds, or such a verb with a particle ("come out", "go in")."""
    return verb.partition(" ")[0] in _verbs_that("general")


@cache
def _verbs_that(role: str) -> frozenset[str]:
    return frozenset(spelling(row["verb"]) for row in rows("en/verb_roles.csv") if row["role"] == role)


@cache
def _plover_types() -> dict[str, frozenset[str]]:
    """PLOVER types by verb, a particle with it, of rows that ask for no object."""
    types: dict[str, set[str]] = {}
    for row in rows("en/plover_verbs.csv"):
        if row["type"] and not row["object_class"] and row["particle"] != "not":
            types.setdefault(spelling(f"{row['lemma']} {row['particle']}"), set()).add(row["type"])
    return {verb: frozenset(held) for verb, held in types.items()}
