"""Politicians who speak for themselves: whoever runs for an office, and those who hold no government's on such a page.

In:      PlainText, sightings and persons of the page
Out:     the organisation "Clinton" for a person named so, her campaign, in place of the state a table gives her
Refuses: whoever the page calls by an office of government ("President Obama" stays the state's)
Source:  codebook 3: a plain short name where somebody acts for no state
Shown:   tests/actors/test_candidates.py

A page about an election is told by its words, and by one candidate at least. On it an office that only the table knows
is no evidence where the page has no date: the pages that name candidates most are from the year before they held it.
"""

from onrecord.actors.officeholders import called, is_known
from onrecord.actors.persons import NameSighting, Person
from onrecord.actors.plain_text import PlainText
from onrecord.language.words import word_list, word_values

ELECTION = word_list("word of an election")
OF_A_CAMPAIGN = word_list("of a campaign")
RUNNERS = word_list("who runs for office")
# So many different words of an election make lawmakers and governors politicians first.
MANY_WORDS = 3
# Whom the page calls so governs while he runs.
HEADS = frozenset({"president", "vice president", "prime minister", "chancellor"})
CANDIDATE = "candidate"
OWN_OFFICES = frozenset({"governor", "mayor", "lieutenant governor"})
BASIS = "stands for office on the page"


def set_apart(wording: PlainText, sightings: tuple[NameSighting, ...], persons: tuple[Person, ...]) -> None:
    """Candidates, and on a page about an election the politicians beside them, speak for themselves."""
    words = {w.lower() for w in wording.vocabulary}
    found = ELECTION & words
    running = {id(p) for p in persons if CANDIDATE in p.offices}
    if found:
        running |= {id(s.person) for s in sightings if _has_a_campaign(wording, s)}
    if not running and not found & RUNNERS:
        return
    home = {h.state for p in persons if id(p) in running for h in called(p.name)}
    home |= {state for word, state in word_values("party of a state").items() if word in words}
    for person in persons:
        runs = id(person) in running
        if person.called & HEADS and CANDIDATE not in person.offices:
            continue
        lawmaker = person.sector == "LEG" or bool(person.offices & OWN_OFFICES)
        if person.organisation and not lawmaker:
            continue
        beside = len(found) >= MANY_WORDS and lawmaker
        if runs or beside or (found and _held_office_once(person, home, dated=wording.has_day)):
            person.state, person.organisation, person.inferred = None, person.surname, False
            person.sector, person.basis = "OPP", BASIS


def _has_a_campaign(wording: PlainText, sighting: NameSighting) -> bool:
    """ "The Trump campaign", "Clinton's supporters"."""
    at = sighting.last + 1
    if at < len(wording.parse) and wording.parse.tags[at] == "POS":
        at += 1
    return at < len(wording.parse) and wording.word(at).lower() in OF_A_CAMPAIGN


def _held_office_once(person: Person, home: set[str | None], *, dated: bool) -> bool:
    """Is it somebody the table knows from another time, or, on a page without a date, from an office the page does not
    give?"""
    if not any(h.state in home for h in called(person.name)):
        return False
    if person.state is None:
        return bool(called(person.name)) and (" " in person.name or is_known(person.name))
    return not dated and person.basis.startswith(("officeholders.csv", "offices.csv")) and not person.called
