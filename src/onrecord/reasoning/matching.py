"""Is this event of the kind that pattern describes? Slot by slot; the match is the least of them.

In:      an event, a pattern, what else is known
Out:     Match: yes, maybe or no, with a reason for each slot the pattern asks about
Source:  docs/semantics.md, Matching
Shown:   tests/reasoning/test_matching.py, tests/reasoning/test_what_would.py (against a logic program)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.language.state_names import adjectives_of
from onrecord.reasoning.certainty import Certainty, Match, SlotMatch
from onrecord.reasoning.doers import acts_for_itself
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.part_of import act_together, acts_as
from onrecord.reasoning.predications import ActionRelation, action_slots, predicates, unsaid_slots
from onrecord.reasoning.slots import (
    PhraseNearness,
    armed_slot,
    count_slot,
    days_slot,
    intent_slot,
    partner_slot,
    party_slot,
    place_slot,
    type_slot,
)
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.norm_parts import ACTION_SLOT
from onrecord.terms.patterns import EventPattern, Order, Party
from onrecord.terms.predications import WHO, Argument

# A meets B: B meets A (PLOVER manual: these three have no direction).
MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})


@dataclass(frozen=True, slots=True)
class Background:
    """What a match may look up beside the event.

    known:   events that are known to have happened: they settle who was first.
    meaning: an encoder, for words without a type; None: words are compared letter by letter only.
    """

    known: KnownEvents = field(default_factory=KnownEvents)
    meaning: PhraseNearness | None = None


NOTHING_KNOWN = Background()


def match_event(
    event: EventPattern,
    asked: EventPattern,
    background: Background = NOTHING_KNOWN,
    *,
    unsaid_is_any: bool = False,
) -> Match:
    """The best match over the ways to tell the event: of a joint action or a meeting, either may be named first.

    unsaid_is_any: a party that `asked` does not say asks for nothing (a denial, a row of the table). Otherwise it is
    a maybe: the norm's words leave open whom they mean.
    """
    if event == asked:
        return Match((SlotMatch("event", Certainty.YES, "the same event"),))
    return max(
        (_match(told, asked, background, unsaid_is_any) for told in tellings(event)),
        key=lambda m: (m.certainty, -len(m.failed)),
    )


def polar(event: EventPattern, asked: EventPattern, background: Background = NOTHING_KNOWN) -> Match:
    """The match, where either may say that something does not happen: what is not done meets what asks that it is not,
    and so does its opposite."""
    match = match_event(replace(event, happens=True), replace(asked, happens=True), background)
    one, other = event.does, asked.does
    opposite = one is not None and other is not None and predicates(one, other).actions is ActionRelation.OPPOSITE
    others = tuple(s for s in match.slots if s.slot != ACTION_SLOT)
    if event.happens is not asked.happens and opposite:
        likely = Certainty.YES if event.happens else Certainty.MAYBE
        return Match(
            (SlotMatch(ACTION_SLOT, likely, f"{_action(match)}, and that it does not happen is asked"), *others)
        )
    if event.happens is asked.happens:
        return match
    if match.certainty is Certainty.NO:
        return match
    said, wanted = ("happens", "does not") if event.happens else ("does not happen", "does")
    return Match((SlotMatch("happens", Certainty.NO, f"it {said}, and that it {wanted} is asked"), *others))


def _action(match: Match) -> str:
    return next((s.reason for s in match.slots if s.slot == ACTION_SLOT), "")


def tellings(event: EventPattern) -> Iterator[EventPattern]:
    """The event, and the same event told from the other side."""
    yield event
    if event.with_ is not None:
        yield replace(event, actor=event.with_, with_=event.actor)
    if event.type in MUTUAL:
        other = event.recipient or event.with_
        yield replace(event, actor=other, recipient=event.actor, with_=None)
        yield replace(event, recipient=other, with_=None)


def said_before(event: EventPattern, said: DateBounds | None) -> SlotMatch | None:
    """Did the event come after the words? None when nothing is to be compared: an event without days is assumed now."""
    if said is None or (event.since is None and event.until is None):
        return None
    if said.first and event.until and event.until < said.first:
        return SlotMatch("time", Certainty.NO, f"it lies before the words were said ({said.first}): a precedent")
    if said.last and event.since and event.since >= said.last:
        return SlotMatch("time", Certainty.YES, f"it lies after the words were said ({said.last})")
    return SlotMatch("time", Certainty.MAYBE, "it may lie before the words were said")


def _match(event: EventPattern, asked: EventPattern, background: Background, unsaid_is_any: bool) -> Match:
    if event.does is None or asked.does is None:
        return _coded(event, asked, background, unsaid_is_any)
    said = _said(event, asked, background)
    if not asked.is_exact:
        return said
    # An event that has all its code asks for is the action, in whatever words.
    coded = _coded(event, asked, background, unsaid_is_any)
    return max(said, coded, key=lambda m: m.certainty)


def _coded(event: EventPattern, asked: EventPattern, background: Background, unsaid_is_any: bool) -> Match:
    """By the kind of event and the slots of its code, one by one."""
    on = event.until or event.since
    joint = event.with_ is not None and asked.with_ is None
    compared = (
        type_slot(event, asked, background.meaning),
        party_slot("actor", event.actor, asked.actor, on=on),
        party_slot("recipient", event.recipient, asked.recipient, on=on),
        partner_slot(event.with_, asked.with_, on=on),
        place_slot("place", event.place, asked.place, joint=joint),
        place_slot("from", event.launched_from, asked.launched_from),
        place_slot("to", event.towards, asked.towards),
        count_slot(event.count, asked.count),
        armed_slot(event.armed, asked.armed),
        intent_slot(event.intent, asked.intent, background.meaning),
        _order(event, asked, background),
        days_slot(event, asked),
    )
    slots = tuple(s for s in compared if s is not None)
    if unsaid_is_any:
        return Match(tuple(s for s in slots if s.slot not in ("actor", "recipient") or _party(asked, s.slot)))
    slots = (*slots, *_unsaid(event, asked))
    if _only_the_doer(event, asked):
        reason = "neither says to whom or where, and the words differ: it may be another action of the kind"
        slots = (*slots, SlotMatch("recipient", Certainty.MAYBE, reason))
    if _nobody_in_common(event, asked):
        slots = (*slots, SlotMatch("actor", Certainty.NO, "the norm names nobody, and the kind of event is not enough"))
    return Match(slots)


def _unsaid(event: EventPattern, asked: EventPattern) -> tuple[SlotMatch, ...]:
    """What the words ask for and an event told by its kind and its parties alone does not say."""
    if asked.does is None or event.does is not None:
        return ()
    given = {code.casefold() for code in event.codes}
    given |= {place.casefold() for place in (event.place, event.launched_from, event.towards) if place}
    missing = unsaid_slots(asked.does, given)
    if event.words is not None:  # imported: its words are those of another coder
        return (*missing, SlotMatch(ACTION_SLOT, Certainty.MAYBE, "only the kind of event is known, and not its words"))
    return missing


def _said(event: EventPattern, asked: EventPattern, background: Background) -> Match:
    """By what the words say; what the clauses themselves do not hold is compared slot by slot as ever."""
    assert event.does is not None
    assert asked.does is not None
    on = event.until or event.since
    compared = (
        *_kind(event, asked),
        _doer(event, asked, on),
        count_slot(event.count, asked.count) if event.count is not None else None,
        armed_slot(event.armed, asked.armed),
        intent_slot(event.intent, asked.intent, background.meaning),
        _order(event, asked, background),
        days_slot(event, asked),
    )
    return Match(tuple(s for s in compared if s is not None))


def _kind(event: EventPattern, asked: EventPattern) -> tuple[SlotMatch, ...]:
    """The action and its arguments; the same PLOVER type in other words is a maybe."""
    assert event.does is not None
    assert asked.does is not None
    action, *others = action_slots(event.does, asked.does, doer_known=asked.actor is not None)
    apart = predicates(event.does, asked.does).actions is ActionRelation.APART
    if apart and event.type is not None and event.type is asked.type:
        action = SlotMatch(ACTION_SLOT, Certainty.MAYBE, f"{action.reason}, though both are {event.type.value}")
    return (action, *others)


def _doer(event: EventPattern, asked: EventPattern, on: date | None) -> SlotMatch | None:
    """Who acts. A condition that names no doer asks for none."""
    if asked.actor is None:
        return None
    said = event.does.all_of(WHO) if event.does is not None else ()
    found = _who(event, asked.actor, said, on)
    if found is not None and found.certainty is Certainty.YES and asked.actor.sector is None:
        asked_for = {w for a in (asked.does.all_of(WHO) if asked.does else ()) for w in (a.head, *a.words)}
        alone = acts_for_itself(said, asked.actor.code)
        if alone is not None and alone not in asked_for:
            return SlotMatch("actor", Certainty.MAYBE, f"a {alone} of {asked.actor}'s does not by itself act for it")
    return found


def _who(event: EventPattern, asked: Party, said: tuple[Argument, ...], on: date | None) -> SlotMatch | None:
    together = act_together({a.code for a in said if a.code is not None}, asked)
    if together is not None:
        return SlotMatch("actor", *together)
    own = asked.code.casefold()
    if event.actor is not None and not (len(said) + sum(len(a.words) for a in said) > 1 and _is_among(own, said)):
        return party_slot("actor", event.actor, asked, on=on)
    if _is_among(own, said):
        return SlotMatch("actor", Certainty.YES, f"it is {asked}'s")
    if _is_called(asked.code, said):
        return SlotMatch("actor", Certainty.YES, f"it is called {asked}'s, though others are called so too")
    if any(a.head[0].isupper() for a in said):
        return SlotMatch("actor", Certainty.NO, f"{said[0].head} is not {asked}")
    return party_slot("actor", None, asked, on=on)


def _is_among(code: str, doers: tuple[Argument, ...]) -> bool:
    """Is it one of several who do it together, or the one whose court, envoys, forces do it?"""
    return any(code in {(a.code or "").casefold(), a.head.casefold(), *map(str.casefold, a.words)} for a in doers)


def _is_called(code: str, doers: tuple[Argument, ...]) -> bool:
    """ "The Congolese army", where nothing tells of which Congo: the words hold the adjective's base form."""
    bases = {b for adjective in adjectives_of(code) for b in (adjective, adjective[:-1])}
    return any(w.casefold() in bases for a in doers if a.code is None for w in a.words)


