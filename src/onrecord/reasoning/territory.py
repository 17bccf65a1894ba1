"""Which place lies in which, and which are disputed.

In:      a code of a state or the name of a place
Out:     the states it may lie in
Source:  data/en/aliases.csv (capitals, seats and places inside a state), data/disputed_places.csv
Shown:   tests/reasoning/test_matching.py
"""

from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.language.state_names import PLACE_FORMS, STATE_FORMS, state_aliases

# How aliases.csv marks words that name a spot inside the state.


@dataclass(frozen=True, slots=True)
class Territory:
    """States a place may lie in: one for an undisputed place, who holds it and who claims it for a disputed one, none
    for a place no table knows."""

    states: tuple[str, ...]

    @property
    def disputed(self) -> bool:
        """Do two states claim it?"""
        return len(self.states) > 1


@cache
def _known() -> tuple[frozenset[str], dict[str, Territory]]:
    codes, spots = set[str](), dict[str, Territory]()
    for alias in state_aliases():
        if alias.form in STATE_FORMS:
            codes.add(alias.code)
        elif alias.form in PLACE_FORMS and not alias.clues:
            spots[alias.alias.casefold()] = Territory((alias.code,))
    for row in rows("disputed_places.csv"):
        spots[row["place"].casefold()] = Territory((row["held_by"], row["claimed_by"]))
    return frozenset(codes), spots


def is_state(code: str) -> bool:
    """Is this the code of a state in our tables?"""
    return code in _known()[0]


def territory_of(place: str) -> Territory:
    """Where a place lies; a state lies in itself."""
    codes, spots = _known()
    return spots.get(place.casefold()) or Territory((place,) if place in codes else ())
