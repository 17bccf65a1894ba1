"""Undertakings that are named, not made: "her repeated promises", "withdrew its threat".

In:      Parse, Parties, SpeakerContexts, the sentences of a page; its undertakings as written so far
Out:     Allusion: the words, whose, to which undertaking, and whether it is repeated or withdrawn
Refuses: one that no undertaking of the same agent on the page fits
Source:  data/en/words.csv; codebook 6
Shown:   tests/commitments/test_relations.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.commitments.parties import Parties
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.language.clauses import child, understood_subject
from onrecord.language.noun_phrases import noun_phrase, preposition
from onrecord.language.words import word_values
from onrecord.terms.parses import Parse
from onrecord.terms.records import RecordKind, RelationType
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Allusion:
    """noun: token that names the undertaking; kinds: what it may be a name of.

    agent, owner: code and words of whose it is.
    words: the name with whose it is, or the sentence that takes it back; action: what it is said to be, None when not.
    """

    noun: int
    words: Span
    action: Span | None
    agent: str
    owner: Span
    kinds: frozenset[RecordKind]
    relation: RelationType


def find_allusions(parse: Parse, parties: Parties, contexts: SpeakerContexts) -> Iterator[Allusion]:
    """Every undertaking that a page names as repeated or withdrawn, in text order."""
    for noun in range(len(parse)):
        kinds = word_values("undertaking noun").get(parse.lemmas[noun])
        if kinds is None or parse.pos[noun] != "NOUN":
            continue
        relation = _relation(parse, noun)
        whose = _whose(parse, noun) if relation is not None else None
        agent = parties.code(whose, contexts.at(noun)) if whose is not None else None
        if relation is not None and whose is not None and agent is not None:
            named = frozenset(map(RecordKind, kinds.split("|")))
            said = child(parse, noun, "acl", "relcl")
            if said is None and child(parse, noun, "poss", "prep") is None:
                continue  # "dropped the plan": which?
            governed = parse.subtree_span(said) if said is not None else None
            whole = relation is RelationType.WITHDRAWS
            words = parse.sentence_span(parse.sentence_index(noun)) if whole else noun_phrase(parse, noun)
            yield Allusion(noun, words, governed, agent, noun_phrase(parse, whose), named, relation)


def _relation(parse: Parse, noun: int) -> RelationType | None:
    verb = parse.heads[noun]
    if parse.deps[noun] in {"dobj", "nsubjpass"} and parse.lemmas[verb] in word_values("withdraws"):
        return RelationType.WITHDRAWS
    if parse.deps[noun] == "pobj" and parse.lower(verb) in {"from", "on"}:
        above = parse.heads[verb]
        above = parse.heads[above] if parse.pos[above] in {"ADV", "ADP"} else above
        if parse.lemmas[above] in word_values("withdraws from"):
            return RelationType.WITHDRAWS
    if parse.deps[noun] == "dobj" and parse.lemmas[verb] in word_values("repeats"):
        return RelationType.REPEATS
    if any(parse.lower(c) in word_values("repeated") for c in parse.children[noun]):
        return RelationType.REPEATS
    return None


def _whose(parse: Parse, noun: int) -> int | None:
    """ "Lukashenko's promises", "promises by Minsk", "withdrew its threat": token of whose it is; None: not said."""
    owner = child(parse, noun, "poss")
    by = preposition(parse, noun, "by") if owner is None else None
    owner = child(parse, by, "pobj") if by is not None else owner
    if owner is not None and parse.pos[owner] != "PRON":
        return owner
    doer = understood_subject(parse, parse.heads[noun]) if parse.deps[noun] == "dobj" else None
    return doer if doer is not None else owner
