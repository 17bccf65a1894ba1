"""What a clause says of its action: that it happened, goes on, is planned, denied, claimed, wanted ...

In:      a Parse and a verb
Out:     Claim, or None where the words leave open whether it is so
Source:  language/factuality.py for whether it is so; tense for whether it is over
Shown:   tests/events/test_coding.py, tests/events/test_status.py
"""

from dataclasses import dataclass

from onrecord.language.clauses import child, shared_auxiliaries
from onrecord.language.denial import denied
from onrecord.language.factuality import Factuality, Stands, factuality_of
from onrecord.language.links import link_of
from onrecord.language.once import once_a_word
from onrecord.language.words import word_list
from onrecord.terms.events import EventStatus
from onrecord.terms.parses import Parse

OPEN = frozenset(
    {"ROOT", "ccomp", "conj", "parataxis", "advcl", "acl", "dep", "relcl", "xcomp", "pcomp", "csubj", "amod"}
)
MAX_CLIMB = 12

STATUS = {
    Stands.NEGATED: EventStatus.NEGATED,
    Stands.DENIED: EventStatus.DENIED,
    Stands.CLAIMED: EventStatus.CLAIMED,
    Stands.HYPOTHETICAL: EventStatus.HYPOTHETICAL,
    Stands.PLANNED: EventStatus.PLANNED,
    Stands.WANTED: EventStatus.WANTED,
    Stands.THREATENED: EventStatus.THREATENED,
    Stands.ATTEMPTED: EventStatus.ATTEMPTED,
    Stands.ASKED: EventStatus.ASKED,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """refused: is the denial a refusal of something to come ("will not lift")? source: head of the words for who says,
    denies or claims it; None where the writer does."""

    status: EventStatus
    refused: bool = False
    source: int | None = None


@once_a_word
def claims(parse: Parse, verb: int) -> bool:
    """May this verb head a clause that reports an event? Of adjectives only a participle with its doer."""
    helped = child(parse, verb, "aux") is not None
    if parse.deps[verb] not in OPEN or not (parse.pos[verb] == "VERB" or helped):
        return False
    if parse.deps[verb] == "amod":
        return child(parse, verb, "agent") is not None
    return True


def claim_of(parse: Parse, verb: int, *, headline: bool) -> Claim | None:
    """What the clause claims; the present tense of a headline tells the past."""
    found = factuality_of(parse, verb)
    if found.stands is Stands.UNCLEAR:
        return None
    if not found.is_so:
        return Claim(STATUS[found.stands], refused=_refused(parse, verb, found), source=found.source)
    return Claim(_tensed(parse, verb, headline=headline), source=found.source)


def _refused(parse: Parse, verb: int, found: Factuality) -> bool:
    if found.stands not in (Stands.NEGATED, Stands.DENIED) or not denied(parse, verb):
        return False
    words = {parse.lower(c) for c in shared_auxiliaries(parse, verb)}
    ahead = words & (word_list("future auxiliary") | word_list("reported future auxiliary"))
    return bool(ahead) or _is_going_to(parse, verb)


def _tensed(parse: Parse, verb: int, *, headline: bool) -> EventStatus:
    """Over or going on: by the verb's own tense, of an infinitive or a participle by that of the words above it."""
    for _ in range(MAX_CLIMB):
        found = _own_tense(parse, verb)
        if found is not None:
            return EventStatus.HAPPENED if headline and not _goes_on(parse, verb) else found
        link = link_of(parse, verb)
        if link is None or link.governor == verb:
            break
        verb = link.governor
    return EventStatus.HAPPENED


def _own_tense(parse: Parse, verb: int) -> EventStatus | None:
    below = shared_auxiliaries(parse, verb)
    tags = {parse.tags[c] for c in below} | {parse.tags[verb]}
    words = {parse.lower(c) for c in below}
    if "VBD" in tags:
        return EventStatus.HAPPENED
    if words & {"has", "have", "had", "'ve", "having"}:
        return EventStatus.ONGOING if parse.tags[verb] == "VBG" and "having" not in words else EventStatus.HAPPENED
    if tags & {"VBZ", "VBP"}:
        return EventStatus.ONGOING
    return None


def _goes_on(parse: Parse, verb: int) -> bool:
    """ "Is striking": in a headline too, that is now."""
    return parse.tags[verb] == "VBG" and bool(shared_auxiliaries(parse, verb))


def _is_going_to(parse: Parse, verb: int) -> bool:
    """ "is going to withdraw"."""
    lemma = parse.lemmas[verb].lower()
    return lemma == "go" and parse.tags[verb] == "VBG" and any(parse.deps[c] == "xcomp" for c in parse.children[verb])
