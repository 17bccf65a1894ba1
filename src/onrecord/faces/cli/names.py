"""Whom a person means by what they typed for an actor: a name, a code, a number of a data set.

In:      the ledger's file, what was typed
Out:     the actor with the code that norms and events carry
Refuses: a name nobody has (UnknownName, with names like it), a name of two (AmbiguousName)
Shown:   tests/faces/test_names.py
"""

from pathlib import Path

from onrecord.language.actor_names import NamedActor, actor_named
from onrecord.ledger import open_ledger


def actor_meant(ledger: Path, typed: str) -> NamedActor:
    """The actor; codes that only this ledger knows count too."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        return actor_named(typed, on_record=book.standing.codes())


def look_also(*names: str) -> str:
    """Where a person may look who found nothing under an actor: in all the words on record."""
    return f"; `onrecord search {' '.join(names)}` looks through all words on record"


def shown(actor: NamedActor) -> str:
    """ "Iran (IRN)"; "NATO" where the code is the name."""
    return actor.name if actor.name == actor.code else f"{actor.name} ({actor.code})"
