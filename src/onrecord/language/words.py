"""Lists of English words, by name.

In:      the name of a list of data/en/words.csv
Out:     its words, or the value each word carries
Refuses: a list that is not there (KeyError)
Source:  the `source` column of each row
Shown:   tests/language/test_words.py
"""

import re
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from onrecord.data import rows
from onrecord.terms.parses import Parse


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    for row in rows("en/words.csv"):
        lists.setdefault(row["list"], {})[row["word"]] = row["value"]
    return lists


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_lists()[name])


@cache
def word_values(name: str) -> MappingProxyType[str, str]:
    """Value by word, in the order of the table."""
    return MappingProxyType(_lists()[name])


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases by their first word, the longest first."""
    held: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, value in word_values(name).items():
        parts = tuple(words.split())
        held.setdefault(parts[0], []).append((parts, value))
    return {first: tuple(sorted(some, key=lambda p: -len(p[0]))) for first, some in held.items()}


def phrase_at(parse: Parse, name: str, token: int) -> tuple[int, str] | None:
    """(last token, value) of the longest phrase of the list that begins at the token."""
    for words, value in _phrases(name).get(parse.lower(token), ()):
        end = token + len(words)
        if end <= len(parse) and all(parse.lower(t) == w for t, w in zip(range(token, end), words, strict=True)):
            return end - 1, value
    return None


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))
