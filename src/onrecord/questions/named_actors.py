"""Whom a person means by what they typed for an actor: a name, a code, a number of a data set.

In:      a ledger, what was typed
Out:     the actor with the code that norms and events carry; whom a name stands for, as views show names
Refuses: a name nobody has (UnknownName, with names like it), a name of two (AmbiguousName)
Shown:   tests/faces/test_names.py
"""

import re
from collections.abc import Sequence

from onrecord.language.actor_names import AmbiguousName, NamedActor, UnknownName, actor_named, is_listed, name_of
from onrecord.ledger import Ledger
from onrecord.terms.actors import Actor

_WITH_CODE = re.compile(r"(?P<name>[^()]+) \((?P<code>[^()]+)\)")


def actor_meant(ledger: Ledger, typed: str) -> NamedActor:
    """The actor; codes that only this ledger knows count too."""
    return actor_named(typed, on_record=ledger.current.codes())


def name_with_code(actor: NamedActor) -> str:
    """ "Iran (IRN)"; "NATO" where the code is the name."""
    return actor.name if actor.name == actor.code else f"{actor.name} ({actor.code})"


def acts_for(ledger: Ledger, typed: str, *, here: Sequence[Actor] = ()) -> NamedActor:
    """Whom somebody stands for, by a name as a view shows it: "Nancy Pelosi (USA)", "Nancy Pelosi", "Iran", "IRN".

    here: who is known on the page it is asked of; what a name means there comes first.

    A person or organ that no table has is the state or organisation for which the pages on record know it to act.
    """
    with_code = _WITH_CODE.fullmatch(typed)
    if with_code is not None and _is_code(ledger, with_code["code"]):
        return NamedActor(with_code["code"], name_of(with_code["code"]))
    plain = " ".join(typed.casefold().split())
    codes = {actor.code for actor in here if actor.name.casefold() == plain and actor.code is not None}
    if len(codes) == 1:
        code = codes.pop()
        return NamedActor(code, name_of(code))
    try:
        return actor_meant(ledger, typed)
    except UnknownName:
        known = sorted(ledger.current.codes_called(" ".join(typed.split())))
        if not known:
            raise
        found = tuple(NamedActor(code, name_of(code)) for code in known)
        if len(found) > 1:
            raise AmbiguousName(typed, found) from None
        return found[0]


def _is_code(ledger: Ledger, code: str) -> bool:
    return is_listed(code) or code in ledger.current.codes()
