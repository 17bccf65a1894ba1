"""The room's tables, each read once.

In:      the CSV files of onrecord/data
Out:     StateName, OrganisationName, Office, RoleNoun, the words that look like actors and are none
Source:  the `source` column of each row
"""

from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.language.phrases import Phrases
from onrecord.terms.actors import ActorKind


@dataclass(frozen=True, slots=True)
class StateName:
    """Words for a state.

    form:  name, adjective, people, capital, seat (of power), place (inside the state).
    clues: words one of which must stand on the page for this reading; () when the words have no other.
    """

    code: str
    form: str
    clues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """Words for an organisation; form: name, members, seat, adjective. `name` is its plain short name."""

    name: str
    kind: str
    sector: str | None
    form: str
    clues: tuple[str, ...]

    @property
    def actor_kind(self) -> ActorKind:
        """Armed groups are their own kind; parties, media and territories are organisations."""
        return ActorKind.ARMED_GROUP if self.kind == "armed group" else ActorKind.ORGANISATION


@dataclass(frozen=True, slots=True)
class NotAnActor:
    """Words with a state's name in them that name no state: a sea, a treaty, a firm."""

    what: str


@dataclass(frozen=True, slots=True)
class Office:
    """A title. office "" is a form of address; `of` is the state that alone has this title, "" when many do."""

    title: str
    office: str
    sector: str | None
    of: str


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun that, with a state before it, names an organ of the state or a group of its people. sector "": the noun
    names somebody beside the state ("Kenya's ruling party"), whom we cannot name."""

    noun: str
    sector: str
    kind: ActorKind


def _clues(cell: str) -> tuple[str, ...]:
    return tuple(c for c in cell.split("|") if c)


@cache
def names() -> Phrases[StateName | OrganisationName | NotAnActor]:
    """Every name of aliases.csv, organisations.csv and not_actors.csv."""
    pairs: list[tuple[str, StateName | OrganisationName | NotAnActor]] = [
        (row["alias"], StateName(row["code"], row["form"], _clues(row["clues"]))) for row in rows("en/aliases.csv")
    ]
    for row in rows("en/organisations.csv"):
        named = OrganisationName(row["name"], row["kind"], row["sector"] or None, row["form"], _clues(row["clues"]))
        pairs.append((row["alias"], named))
    pairs.extend((row["phrase"], NotAnActor(row["what"])) for row in rows("en/not_actors.csv"))
    return Phrases(pairs)


@cache
def state_names() -> dict[str, str]:
    """The name to list a state by, for each code: its first name in aliases.csv."""
    listed: dict[str, str] = {}
    for row in rows("en/aliases.csv"):
        if row["form"] == "name":
            listed.setdefault(row["code"], row["alias"])
    return listed


@cache
def offices() -> Phrases[Office]:
    """Titles, lower case."""
    return Phrases(
        (row["title"], Office(row["title"], row["office"], row["sector"] or None, row["of"]))
        for row in rows("en/offices.csv")
    )


@cache
def role_nouns() -> dict[str, RoleNoun]:
    """By the noun's lemma."""
    return {
        row["noun"]: RoleNoun(row["noun"], row["sector"], ActorKind(row["kind"])) for row in rows("en/role_nouns.csv")
    }
