"""Whether the clause around some words looks back or ahead.

In:      a Parse and a token
Out:     Direction
Shown:   tests/times/test_tense.py
"""

from enum import Enum

from onrecord.terms.parses import Parse
from onrecord.times.tables import forward_words

AHEAD = frozenset({"will", "'ll", "would", "shall", "wo", "may", "might", "should"})
MAX_CLIMB = 12


class Direction(Enum):
    """Which way a weekday or a month without a year lies from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def direction_at(parse: Parse, token: int) -> Direction:
    """Tense of the nearest verb above the token; UNKNOWN where there is none or it shows no tense."""
    verb = token
    for _ in range(MAX_CLIMB):
        if parse.pos[verb] in ("VERB", "AUX"):
            found = _tense(parse, verb)
            if found is not Direction.UNKNOWN:
                return found
        if parse.heads[verb] == verb:
            break
        verb = parse.heads[verb]
    return Direction.UNKNOWN


def _tense(parse: Parse, verb: int) -> Direction:
    below = [c for c in parse.children[verb] if parse.deps[c] in ("aux", "auxpass")]
    words = {parse.lower(c) for c in below}
    if words & AHEAD:
        return Direction.PAST if parse.tags[verb] == "VBN" and "have" in words else Direction.FUTURE
    tags = {parse.tags[c] for c in below}
    if parse.tags[verb] == "VB" and "to" in words:
        if parse.lemmas[parse.heads[verb]].lower() in forward_words() and parse.heads[verb] != verb:
            return Direction.FUTURE
        return Direction.PAST if "have" in words else Direction.UNKNOWN
    if "VBD" in tags or parse.tags[verb] == "VBD" or words & {"has", "have", "had", "'ve"}:
        return Direction.PAST
    if parse.tags[verb] == "VBG" and words & {"is", "are", "am", "'s", "'re", "'m"}:
        return Direction.FUTURE
    return Direction.UNKNOWN
