"""Which actions a will can bring about.

In:      Parse, the verb of an action
Out:     True for what somebody can decide to do; False for what befalls him
Source:  codebook 1 and 3; data/en/words.csv, lists "uncontrolled", "goes on", "stays"
Shown:   tests/commitments/test_codebook.py
"""

from onrecord.commitments.tables import modal_words
from onrecord.language.clauses import auxiliaries, child
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse


def is_controlled(parse: Parse, verb: int) -> bool:
    """Can a will bring the action about? "survive", "lose", "be weaker" it cannot."""
    lemma, below = parse.lemmas[verb], child(parse, verb, "xcomp")
    if parse.tags[verb] == "VBN" and any(parse.lemmas[c] == "have" for c in auxiliaries(parse, verb)):
        return False  # "will have been cleared"
    if lemma in word_list("goes on") and below is not None:
        return is_controlled(parse, below)  # "will continue to be", "will stop attacking"
    if lemma in word_list("stays"):
        state = child(parse, verb, "acomp", "attr")
        if state is not None:
            return parse.lemmas[state] in modal_words()  # "will remain committed to the deal"
        return child(parse, verb, "prep") is not None  # "troops will remain in Libya"
    if lemma in word_list("uncontrolled"):
        return lemma in word_list("willed with particle") and _acts_on(parse, verb)
    if lemma == "be":
        return child(parse, verb, "attr", "acomp", "prep") is None
    return True


def _acts_on(parse: Parse, verb: int) -> bool:
    """ "get rid of them", "get out": with a particle it is an act."""
    return child(parse, verb, "prt") is not None or any(parse.lower(c) == "rid" for c in parse.children[verb])
