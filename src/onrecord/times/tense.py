"""Whether the clause around some words looks back or ahead.

In:      a Parse and a token
Out:     Direction
Shown:   tests/times/test_tense.py
"""

from enum import Enum

from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

AHEAD = word_list("modal that looks ahead")
PRESENT = frozenset({"VBZ", "VBP"})
MAX_CLIMB = 12
LIMITS = word_list("limit in time")  # "no later than"


class Direction(Enum):
    """Which way a weekday or a month without a year lies from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def direction_at(parse: Parse, token: int) -> Direction:
    """Tense of the nearest verb above the token; UNKNOWN where there is none or it shows no tense.

    A last day looks ahead where no tense is shown, and where somebody is given it: "demanded that they go by Friday".
    """
    is_limit = parse.lower(parse.heads[token]) in LIMITS
    verb = token
    for _ in range(MAX_CLIMB):
        if parse.pos[verb] in ("VERB", "AUX"):
            if is_limit and parse.lemmas[verb].lower() in word_list("sets deadline"):
                return Direction.FUTURE
            found = _tense(parse, verb)
            if found is not Direction.UNKNOWN:
                return found
        if parse.heads[verb] == verb:
            break
        verb = parse.heads[verb]
    return Direction.FUTURE if is_limit else Direction.UNKNOWN


def _tense(parse: Parse, verb: int) -> Direction:
    below = [c for c in parse.children[verb] if parse.deps[c] in ("aux", "auxpass")]
    words = {parse.lower(c) for c in below}
    if words & AHEAD:
        return Direction.PAST if parse.tags[verb] == "VBN" and "have" in words else Direction.FUTURE
    tags = {parse.tags[c] for c in below}
    if "to" in words and "VB" in {parse.tags[verb], *tags}:
        if parse.lemmas[parse.heads[verb]].lower() in word_list("looks ahead") and parse.heads[verb] != verb:
            return Direction.FUTURE
        return Direction.PAST if "have" in words else Direction.UNKNOWN
    if "VBD" in tags or parse.tags[verb] == "VBD" or words & {"has", "have", "had", "'ve"}:
        return Direction.PAST
    if parse.tags[verb] == "VBG" and words & {"is", "are", "am", "'s", "'re", "'m"}:
        return Direction.FUTURE
    return Direction.FUTURE if _is_scheduled(parse, verb, tags) else Direction.UNKNOWN


def _is_scheduled(parse: Parse, verb: int, below: set[str]) -> bool:
    """The present tense of what a timetable sets: "ends", "is due", "is scheduled"."""
    lemma = parse.lemmas[verb].lower()
    if parse.tags[verb] == "VBN":
        return lemma in word_list("scheduled participle") and not below.isdisjoint(PRESENT)
    if parse.tags[verb] not in PRESENT:
        return False
    complements = {parse.lower(c) for c in parse.children[verb] if parse.deps[c] in ("acomp", "attr", "prep", "advmod")}
    if lemma == "take":
        below_it = {parse.lower(c) for c in parse.children[verb] if parse.deps[c] == "dobj"}
        return not below_it.isdisjoint(word_list("scheduled object of take"))
    return lemma in word_list("scheduled verb") or not complements.isdisjoint(word_list("scheduled complement"))
