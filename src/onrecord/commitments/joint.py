"""Two who act together: "the sides", "both countries", "the two leaders", "they" after two names.

In:      Parse, Cast, a plural noun or pronoun that names nobody by itself
Out:     the code of the first named of the two
Refuses: three parties in sight; a noun that says whose it is
Source:  codebook 3: of two joint agents, the first named
Shown:   tests/commitments/test_joint.py
"""

from onrecord.language.clauses import subject
from onrecord.language.noun_phrases import noun_phrase
from onrecord.language.words import word_list
from onrecord.terms.actors import ActorKind, Cast, MentionKind
from onrecord.terms.parses import Parse

# So many sentences before the noun the two are looked for.
SENTENCES_BACK = 4
PAIR = 2
BARE = frozenset({"det", "nummod", "predet"})


def first_of_two(parse: Parse, cast: Cast, token: int) -> str | None:
    """The code of the first named of the two that a word stands for; None when it stands for no pair in sight."""
    if parse.lower(token) in {"they", "both"}:
        return _after_two_subjects(parse, cast, token)
    if parse.tags[token] not in {"NNS", "NNPS"} or parse.lemmas[token].lower() not in word_list("one of two who act"):
        return None
    bare = all(parse.deps[c] in BARE or parse.lower(c) in {"two", "both"} for c in parse.children[token] if c < token)
    definite = any(parse.lower(c) in {"the", "two", "both"} for c in parse.children[token])
    return _nearest_pair(parse, cast, token) if bare and definite else None


def _nearest_pair(parse: Parse, cast: Cast, token: int) -> str | None:
    """The first named of the nearest two: of persons for "the presidents", else in the nearest sentence before the noun
    that names two and no third."""
    persons = parse.lemmas[token].lower() in word_list("holder of one office")
    here = parse.sentence_index(token)
    gathered: dict[str, None] = {}
    for index in range(here, max(here - SENTENCES_BACK, -1) - 1, -1):
        if index < 0:
            break
        codes: dict[str, None] = {}
        for mention in cast.within(parse.sentence_span(index)):
            actor = cast.actor(mention)
            if actor is None or mention.span.start >= parse.starts[token] or not actor.code or actor.is_nameless:
                continue
            if mention.kind is MentionKind.PLACE:
                continue
            if not persons or actor.kind is ActorKind.PERSON:
                codes[actor.code] = None
        gathered = {**codes, **gathered}
        for held in (codes, gathered if persons else {}):
            if len(held) == PAIR:
                return next(iter(held))
    return None


def _after_two_subjects(parse: Parse, cast: Cast, token: int) -> str | None:
    """ "Mr Putin and Mr Schroeder drew up a schedule. They planned": the first of the subjects joined before."""
    here = parse.sentence_index(token)
    for index in (here, here - 1):
        if index < 0:
            continue
        root = next((t for t in range(*parse.sentences[index]) if parse.heads[t] == t), None)
        own = subject(parse, root) if root is not None else None
        if own is None or own >= token:
            continue
        joined = [c for c in parse.children[own] if parse.deps[c] == "conj"]
        if not joined:
            continue
        named = cast.for_words(noun_phrase(parse, own), parse)
        actor = cast.actor(named)
        if actor is not None and named is not None and named.kind is not MentionKind.PLACE:
            return actor.code
    return None
