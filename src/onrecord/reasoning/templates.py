"""Patterns with variables: X, Y and Z stand for any party's code or any place, each for another one.

In:      a template, an event
Out:     what the variables stand for; the template with them filled in
Refuses: an event that leaves a variable open
Shown:   tests/reasoning/test_entailment.py
"""

from collections.abc import Mapping
from dataclasses import replace

from onrecord.reasoning.territory import territory_of
from onrecord.terms.patterns import EventPattern, Party

VARIABLES = frozenset({"X", "Y", "Z"})
_PARTIES = ("actor", "recipient", "with_")
_PLACES = ("place", "launched_from", "towards")

Bindings = Mapping[str, str]


def bind(template: EventPattern, event: EventPattern, bound: Bindings) -> Bindings | None:
    """What the variables stand for when the event is read as the template; `bound` stays as it is.

    None when two variables would stand for one thing, or one for two. A variable the event says nothing of stays
    unbound.
    """
    found = dict(bound)
    for slot in _PARTIES:
        party, said = getattr(template, slot), getattr(event, slot)
        if party is None or party.code not in VARIABLES or said is None:
            continue
        if found.setdefault(party.code, said.code) != said.code:
            return None
    for slot in _PLACES:
        place, said = getattr(template, slot), getattr(event, slot)
        if place in VARIABLES and place not in found and said is not None:
            states = territory_of(said).states
            # A disputed place stands for no one state.
            found |= {place: states[0] if len(states) == 1 else said}
    return found if len(set(found.values())) == len(found) else None


def filled(template: EventPattern, bound: Bindings) -> EventPattern | None:
    """The template with its variables filled in; None when one is not bound."""
    used = {p.code for p in _parties(template)} | {getattr(template, slot) for slot in _PLACES}
    if any(variable in used and variable not in bound for variable in VARIABLES):
        return None
    return replace(
        template,
        actor=_party(template.actor, bound),
        recipient=_party(template.recipient, bound),
        with_=_party(template.with_, bound),
        place=bound.get(template.place or "", template.place),
        launched_from=bound.get(template.launched_from or "", template.launched_from),
        towards=bound.get(template.towards or "", template.towards),
    )


def _parties(template: EventPattern) -> tuple[Party, ...]:
    return tuple(p for p in (template.actor, template.recipient, template.with_) if p is not None)


def _party(party: Party | None, bound: Bindings) -> Party | None:
    return Party(bound.get(party.code, party.code), party.sector) if party is not None else None
