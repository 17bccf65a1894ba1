"""Nouns that name an actor through a state, an organisation or a person: "Kyiv's army", "Hamas fighters".

In:      PageNames (what has been found so far)
Out:     Nominal: tokens, kind of mention, actor
Refuses: "the government" where two states may be meant; hyphenated company ("Iran-backed militia" is not Iran's)
Source:  role_nouns.csv, words.csv
Shown:   tests/actors/test_nominals.py
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.actors.casting import (
    group_actor,
    inferred_organ,
    organ_actor,
    organisation_actor,
    person_actor,
    state_actor,
)
from onrecord.actors.home_states import ANNOUNCED, DATELINE, PAGE, SAID_IN, SAYING
from onrecord.actors.names import Naming
from onrecord.actors.officeholders import has_office, same_office
from onrecord.actors.page_names import PageNames, is_companion
from onrecord.actors.persons import NameSighting, Person
from onrecord.actors.tables import OrganisationName, RoleNoun, role_nouns
from onrecord.language.words import word_list, word_values
from onrecord.terms.actors import Actor, MentionKind

STATE_NOUNS = word_list("noun for a state")
# Nouns that alone, with "the", stand for a state or its organ when the page leaves no doubt which.
ALONE = word_list("noun that stands alone")
# Which of them name persons: "the president" is the president the page names, if it names one.
BY_OFFICE = word_list("noun for a holder")
PHRASE_POS = frozenset({"ADJ", "NOUN", "PROPN", "PART", "NUM", "DET", "ADV", "VERB"})
BRACKETS = frozenset("-.[]()")
APART = frozenset({"dobj", "nsubj", "pobj", "attr", "conj"})
# "the government in Lima": only those who govern are owned by the place they sit in.
GOVERNING = word_list("governs from a place")
# Nouns that names of organisations are made with.
NAMING_NOUNS = word_list("makes names of organisations")
# Who may be a side in a conflict without a name of its own.
SIDES = word_list("side without a name")
WITHOUT_A_STATE = frozenset({"REB", "OPP", "CVL", "BUS", "MED", "LAB", "REL"})
ORIGIN = frozenset({"CVL", "MIL", "GOV", "LEG", "BUS"})
MAX_PHRASE = 12
ORGANS_THAT_SPEAK = frozenset({"GOV", "MIL", "COP", "SPY"})
GUESTS = word_list("guest of a state")
SPOKEN_FOR = word_list("speaks for a state")
CIVIL = frozenset({"GOV", "JUD", "LEG"})
MUCH_MORE = 2
SITE = "the state on whose own site the page stands"


@dataclass(frozen=True, slots=True)
class Nominal:
    """Tokens `first` to `last` name this actor; None: we cannot say whom."""

    first: int
    last: int
    kind: MentionKind
    actor: Actor | None


def find_short_names(scene: PageNames) -> Iterator[Nominal]:
    """ "The coalition", "the foundation", "the Council" after "the Coalition of Free Forces", "the Clinton Foundation",
    "the Security Council": a noun that the name of one organisation holds."""
    parse, wording = scene.parse, scene.wording
    called: dict[str, dict[str, Naming]] = {}
    for token in range(len(parse)):
        naming = scene.naming_at.get(token)
        if naming is not None:
            if isinstance(naming.named, OrganisationName) and naming.first == token < naming.last:
                for i in range(token, naming.last + 1):
                    if parse.lower(i) in NAMING_NOUNS:
                        called.setdefault(parse.lower(i), {})[naming.named.name] = naming
            continue
        held = called.get(parse.lower(token), {})
        alone = token > 0 and parse.lower(token - 1) in {"the", "this"} and parse.heads[token - 1] == token
        followed = token + 1 < len(parse) and wording.word(token + 1) == "of"
        if len(held) == 1 and alone and not followed and parse.deps[token] not in {"compound", "amod"}:
            named = next(iter(held.values())).named
            if isinstance(named, OrganisationName):
                yield Nominal(token - 1, token, MentionKind.NOMINAL, organisation_actor(named))


def find_bodies(scene: PageNames) -> Iterator[Nominal]:
    """ "The group", "the bloc", "the agency": the one organisation named just before, when only one was."""
    parse = scene.parse
    for token in range(1, len(parse)):
        if word_values("epithet").get(parse.lower(token)) != "organisation" or parse.pos[token] != "NOUN":
            continue
        if parse.lower(token - 1) != "the" or parse.heads[token - 1] != token or token in scene.naming_at:
            continue
        if any(parse.deps[c] not in {"det", "punct"} for c in parse.children[token]):
            continue  # "the group of seven", "the group that": says itself which
        named = scene.bodies_before(token)
        if len(named) == 1:
            yield Nominal(token - 1, token, MentionKind.NOMINAL, organisation_actor(named[0]))


def find_nominals(scene: PageNames) -> Iterator[Nominal]:
    """Every noun that names an actor, in text order."""
    nouns, parse = role_nouns(), scene.parse
    said: dict[str, dict[str, Actor]] = {}
    for token in range(len(parse)):
        if parse.pos[token] not in {"NOUN", "PROPN", "ADJ"} or token in scene.titled_at or token in scene.naming_at:
            continue
        noun = nouns.get(parse.lemmas[token].lower())
        if noun is None or _inside_compound(scene, token):
            continue
        noun = _in_office(scene, token, noun)
        found = _owned(scene, token, noun) or _again(scene, token, said) or _alone(scene, token, noun)
        if found is None or found.actor is None:
            found = _at_home(scene, token, noun) or found
        found = found or _side(scene, token, noun)
        if found is not None:
            yield found
            if found.actor is not None:
                said.setdefault(parse.lemmas[token].lower() + parse.tags[token][-1], {})[found.actor.id] = found.actor


def _in_office(scene: PageNames, token: int, noun: RoleNoun) -> RoleNoun:
    """ "Solicitor general", "prosecutor general": the office's sector, where the last word alone would be a soldier."""
    title = scene.titles.ending.get(token)
    if title is None or title.first == title.last or title.office.sector not in CIVIL or noun.sector != "MIL":
        return noun
    return replace(noun, sector=title.office.sector)


