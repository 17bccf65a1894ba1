"""A kind of event as a short phrase for a box: "Belarus: attack on Ukraine, in Ukraine".

In:      EventPattern
Out:     the phrase: who, then the page's words, or the kind of action and to whom
Shown:   tests/drawings/test_event_words.py
"""

from onrecord.language.actor_names import name_of
from onrecord.language.argument_words import argument_words
from onrecord.language.code_words import action_words
from onrecord.terms.patterns import SOMEBODY, EventPattern, Party


def event_words(event: EventPattern) -> str:
    """The phrase; the whole pattern stands in the table.

    >>> event_words(EventPattern.parse("BLR.MIL ASSAULT UKR place=UKR"))
    'Belarus (MIL): attack, Ukraine, in Ukraine'
    """
    who = _party(event.actor) if event.actor else None
    if event.words:
        said = f"“{' '.join(event.words.split())}”"
    elif event.does is not None:
        rest = [argument_words(a) for a in event.does.arguments if a.role != "who"]
        said = " ".join((event.does.predicate, *rest))
    else:
        parties = [_party(p) for p in (event.recipient, event.with_) if p is not None]
        places = [f"in {name_of(event.place)}"] if event.place else []
        places += [f"from {name_of(event.launched_from)}"] if event.launched_from else []
        said = ", ".join((action_words(event.type), *parties, *places))
    phrase = f"{who}: {said}" if who else said
    return phrase if event.happens else f"not: {phrase}"


def _party(party: Party) -> str:
    name = "somebody" if party == SOMEBODY else name_of(party.code)
    return ("perhaps " if party.inferred else "") + name + (f" ({party.sector})" if party.sector else "")
