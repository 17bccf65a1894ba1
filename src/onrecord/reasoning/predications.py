"""Does one clause say what another asks? Predicate against predicate, argument against argument.

In:      two Predications: what an event says, what a condition or an action asks for
Out:     SlotMatches: `deed`, then one for each argument asked for ("object", "place", "doer", the preposition)
Refuses: likeness without a reason: what neither a table nor the words show is no more than a maybe
Source:  docs/semantics.md, Matching; language/verb_relations.py for what entails what
Shown:   tests/reasoning/test_predications.py

Who acts is compared by code elsewhere (part_of.py); here only doers that no code tells ("the last peso was paid").
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from onrecord.language.action_nouns import verb_of
from onrecord.language.argument_words import argument_words
from onrecord.language.noun_relations import noun_relation
from onrecord.language.relation_rows import Classes
from onrecord.language.spellings import spelling
from onrecord.language.verb_relations import classes_of_thing, is_known_verb, relation, relation_of_classes
from onrecord.language.word_relations import RelationFound, WordRelation
from onrecord.language.words import word_list
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.territory import territory_of
from onrecord.terms.norm_parts import ACTION_SLOT
from onrecord.terms.predications import ACTION, WHAT, WHO, Argument, Predication

# The shortest word of which a longer one is taken for another form.
LEAST_STEM = 5

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


class ActionRelation(Enum):
    """How two predicates stand: ENTAILS: the first is the second or a way to do it. LIKE: it may be. OPPOSITE: the
    first undoes or excludes the second. BROADER: the second is one way to do the first. APART: nothing is known."""

    ENTAILS = "entails"
    LIKE = "like"
    BROADER = "broader"
    OPPOSITE = "opposite"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Predicates:
    """How the predicates of two clauses stand, and why, for a person."""

    actions: ActionRelation
    reason: str


def predicates(said: Predication, asked: Predication) -> Predicates:
    """How the predicate of `said` stands to that of `asked`."""
    one, other = said.predicate, asked.predicate
    if one == other:
        return Predicates(ActionRelation.ENTAILS, f"both are “{one}”")
    ended = _ended(said, other)
    if ended is not None:
        return Predicates(ActionRelation.OPPOSITE, f"“{one}” ends what “{other}” asks for")
    begun = _ended(asked, one)
    if begun is not None:
        return Predicates(ActionRelation.OPPOSITE, f"“{other}” ends what “{one}” does")
    return stand(stance_of(said), stance_of(asked))


class PredicateStance(NamedTuple):
    """All of a clause that decides how its predicate stands to another, but for what it ends.

    led:  the predicate, and with each preposition that leads to something.
    what, who: the head of the first object, of the first doer, that is told.
    """

    led: tuple[str, ...]
    what: str | None
    who: str | None


# An event is compared with hundreds of norms, and a norm with hundreds of events.
@lru_cache(maxsize=32_768)
def stance_of(says: Predication) -> PredicateStance:
    """How a clause stands to others."""
    return PredicateStance(_led(says), _told(says, WHAT), _told(says, WHO))


def stand(said: PredicateStance, asked: PredicateStance) -> Predicates:
    """How two predicates stand, of which neither ends what the other does."""
    # What it is done to: "lift" is to end a ban and to raise a price.
    thing = asked.what or said.what or asked.who or said.who
    return _stand(said.led, asked.led, classes_of_thing(thing))


@lru_cache(maxsize=131_072)
def _stand(said: tuple[str, ...], asked: tuple[str, ...], classes: Classes) -> Predicates:
    one, other = said[0], asked[0]
    if one == other:
        return Predicates(ActionRelation.ENTAILS, f"both are “{one}”")
    found = relation_of_classes(one, other, classes)
    if found.relation in (WordRelation.NONE, WordRelation.RELATED):
        # "Rolled into Medyka" is an arrival, "rolled" alone is none: what it leads to is part of the verb.
        if {spelling(form) for form in said}.isdisjoint(map(spelling, asked)):
            said, asked = _known(said), _known(asked)
        led = (relation_of_classes(a, b, classes) for a in said for b in asked)
        found = next((f for f in led if f.relation not in (WordRelation.NONE, WordRelation.RELATED)), found)
    stands = _action_relation(found)
    if stands is ActionRelation.APART:
        return Predicates(stands, f"“{one}” is not “{other}”")
    verb = {
        ActionRelation.ENTAILS: "is, or is a way to,",
        ActionRelation.LIKE: "may be",
        ActionRelation.BROADER: "may be a word for",
        ActionRelation.OPPOSITE: "is the opposite of",
    }[stands]
    return Predicates(stands, f"“{one}” {verb} “{other}” ({found.source})")


def _led(says: Predication) -> tuple[str, ...]:
    """The predicate, and with each preposition that leads to something: "roll", "roll into"."""
    roles = dict.fromkeys(a.role for a in says.arguments if a.role in word_list("leads a verb on"))
    return (says.predicate, *(f"{says.predicate} {role}" for role in roles))


@lru_cache(maxsize=32_768)
def _known(led: tuple[str, ...]) -> tuple[str, ...]:
    """The predicate, and those of its forms of which anything is known."""
    return (led[0], *(form for form in led[1:] if is_known_verb(form)))


def _told(says: Predication, role: str) -> str | None:
    """The head of the first argument in a role that tells what it is."""
    return next((a.head for a in says.all_of(role) if a.head.lower() not in word_list("points back")), None)


def _action_relation(found: RelationFound) -> ActionRelation:
    if found.relation is WordRelation.OPPOSITE:
        return ActionRelation.OPPOSITE
    if found.relation in (WordRelation.SAME, WordRelation.NARROWER):
        return ActionRelation.ENTAILS if found.certain else ActionRelation.LIKE
    if found.relation is WordRelation.BROADER:
        return ActionRelation.BROADER
    return ActionRelation.APART


def _ended(said: Predication, verb: str) -> Argument | None:
    """ "Stopped its deliveries" of "deliver": the object whose action is ended."""
    if said.predicate not in word_list("ends an action"):
        return None
    first = verb.split()[0]
    return next((a for a in said.all_of(WHAT, "from") if first in (a.head, *verb_of(a.head))), None)


# An event told from either side says one thing, and so do those that follow from it.
@lru_cache(maxsize=16_384)
def action_slots(said: Predication, asked: Predication, *, doer_known: bool) -> tuple[SlotMatch, ...]:
    """Every slot of `asked` against `said`. doer_known: is who acts compared by code, elsewhere?

    A likely synonym is the action where something beside it agrees; a word for many actions stays a maybe.
    """
    found = predicates(said, asked)
    if found.actions is ActionRelation.OPPOSITE:
        return (SlotMatch(ACTION_SLOT, NO, found.reason),)
    others = tuple(_argument_slots(said, asked, doer_known=doer_known))
    agrees = any(s.certainty is YES for s in others)
    certainty = {
        ActionRelation.ENTAILS: YES,
        ActionRelation.LIKE: YES if agrees else MAYBE,
        ActionRelation.BROADER: MAYBE,
        ActionRelation.APART: NO,
    }[found.actions]
    return (SlotMatch(ACTION_SLOT, certainty, found.reason), *others)


def unsaid_slots(asked: Predication, given: Set[str]) -> tuple[SlotMatch, ...]:
    """Arguments asked for that nothing given names. given: codes and places, in lower case."""
    return tuple(
        SlotMatch(slot_of(a), MAYBE, f"the {slot_of(a)} is not given; “{_shown(a)}” is meant")
        for a in asked.arguments
        if a.role not in (WHO, ACTION)
        and a.head.lower() not in word_list("points back")
        and not _tells_time(a)
        and not given & {(a.code or a.head).casefold(), a.head.casefold(), *map(str.casefold, a.words)}
    )


def _argument_slots(said: Predication, asked: Predication, *, doer_known: bool) -> list[SlotMatch]:
    with_object = bool(asked.all_of(WHAT))
    compared = [
        (a.role, _shown(a), slot)
        for a in asked.arguments
        if (slot := argument_slot(said, a, doer_known=doer_known, with_object=with_object)) is not None
    ]
    if not compared and not doer_known and asked.arguments:
        shown = _shown(asked.arguments[0])
        return [SlotMatch(slot_of(asked.arguments[0]), MAYBE, f"what “{shown}” is, is not said")]
    # "The treaty and its limits end": that one of the two has ended is told, of the other nothing.
    told = {role for role, _, slot in compared if slot.certainty is YES}
    return [
        replace(slot, certainty=MAYBE, reason=f"“{meant}” is asked for too, and not told")
        if slot.certainty is NO and role in told
        else slot
        for role, meant, slot in compared
    ]


def argument_slot(said: Predication, asked: Argument, *, doer_known: bool, with_object: bool) -> SlotMatch | None:
    """One argument asked for against all that `said` has; None where nothing is asked.

    doer_known: is who acts compared by code? with_object: does what is asked have an object?
    """
    if asked.role == WHO and (doer_known or asked.code is not None):
        return None
    if asked.head.lower() in word_list("points back") or _tells_time(asked):
        return None  # what "it" is, the words do not say; days are compared as days
    if asked.role == ACTION:
        return _completes(said, asked)
    slot = slot_of(asked)
    found = [_filled(a, asked) for a in said.arguments if _may_fill(a, asked, said, with_object=with_object)]
    missing = (MAYBE, f"the {slot} is not given; “{_shown(asked)}” is meant")
    held = [f for f in found if f is not None]
    return SlotMatch(slot, *max(held, key=lambda f: f[0], default=missing))


def _completes(said: Predication, asked: Argument) -> SlotMatch:
    """ "Agreed to sign the annex": the action agreed to is compared as an action, and what it is done to by its
    words."""
    meant = " ".join((asked.head, *asked.words))
    for other in said.all_of(ACTION):
        shown = " ".join((other.head, *other.words))
        found = _action_relation(relation(other.head, asked.head))
        if found is ActionRelation.OPPOSITE:
            return SlotMatch("what for", NO, f"“{shown}” is the opposite of “{meant}”")
        alike = found is ActionRelation.ENTAILS and set(asked.words) - word_list("tells not which") <= set(other.words)
        return SlotMatch("what for", YES if alike else MAYBE, f"“{shown}” {'is' if alike else 'may be'} “{meant}”")
    return SlotMatch("what for", MAYBE, f"“{meant}” is meant, and not said")


def _filled(said: Argument, asked: Argument) -> tuple[Certainty, str] | None:
    """What an argument makes of the role; None where it plays another and is another thing: then nothing is said."""
    found = like(said, asked)
    own = said.role == asked.role or (said.role in (WHO, WHAT) and asked.role in (WHO, WHAT))
    return found if own or found[0] is YES else None


def _tells_time(argument: Argument) -> bool:
    return argument.role not in (WHO, WHAT) and argument.head.lower() in word_list("adjunct of time")


def slot_of(argument: Argument) -> str:
    """The slot in which an argument is compared: "doer", "object", "place", else its preposition."""
    if argument.role == WHO:
        return "doer"
    if argument.role == WHAT:
        return "object"
    return "place" if argument.role in word_list("preposition of where") else argument.role


def _may_fill(said: Argument, asked: Argument, one: Predication, *, with_object: bool) -> bool:
    """May the argument of the one clause be what the other asks for in this role?"""
    if said.role == asked.role:
        return True
    if asked.role == WHO:
        # "The current flowed again": what is done to it in one clause does it in the other.
        return said.role == WHAT and not with_object
    if asked.role == WHAT:
        alone = said.role == WHO and not one.all_of(WHAT)
        return alone or said.role not in (WHO, WHAT)
    if said.role == WHO:
        return asked.role in ("on", "in", "at") and asked.head.lower() in word_list("body that votes")
    both = {said.role, asked.role}
    where = word_list("preposition of where")
    return WHAT in both or both <= where or both <= {"to", "for", "into", "with", "against", "on", "about", "over"}


# Of thousands of clauses the arguments are a few: "Russia" and "Moscow" stand to each other as they did.
@lru_cache(maxsize=131_072)
def like(said: Argument, asked: Argument) -> tuple[Certainty, str]:
    """Is what the one names what the other asks for?"""
    shown, meant = _shown(said), _shown(asked)
    if _is_place(asked) or _is_place(said):
        return _places(said, asked)
    ground = _ground_of(asked)
    if ground is not None and (here := said.code or _ground_of(said)) is not None and _is_code(here):
        same = here.casefold() == ground.casefold()
        return (YES, f"both are in {ground}") if same else (NO, f"“{shown}” is not “{meant}”")
    if said.head.lower() in word_list("points back"):
        return MAYBE, f"what “{shown}” is, is not said; “{meant}” is meant"
    named = said.head[0].isupper() and asked.head[0].isupper()
    if named and said.code and asked.code:
        same = said.code == asked.code
        return (YES, f"both are {asked.code}") if same else (NO, f"“{shown}” is not “{meant}”")
    ones, others = _names(said), _names(asked)
    if ones and others and ones.isdisjoint(others):
        return NO, f"“{shown}” is not “{meant}”"
    counted = _counts(said, asked)
    if counted is not None and counted[0] is NO:
        return counted
    heads = _heads(said, asked)
    if heads is YES and counted is not None and counted[0] is MAYBE:
        return counted
    if heads is YES:
        if others and not ones and asked.head[0].islower():
            return MAYBE, f"whether “{shown}” is “{meant}” is not said"
        if _other_kind(said, asked):
            return MAYBE, f"“{shown}” may be another than “{meant}”"
        return YES, f"“{shown}” is what “{meant}” asks for"
    if heads is MAYBE:
        return MAYBE, f"“{shown}” may be “{meant}”"
    return NO, f"“{shown}” is not “{meant}”"


def _heads(said: Argument, asked: Argument) -> Certainty:
    one, other = said.head.lower(), asked.head.lower()
    if one == other:
        return YES
    found = noun_relation(one, other)
    if found.relation is WordRelation.NARROWER and _kinds(asked) and _kinds(asked).isdisjoint(_kinds(said)):
        return MAYBE  # "rifles" may be no "heavy weapons"
    if found.relation in (WordRelation.SAME, WordRelation.NARROWER):
        return YES if found.certain or _agrees_besides(said, asked) else MAYBE
    if other in word_list("any thing") and not _kinds(asked):
        return YES
    if said.head.lower() in word_list("place with its name") and asked.head in said.words:
        return YES  # "the port of Klaipėda"
    if _general_person(one, other) or _general_person(other, one):
        return MAYBE
    if _stem_in(other, said) or _stem_in(one, asked):
        return MAYBE  # "the president's son" is not the president; "a milk delivery" is milk
    if found.relation in (WordRelation.BROADER, WordRelation.RELATED):
        return YES if found.relation is WordRelation.BROADER and _same_number(said, asked) else MAYBE
    return MAYBE if shares_word(said, asked) else NO


def _agrees_besides(one: Argument, other: Argument) -> bool:
    """ "900 kWh of power" and "900 kilowatt-hours of electricity": what stands beside a likely synonym is the same."""
    return _same_number(one, other) or not _kinds(one).isdisjoint(_kinds(other))


def _same_number(one: Argument, other: Argument) -> bool:
    number = _number(one)
    return number is not None and number > 1 and number == _number(other)


def _general_person(general: str, other: str) -> bool:
    """ "Men", "prisoners": any of the persons that the other word tells more of."""
    return general in word_list("any person") and noun_relation(other, "person").relation is WordRelation.NARROWER


def _stem_in(head: str, other: Argument) -> bool:
    return any(head.startswith(w.lower()) and len(w) > 2 for w in other.words)


def shares_word(one: Argument, other: Argument) -> bool:
    """Have they a word in common, whatever its case?"""
    ones = {w.casefold() for w in (*one.words, one.head)}
    return not ones.isdisjoint({w.casefold() for w in (*other.words, other.head)})


@lru_cache(maxsize=32_768)
def _names(argument: Argument) -> frozenset[str]:
    """Names that tell which is meant; a state's adjective is its code."""
    words = [w.casefold() for w in argument.words if w[0].isupper() or _is_code(w)]
    if argument.head[0].isupper():
        words.append(argument.head.casefold())
        words += [argument.code.casefold()] if argument.code else []
    return frozenset(words)


