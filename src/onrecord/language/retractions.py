"""Words that give a sentence to somebody, or take it back, from outside its clauses: headlines and the sentence after.

In:      a Parse and a token
Out:     the token that decides it; None when there is none
Source:  the lists "takes back", "says it wrongly" and "is corrected since" of data/en/words.csv
Shown:   tests/language/test_factuality.py
"""

from onrecord.language.clauses import SUBJECTS
from onrecord.language.words import phrase_at, word_list
from onrecord.terms.parses import Parse

QUOTES = frozenset({"'", '"', "‘", "’", "“", "”"})
SPEAKS = frozenset({"GPE", "ORG", "NORP", "PERSON"})


def headline_speaker(parse: Parse, verb: int) -> int | None:
    """ "Riyadh: we did not fund the mosque": who stands before the colon; a dateline in capitals does not speak."""
    sentence = parse.sentence_of(verb)
    colon = next((t for t in sentence[1:5] if parse.word(t) == ":"), None)
    if colon is None or colon >= verb:
        return None
    lead = colon - 1
    speaks = parse.entities[lead] in SPEAKS or parse.pos[lead] == "PROPN"
    return lead if speaks and not parse.word(lead).isupper() else None


def quoted_apart(parse: Parse, verb: int) -> int | None:
    """ "Bolivia 'spied on Chilean navy'": a headline that puts its verb in quotation marks does not say so itself."""
    sentence = parse.sentence_of(verb)
    opening = verb - 1
    if opening <= sentence.start or parse.word(opening) not in QUOTES:
        return None
    closing = next((t for t in range(verb + 2, sentence.stop) if parse.word(t) in QUOTES), None)
    return opening if closing is not None else None


def taken_back(parse: Parse, token: int) -> int | None:
    """ "They had done nothing of the sort.": the sentence after takes back what this one told."""
    number = parse.sentence_index(token) + 1
    if number >= len(parse.sentences):
        return None
    return next((t for t in range(*parse.sentences[number]) if phrase_at(parse, "takes back", t) is not None), None)


def says_it_wrongly(parse: Parse, verb: int) -> bool:
    """ "Wrongly reported that", "an earlier version of this article said that": what was said is not so."""
    if any(parse.lower(c) in word_list("says it wrongly") for c in parse.children[verb]):
        return True
    versions = [c for c in parse.children[verb] if parse.deps[c] in SUBJECTS and parse.lemmas[c] == "version"]
    return any(parse.lower(c) in word_list("is corrected since") for v in versions for c in parse.children[v])
