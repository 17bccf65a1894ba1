"""What a clause says of its deed: that it happened, goes on, is planned, is denied, or nothing of the kind.

In:      a Parse and a verb
Out:     Claim, or None for conditions, questions, wishes and possibilities: they are no events
Source:  data/event_markers.csv
Shown:   tests/events/test_coding.py
"""

from dataclasses import dataclass

from onrecord.events.deed_tables import marker_words
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
    below = _auxiliaries(parse, verb)
    words = {parse.lower(c) for c in below}
    negated = any(parse.deps[c] == "neg" for c in parse.children[verb])
    if words & marker_words("possible"):
        return None
    ahead = bool(words & (marker_words("future") | marker_words("reported future"))) or _is_going_to(parse, verb)
    if negated:
        return Claim(EventStatus.DENIED, refused=ahead)
    if ahead:
        return Claim(EventStatus.PLANNED)
    return _tensed(parse, verb, below, words, headline)


def _tensed(parse: Parse, verb: int, below: list[int], words: set[str], headline: bool) -> Claim | None:
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


def _auxiliaries(parse: Parse, verb: int) -> list[int]:
    """Its own; of a co-ordinated verb without any or a subject, those of the verb it is joined to."""
    for _ in range(MAX_CLIMB):
        below = [c for c in parse.children[verb] if parse.deps[c] in ("aux", "auxpass")]
        has_subject = any(parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[verb])
        if below or has_subject or parse.deps[verb] != "conj":
            return below
        if parse.tags[verb] not in ("VB", "VBN", "VBG"):
            return below
        verb = parse.heads[verb]
    return []


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
        if content and parse.lemmas[verb].lower() in marker_words("wish"):
            return True
        if content and {parse.lower(c) for c in _auxiliaries(parse, verb)} & marker_words("possible"):
            return True
    return False


def _has_mark(parse: Parse, verb: int) -> bool:
    marks = marker_words("hypothetical mark")
    if parse.lower(verb) in marks:
        return True
    return any(parse.lower(c) in marks for c in parse.children[verb] if parse.deps[c] in ("mark", "advmod", "aux"))


def subject_of(parse: Parse, verb: int) -> int | None:
    """The head of the subject, shared with the verb it is joined to; of "arriving" in "troops arriving", the troops."""
    for _ in range(MAX_CLIMB):
        for child in parse.children[verb]:
            if parse.deps[child] == "nsubj":
                return child
            if parse.deps[child] == "nsubjpass":
                return None
        if parse.deps[verb] == "acl":
            return parse.heads[verb]
        if parse.deps[verb] != "conj":
            return None
        verb = parse.heads[verb]
    return None


def clause_tokens(parse: Parse, verb: int) -> list[int]:
    """Tokens of the clause itself, in text order: other clauses that hang on it are left out, its complements stay."""
    held, queue = [verb], [verb]
    while queue:
        token = queue.pop()
        for child in parse.children[token]:
            if _is_other_clause(parse, child):
                continue
            held.append(child)
            queue.append(child)
    return sorted(held)


def _is_other_clause(parse: Parse, token: int) -> bool:
    """Infinitives stay ("allowed the guests to leave"); what has a tense of its own is another clause."""
    dep = parse.deps[token]
    if dep == "ccomp":
        return parse.tags[token] != "VB"
    if dep in ("conj", "dep"):
        return parse.pos[token] in ("VERB", "AUX")
    return dep in ("parataxis", "advcl", "punct", "cc")
