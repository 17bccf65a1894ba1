"""Who is on a page: mentions to actors.

In:      Document, Parse
Out:     Cast, without pronouns (these need to know who speaks: see speaking.py)
Refuses: nothing; words that may mean two actors are left unnamed
Shown:   tests/actors/
"""

from onrecord.actors.candidates import set_apart
from onrecord.actors.casting import Casting, organ_actor, organisation_actor, person_actor, state_actor
from onrecord.actors.home_states import HomeStates, infer_states
from onrecord.actors.names import Naming, find_names
from onrecord.actors.nominals import find_bodies, find_nominals, find_short_names
from onrecord.actors.organisations import find_organisations
from onrecord.actors.page_names import PageNames
from onrecord.actors.persons import find_persons
from onrecord.actors.plain_text import PlainText
from onrecord.actors.roles import stands_as_place
from onrecord.actors.tables import OrganisationName, StateName
from onrecord.actors.titles import Titles
from onrecord.terms.actors import Actor, Cast, MentionKind
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse

PLACES = frozenset({"GPE", "LOC", "FAC"})


def resolve(document: Document, parse: Parse) -> Cast:
    """The cast of a page: names, titles, demonyms, seats of power, places, and nouns owned by any of them."""
    wording = PlainText(document, parse)
    return fill(wording, look(wording)).cast()


def look(wording: PlainText) -> PageNames:
    """Names, titles and persons of the page."""
    known = find_names(wording)
    found = sorted((*known, *find_organisations(wording, known)), key=lambda n: (n.first, -n.last))
    found = _own_councils(wording, found)
    # Of a dateline its places are kept; the agency in it says nothing.
    namings = tuple(n for n in found if n.state is not None or not wording.in_dateline(n.first))
    titles = Titles(wording, namings)
    sightings, persons = find_persons(wording, namings, titles)
    set_apart(wording, sightings, persons)
    home = HomeStates(wording, namings)
    infer_states(home, sightings, persons)
    return PageNames(wording, namings, sightings, titles, home)


def fill(wording: PlainText, scene: PageNames) -> Casting:
    """A mention for everything the scene shows."""
    casting = Casting(wording.parse)
    for sighting in scene.sightings:
        actor = person_actor(sighting.person)
        kind = MentionKind.TITLE_NAME if sighting.titled else MentionKind.NAME
        casting.add(sighting.whole_first, sighting.whole_last, kind, actor)
        if sighting.beside:
            casting.add(*sighting.beside, MentionKind.EPITHET, actor)
    for first in scene.naming_at.values():
        _add_joined(wording, scene, first, casting)
    for nominal in (*find_short_names(scene), *find_bodies(scene), *find_nominals(scene)):
        casting.add(nominal.first, nominal.last, nominal.kind, nominal.actor)
    for naming in dict.fromkeys(scene.naming_at.values()):
        kind, named = _mention(wording, naming)
        casting.add(naming.first, naming.last, kind, named)
    _add_unknown_places(wording, scene, casting)
    return casting


def _add_joined(wording: PlainText, scene: PageNames, naming: Naming, casting: Casting) -> None:
    """ "Russian-US talks": of two joined by a hyphen, the first."""
    after = scene.naming_at.get(naming.last + 2)
    if after is not None and naming.state and after.state and wording.word(naming.last + 1) in {"-", "–"}:
        casting.add(naming.first, after.last, MentionKind.DEMONYM, state_actor(naming.state))


def _mention(wording: PlainText, naming: Naming) -> tuple[MentionKind, Actor]:
    """How a naming points, and at whom."""
    named, parse = naming.named, wording.parse
    if isinstance(named, OrganisationName):
        kind = {"members": MentionKind.DEMONYM, "adjective": MentionKind.DEMONYM, "seat": MentionKind.METONYM}
        return kind.get(named.form, MentionKind.NAME), organisation_actor(named)
    if named.form == "adjective":
        return MentionKind.DEMONYM, state_actor(named.code)
    if named.form == "people":
        return MentionKind.DEMONYM, organ_actor(named.code, "CVL")
    if named.form == "place":
        # "New Mexico will sue": a part of a state that acts is its government there.
        if not wording.in_dateline(naming.first) and _acts(parse, naming.last):
            return MentionKind.METONYM, organ_actor(named.code, "GOV")
        return MentionKind.PLACE, state_actor(named.code)
    city = named.form in {"capital", "seat"}
    if wording.in_dateline(naming.first):
        return MentionKind.PLACE, state_actor(named.code)
    if stands_as_place(parse, naming.first, naming.last, capital=city):
        return MentionKind.PLACE, state_actor(named.code)
    if city:
        return MentionKind.METONYM, organ_actor(named.code, "GOV")
    return MentionKind.NAME, state_actor(named.code)


def _add_unknown_places(wording: PlainText, scene: PageNames, casting: Casting) -> None:
    """Places the tagger sees and no table knows: a mention that names nobody."""
    parse = wording.parse
    first = None
    for token in range(len(parse) + 1):
        ends = token == len(parse) or parse.entities[token] not in PLACES or parse.entity_starts[token]
        if first is not None and ends:
            if not any(i in scene.naming_at or i in scene.titled_at for i in range(first, token)):
                casting.add(first, token - 1, MentionKind.PLACE, None)
            first = None
        if token < len(parse) and first is None and parse.entities[token] in PLACES:
            first = token


def _acts(parse: Parse, token: int) -> bool:
    """Is it the subject of an action under will or would?"""
    verb = parse.heads[token]
    willed = any(parse.deps[c] == "aux" and parse.tags[c] == "MD" for c in parse.children[verb])
    return parse.deps[token] == "nsubj" and parse.pos[verb] == "VERB" and willed


def _own_councils(wording: PlainText, namings: list[Naming]) -> list[Naming]:
    """ "Russia's Security Council" is Russia's, not the United Nations'."""
    ending = {n.last: n for n in namings}
    held = []
    for naming in namings:
        owner = ending.get(naming.first - 2) if wording.word(naming.first - 1) == "'s" else ending.get(naming.first - 1)
        own = (
            isinstance(naming.named, OrganisationName)
            and naming.named.name == "UN"
            and "UN" not in wording.text[wording.parse.starts[naming.first] : wording.parse.ends[naming.last]]
        )
        if own and owner is not None and isinstance(owner.named, StateName):
            naming = Naming(naming.first, naming.last, StateName(owner.named.code, "seat", ()))
        held.append(naming)
    return held
