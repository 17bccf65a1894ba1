"""Names of states and organisations where they stand in the text.

In:      PlainText
Out:     Naming (tokens, what is named), left to right, not overlapping
Refuses: an ambiguous name without a clue on the page; a state's name inside a person's ("Jordan Peterson")
Source:  aliases.csv, organisations.csv, not_actors.csv
"""

from dataclasses import dataclass

from onrecord.actors.plain_text import PlainText
from onrecord.actors.tables import NotAnActor, OrganisationName, StateName, names, offices
from onrecord.terms.parses import Parse


@dataclass(frozen=True, slots=True)
class Naming:
    """Tokens `first` to `last` name this."""

    first: int
    last: int
    named: StateName | OrganisationName

    @property
    def state(self) -> str | None:
        """The state named; None for an organisation."""
        return self.named.code if isinstance(self.named, StateName) else None


def find_names(wording: PlainText) -> tuple[Naming, ...]:
    """Every naming on the page; the longest name wins where two begin together."""
    parse, table = wording.parse, names()
    found = []
    token, size, text, small = 0, len(parse), wording.text, table.small
    while token < size:
        start = parse.starts[token]
        if not text[start].isupper() and not text.startswith(small, start):
            token += 1
            continue
        hit = table.at(text, start)
        if hit is None and text.startswith("The ", start):
            hit = table.at("the" + text[start + 3 : start + 60], 0)
            hit = (start + hit[0], hit[1]) if hit else None
        last = wording.token_ending(hit[0]) if hit else None
        if hit is None or last is None or last < token:
            token += 1
            continue
        named = _meant(hit[1], wording)
        if named is not None and not _inside_person(wording, token, last):
            found.append(Naming(token, last, named))
        token = last + 1
    return tuple(found)


def _meant(
    values: tuple[StateName | OrganisationName | NotAnActor, ...], wording: PlainText
) -> StateName | OrganisationName | None:
    """The one reading that the page allows; None when it is no actor, or two are allowed, or none."""
    allowed = [v for v in values if isinstance(v, NotAnActor) or not v.clues or wording.has_any(v.clues)]
    if len(allowed) != 1 or isinstance(allowed[0], NotAnActor):
        return None
    return allowed[0]


def _inside_person(wording: PlainText, first: int, last: int) -> bool:
    """Is the name a part of a person's name: "Jordan Peterson", "Michael Jordan", "Israel Katz"?"""
    parse = wording.parse
    if parse.entities[first] != "PERSON":
        return False
    if first and wording.word(first - 1).lower() in {"of", "in", "for", "from", "to", "the"}:
        return False  # "Prime Minister of Israel Dan Levi"
    start, end = entity_at(parse, first)
    others = [i for i in range(start, end) if not first <= i <= last]
    # "Belarus President Lukashenko" is tagged as one person: a title after the name shows the state.
    if any(offices().at(wording.lower, parse.starts[i]) for i in others):
        return False
    return any(parse.pos[i] == "PROPN" and wording.word(i)[:1].isupper() for i in others)


def entity_at(parse: Parse, token: int) -> tuple[int, int]:
    """First token, and one past the last, of the entity that holds this token."""
    label, first, end = parse.entities[token], token, token + 1
    while first > 0 and not parse.entity_starts[first] and parse.entities[first - 1] == label:
        first -= 1
    while end < len(parse) and parse.entities[end] == label and not parse.entity_starts[end]:
        end += 1
    return first, end