def _nobody_in_common(event: EventPattern, asked: EventPattern) -> bool:
    """A pattern without any party is met by nobody's action in particular, so not by one of a named party."""
    silent = asked.actor is None and asked.recipient is None and asked.with_ is None
    return silent and (event.actor is not None or event.recipient is not None)


def _only_the_doer(event: EventPattern, asked: EventPattern) -> bool:
    """Are the doer and the kind all there is to compare with words of a page ("Russia will sign the treaty")?"""
    if asked.words is None or asked.type is None or event.words == asked.words:
        return False
    told = (event.recipient, asked.recipient, asked.with_, asked.place, asked.launched_from, asked.towards)
    return not any(told)


def _party(asked: EventPattern, slot: str) -> Party | None:
    return asked.actor if slot == "actor" else asked.recipient


def _order(event: EventPattern, asked: EventPattern, background: Background) -> SlotMatch | None:
    """ "First": that the other side did nothing of the kind before."""
    if asked.order is not Order.FIRST:
        return None
    if event.order is Order.FIRST:
        return SlotMatch("order", Certainty.YES, "it comes first")
    day = event.since or event.until
    for earlier in background.known.against(event.type, event.actor.code) if event.actor else ():
        if _answers(event, earlier, day):
            return SlotMatch("order", Certainty.NO, f"not first: {earlier} came before")
    return SlotMatch("order", Certainty.MAYBE, "whether it comes first is not known")


def _answers(event: EventPattern, earlier: EventPattern, day: date | None) -> bool:
    """Is `earlier`, of the same type, the action of the other side, done before?"""
    if event.actor is None or event.recipient is None:
        return False
    if earlier.actor is None or earlier.recipient is None or (day and earlier.until and earlier.until >= day):
        return False
    by, on = acts_as(earlier.actor, event.recipient, on=None), acts_as(event.actor, earlier.recipient, on=None)
    return by[0] is Certainty.YES and on[0] is Certainty.YES