def _again(scene: PageNames, token: int, said: dict[str, dict[str, Actor]]) -> Nominal | None:
    """ "The officials", "those troops": the ones spoken of before, when only one lot was."""
    parse = scene.parse
    before = said.get(parse.lemmas[token].lower() + parse.tags[token][-1], {})
    article = token - 1
    if len(before) != 1 or article < 0 or parse.lower(article) not in {"the", "those", "these"}:
        return None
    return Nominal(article, token, MentionKind.NOMINAL, next(iter(before.values())))


def _inside_compound(scene: PageNames, token: int) -> bool:
    """Does the noun only qualify another role noun: "army" in "army staff"?"""
    parse = scene.parse
    head = parse.heads[token]
    return parse.deps[token] in {"compound", "amod"} and head > token and parse.lemmas[head].lower() in role_nouns()


def _owned(scene: PageNames, token: int, noun: RoleNoun) -> Nominal | None:
    parse = scene.parse
    first = phrase_start(scene, token)
    owner = next((o for o in (_owner_at(scene, i) for i in range(first, token)) if o is not None), None)
    last = token
    if owner is None:
        owner, last = _owner_after(scene, token, noun)
    if owner is None:
        return None
    start = first
    while start < token and parse.pos[start] in {"DET", "NUM"}:
        start += 1
    if isinstance(owner, NameSighting):
        person = owner.person
        if noun.sector not in {"GOV", "MIL"} or not (person.state or person.organisation):
            return None
        if person.state is None:
            return Nominal(first, last, MentionKind.NOMINAL, person_actor(person))
        return Nominal(start, last, MentionKind.NOMINAL, organ_actor(person.state, noun.sector))
    if not noun.sector:
        # "The Russian party was willing": in diplomacy a side, when nothing but the state goes before it.
        a_side = noun.noun == "party" and isinstance(owner, Naming) and owner.last == token - 1 and owner.state
        side = organ_actor(owner.state, "GOV") if a_side and owner.named.form == "adjective" else None
        return Nominal(start, last, MentionKind.NOMINAL, side)
    if isinstance(owner.named, OrganisationName):
        return Nominal(start, last, MentionKind.NOMINAL, organisation_actor(owner.named))
    state = owner.named.code
    if noun.sector in {"REB", "OPP"} or (noun.sector == "COP" and owner.named.form == "place"):
        words = scene.wording.text[parse.starts[start] : parse.ends[token]]
        return Nominal(start, last, MentionKind.NOMINAL, group_actor(words, noun.sector))
    if parse.tags[token] in {"NN", "NNP"} and word_values("epithet").get(noun.noun) == "person":
        known = _of_state(scene, token, state)
        if known is not None:
            return Nominal(first, last, MentionKind.EPITHET, person_actor(known))
    if noun.noun in STATE_NOUNS:
        return Nominal(start, last, MentionKind.NOMINAL, state_actor(state))
    return Nominal(start, last, MentionKind.NOMINAL, organ_actor(state, noun.sector))


