"""Whose official somebody is, where no title and no table says it.

In:      PlainText, namings, sightings and persons of the page
Out:     a state for each such person, inferred, with its basis; the state announced by any source of a sentence
Refuses: a person whom the page calls something else than an official; two states announced by one person
Source:  usage of agencies: "Nepal will close the pass, Defence Minister Hari Thapa said" is Nepal's minister
Shown:   tests/actors/test_home_states.py

What is asked first: the state whose action the person announces as his own government's; then the dateline, the
headline, the state the page is about.
"""

from collections import Counter
from collections.abc import Iterable

from onrecord.actors.names import Naming
from onrecord.actors.persons import NameSighting, Person
from onrecord.actors.plain_text import PlainText
from onrecord.language.words import word_list

OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP"})
SPEAKING = word_list("speaks for a state")
SPEAKING_FOR_SELF = word_list("office of oneself")
SAYING = word_list("verb of saying for officials")
# A page is about one state when it names it this often and this much more than the others.
MANY_NAMINGS = 3
MOST_NAMINGS = 0.75
# Offices that are seldom named without their state except at home.
HOME_OFFICES = word_list("office named alone at home")
GUESTS = word_list("guest of a state")
HOSTS = word_list("host of many")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANNOUNCED = "the state whose deed is announced"
SAID_IN = "the city it was said in"
# Verbs that without a modal say what a state has in mind: "Mexico stands ready", "Oman refuses".
UNDERTAKING = word_list("has in mind")
OWN = word_list("own organ") | word_list("own doing") | word_list("own stance")
CITIES = frozenset({"capital", "place"})
DATELINE = "the place of the dateline"
PAGE = "the state the page is about"
HEADLINE = "the state of the headline"


class HomeStates:
    """The states of one page as those that its officials may serve."""

    def __init__(self, wording: PlainText, namings: tuple[Naming, ...]) -> None:
        self._wording, self._parse = wording, wording.parse
        self._naming_at = {i: n for n in namings for i in range(n.first, n.last + 1)}
        self._namings = namings

    def announced(self, token: int) -> str | None:
        """The state whose action whoever is named at this token announces: "Nepal will close the pass ..., Thapa said",
        "Thapa said Nepal would", "Kathmandu will not, said Thapa"; None when he says nothing of the kind."""
        parse = self._parse
        head = token
        while parse.deps[head] in {"compound", "appos", "flat", "conj"} and parse.heads[head] != head:
            head = parse.heads[head]
        if parse.deps[head] not in SUBJECTS:
            return None
        # "ruled out a lease and said the government would"
        verbs = [v for v in (parse.heads[head], *self._joined(parse.heads[head])) if parse.lemmas[v] in SAYING]
        told = [c for v in verbs for c in parse.children[v] if parse.deps[c] in {"ccomp", "parataxis"}]
        # "Nepal, Thapa said, will close the pass"; "Nepal will close the pass, and has no plans, Thapa said"
        around = [
            v for v in verbs if parse.deps[v] in ({"parataxis", "ccomp"} if told else {"parataxis", "ccomp", "conj"})
        ]
        told += [parse.heads[v] for v in around if parse.heads[v] not in told]
        states = {s for c in told if (s := self._undertaking(c))}
        return states.pop() if len(states) == 1 else None

    def _joined(self, verb: int) -> list[int]:
        return [c for c in self._parse.children[verb] if self._parse.deps[c] == "conj"]

    def _undertaking(self, verb: int) -> str | None:
        """The state that is the subject of a verb under will or would; None for another subject or no such modal."""
        parse = self._parse
        subject = next((c for c in parse.children[verb] if parse.deps[c] in SUBJECTS), None)
        modal = any(parse.deps[c] == "aux" and parse.tags[c] == "MD" for c in parse.children[verb])
        ready = parse.lemmas[verb] in UNDERTAKING
        if subject is None or not (modal or ready):
            return None
        naming = self._naming_at.get(subject)
        if naming is not None and naming.state is not None and naming.last == subject:
            return naming.state if naming.named.form in {"name", "capital", "seat"} else None
        if parse.lemmas[subject].lower() not in OWN:
            return None
        # "Lithuania's government", "the Kyrgyz army", "Poland's refusal".
        owners = (
            self._naming_at.get(c) for c in parse.children[subject] if parse.deps[c] in {"poss", "amod", "compound"}
        )
        return next((o.state for o in owners if o is not None and o.state), None)

    def said_in(self, token: int) -> str | None:
        """The state in whose capital or town whoever is named at this token speaks: "President Rahmon said in
        Dushanbe", "a spokesman in Kabul"; None where everybody meets."""
        parse = self._parse
        head = token
        while parse.deps[head] in {"compound", "appos", "flat"} and parse.heads[head] != head:
            head = parse.heads[head]
        verb = parse.heads[head]
        saying = verb if parse.deps[head] in SUBJECTS and parse.lemmas[verb] in SAYING else None
        objects = (
            [c for c in parse.children[saying] if parse.deps[c] in {"dobj", "dative"}] if saying is not None else []
        )
        for above in (head, *((saying,) if saying is not None else ()), *objects):
            for preposition in parse.children[above]:
                if parse.deps[preposition] != "prep" or parse.lower(preposition) != "in":
                    continue
                naming = next((self._naming_at.get(c) for c in parse.children[preposition]), None)
                if naming and naming.state and naming.named.form in CITIES and self._words(naming) not in HOSTS:
                    return naming.state
        return None

    def named(self) -> Counter[str]:
        """How often each state is named."""
        return Counter(n.state for n in self._namings if n.state)

    def of_dateline(self) -> str | None:
        """The state the story was filed from, unless from where everybody meets; None without one, or with two."""
        inside = [n for n in self._namings if n.state and self._wording.in_dateline(n.first)]
        if any(self._words(n) in HOSTS for n in inside):
            return None
        states = {n.state for n in inside}
        return states.pop() if len(states) == 1 else None

    def of_headline(self) -> str | None:
        """The one state the headline names."""
        starts, heads = self._parse.starts, self._wording.headlines
        states = {n.state for n in self._namings if n.state and any(h.start <= starts[n.first] < h.end for h in heads)}
        return states.pop() if len(states) == 1 else None

    def _words(self, naming: Naming) -> str:
        return self._wording.text[self._parse.starts[naming.first] : self._parse.ends[naming.last]]


