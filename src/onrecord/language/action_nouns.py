"""The verb behind words that tell of an action without one: its noun, a light verb with a noun, the state it leaves.

In:      a noun; a verb, its particle after a blank, with the head of its object; an adjective
Out:     verbs, spelt as the tables do (spellings.spelling)
Refuses: nothing; () or None for words that tell of no action
Source:  data/en: deverbal.csv (WordNet 3.0, Princeton University, and by hand), light_verbs.csv, state_adjectives.csv,
         verb_roles.csv
Shown:   tests/language/test_verb_relations.py
"""

from functools import cache

from onrecord.data import rows
from onrecord.language.spellings import spelling


def verb_of(noun: str) -> tuple[str, ...]:
    """The verbs whose action the noun names, the nearest first; () for a thing.

    >>> verb_of("withdrawal"), verb_of("lorry")
    (('withdraw',), ())
    """
    return _verbs_of_nouns().get(spelling(noun), ())


def light(verb: str, noun: str) -> str | None:
    """The verb that a light verb with its noun stands for; None where they are no such pair.

    A verb that only carries actions ("carry out") says the verb of any noun that has one, but for those that are
    listed.

    >>> light("make", "payment"), light("carry out", "bombardment"), light("carry out", "order"), light("make", "bomb")
    ('pay', 'bombard', None, None)
    """
    verb, noun = spelling(verb), spelling(noun)
    said = _light_verbs().get((verb, noun))
    if said is not None:
        return said or None
    return next(iter(verb_of(noun)), None) if verb in _carriers() else None


def leaves_state(adjective: str) -> str | None:
    """The verb of the action that leaves a thing so; None for an adjective that tells of no action.

    >>> leaves_state("closed")
    'close'
    """
    return _states().get(adjective.lower())


@cache
def _verbs_of_nouns() -> dict[str, tuple[str, ...]]:
    held: dict[str, list[str]] = {}
    for row in rows("en/deverbal.csv"):
        held.setdefault(spelling(row["noun"]), []).append(spelling(row["verb"]))
    return {noun: tuple(dict.fromkeys(verbs)) for noun, verbs in held.items()}


@cache
def _light_verbs() -> dict[tuple[str, str], str]:
    """Verb by verb and noun; "" where the two stand for no verb."""
    held = rows("en/light_verbs.csv")
    return {(spelling(row["verb"]), spelling(row["noun"])): spelling(row["says"]) for row in held}


@cache
def _carriers() -> frozenset[str]:
    return frozenset(spelling(row["verb"]) for row in rows("en/verb_roles.csv") if row["role"] == "carries an action")


@cache
def _states() -> dict[str, str]:
    return {row["adjective"]: spelling(row["verb"]) for row in rows("en/state_adjectives.csv")}
