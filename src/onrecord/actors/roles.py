"""What a name does in its sentence: it acts, it is a place, or it only qualifies another word.

In:      Parse, the tokens of a name
Out:     "Minsk allowed" acts, "in Minsk" is a place, "Minsk's army" owns
Source:  ClearNLP dependency labels; locative prepositions by general usage
Shown:   tests/actors/test_metonyms.py
"""

from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
LOCATIVE = word_list("preposition of place")
# "talks with Moscow", "war on Kyiv", "pressure on Tehran": a partner or an enemy, not a place.
PERSONAL = word_list("preposition of dealing")
# Verbs and nouns whose "from", "to" or "between" joins parties, not places.
DEALING = word_list("joins parties")
MOVING = word_list("moves to a place")
PLACE_NOUNS = word_list("noun of a place")


def conjoined_to(parse: Parse, token: int) -> int:
    """The first of the joined words: for "Mauritania" in "Chad and Mauritania", Chad."""
    for _ in range(6):
        if parse.deps[token] not in {"conj", "appos"} or parse.heads[token] == token:
            return token
        token = parse.heads[token]
    return token


def stands_as_place(parse: Parse, first: int, last: int, *, capital: bool) -> bool:
    """Is the name a place here? `capital`: a city, which after "to" and "from" is one unless parties deal with it."""
    token = conjoined_to(parse, parse.head_of(parse.span(first, last)) or first)
    if parse.deps[token] in SUBJECTS or parse.deps[token] in {"poss", "dobj", "dative", "ROOT"}:
        return parse.deps[token] == "dobj" and parse.lemmas[parse.heads[token]] in MOVING
    if parse.deps[token] in {"compound", "amod", "nmod"}:
        return capital and parse.lemmas[parse.heads[token]] in PLACE_NOUNS
    if parse.deps[token] not in {"pobj", "npadvmod", "pcomp"}:
        return False
    preposition = parse.heads[token]
    word = parse.lower(preposition)
    if word in PERSONAL and word != "between":
        return False
    governor = parse.lemmas[parse.heads[preposition]]
    if word in word_list("preposition of place or party"):
        if governor in DEALING:
            return False
        return capital or word != "between"
    return word in LOCATIVE
