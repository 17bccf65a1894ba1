"""Makes Actors of what was found, one for each thing named, and keeps their mentions.

In:      states, organs, organisations, persons, groups; the tokens that name them
Out:     Cast
Refuses: nothing
"""

from functools import cache

from onrecord.actors.persons import Person
from onrecord.actors.tables import OrganisationName, state_names
from onrecord.terms.actors import INFERRED, ROLE_ONLY, Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# How an organ of a state is listed, by PLOVER sector.
ORGANS = {
    "GOV": "government of {}",
    "MIL": "armed forces of {}",
    "COP": "police of {}",
    "LEG": "parliament of {}",
    "JUD": "courts of {}",
    "CVL": "people of {}",
    "BUS": "companies of {}",
    "MED": "press of {}",
    "LAB": "workers of {}",
    "REL": "clergy of {}",
    "SPY": "intelligence services of {}",
}


@cache
def state_actor(code: str) -> Actor:
    """The state as a whole."""
    return Actor(name=state_names().get(code, code), kind=ActorKind.STATE, state=code, basis="aliases.csv")


@cache
def organ_actor(code: str, sector: str) -> Actor:
    """A part of the state, or (CVL, BUS, MED, LAB, REL) its people."""
    kind = ActorKind.GROUP if sector in {"CVL", "BUS", "MED", "LAB", "REL"} else ActorKind.ORGAN
    name = ORGANS[sector].format(state_names().get(code, code))
    return Actor(name=name, kind=kind, state=code, sector=sector, basis="aliases.csv")


def inferred_organ(words: str, code: str, sector: str, basis: str) -> Actor:
    """Officials whose state is inferred, by their own words ("the defence minister"): no certain part of the state."""
    return Actor(name=words, kind=ActorKind.ORGAN, state=code, sector=sector, basis=INFERRED + basis)


def organisation_actor(named: OrganisationName) -> Actor:
    """An organisation, from the table or in its own words."""
    known = named.sector is not None or named.kind != "organisation"
    return Actor(
        name=named.name,
        kind=named.actor_kind,
        sector=named.sector,
        basis="organisations.csv" if known else "entity tagger",
    )


def person_actor(person: Person) -> Actor:
    """A person, with whom they speak for."""
    return Actor(
        name=person.name,
        kind=ActorKind.PERSON,
        state=person.state,
        organisation=None if person.state else person.organisation,
        office=person.office,
        sector=person.sector,
        basis=INFERRED + person.basis if person.inferred else person.basis,
    )


def group_actor(words: str, sector: str | None, *, is_side: bool = True) -> Actor:
    """People without a state or a name of their own, in the page's words: "Angolan armed opposition". Those that are
    no side of anything ("civilians") have a sector and no code."""
    return Actor(name=words, kind=ActorKind.GROUP, sector=sector, basis="words on the page" if is_side else ROLE_ONLY)


class Casting:
    """A cast as it grows."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self.actors: dict[str, Actor] = {}
        self.mentions: dict[Span, Mention] = {}

    def add(self, first: int, last: int, kind: MentionKind, actor: Actor | None) -> None:
        """Tokens `first` to `last` name the actor (None: somebody or some place we cannot name). The first reading
        of the same words stays."""
        span = self._parse.span(first, last)
        if span in self.mentions:
            return
        if actor is not None:
            self.actors.setdefault(actor.id, actor)
        self.mentions[span] = Mention(span, kind, actor.id if actor else None)

    def cast(self) -> Cast:
        """The cast so far."""
        return Cast(self.actors.values(), self.mentions.values())
