"""The words that set a threshold, as tables.

In:      a list's name, a Parse and a place in it
Out:     the value a word or a phrase has in that list
Source:  data/threshold_words.csv, number_words.csv, aliases.csv
Shown:   tests/commitments/test_thresholds.py
"""

from functools import cache

from onrecord.data import rows
from onrecord.terms.parses import Parse

# Forms of aliases.csv that name a state itself; the others name a place inside it.
STATE_FORMS = frozenset({"name", "adjective", "people"})


@cache
def values(name: str) -> dict[str, str]:
    """Value by word, of one list."""
    return {row["words"]: row["value"] for row in rows("threshold_words.csv") if row["list"] == name}


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases by their first word, the longest first."""
    held: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, value in values(name).items():
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


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """(kind, number) by word: a unit, a ten, a scale."""
    return {
        row["word"]: (row["kind"], int(row["number"]))
        for row in rows("number_words.csv")
        if row["kind"] in {"unit", "ten", "scale"}
    }


@cache
def names_a_state(words: str) -> bool:
    """Do the words name a state, and not a city or a region of it?"""
    return words.removeprefix("the ").removeprefix("The ") in _state_names()


@cache
def _state_names() -> frozenset[str]:
    return frozenset(row["alias"] for row in rows("aliases.csv") if row["form"] in STATE_FORMS)