def infer_states(home: HomeStates, sightings: tuple[NameSighting, ...], persons: tuple[Person, ...]) -> None:
    """Fills the state of every official whom nothing else has given one, with the basis it rests on."""
    here = home.named()
    said: dict[int, set[str]] = {}
    where: dict[int, set[str]] = {}
    for sighting in sightings:
        state = home.announced(sighting.last)
        if state is not None:
            said.setdefault(id(sighting.person), set()).add(state)
        city = home.said_in(sighting.last)
        if city is not None:
            where.setdefault(id(sighting.person), set()).add(city)
    for person in persons:
        if person.state or person.organisation or person.silent or not may_announce(person):
            continue
        announced = said.get(id(person), set())
        if len(announced) == 1:
            _infer(person, next(iter(announced)), ANNOUNCED)
        elif is_official(person) and not announced:
            if person.offices & GUESTS:
                continue
            cities = where.get(id(person), set())
            city = next(iter(cities)) if len(cities) == 1 else None
            for state, basis in ((city, SAID_IN), (home.of_dateline(), DATELINE), (home.of_headline(), HEADLINE)):
                if state is not None and person.state is None:
                    _infer(person, state, basis)
    here.update(p.state for p in persons if p.state)
    _serve_the_page(persons, here)


def _infer(person: Person, state: str, basis: str) -> None:
    person.state, person.basis, person.inferred = state, basis, True


def is_official(person: Person) -> bool:
    """Does the page give the person an office of a state?"""
    return person.sector in OFFICIAL_SECTORS or bool(person.offices & SPEAKING)


def may_announce(person: Person) -> bool:
    """May it be a government's action that this person announces? Anybody in an office, "its immigration chief" too,
    but for those who speak for themselves; a surname that the page says nothing of."""
    if person.offices:
        return not person.offices & SPEAKING_FOR_SELF
    return is_official(person) or is_unknown(person)


def is_unknown(person: Person) -> bool:
    """Is it a surname that the page never says more about: "Thapa said"?"""
    return " " not in person.name and not person.offices and person.sector is None


def _serve_the_page(persons: Iterable[Person], here: Counter[str]) -> None:
    """Ministers named without their state act for the state the page is about, when it is about one: "Health Minister
    Lukasz Szumowski" on a page where Poland is nearly the only state named."""
    ranked = here.most_common(1)
    if not ranked or ranked[0][1] < MANY_NAMINGS or ranked[0][1] < MOST_NAMINGS * here.total():
        return
    for person in persons:
        spoken_for = person.state or person.organisation or person.silent
        if not spoken_for and person.sector == "GOV" and person.office and person.offices & HOME_OFFICES:
            person.state, person.basis, person.inferred = ranked[0][0], PAGE, True
