"""Titles beside a name, and whom the holder of the title speaks for.

In:      PlainText, the namings of the page, the tokens of a person's name
Out:     Titled: the office, the state or organisation the words give, the tokens that belong to the mention
Refuses: a state for a title that speaks for none ("former president", "opposition leader", "activist")
Source:  offices.csv
Shown:   tests/actors/test_titles.py
"""

from dataclasses import dataclass

from onrecord.actors.names import Naming
from onrecord.actors.plain_text import PlainText
from onrecord.actors.tables import Office, OrganisationName, offices, role_nouns
from onrecord.language.words import word_list

FORMER = word_list("no longer in office or then in it")
# "Then-President Bush" spoke for the state when he spoke; the others speak for none now.
NO_LONGER = FORMER - {"then", "late"}
AGAINST = word_list("against the state")
# Offices that speak for nobody, whatever adjective goes before.
SPEAKING_FOR_NONE = word_list("office that speaks for none") | {""}
# Whoever is sent to a state speaks for whoever sent him; a minister for Europe is no minister of Europe's.
SENT = word_list("office that is sent")
# What may stand between a state and the title that follows it: "Russia's acting first deputy president".
BETWEEN = frozenset({"ADJ", "PART", "NUM", "ADV"})
TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "INTJ", "X"})
JOINTS = frozenset({"'s", "'", "-", "of"})
MAX_MODIFIERS = 7


@dataclass(frozen=True, slots=True)
class Title:
    """Tokens `first` to `last` are a title; `readings` the offices it may mean."""

    first: int
    last: int
    office: Office


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and whom it speaks for: namings before ("Russia's foreign minister") or after ("President of Russia").

    first: where the whole expression begins, state and all; last: where it ends.
    """

    office: Office
    naming: Naming | None
    former: bool
    against: bool
    first: int
    last: int

    @property
    def speaks(self) -> bool:
        """Does this title speak for the state or organisation beside it?"""
        return not (self.former or self.against or self.office.office in SPEAKING_FOR_NONE)


class Titles:
    """Every title of a page, found once."""

    def __init__(self, wording: PlainText, namings: tuple[Naming, ...]) -> None:
        self._wording = wording
        self._naming_ending = {n.last: n for n in namings}
        self._naming_starting = {n.first: n for n in namings}
        inside = {i for n in namings for i in range(n.first, n.last + 1)}
        self.ending: dict[int, Title] = {}
        self.starting: dict[int, Title] = {}
        parse, table = wording.parse, offices()
        token, size = 0, len(parse)
        while token < size:
            skipped = token in inside or parse.pos[token] not in TITLE_POS
            hit = None if skipped else table.at(wording.lower, parse.starts[token])
            last = wording.token_ending(hit[0]) if hit else None
            if hit is None or last is None or last < token:
                token += 1
                continue
            if last + 1 < len(parse) and wording.word(last + 1) == "." and hit[1][0].title.endswith("."):
                last += 1
            title = Title(token, last, hit[1][0])
            self.ending[last] = title
            self.starting[token] = title
            token = last + 1

    def before(self, name_first: int) -> Titled | None:
        """The title right before a name, or before a comma before it; None when there is none."""
        wording = self._wording
        last = name_first - 1
        comma = last >= 0 and wording.word(last) == ","
        if comma:
            last -= 1
        title = self.ending.get(last)
        after = None
        if title is None:
            after = self._naming_ending.get(last)
            title = self._title_of(after) if after else None
            if title is None:
                return None
            # An ambassador to a state, an envoy for it, does not speak for it.
            link = self._wording.word(title.last + 1)
            if link in {"to", "in"} or (link == "for" and title.office.office in SENT):
                after = None
        if comma and (title.office.office == "" or title.last + 1 == name_first):
            return None
        return self._titled(title, after, last)

    def after(self, name_last: int) -> Titled | None:
        """The title set off by a comma after a name: "Sergei Lavrov, Russia's foreign minister,"."""
        wording, parse = self._wording, self._wording.parse
        token = name_last + 1
        if token >= len(parse) or wording.word(token) not in {",", "("}:
            return None
        for step in range(1, MAX_MODIFIERS + 2):
            title = self.starting.get(token + step)
            if title is not None and title.office.office:
                titled = self.expanded(title)
                return titled if titled.first - token <= 2 else None
            if token + step >= len(parse) or wording.word(token + step) in {",", ".", ";", "who", "which"}:
                return None
        return None

    def expanded(self, title: Title) -> Titled:
        """The title with what stands before it and the "of ..." after it."""
        wording, parse = self._wording, self._wording.parse
        token = title.last + 1
        after, last = None, title.last
        if token + 1 < len(parse) and wording.word(token) in ({"of"} if title.office.office in SENT else {"of", "for"}):
            token += 1
            if wording.word(token).lower() in {"the", "a", "an", "our"} and token + 1 < len(parse):
                token += 1
            after = self._naming_starting.get(token)
            last = after.last if after else title.last
        return self._titled(title, after, last)

    def _title_of(self, naming: Naming) -> Title | None:
        """The title of "President of the Republic of Korea" or "ambassador to Spain", found from its end."""
        wording = self._wording
        token = naming.first - 1
        if token >= 0 and wording.word(token).lower() == "the":
            token -= 1
        return self.ending.get(token - 1) if token > 0 and wording.word(token) in {"of", "for", "to", "in"} else None

    def _is_owned(self, naming: Naming) -> bool:
        """Does another state own what is named: "Russia's UN"?"""
        before = self._wording.word(naming.first - 1) if naming.first > 1 else ""
        return before == "'s" and naming.first - 2 in self._naming_ending

    def _titled(self, title: Title, after: Naming | None, last: int) -> Titled:
        wording, parse = self._wording, self._wording.parse
        naming, first = after, title.first
        words = set()
        token = title.first - 1
        if title.office.office != "":
            for _ in range(MAX_MODIFIERS):
                if token < 0:
                    break
                found = self._naming_ending.get(token)
                if found is not None:
                    # "Ohio's Republican attorney general" speaks for the state; the party only qualifies.
                    # So does where he is sent: "Russia's UN ambassador", "Pakistan's China envoy".
                    sent = title.office.office in SENT and self._is_owned(found)
                    qualifies = sent or (isinstance(found.named, OrganisationName) and found.named.form == "adjective")
                    naming = after or (naming if naming and qualifies else found)
                    first = found.first
                    token = found.first - 1
                    if not qualifies:
                        break
                    continue
                word = wording.lower[parse.starts[token] : parse.ends[token]]
                if not (
                    parse.pos[token] in BETWEEN
                    or word in JOINTS - {"of"}
                    or parse.lemmas[token].lower() in role_nouns()
                    or word in FORMER | AGAINST
                    or token in self.ending
                    or word in word_list("part of a title")
                ):
                    break
                words.add(word)
                first = token
                token -= 1
        # "Former Chilean president": what stands before the state.
        words |= {wording.word(t).lower() for t in range(max(0, first - 2), first)} & (FORMER | AGAINST)
        while first < title.first and wording.word(first) in JOINTS:
            first += 1
        return Titled(
            title.office,
            naming,
            bool(words & NO_LONGER) or any(w.startswith("ex-") for w in words),
            bool(words & AGAINST) or title.office.sector in {"OPP", "REB"},
            first,
            last,
        )
