"""Persons: every name of one, its title, and whom that person speaks for.

In:      PlainText, namings, titles
Out:     NameSighting for each name; Person for everybody sighted, with state or organisation and office where known
Refuses: a state for holders out of their time, and for a surname that holders of two states share
Source:  titles in the text first, then officeholders.csv
Shown:   tests/actors/test_titles.py, tests/actors/test_holders.py
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from onrecord.actors.names import Naming, entity_at
from onrecord.actors.officeholders import (
    PARTICLES,
    SUFFIXES,
    called,
    family_name_first,
    gender_of,
    is_known,
    look_up,
    surname,
)
from onrecord.actors.person_names import person_names, words_of
from onrecord.actors.plain_text import PlainText
from onrecord.actors.roles import stands_as_place
from onrecord.actors.spellings import folded, same_first_name
from onrecord.actors.tables import Office, OrganisationName, StateName
from onrecord.actors.titles import Titled, Titles
from onrecord.language.words import word_list

SAYING = word_list("verb of saying")
HE = word_list("title of a man")
SHE = word_list("title of a woman")
# Nouns that are no office and still tell whom somebody speaks for.
WORKING_FOR = word_list("works for its organisation")
LONGEST_ASIDE = 12
# The tagger takes "Trump" for an adjective now and then.
NAMELIKE = frozenset({"PROPN", "ADJ", "NOUN"})
# Offices whose holder tells the time: one at once, and named with it.
DATING_OFFICES = frozenset({"president", "prime minister", "chancellor", "king"})
# Offices of which a state has several holders at once, so that the state must be said.
LEGISLATURES = frozenset({"USA", "PHL", "AUS", "FRA", "ITA", "CAN", "NGA", "ARG", "BRA", "MEX", "COL", "CHL", "ESP"})


@dataclass(slots=True)
class Person:
    """Somebody the page names, as it becomes known while reading."""

    name: str
    surname: str
    state: str | None = None
    organisation: str | None = None
    office: str | None = None
    sector: str | None = None
    gender: str | None = None
    basis: str = "entity tagger"
    inferred: bool = False  # the state is no word of the page's, and no certain row of the table's
    silent: bool = False  # a title said that this person speaks for no state ("opposition leader", "former president")
    offices: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)  # those of them that stand right before the name


@dataclass(frozen=True, slots=True)
class NameSighting:
    """A name of a person at tokens `first` to `last`; the whole mention, title and all, from `whole_first` to
    `whole_last`; `beside`: tokens of a title set off by a comma, a mention of its own; None without one."""

    first: int
    last: int
    whole_first: int
    whole_last: int
    person: Person
    titled: bool
    beside: tuple[int, int] | None = None


def find_persons(
    wording: PlainText, namings: tuple[Naming, ...], titles: Titles
) -> tuple[tuple[NameSighting, ...], tuple[Person, ...]]:
    """Every sighting, in text order, and every person, in the order of first sighting."""
    taken = {i for n in namings for i in range(n.first, n.last + 1)}
    naming_starting = {n.first: n for n in namings}
    here = Counter(n.state for n in namings if n.state)
    persons: list[Person] = []
    found: list[NameSighting] = []
    names = [(first, last, titles.before(first)) for first, last in person_names(wording, taken, titles)]
    places = _places_alone(wording, [(first, last) for first, last, before in names if before is None])
    names = [n for n in names if n[0] != n[1] or wording.word(n[0]) not in places]
    # "Mrs. Clinton" anywhere makes the bare Clinton of the headline a woman too.
    ladies = {
        surname(words_of(wording, one, end)) for one, end, before in names if before and before.office.title in SHE
    }
    for first, last, before in names:
        words = words_of(wording, first, last)
        after = titles.after(last)
        person = _person(words, persons, before.office if before else None, ladies)
        of_place, whole_last = _of_place(wording, last, naming_starting)
        # "Pakistan's army chief, General Khan": the title before the comma says whose general.
        further = titles.before(before.first) if before and before.naming is None else None
        # "Republican presidential candidate Texas Senator Ted Cruz" runs for an office, whatever he holds.
        running = titles.before(before.first) if before and before.naming else None
        further = running if running and running.office.office == "candidate" else further
        for titled in (further, before, after):
            if titled is not None:
                _learn(person, titled, here)
        if before and before.office.office and not before.former:
            person.called.add(before.office.office)
        if of_place and person.state is None and not person.silent:
            person.state, person.basis = of_place, "title in text"
        beside = (after.first, after.last) if after else None
        whole_first = before.first if before else first
        found.append(NameSighting(first, last, whole_first, whole_last, person, before is not None, beside))
    _affiliate(wording, namings, found)
    _date_by_titles(wording, persons)
    for person in persons:
        _know(person, wording, here)
    # Whose state is known now lends it to the page: "Trump" on a page makes "Christie" the American one.
    here.update(p.state for p in persons if p.state)
    for person in persons:
        if not (person.state or person.organisation):
            _know(person, wording, here)
    _named_by_state(wording, namings, found)
    found += _bare(wording, taken, found, persons, here)
    found.sort(key=lambda s: s.first)
    return tuple(found), tuple(persons)


def _places_alone(wording: PlainText, names: list[tuple[int, int]]) -> frozenset[str]:
    """Single words that stand nowhere but where places do: "in Masisi" is a town's name, whoever is called so."""
    words = {wording.word(last) for first, last in names if first == last}
    held: dict[str, bool] = {}
    for token in range(len(wording.parse)):
        if wording.word(token) in words:
            word = wording.word(token)
            held[word] = held.get(word, True) and stands_as_place(wording.parse, token, token, capital=False)
    return frozenset(word for word, always in held.items() if always)


