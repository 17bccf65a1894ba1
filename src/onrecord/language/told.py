"""Everything a text tells: each clause and each noun that tells an action, what it says, and whether it is so.

In:      a Parse, who its nouns name
Out:     Told, in text order
Refuses: clauses that say nothing by themselves
Source:  predications.py, factuality.py, denial.py
Shown:   tests/language/test_told.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.action_nouns import verb_of
from onrecord.language.clauses import child
from onrecord.language.denial import denied
from onrecord.language.factuality import Factuality, factuality_of
from onrecord.language.predications import Codes, nobody, predication_of
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.predications import Predication

CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl", "acl", "dep", "relcl", "xcomp", "pcomp", "csubj"})


@dataclass(frozen=True, slots=True)
class Told:
    """One clause. token: its verb or noun; denied: its own words say that it is not so."""

    token: int
    says: Predication
    stands: Factuality
    denied: bool


def told_in(parse: Parse, codes: Codes = nobody) -> Iterator[Told]:
    """Every clause of the text, whatever becomes of it."""
    for token, verbal in telling_words(parse):
        says = predication_of(parse, token, codes)
        if says is not None:
            yield Told(token, says, factuality_of(parse, token), denied(parse, token) if verbal else False)


def telling_words(parse: Parse) -> Iterator[tuple[int, bool]]:
    """The word each clause is told at, and whether it stands there as a verb."""
    for token in range(len(parse)):
        verbal = parse.pos[token] in ("VERB", "AUX") and parse.deps[token] in CLAUSES
        verbal = verbal or (parse.deps[token] in CLAUSES and child(parse, token, "aux", "auxpass") is not None)
        if (verbal or _tells(parse, token)) and not _only_leads(parse, token):
            yield token, verbal


def _only_leads(parse: Parse, verb: int) -> bool:
    """ "Said that", "saw them leave": what is said is the clause below."""
    said = parse.lemmas[verb].lower() in word_list("only says")
    return said and child(parse, verb, "ccomp", "xcomp", "parataxis") is not None


def _tells(parse: Parse, token: int) -> bool:
    """A noun that tells an action, with somebody or something it is the action of."""
    if parse.pos[token] != "NOUN" or not verb_of(parse.lemmas[token].lower()):
        return False
    return any(
        parse.deps[c] == "poss" or (parse.deps[c] == "prep" and parse.lower(c) in ("of", "by", "against"))
        for c in parse.children[token]
    )
