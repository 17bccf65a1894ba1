"""Whom a person means by what they typed for an actor, asked of a ledger's file.

In:      the ledger's file, what was typed
Out:     the actor with the code that norms and events carry
Refuses: a name nobody has (UnknownName, with names like it), a name of two (AmbiguousName)
Shown:   tests/faces/test_names.py
"""

from onrecord.language.actor_names import NamedActor
from onrecord.ledger import open_ledger
from onrecord.questions import named_actors
from onrecord.terms.ledger_places import LedgerPlace


def actor_meant(ledger: LedgerPlace, typed: str) -> NamedActor:
    """The actor; codes that only this ledger knows count too."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        return named_actors.actor_meant(book, typed)


def look_also(*names: str) -> str:
    """Where a person may look who found nothing under an actor: in all the words on record."""
    return f"; `onrecord search {' '.join(names)}` looks through all words on record"