def _date_by_titles(wording: PlainText, persons: list[Person]) -> None:
    """A page without a day is from the time in which those it calls president, prime minister or king were: on one of
    President Obama's, Trump is none. Left open where their times do not meet."""
    if wording.first_day is not None:
        return
    first, last = None, wording.last_day
    for person in persons:
        for office in person.offices & DATING_OFFICES:
            spells = [h for h in called(person.name) if h.office == office and (person.state or h.state) == h.state]
            if not spells or len({h.state for h in spells}) > 1 or person.silent:
                continue
            begun, ended = min(h.first for h in spells), max(h.last for h in spells) - timedelta(days=1)
            first = max(first, begun) if first else begun
            last = min(last, ended) if last else ended
    if first is not None and last is not None and first <= last:
        wording.first_day, wording.last_day = first, last


def _person(name: str, persons: list[Person], title: Office | None, ladies: set[str]) -> Person:
    """The person of the page this name is for; a new one when it is nobody's yet.

    A full name that continues a surname known only bare completes it. A bare surname is somebody so called whom its
    title fits: of several one who holds an office, of these the last named.
    """
    if name.isupper() and " " in name:  # "JAMES DUNN" at the foot of a letter is its James Dunn
        name = name.title()
    last = surname(name)
    fitting = [p for p in persons if _may_be(p, name, last, title, ladies)]
    fitting.sort(key=lambda p: bool(p.offices) or is_known(p.name))
    if fitting:
        person = fitting[-1]
        if len(name) > len(person.name):
            person.name, person.surname = name, last
        return person
    person = Person(name, last)
    persons.append(person)
    return person


def _may_be(person: Person, name: str, last: str, title: Office | None, ladies: set[str]) -> bool:
    """May the name, with the title before it, be this person's?"""
    if person.name == name:
        return True
    if " " in name and " " in person.name:
        return name.endswith(" " + person.name) or person.name.endswith(" " + name) or _same_first(name, person.name)
    if person.surname != last and not _same_family(person, name):
        # A first name alone, or a surname met before its first name.
        short, full = sorted((name, person.name), key=len)
        return title is None and full.startswith(short + " ") and not is_known(short)
    said = "m" if title and title.title in HE else "f" if title and title.title in SHE else None
    either = last in ladies  # one of two of this name: the table's bare "Clinton" is the man
    gender = said or (None if either else gender_of(name)) or person.gender
    known = None if either and " " not in person.name else gender_of(person.name)
    if gender and (person.gender or known or gender) != gender:
        return False
    # "President Obama" is not the Michelle Obama named before him, nor after.
    offices = {title.office} if title and title.office else person.offices if " " not in person.name else set()
    full = max(name, person.name, key=len)
    return not (" " in full and any(_held_by_another(last, office, full) for office in offices))


def _same_family(person: Person, name: str) -> bool:
    """Is one the other's short name: "Al-Sudani" for Mohammed Shia al-Sudani, "Bin Zayed" for Mohamed bin Zayed Al
    Nahyan, "Wang" for Wang Yi?"""
    short, full = sorted((name, person.name), key=len)
    if short.split()[0].lower() in PARTICLES or "-" in short[:3]:
        return f" {folded(short)} " in f"{folded(full)} "
    if " " in short:
        return False
    # "Vázquez" for Wanda Vázquez Garced, whose last name is her mother's.
    return (family_name_first(full, person.state) and full.startswith(short + " ")) or short in full.split()[1:-1]


