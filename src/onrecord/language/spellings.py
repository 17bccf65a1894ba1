"""One spelling for a word that has two: British and American, with a hyphen and without.

In:      a word in any spelling
Out:     the word as the tables of words spell it
Refuses: nothing; a word that is not listed is left as it is, in lower case
Source:  data/en/spellings.csv, built by tools/build_verb_relations.py
Shown:   tests/language/test_verb_relations.py
"""

from functools import cache, lru_cache

from onrecord.data import rows


@lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """Lower case, American, a blank between a verb and its particle.

    >>> [spelling(word) for word in ("recognise", "honour", "set_free", "cease-fire")]
    ['recognize', 'honor', 'set free', 'ceasefire']
    """
    word = word.strip().lower().replace("_", " ")
    return _spellings().get(word, word)


@cache
def _spellings() -> dict[str, str]:
    return {row["british"]: row["american"] for row in rows("en/spellings.csv")}
