"""Names of states and of places inside them.

In:      words; a form
Out:     the code of the state they name
Source:  data/en/aliases.csv
Shown:   tests/language/test_words.py
"""

from dataclasses import dataclass
from functools import cache

from onrecord.data import rows

# Forms that name a state itself; the others name a place inside it.
STATE_FORMS = frozenset({"name", "adjective", "people"})
PLACE_FORMS = frozenset({"place", "capital", "seat"})


@dataclass(frozen=True, slots=True)
class StateAlias:
    """Words for a state.

    form:  name, adjective, people, capital, seat (of power), place (inside the state).
    clues: words one of which must stand on the page for this reading; () when the words have no other.
    """

    alias: str
    code: str
    form: str
    clues: tuple[str, ...]


@cache
def state_aliases() -> tuple[StateAlias, ...]:
    """Every row of the table, in its order."""
    return tuple(
        StateAlias(row["alias"], row["code"], row["form"], tuple(c for c in row["clues"].split("|") if c))
        for row in rows("en/aliases.csv")
    )


@cache
def name_of_state(code: str) -> str | None:
    """The state's first name in the table ("Jordan" for JOR); None for a code of no state."""
    return next((a.alias for a in state_aliases() if a.code == code and a.form == "name"), None)


@cache
def names_of_states() -> tuple[tuple[str, str], ...]:
    """(code, first name in the table) of every state, in the order of the table."""
    first: dict[str, str] = {}
    for alias in state_aliases():
        if alias.form == "name":
            first.setdefault(alias.code, alias.alias)
    return tuple(first.items())


@cache
def code_of_name(words: str) -> str | None:
    """The state of a name, also where the name has other readings ("Georgia"); None for a name of no state."""
    return next((a.code for a in state_aliases() if a.alias == words and a.form == "name"), None)


@cache
def names_a_state(words: str) -> bool:
    """Do the words name a state, and not a city or a region of it?"""
    return words.removeprefix("the ").removeprefix("The ") in _state_words()


@cache
def _state_words() -> frozenset[str]:
    return frozenset(a.alias for a in state_aliases() if a.form in STATE_FORMS)


@cache
def adjectives_of(code: str) -> frozenset[str]:
    """In lower case, the adjectives of a state, also one that is another's too ("congolese")."""
    return frozenset(a.alias.casefold() for a in state_aliases() if a.code == code and a.form == "adjective")