def _held_by_another(last: str, office: str, full: str) -> bool:
    """Does the table know the holder of this surname and office under another first name?"""
    held = [h for h in called(last) if h.office == office]
    return bool(held) and all(" " in h.name and h.name[0] != full[0] for h in held)


def _same_first(one: str, other: str) -> bool:
    """Do two full names share first letter and surname: "Sergey Lavrov", "Sergei V. Lavrov"?"""
    return " " in one and " " in other and one[:3] == other[:3] and surname(one) == surname(other)


def _of_place(wording: PlainText, last: int, naming_starting: dict[int, Naming]) -> tuple[str | None, int]:
    """The state in "Senator Mary Cole of West Virginia" or in a record's "Mr. Dunn (France)", and where the
    mention ends."""
    if last + 2 >= len(wording.parse) or wording.word(last + 1) not in {"of", "("}:
        return None, last
    naming = naming_starting.get(last + 2)
    if naming is None or naming.state is None or naming.named.form not in {"name", "place"}:
        return None, last
    return naming.state, naming.last


def _learn(person: Person, titled: Titled, here: Counter[str]) -> None:
    """What a title says of its holder."""
    office = titled.office
    if titled.office.title in HE:
        person.gender = "m"
    elif titled.office.title in SHE:
        person.gender = "f"
    if office.office:
        person.offices.add(office.office)
    if titled.former or titled.against:
        person.silent = person.state is None
        if titled.against:
            person.sector = person.sector or "OPP"
        return
    if not titled.speaks:
        return
    named = titled.naming.named if titled.naming else None
    if person.state is None and isinstance(named, StateName):
        person.state, person.basis = named.code, "title in text"
    elif person.state is None and person.organisation is None and isinstance(named, OrganisationName):
        if named.kind != "media":
            person.organisation, person.basis = named.name, "title in text"
    elif person.state is None and titled.naming is None and office.of:
        if office.of.startswith("*"):
            person.organisation = person.organisation or office.of[1:]
        else:
            person.state = office.of
        person.basis = "offices.csv"
    elif person.state is None and titled.naming is None and office.office == "senator":
        with_senate = [s for s in here if s in LEGISLATURES]
        if with_senate == ["USA"]:
            person.state, person.basis = "USA", "the only senate on the page"
    if person.office is None and office.office:
        person.office, person.sector = office.office, office.sector


def _know(person: Person, wording: PlainText, here: Counter[str]) -> None:
    """What officeholders.csv knows of the person, where the text has not said it."""
    offices: list[str | None] = [*sorted(person.offices)] or [None]
    known = None
    # The tagger may have begun the name too early: "Disaster Relief Sergei Shoigu".
    names = dict.fromkeys((person.name, " ".join(person.name.split()[-2:]), person.surname))
    for name, office in ((n, o) for n in names for o in offices):
        if known is None:
            known = look_up(name, office=office, first_day=wording.first_day, last_day=wording.last_day, states=here)
            # Another spelling of the first name begins with the same letter: "Omer al-Bashir".
            other = known is None or " " not in known.name or not same_first_name(known.name, person.name)
            if other and name == person.surname != person.name:
                known = None
    if known is None:
        return
    if person.basis == "offices.csv" and " " in known.name and known.name == person.name:
        # "Trade Secretary" is an American title until the table knows its holder for a Briton.
        person.state, person.organisation = known.acts_for
    spoken_for = (person.state, person.organisation)
    if any(spoken_for) and spoken_for != (known.state, known.organisation):
        return
    person.gender = person.gender or known.gender
    if " " not in person.name and " " in known.name:
        person.name = known.name
    if not any(spoken_for) and not person.silent:
        person.state, person.organisation = known.state, known.organisation
        person.basis, person.inferred = known.basis, known.last_seen is not None
        person.office = person.office or known.office
    if person.office is None:
        person.office = known.office
    if person.sector is None and person.state:
        person.sector = "GOV"


