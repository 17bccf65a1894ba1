"""Is what one party does done by another? Part-of upward: an act of Belarus's army is an act of Belarus.

In:      the party of an event, the party a pattern asks for, the day
Out:     Certainty and the reason
Source:  data/sectors.csv; data/officeholders.csv for persons; data/acts_for.csv for who governs a state, and for groups
         of states that act together
Shown:   tests/reasoning/test_matching.py
"""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from functools import cache

from onrecord.data import rows
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.territory import is_state
from onrecord.terms.patterns import Party

Said = tuple[Certainty, str]


def acts_as(doer: Party, asked: Party, *, on: date | None) -> Said:
    """Does `doer` acting mean that `asked` acts? on: the day, for persons; None when not known. One who is only
    inferred is never certain."""
    if not (doer.inferred or asked.inferred):
        return _acts_as(doer, asked, on)
    certainty, reason = _acts_as(replace(doer, inferred=False), replace(asked, inferred=False), on)
    if certainty is not Certainty.YES:
        return certainty, reason
    return Certainty.MAYBE, f"{reason}, but that it is {asked if asked.inferred else doer} is inferred"


def _acts_as(doer: Party, asked: Party, on: date | None) -> Said:
    if doer == asked:
        return Certainty.YES, f"{doer} is who is meant"
    if doer.code != asked.code:
        return _governs(doer, asked, on) or _by_office(doer, asked, on)
    if asked.sector is None:
        if acts_for_whole(doer.sector):
            return Certainty.YES, f"{doer} is part of {asked}"
        return Certainty.MAYBE, f"{doer} does not by itself act for {asked}"
    if doer.sector is None:
        return Certainty.MAYBE, f"{doer} is given, and {asked} is only a part of it"
    return Certainty.NO, f"{doer} is not {asked}"


def stands_for(code: str) -> frozenset[str]:
    """The code, and those it may act for: the states a person has held office in, a state and who governs it, the
    groups it acts in."""
    offices = (state for state, *_ in _offices().get(code.casefold(), ()))
    ruled = (other for pair in _governing() if code in pair for other in pair)
    return frozenset({code, *offices, *ruled, *(group for group, states in _members().items() if code in states)})


def acts_for_whole(sector: str | None) -> bool:
    """Does what a sector of a state does count as done by the state?"""
    return _whole().get(str(sector), False)


def act_together(doers: Set[str], asked: Party) -> Said | None:
    """Do these states together make the group asked for? None where it is no group of states, or none of it acts."""
    members = _members().get(asked.code, frozenset())
    acting = members & doers
    if not acting:
        return None
    if acting == members:
        return Certainty.YES, f"{', '.join(sorted(members))} are {asked}"
    return Certainty.MAYBE, f"{', '.join(sorted(acting))} is of {asked}, and does not by itself act for it"


def _governs(doer: Party, asked: Party, on: date | None) -> Said | None:
    """Does one of the two rule the other? On a day that is not known, as today."""
    for who, state in ((doer.code, asked.code), (asked.code, doer.code)):
        row = _governing().get((who, state))
        if row is None:
            continue
        since, until = row
        if on is not None and (on < since or (until is not None and on > until)):
            return Certainty.NO, f"{who} did not govern {state} on {on}"
        return Certainty.YES, f"{who} has governed {state} since {since}"
    return None


def _by_office(doer: Party, asked: Party, on: date | None) -> Said:
    terms = [t for t in _offices().get(doer.code.casefold(), ()) if t[0] == asked.code]
    if not terms or doer.sector is not None or asked.sector not in (None, "GOV"):
        return Certainty.NO, f"{doer} is not {asked}"
    if on is None:
        return Certainty.MAYBE, f"{doer} holds or held office in {asked}, and no day is given"
    day = on.isoformat()
    # A term ends on the last day that may still be meant: "2021-03" is all of March.
    begun = [t for t in terms if t[1][: len(day)] <= day[: len(t[1])]]
    if any(day[: len(known)] <= known for _, _, known, _ in begun):
        return Certainty.YES, f"{doer} held office in {asked} on {day}"
    seen = [known for _, _, known, end in begun if not end or day[: len(end)] <= end]
    if seen:  # an open spell: nobody is known to have followed, and nobody has seen him there since
        return Certainty.MAYBE, f"{doer} was last seen in office in {asked} on {max(seen)}"
    return Certainty.NO, f"{doer} held no office in {asked} on {day}"


@cache
def _governing() -> dict[tuple[str, str], tuple[date, date | None]]:
    """(who, state) to the days it has governed the state."""
    return {
        (row["who"], row["acts_for"]): (
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
        )
        for row in rows("acts_for.csv")
        if row["how"] == "governs"
    }


@cache
def _members() -> dict[str, frozenset[str]]:
    """The states of a group that acts as one."""
    held: dict[str, set[str]] = {}
    for row in rows("acts_for.csv"):
        if row["how"] == "together":
            held.setdefault(row["acts_for"], set()).add(row["who"])
    return {group: frozenset(states) for group, states in held.items()}


@cache
def _whole() -> dict[str, bool]:
    return {row["sector"]: row["acts_for_whole"] == "yes" for row in rows("sectors.csv")}


@cache
def _offices() -> dict[str, tuple[tuple[str, str, str, str], ...]]:
    """Name or alias, casefolded, to (state, start, last day known in office, end) in ISO days as fine as known; end ""
    while nobody is known to have left or followed."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for row in rows("officeholders.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name and row["state"] and not is_state(name):
                found.setdefault(name.casefold(), []).append(
                    (row["state"], row["start"], row["checked_on"] or row["end"], row["end"])
                )
    return {name: tuple(terms) for name, terms in found.items()}
