"""Ultimatums: "leave by Friday or face sanctions" demands the one and threatens the other.

In:      Parse, the NormDraft of a demand
Out:     the token of the threatened alternative; the Draft of the threat
Source:  codebook 2
Shown:   tests/commitments/test_codebook.py
"""

from dataclasses import replace

from onrecord.commitments.draft import NormDraft
from onrecord.language.clauses import child
from onrecord.language.noun_phrases import noun_phrase
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal, Mode


def alternative(parse: Parse, head: int) -> int | None:
    """The verb behind "or" that says what comes of not doing the action ("or face", "or suffer"); None without one."""
    for c in parse.children[head]:
        if parse.deps[c] == "conj" and parse.lemmas[c] in word_list("or face"):
            joined_by_or = any(parse.lower(w) == "or" and head < w < c for w in parse.children[head])
            return c if joined_by_or else None
    return None


def threat_of(parse: Parse, demand: NormDraft, otherwise: int) -> NormDraft | None:
    """The threat in an ultimatum: will do what is to be faced, unless the demand is met."""
    faced = child(parse, otherwise, "dobj")
    if faced is None:
        return None
    return replace(
        demand,
        modal=Modal.WILL,
        mode=Mode.UNLESS,
        action=noun_phrase(parse, faced),
        trigger=demand.action,
        trigger_id=demand.target.code,
        cue=None,
    )