def phrase_start(scene: PageNames, token: int) -> int:
    """The first token of the noun phrase that ends at this noun: articles, owners and adjectives before it."""
    parse, wording = scene.parse, scene.wording
    low = max(parse.sentence_of(token).start, token - MAX_PHRASE)
    first = token
    while first - 1 >= low:
        before = first - 1
        if before in scene.titled_at and before not in scene.sighting_at:
            break
        if parse.pos[before] == "VERB" and parse.deps[before] not in {"amod", "compound"}:
            break
        joined = parse.pos[before] in PHRASE_POS or wording.word(before) in BRACKETS or before in scene.naming_at
        if not joined:
            break
        # Two nouns side by side belong together only when one hangs on the other, or both on the same.
        apart = parse.pos[before] in {"NOUN", "PROPN"} and parse.deps[before] in APART
        if apart and not _possessive_follows(scene, before):
            break
        first = before
    return first


def _possessive_follows(scene: PageNames, token: int) -> bool:
    parse = scene.parse
    return token + 1 < len(parse) and parse.tags[token + 1] == "POS"


def _owner_at(scene: PageNames, token: int) -> Naming | NameSighting | None:
    """The owner that begins at this token; None where hyphens make it a mere companion."""
    naming = scene.naming_at.get(token)
    if naming is not None and naming.first == token:
        return None if is_companion(scene.wording, naming.first, naming.last) else naming
    sighting = scene.sighting_at.get(token)
    return sighting if sighting is not None and sighting.first == token else None


def _owner_after(scene: PageNames, token: int, noun: RoleNoun) -> tuple[Naming | None, int]:
    """The owner in "government of Chile", "the government in Lima", "a soldier from Ukraine"."""
    wording, parse = scene.wording, scene.parse
    after = token + 1
    if after + 1 >= len(parse):
        return None, token
    word = wording.word(after)
    spoken_for = word == "for" and noun.noun.startswith("spokes")
    allowed = (
        spoken_for
        or word == "of"
        or (word == "in" and noun.noun in GOVERNING)
        or (word == "from" and noun.sector in ORIGIN)
    )
    if not allowed:
        return None, token
    at = after + 1
    while at < len(parse) and at - after < 3 and (parse.pos[at] == "DET" or wording.word(at) in {"(", "["}):
        at += 1
    naming = scene.naming_at.get(at)
    if naming is None or naming.first != at:
        return None, token
    form = naming.named.form
    if spoken_for:  # "a spokesman for the Japanese government"
        return naming, naming.last
    if form == "adjective" or (at + 1 < len(parse) and _possessive_follows(scene, naming.last)):
        return None, token
    return naming, naming.last


