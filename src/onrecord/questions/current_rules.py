"""The norms of the index in the form they are asked in: without their words, which an entry has.

In:      CurrentNorms; an entry
Out:     Rules; the norms of the entry, as the index has them
Refuses: nothing
Shown:   tests/questions/test_met.py, tests/questions/test_verdicts.py
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from onrecord.ledger import Entry, Ledger
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.reasoning.rules import Cited, Rule, rule_of_codes
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.patterns import EventPattern


def norms_of(ledger: Ledger, entry: Entry) -> list[CurrentNorm]:
    """The norms of an entry that current readings state, in its order."""
    held = ledger.current.norms_called(norm.id for norm in entry.norms)
    return [held[norm.id] for norm in entry.norms if norm.id in held]


def rule_of_norm(norm: CurrentNorm, *, cited: Callable[[str], Cited] | None = None) -> Rule:
    """The norm as it is asked. cited: how to fetch its words by its id, should they be asked for."""
    return rule_of_codes(
        norm,
        id_=norm.id,
        strength=norm.strength,
        action=(norm.action, _parsed(norm.action_pattern)),
        trigger=(norm.trigger, _parsed(norm.trigger_pattern)),
        said=bounds_of(norm.first, norm.last),
        deadline=norm.due,
        status=norm.status,
        cited=cited,
    )


def bounds_of(first: date | None, last: date | None) -> DateBounds | None:
    """The days as the index has them; it does not say how fine the words were."""
    if first is None and last is None:
        return None
    if first == last and first is not None:
        return DateBounds.day(first)
    return DateBounds(first, last, Precision.BOUNDED)


@lru_cache(maxsize=65_536)
def _parsed(written: str | None) -> EventPattern | None:
    return EventPattern.parse(written) if written is not None else None
