"""Whom somebody means who types a name: "Iran", "north korea", "Turkish", "732", "hizbollah".

In:      what was typed; codes beside those of the tables
Out:     NamedActor; names like it, where nobody is called so
Refuses: a name that means more than one (AmbiguousName), one that means nobody (UnknownName)
Source:  data/en/aliases.csv, data/en/organisations.csv, data/country_codes.csv (ISO 3166, Correlates of War,
         Gleditsch and Ward)
Shown:   tests/language/test_actor_names.py

A capital or a seat of power is its state, as in the news: "Moscow" is Russia.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from onrecord.data import rows
from onrecord.language.state_names import STATE_FORMS, names_of_states, state_aliases
from onrecord.terms.errors import OnRecordError

# Systems of country_codes.csv whose codes a person may type, the first that has the code wins.
SYSTEMS = ("iso3", "gw", "cow")
GOVERNMENT_FORMS = frozenset({*STATE_FORMS, "capital", "seat"})
MOST_SUGGESTIONS = 3
LIKE_ENOUGH = 0.7  # difflib's ratio: "Irn" finds Iran, "Belrus" Belarus; lower finds strangers


@dataclass(frozen=True, slots=True)
class NamedActor:
    """code: as norms and events carry it ("IRN", "NATO"); name: the name to show."""

    code: str
    name: str


class UnknownName(OnRecordError):
    """Nobody in the tables or on record is called so; suggestions: names like it, the likest first."""

    def __init__(self, typed: str, suggestions: tuple[str, ...]) -> None:
        listed = (
            " or ".join((", ".join(suggestions[:-1]), suggestions[-1])) if suggestions[1:] else "".join(suggestions)
        )
        super().__init__(f"no actor is called {typed!r}" + (f"; did you mean {listed}?" if listed else ""))
        self.suggestions = suggestions


class AmbiguousName(OnRecordError):
    """The name means more than one actor; codes: theirs."""

    def __init__(self, typed: str, actors: tuple[NamedActor, ...]) -> None:
        listed = ", ".join(f"{a.code} ({a.name})" for a in actors)
        super().__init__(f"{typed!r} may mean {listed}: write the code")
        self.codes = tuple(a.code for a in actors)


def actor_named(typed: str, *, on_record: Iterable[str] = ()) -> NamedActor:
    """The actor a person means by what was typed, in any letter case, with or without "the" and accents.

    on_record: codes that count beside those of the tables (an armed group the ledger knows by its own name).

    >>> [actor_named(typed).code for typed in ("North Korea", "732", "the Turkish")]
    ['PRK', 'KOR', 'TUR']
    """
    key = _key(typed)
    held = {_key(code): code for code in on_record}
    if key in held:
        return NamedActor(held[key], name_of(held[key]))
    for system in SYSTEMS:
        state = _codes(system).get(key)
        if state is not None:
            return NamedActor(state, name_of(state))
    found = tuple(NamedActor(code, name_of(code)) for code in dict.fromkeys(_names().get(key, ())))
    if len(found) > 1:
        raise AmbiguousName(typed, found)
    if found:
        return found[0]
    seat = _of_a_seat(key)
    if seat is not None:
        return NamedActor(seat, name_of(seat))
    known = {key: name_of(codes[0]) for key, codes in _names().items()}
    known |= {key: name_of(code) for key, code in held.items()}
    close = get_close_matches(key, known, n=MOST_SUGGESTIONS * 3, cutoff=LIKE_ENOUGH)
    raise UnknownName(typed, tuple(dict.fromkeys(known[k] for k in close))[:MOST_SUGGESTIONS])


def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode() or words
    return " ".join(plain.casefold().replace(".", "").replace("-", " ").removeprefix("the ").split())


def _of_a_seat(key: str) -> str | None:
    """The state whose seat is named by another of its names: "US Congress" is in the table, the long name not."""
    words = key.split()
    for cut in range(1, len(words)):
        states = set(_names().get(" ".join(words[:cut]), ()))
        if len(states) == 1 and (*states, " ".join(words[cut:])) in _seats():
            return states.pop()
    return None


@cache
def _seats() -> frozenset[tuple[str, str]]:
    """(state, the words after its name) of each seat that is listed under a name of its state."""
    found = set()
    for alias in state_aliases():
        words = _key(alias.alias).split() if alias.form == "seat" else []
        found |= {
            (alias.code, " ".join(words[cut:]))
            for cut in range(1, len(words))
            if set(_names().get(" ".join(words[:cut]), ())) == {alias.code}
        }
    return frozenset(found)


@cache
def _codes(system: str) -> dict[str, str]:
    return {row["code"].casefold(): row["state"] for row in rows("country_codes.csv") if row["system"] == system}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Codes by name; a name with clues counts too: whoever types "Georgia" means the state."""
    held: dict[str, list[str]] = {}
    for alias in state_aliases():
        if alias.form in GOVERNMENT_FORMS:
            held.setdefault(_key(alias.alias), []).append(alias.code)
    for row in rows("country_codes.csv"):
        if row["system"] == "name":
            held.setdefault(_key(row["code"]), []).append(row["state"])
    for row in rows("en/organisations.csv"):
        if row["form"] == "name":
            held.setdefault(_key(row["alias"]), []).append(row["name"])
    return {key: tuple(codes) for key, codes in held.items()}


@cache
def _listed() -> dict[str, str]:
    return dict(names_of_states())


def name_of(code: str) -> str:
    """The name to show for a code: the state's, else the code itself.

    >>> name_of("PRK"), name_of("NATO")
    ('North Korea', 'NATO')
    """
    return _listed().get(code, code)


def is_listed(code: str) -> bool:
    """Does a code stand in our tables? Else it is a name that some page gave.

    >>> is_listed("BLR"), is_listed("NATO"), is_listed("the Lakeside Militia")
    (True, True, False)
    """
    return code in _all_listed()


@cache
def _all_listed() -> frozenset[str]:
    held = {code for codes in _names().values() for code in codes}
    return frozenset(held | {row["state"] for row in rows("country_codes.csv")} | _listed().keys())


def names_actor(words: str, code: str) -> bool:
    """Are the words a name of just this actor ("the Russian Federation", RUS)? A capital is none: it may be a place."""
    key = _key(words)
    return key == _key(code) or (set(_names().get(key, ())) == {code} and key not in _capitals())


@cache
def _capitals() -> frozenset[str]:
    return frozenset(_key(a.alias) for a in state_aliases() if a.form not in STATE_FORMS)