def _of_state(scene: PageNames, token: int, state: str) -> Person | None:
    """The person of the page that "the Belarusian strongman" or "Slovenia's president" means; None when none or two
    are named before it."""
    office = office_at(scene, token)
    fitting = {
        id(s.person): s.person
        for s in scene.sightings
        if s.first < token and s.person.state == state and _fits(s.person, office)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def office_at(scene: PageNames, token: int) -> str:
    """The office that the title ending at this noun means, else the noun itself."""
    title = scene.titles.ending.get(token)
    return title.office.office if title and title.office.office else scene.parse.lemmas[token].lower()


def _fits(person: Person, office: str) -> bool:
    """May this person be called by the title?"""
    if office == "head of state":
        return person.state is not None and person.office in {"president", "acting president", "king", "emir", "leader"}
    if office in {"strongman", "leader", "ruler", "autocrat", "dictator"}:
        return person.office is None or same_office("leader", person.office)
    held = person.offices | ({person.office} if person.office else set())
    # "The minister" may be a foreign minister; "the president" is no vice president.
    return any(same_office(office, h) or (h.endswith(office) and not h.startswith(("vice", "deputy"))) for h in held)


def _alone(scene: PageNames, token: int, noun: RoleNoun) -> Nominal | None:
    """ "The government", "the president", "the country": whom the page leaves no choice about."""
    parse, wording = scene.parse, scene.wording
    head_of_state = scene.titles.ending.get(token)
    if head_of_state is not None and head_of_state.office.office in {"head of state", "head of government"}:
        owned = _head_of(scene, head_of_state.first, token)
        if owned is not None:
            return owned
        found = _by_office(scene, head_of_state.first, token, "head of state")
        state = scene.only_state_near(token) if found is None else None
        if state is None:
            return found
        return Nominal(head_of_state.first, token, MentionKind.NOMINAL, organ_actor(state, "GOV"))
    if noun.noun not in ALONE:
        return None
    first = phrase_start(scene, token)
    articles = [i for i in range(first, token) if parse.lower(i) == "the"]
    if noun.sector == "MIL" and any(parse.lower(i) == "government" for i in range(first, token)):
        articles = articles or [first]  # "government troops"
    at = parse.starts[token]
    if any(h.start <= at < h.end for h in wording.headlines):
        articles = articles or [first]  # "Belarus: leader says country could join"
    if not articles or any(i in scene.naming_at or i in scene.sighting_at for i in range(first, token)):
        return None
    if token + 1 < len(parse) and wording.word(token + 1) == "of":
        return None
    first = articles[-1]
    plural = parse.tags[token] in {"NNS", "NNPS"} and parse.lower(token - 1) != "government"
    # "The band leader" is no leader of a state.
    title = scene.titles.ending.get(token)
    plain = all(parse.pos[i] in {"ADJ", "VERB"} or (title and i >= title.first) for i in range(first + 1, token))
    if noun.noun in BY_OFFICE and not plain:
        return None
    if noun.noun in BY_OFFICE and not plural:
        office = office_at(scene, token)
        found = _on_own_site(scene, first, token, office) or _by_office(scene, first, token, office)
        if found is not None:
            return found
    if plural and noun.noun not in {"authority", "force", "troop", "police", "military"}:
        return None
    near = scene.only_state_near(token)
    state = near or scene.page_state
    if state is None:
        return None
    if near is None:
        return Nominal(first, token, MentionKind.NOMINAL, _inferred(scene, first, token, state, noun.sector, PAGE))
    actor = state_actor(state) if noun.noun in STATE_NOUNS else organ_actor(state, noun.sector)
    return Nominal(first, token, MentionKind.NOMINAL, actor)


def _head_of(scene: PageNames, first: int, token: int) -> Nominal | None:
    """ "The Russian head of state": the state's head, by name where the page names one."""
    start = phrase_start(scene, first)
    owner = next((o for o in (_owner_at(scene, i) for i in range(start, first)) if isinstance(o, Naming)), None)
    if owner is None or owner.state is None:
        return None
    known = _of_state(scene, token, owner.state)
    if known is not None:
        return Nominal(start, token, MentionKind.EPITHET, person_actor(known))
    return Nominal(start, token, MentionKind.NOMINAL, organ_actor(owner.state, "GOV"))


def _on_own_site(scene: PageNames, first: int, token: int, office: str) -> Nominal | None:
    """ "The President said", with a capital, on a president's own site: he, whoever else the page calls president."""
    state = scene.site
    if state is None or not scene.wording.word(token)[:1].isupper() or not has_office(state, office):
        return None
    named = [s for s in scene.sightings if s.person.state == state and _fits(s.person, office)]
    before = [s.person for s in named if s.first < token] or [s.person for s in named]
    if before:
        return Nominal(first, token, MentionKind.EPITHET, person_actor(before[-1]))
    return Nominal(first, token, MentionKind.NOMINAL, _inferred(scene, first, token, state, "GOV", SITE))


def _inferred(scene: PageNames, first: int, last: int, state: str, sector: str, basis: str) -> Actor:
    words = " ".join(scene.wording.text[scene.parse.starts[first] : scene.parse.ends[last]].split())
    return inferred_organ(words, state, sector, basis)


def _at_home(scene: PageNames, token: int, noun: RoleNoun) -> Nominal | None:
    """Officials without a state: "Nepal will close the pass, the defence minister said", "an official in Ankara", and
    where only officials said it, those of the place the story was filed from."""
    parse = scene.parse
    if noun.sector not in ORGANS_THAT_SPEAK and noun.noun not in SPOKEN_FOR:
        return None
    first = phrase_start(scene, token)
    if any(i in scene.naming_at or i in scene.sighting_at for i in range(first, token)):
        return None
    guest = parse.lemmas[token].lower() in GUESTS or any(_is_of_elsewhere(scene, i) for i in range(first, token))
    says = parse.deps[token] in {"nsubj", "nsubjpass"} and parse.lemmas[parse.heads[token]] in SAYING
    for state, basis in (
        (scene.home.announced(token), ANNOUNCED),
        (None if guest else scene.home.said_in(token), SAID_IN),
        (scene.home.of_dateline() if says and not guest else None, DATELINE),
    ):
        if state is not None:
            sector = noun.sector if noun.sector in ORGANS_THAT_SPEAK else "GOV"
            return Nominal(first, token, MentionKind.NOMINAL, _inferred(scene, first, token, state, sector, basis))
    return None


def _is_of_elsewhere(scene: PageNames, token: int) -> bool:
    """ "A Gulf official", "Western diplomats": a capital letter says that they are somebody else's."""
    return scene.wording.word(token)[:1].isupper() and scene.parse.deps[token] in {"amod", "compound", "poss"}


def _side(scene: PageNames, token: int, noun: RoleNoun) -> Nominal | None:
    """ "The rebels", "anti-austerity protesters", "the opposition": a side of its own, by its plain name. One of them
    ("a rebel") is no side."""
    parse = scene.parse
    one = parse.tags[token] in {"NN", "NNP"} and noun.noun != "opposition"
    if one or noun.sector not in WITHOUT_A_STATE or parse.deps[token] in {"compound", "amod"}:
        return None
    first = phrase_start(scene, token)
    actor = group_actor(parse.lower(token), noun.sector, is_side=noun.noun in SIDES)
    return Nominal(first, token, MentionKind.NOMINAL, actor)


def _by_office(scene: PageNames, first: int, token: int, office: str) -> Nominal | None:
    """The person of the page in this office, one named before if there is one; nobody when two states' holders fit;
    None when the page names no holder."""
    named = [s for s in scene.sightings if _fits(s.person, office)]
    fitting = [s.person for s in named if s.first < token] or [s.person for s in named]
    if not fitting:
        return None
    # "Belarus: leader says": of several leaders, the one of the only state in sight.
    state = scene.only_state_near(token)
    fitting = [p for p in fitting if p.state == state] or fitting
    one = fitting[-1]
    same = all(p is one or (p.state, p.organisation) == (one.state, one.organisation) for p in fitting)
    if not same:  # of two presidents, the one the page is about: named more than twice as often
        often = Counter(id(s.person) for s in scene.sightings if any(s.person is p for p in fitting)).most_common(2)
        if len(often) == 1 or often[0][1] > MUCH_MORE * often[1][1]:
            one, same = next(p for p in fitting if id(p) == often[0][0]), True
    return Nominal(first, token, MentionKind.EPITHET, person_actor(one) if same else None)