def _affiliate(wording: PlainText, namings: tuple[Naming, ...], found: list[NameSighting]) -> None:
    """ "Ana Ruiz, coordinator of the Clean Water Network", "ING strategist Jan Dunn", "Ana Ruiz from Popular Unity":
    whoever works for an organisation speaks for it, where no title says more."""
    parse = wording.parse
    starting = {n.first: n for n in namings}
    ending = {n.last: n for n in namings}
    for sighting in found:
        person = sighting.person
        if person.state or person.organisation or person.silent or sighting.titled:
            continue
        naming = None
        if sighting.first > 1 and parse.lemmas[sighting.first - 1].lower() in WORKING_FOR:
            naming = ending.get(sighting.first - 2)
        at = sighting.last + 1
        if naming is None and at + 1 < len(parse) and wording.word(at) == "from":
            naming = _named_after(wording, at, starting)
        if naming is None and at < len(parse) and wording.word(at) == ",":
            end = min(at + LONGEST_ASIDE, len(parse) - 1)
            nouns = (i for i in range(at + 1, end) if parse.lower(i) in WORKING_FOR)
            links = (i + 1 for i in nouns if wording.word(i + 1) in {"of", "for", "at", "with"})
            naming = next((n for n in (_named_after(wording, i, starting) for i in links) if n), None)
        if naming is not None and isinstance(naming.named, OrganisationName) and naming.named.kind != "media":
            person.organisation, person.basis = naming.named.name, "title in text"


def _named_after(wording: PlainText, preposition: int, starting: dict[int, Naming]) -> Naming | None:
    """What is named right after a preposition and its article."""
    at = preposition + 1
    if at < len(wording.parse) and wording.word(at).lower() == "the":
        at += 1
    return starting.get(at)


def _named_by_state(wording: PlainText, namings: tuple[Naming, ...], found: list[NameSighting]) -> None:
    """ "Hungary's Orbán Viktor": a person whom his state goes before, and whom nothing says more of."""
    ending = {n.last: n for n in namings}
    for sighting in found:
        person, owner = sighting.person, ending.get(sighting.first - 2)
        if person.state or person.organisation or person.silent or sighting.titled or owner is None:
            continue
        if owner.state and wording.word(sighting.first - 1) == "'s" and owner.named.form == "name":
            person.state, person.basis, person.inferred = owner.state, "the name of the state before his", True


def _bare(
    wording: PlainText, taken: set[int], found: list[NameSighting], persons: list[Person], here: Counter[str]
) -> list[NameSighting]:
    """Surnames the tagger took for something else: those of the page's persons, and those known without more."""
    parse = wording.parse
    covered = {i for s in found for i in range(s.whole_first, s.whole_last + 1)}
    by_surname: dict[str, list[Person]] = {}
    for person in persons:
        by_surname.setdefault(person.surname, []).append(person)
        by_surname.setdefault(person.surname.split()[-1], []).append(person)
        if family_name_first(person.name, person.state):
            by_surname.setdefault(person.name.split()[0], []).append(person)
    sightings = []
    for token in range(len(parse)):
        if token in covered or token in taken or parse.pos[token] not in NAMELIKE or parse.entities[token] == "PERSON":
            continue
        word = wording.word(token)
        if len(word) < 2 or not word[0].isupper() or word in SUFFIXES:
            continue
        same = {id(p): p for p in by_surname.get(word, ())}
        if len(same) == 1:
            person = next(iter(same.values()))
        elif same or _inside_longerwords_of(wording, token):
            continue
        else:
            if stands_as_place(parse, token, token, capital=False):
                continue
            known = look_up(word, office="", first_day=wording.first_day, last_day=wording.last_day, states=())
            if known is None and not _speaks(wording, token):
                continue
            person = Person(word, word)
            _know(person, wording, here)
            persons.append(person)
            by_surname[word] = [person]
        sightings.append(NameSighting(token, token, token, token, person, False))
    return sightings


def _speaks(wording: PlainText, token: int) -> bool:
    """ "Thapa said": one name, like no other word of the page, that says something is a person's."""
    parse = wording.parse
    alone = not parse.children[token] and wording.word(token).istitle() and parse.pos[token] == "PROPN"
    return alone and parse.deps[token] == "nsubj" and parse.lemmas[parse.heads[token]] in SAYING


def _inside_longerwords_of(wording: PlainText, token: int) -> bool:
    """Is the word a part of a longer name of something: "Lincoln Center"?"""
    parse = wording.parse
    if not parse.entities[token]:
        return False
    first, end = entity_at(parse, token)
    return end - first > 1
