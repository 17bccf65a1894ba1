"""What has been found on a page before its nouns are read, by token.

In:      PlainText, namings, sightings, titles
Out:     PageNames; the one state in sight of a token
Refuses: a state in sight where there are two; a name bound by a hyphen ("pro-Russian") as one that owns
"""

from collections import Counter
from functools import cached_property

from onrecord.actors.home_states import MANY_NAMINGS, MOST_NAMINGS, HomeStates
from onrecord.actors.names import Naming
from onrecord.actors.persons import NameSighting
from onrecord.actors.plain_text import PlainText
from onrecord.actors.tables import OrganisationName
from onrecord.actors.titles import Titles
from onrecord.language.sites import own_site
from onrecord.language.words import word_list

UNOWNED = word_list("makes a companion after a hyphen")
PREFIXES = word_list("makes a companion before a hyphen")


class PageNames:
    """What has been found on the page before nouns are read, by token."""

    def __init__(
        self,
        wording: PlainText,
        namings: tuple[Naming, ...],
        sightings: tuple[NameSighting, ...],
        titles: Titles,
        home: HomeStates,
    ) -> None:
        self.home = home
        self.wording = wording
        self.parse = wording.parse
        self.titles = titles
        self.sightings = sightings
        self.naming_at = {i: n for n in reversed(namings) for i in range(n.first, n.last + 1)}
        self.sighting_at = {i: s for s in sightings for i in range(s.first, s.last + 1)}
        self.titled_at = {i for s in sightings for i in range(s.whole_first, s.whole_last + 1)}
        self.titled_at |= {i for s in sightings if s.beside for i in range(s.beside[0], s.beside[1] + 1)}
        self._states_of: dict[int, list[tuple[int, str]]] = {}
        for naming in namings:
            if naming.state and not is_companion(wording, naming.first, naming.last):
                self._note(naming.first, naming.state)
        for sighting in sightings:
            if sighting.person.state:
                self._note(sighting.first, sighting.person.state)

    def _note(self, token: int, state: str) -> None:
        self._states_of.setdefault(self.parse.sentence_index(token), []).append((token, state))

    @cached_property
    def page_state(self) -> str | None:
        """The state the page is about, when it is about one: named often, and much more than the others."""
        counts = Counter(state for held in self._states_of.values() for _, state in held)
        ranked = counts.most_common(1)
        if not ranked or ranked[0][1] < MANY_NAMINGS or ranked[0][1] < MOST_NAMINGS * counts.total():
            return None
        return ranked[0][0]

    @cached_property
    def site(self) -> str | None:
        """The state on whose own site the page stands."""
        return own_site(self.parse.text)

    def bodies_before(self, token: int) -> list[OrganisationName]:
        """The organisations that the sentence so far names, else the nearest before it that names any; no press."""
        parse, index = self.parse, self.parse.sentence_index(token)
        for back in range(index, max(index - 3, -1), -1):
            first, end = parse.sentences[back]
            here = (self.naming_at.get(t) for t in range(first, min(end, token)))
            named = {n.named.name: n.named for n in here if n is not None and isinstance(n.named, OrganisationName)}
            found = [n for n in named.values() if n.kind != "media"]
            if found:
                return found
        return []

    def only_state_near(self, token: int) -> str | None:
        """The one state of the sentence up to this token, else of the nearest sentence before that names any; None
        when that sentence names two. A sentence that names one only after the token lends it too."""
        index = self.parse.sentence_index(token)
        here = {s for t, s in self._states_of.get(index, ()) if t < token}
        if not here:
            for back in range(index - 1, max(index - 4, -1), -1):
                here = {s for _, s in self._states_of.get(back, ())}
                if here:
                    break
        here = here or {s for _, s in self._states_of.get(index, ())}
        return here.pop() if len(here) == 1 else None


def is_companion(wording: PlainText, first: int, last: int) -> bool:
    """Is the name bound by a hyphen to a word that makes it no owner: "pro-Russian", "Iran-backed"?"""
    parse = wording.parse
    if first >= 2 and wording.word(first - 1) == "-" and wording.word(first - 2) in PREFIXES:
        return True
    if first >= 1 and wording.word(first - 1).rstrip("-") in PREFIXES and wording.word(first - 1).endswith("-"):
        return True
    if last + 2 < len(parse) and wording.word(last + 1) == "-":
        return wording.word(last + 2).lower() in UNOWNED
    return (
        last + 1 < len(parse)
        and wording.word(last + 1).lower().lstrip("-") in UNOWNED
        and "-" in wording.word(last + 1)
    )
