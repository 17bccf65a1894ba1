"""Persons a scenario names and only the ledger knows: whom they act for, as the pages on record say.

In:      a ledger, event patterns
Out:     the patterns, with the code of every person whom all pages that name one give the same
Refuses: a name that two states share, or that the ledger does not have: the pattern stays as it is
Source:  docs/whatif.md
Shown:   tests/questions/test_named_persons.py
"""

from dataclasses import replace

from onrecord.ledger import Ledger
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import WHO, Argument


def with_known_persons(ledger: Ledger, event: EventPattern) -> EventPattern:
    """ "Oksana Melnyk meets Zbigniew Korczak": who acts and who is met, by the states they act for."""
    if event.does is None:
        return event
    held = tuple(_known(ledger, argument) for argument in event.does.arguments)
    if held == event.does.arguments:
        return event
    does = replace(event.does, arguments=held)
    doer = next((a.code for a in held if a.role == WHO and a.code is not None), None)
    unknown = event.actor is None or any(
        a.role == WHO and a.head == event.actor.code and a.code is None for a in event.does.arguments
    )
    return replace(event, does=does, actor=Party(doer) if doer is not None and unknown else event.actor)


def _known(ledger: Ledger, argument: Argument) -> Argument:
    if argument.code is not None or not argument.head[0].isupper():
        return argument
    given = {w.casefold() for w in argument.words}
    persons = ledger.current.persons_called(argument.head)
    if given:  # a first name that is told must be the person's
        persons = {(name, code) for name, code in persons if given & set(name.casefold().split()[:-1])}
    codes = {code for _, code in persons}
    return replace(argument, code=codes.pop()) if len(codes) == 1 else argument
