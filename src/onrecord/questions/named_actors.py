"""Whom a person means by what they typed for an actor: a name, a code, a number of a data set.

In:      a ledger, what was typed
Out:     the actor with the code that norms and events carry
Refuses: a name nobody has (UnknownName, with names like it), a name of two (AmbiguousName)
Shown:   tests/faces/test_names.py
"""

from onrecord.language.actor_names import NamedActor, actor_named
from onrecord.ledger import Ledger


def actor_meant(ledger: Ledger, typed: str) -> NamedActor:
    """The actor; codes that only this ledger knows count too."""
    return actor_named(typed, on_record=ledger.current.codes())


def name_with_code(actor: NamedActor) -> str:
    """ "Iran (IRN)"; "NATO" where the code is the name."""
    return actor.name if actor.name == actor.code else f"{actor.name} ({actor.code})"
