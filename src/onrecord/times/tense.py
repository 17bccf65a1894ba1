"""Whether the clause around some words looks back or ahead.

In:      a Parse and a token
Out:     Direction
Shown:   tests/times/test_tense.py
"""

from enum import Enum

from onrecord.language.clauses import auxiliaries
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

PRESENT = frozenset({"VBZ", "VBP"})
MAX_CLIMB = 12
LIMITS = word_list("limit in time")  # "no later than", "as early as"


class Direction(Enum):
    """Which way a weekday or a month without a year lies from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def direction_at(parse: Parse, token: int) -> Direction:
    """Tense of the nearest verb above the token; UNKNOWN where there is none or it shows no tense.

    A last day looks ahead where no tense is shown, and where somebody is given it: "demanded that they go by Friday".
    """
    opener = parse.lower(parse.heads[token])
    is_limit = opener in LIMITS
    verb = token
    if _is_past_noun(parse, token):
        return Direction.PAST
    if opener == "effective":
        return Direction.FUTURE  # "created an office, effective June 1"
    for _ in range(MAX_CLIMB):
        if parse.pos[verb] in ("VERB", "AUX"):
            lemma = parse.lemmas[verb].lower()
            if is_limit and lemma in word_list("sets deadline"):
                return Direction.FUTURE
            if opener == "for" and lemma in word_list("scheduled participle"):
                return Direction.FUTURE  # "was planned for early March"
            found = _tense(parse, verb)
            if found is not Direction.UNKNOWN:
                return found
        if parse.heads[verb] == verb:
            break
        verb = parse.heads[verb]
    return Direction.FUTURE if is_limit else Direction.UNKNOWN


def _is_past_noun(parse: Parse, token: int) -> bool:
    """ "Wednesday's ruling": what has its day is over, unless it is what days are set for ("Friday's vote")."""
    above = parse.heads[token]
    return parse.deps[token] in ("poss", "compound") and parse.lemmas[above] not in word_list("happens")


def _tense(parse: Parse, verb: int) -> Direction:
    below = auxiliaries(parse, verb)
    words = {parse.lower(c) for c in below}
    if words & word_list("looks ahead auxiliary"):
        return Direction.PAST if parse.tags[verb] == "VBN" and "have" in words else Direction.FUTURE
    tags = {parse.tags[c] for c in below}
    lemma = parse.lemmas[verb].lower()
    if "to" in words and "VB" in {parse.tags[verb], *tags}:
        if "have" in words:
            return Direction.PAST
        governed = parse.lemmas[parse.heads[verb]].lower() in word_list("looks ahead") and parse.heads[verb] != verb
        return Direction.FUTURE if governed or parse.deps[verb] == "acl" else Direction.UNKNOWN
    if parse.tags[verb] == "VBN" and not below and parse.deps[verb] in ("acl", "advcl", "amod"):
        return Direction.FUTURE if lemma in word_list("scheduled participle") else Direction.PAST
    if lemma == "schedule":
        return Direction.FUTURE  # "has scheduled a hearing for Monday"
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