def _is_code(word: str) -> bool:
    return len(word) == 3 and bool(territory_of(word.upper()).states)


def _counts(said: Argument, asked: Argument) -> tuple[Certainty, str] | None:
    """How many: more is as good, fewer is not. None where no number is asked for, or one is enough."""
    wanted, given = _number(asked), _number(said)
    if wanted is None or wanted <= 1:
        return None
    shown, meant = _shown(said), _shown(asked)
    if given is None:
        return MAYBE, f"how many “{shown}” is, is not said; “{meant}” is meant"
    return None if given >= wanted else (NO, f"“{shown}” is fewer than “{meant}”")


def _number(argument: Argument) -> float | None:
    """The least the words say; None without a number, or with a year's."""
    found = [float(w.split("..")[0]) for w in argument.words if w[0].isdigit() and w.split("..")[0]]
    return next((n for n in found if not 1900 <= n <= 2100), None)


def _other_kind(said: Argument, asked: Argument) -> bool:
    """ "An inspection of civilian halls" and "of military sites": both say which, and nothing of it is alike."""
    ones, others = (_kinds(a) for a in (said, asked))
    if not ones or not others or not ones.isdisjoint(others):
        return False
    return not any(_same_kind(a, b) for a in ones for b in others)


def _same_kind(one: str, other: str) -> bool:
    """ "Dispatch" and "dispatchers" tell the same group; a referendum is no election of a president."""
    short, long = sorted((one, other), key=len)
    if len(short) >= LEAST_STEM and long.startswith(short):
        return True
    return noun_relation(one, other).relation in (WordRelation.SAME, WordRelation.NARROWER, WordRelation.BROADER)


