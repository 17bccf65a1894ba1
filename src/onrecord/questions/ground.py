"""Is there ground to tell somebody of a match? Of thousands of events one ends something, and another signs a document.

In:      an event, the pattern it is compared with, the slots of the comparison
Out:     what is missing, as a slot that leaves the action open; None where nothing is
Source:  notices of `onrecord met` on 476 pages, read one by one
Shown:   tests/questions/test_ground.py
"""

from collections.abc import Iterable

from onrecord.language.verb_relations import is_general
from onrecord.language.words import word_list
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.doers import acts_for_itself
from onrecord.reasoning.part_of import acts_for_whole
from onrecord.reasoning.predications import ActionRelation, predicates, shares_word, slot_of
from onrecord.terms.norm_parts import ACTION_SLOT
from onrecord.terms.patterns import EventPattern
from onrecord.terms.predications import WHO, Argument

# Slots in which any event may agree.
NO_GROUND = frozenset({ACTION_SLOT, "type", "kind", "meaning", "event", "time", "order", "armed", "intent", "number"})


def missing_ground(event: EventPattern, asked: EventPattern, slots: Iterable[SlotMatch]) -> SlotMatch | None:
    """What a notice would need beside the slots that agree."""
    compared = {s.slot: s.certainty for s in slots}
    agreed = {slot for slot, certainty in compared.items() if certainty is Certainty.YES} - NO_GROUND
    if compared.get("actor") is Certainty.MAYBE and _acts_for_itself(event, asked):
        return SlotMatch("kind", Certainty.MAYBE, "whoever acts need not act for whom it is asked of")
    if not agreed:
        return SlotMatch("kind", Certainty.MAYBE, "nothing but the action agrees")
    if asked.does is None:
        return None
    if not asked.codes and not any(_is_named(a) for a in asked.does.arguments):
        return SlotMatch("kind", Certainty.MAYBE, "nothing that is named agrees")
    vague = {slot_of(a) for a in asked.does.arguments if a.role != WHO and _is_vague(a)}
    agreed -= vague - {slot_of(a) for a in asked.does.arguments if a.role != WHO and not _is_vague(a)}
    if agreed == {"actor"}:
        slot = "kind" if vague or is_general(asked.does.predicate) else "object"
        return SlotMatch(slot, Certainty.MAYBE, "nothing agrees but the action and who does it")
    if event.does is not None and predicates(event.does, asked.does).actions is ActionRelation.LIKE:
        given = [a for a in event.does.arguments if a.role != WHO]
        if not any(_is_the_same(a, b) for a in asked.does.arguments if a.role != WHO for b in given):
            return SlotMatch(
                "kind", Certainty.MAYBE, "the action is told in another word, and so is what it is done to"
            )
    return None


def _acts_for_itself(event: EventPattern, asked: EventPattern) -> bool:
    """Is it told who acts, and is that a part of whom it is asked of that does not act for the whole?"""
    if asked.actor is None or asked.actor.sector is not None:
        return False
    if event.actor is not None and event.actor.sector is not None and not acts_for_whole(event.actor.sector):
        return True
    return event.does is not None and acts_for_itself(event.does.all_of(WHO), asked.actor.code) is not None


def _is_named(argument: Argument) -> bool:
    words = (argument.head, *argument.words)
    return argument.code is not None or any(w[0].isupper() for w in words)


def _is_vague(argument: Argument) -> bool:
    """ "This issue", "the document": which it is, stands in words that are not here."""
    return argument.head.lower() in word_list("any thing") | word_list("thing told of before") and not _is_named(
        argument
    )


def _is_the_same(one: Argument, other: Argument) -> bool:
    """The same party or place, or a word in common."""
    return (one.code is not None and one.code == other.code) or shares_word(one, other)
