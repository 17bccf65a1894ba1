"""What a clause says of its deed: that it happened, goes on, is planned, is denied, or nothing of the kind.

In:      a Parse and a verb
Out:     Claim, or None for conditions, questions, wishes and possibilities: they are no events
Source:  data/en/words.csv
Shown:   tests/events/test_coding.py
"""

from dataclasses import dataclass

from onrecord.language.clauses import shared_auxiliaries
from onrecord.language.denial import denied
from onrecord.language.words import word_list
from onrecord.terms.events import EventStatus
from onrecord.terms.parses import Parse

OPEN = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl", "acl", "dep"})
MAX_CLIMB = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """refused: is the denial a refusal of something to come ("will not lift")?"""

    status: EventStatus
    refused: bool = False


def claims(parse: Parse, verb: int) -> bool:
    """May this verb head a clause that reports an event? A noun's participle only in "troops arriving in ..."."""
    if parse.pos[verb] != "VERB" or parse.deps[verb] not in OPEN:
        return False
    if parse.deps[verb] == "acl":
        return parse.tags[verb] == "VBG"
    if parse.deps[verb] == "advcl":
        return parse.tags[verb] == "VBD"
    return True


def claim_of(parse: Parse, verb: int, *, headline: bool) -> Claim | None:
    """What the clause claims; the present tense of a headline tells the past."""
    if _is_open_question(parse, verb) or _is_hypothetical(parse, verb):
        return None
    below = shared_auxiliaries(parse, verb)
    words = {parse.lower(c) for c in below}
    negated = denied(parse, verb)
    if words & word_list("possible auxiliary"):
        return None
    ahead = bool(words & (word_list("future auxiliary") | word_list("reported future auxiliary"))) or _is_going_to(
        parse, verb
    )
    if negated:
        return Claim(EventStatus.DENIED, refused=ahead)
    if ahead:
        return Claim(EventStatus.PLANNED)
    return _tensed(parse, verb, below, words, headline)


def _tensed(parse: Parse, verb: int, below: tuple[int, ...], words: set[str], headline: bool) -> Claim | None:
    if parse.tags[verb] == "VB":
        return None  # a bare infinitive or an imperative claims nothing
    if "VBD" in {parse.tags[c] for c in below} or parse.tags[verb] == "VBD":
        return Claim(EventStatus.HAPPENED)
    if words & {"has", "have", "had", "'ve", "having"}:
        going_on = parse.tags[verb] == "VBG"
        return Claim(EventStatus.ONGOING if going_on else EventStatus.HAPPENED)
    if parse.deps[verb] == "acl" or headline:
        return Claim(EventStatus.HAPPENED)
    if parse.tags[verb] == "VBN" and not words:
        return None
    return Claim(EventStatus.ONGOING)


def _is_going_to(parse: Parse, verb: int) -> bool:
    """ "is going to withdraw"."""
    lemma = parse.lemmas[verb].lower()
    return lemma == "go" and parse.tags[verb] == "VBG" and any(parse.deps[c] == "xcomp" for c in parse.children[verb])


def _is_open_question(parse: Parse, verb: int) -> bool:
    sentence = parse.sentence_of(verb)
    return any(parse.word(t) == "?" for t in sentence[-2:])


def _is_hypothetical(parse: Parse, verb: int) -> bool:
    """Is the clause, or one above it, conditional, or the content of a wish, a demand or a fear?"""
    if any(_has_mark(parse, c) for c in parse.children[verb] if parse.deps[c] in ("advcl", "prep")):
        return True
    for _ in range(MAX_CLIMB):
        if _has_mark(parse, verb):
            return True
        if parse.heads[verb] == verb:
            return False
        link, verb = parse.deps[verb], parse.heads[verb]
        content = link in ("ccomp", "xcomp", "acl", "pcomp", "csubj")
        if content and parse.lemmas[verb].lower() in word_list("content not so"):
            return True
        if content and {parse.lower(c) for c in shared_auxiliaries(parse, verb)} & word_list("possible auxiliary"):
            return True
    return False


def _has_mark(parse: Parse, verb: int) -> bool:
    marks = word_list("hypothetical mark")
    if parse.lower(verb) in marks:
        return True
    return any(parse.lower(c) in marks for c in parse.children[verb] if parse.deps[c] in ("mark", "advmod", "aux"))