@lru_cache(maxsize=32_768)
def _kinds(argument: Argument) -> frozenset[str]:
    """What else tells which is meant: neither names nor numbers, nor words for "more"."""
    words = (w for w in argument.words if w[0].islower() and not _is_code(w))
    return frozenset(words) - word_list("tells not which") - word_list("unit of measure")


def _ground_of(argument: Argument) -> str | None:
    """The state whose "soil", "territory" or "side" it is; None for anything else."""
    if argument.head.lower() not in word_list("ground of a state"):
        return None
    return next((w.upper() for w in argument.words if _is_code(w)), argument.code)


def _is_place(argument: Argument) -> bool:
    return argument.role in word_list("preposition of where") and argument.head[0].isupper()


def _places(said: Argument, asked: Argument) -> tuple[Certainty, str]:
    one, other = said.code or said.head, asked.code or asked.head
    if said.head.casefold() == asked.head.casefold() or one == other:
        return YES, f"both are {asked.head}"
    here, there = territory_of(one), territory_of(other)
    if here.states and there.states and set(here.states).isdisjoint(there.states):
        return NO, f"{said.head} does not lie in {asked.head}"
    if asked.head[0].isupper() and said.head[0].isupper() and not there.states and not here.states:
        return NO, f"{said.head} is not {asked.head}"
    return MAYBE, f"whether {said.head} lies in {asked.head} is not known"


@lru_cache(maxsize=32_768)
def _shown(argument: Argument) -> str:
    return argument_words(argument)
