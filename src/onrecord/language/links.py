"""How a predicate hangs on the word above it: as its complement, joined to it, or told beside it.

In:      a Parse and the token of a verb or of an action's noun
Out:     ClauseLink; None for the verb of a sentence
Source:  ClearNLP labels as the Parse carries them; data/en/veridicality.csv names the frames
Shown:   tests/language/test_factuality.py
"""

from dataclasses import dataclass

from onrecord.language.clauses import SUBJECTS, child, subject
from onrecord.language.denial import denied, says_none
from onrecord.language.once import once_a_word
from onrecord.language.veridicality import Effect, is_nominal, signature
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "csubjpass", "acl", "relcl", "oprd", "dobj"})


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """governor: the word it hangs on.

    kind:    "governed", "subject" (of a verb), "joined" (by "and", "or"), or "aside": told beside the main thing.
    frames:  what to look the governor up by: "to", "that", "ing", "np", "content" or a preposition.
    default: what becomes of it under a word of no row.
    effect, negated: settled already, whatever the governor's row; None where it is looked up.
    """

    governor: int
    kind: str
    frames: tuple[str, ...] = ()
    default: Effect = Effect.UNCLEAR
    effect: Effect | None = None
    negated: Effect | None = None


@once_a_word
def link_of(parse: Parse, token: int) -> ClauseLink | None:
    """The link of the token; None for a root."""
    head, dep = parse.heads[token], parse.deps[token]
    if head == token:
        return None
    if dep == "conj":
        return _joined(parse, token)
    if dep in ("amod", "compound") and parse.tags[token] == "VBG":
        return link_of(parse, head)  # "came close to severing relations": the parser takes it for an adjective
    verbal = parse.pos[token] in ("VERB", "AUX") and not is_nominal(parse, token)
    if not verbal and child(parse, token, "aux") is None:
        return _nominal(parse, token)
    if dep == "pcomp":
        return _after_preposition(parse, head)
    if dep == "advcl":
        return _adverbial(parse, token)
    if dep in ("acl", "relcl"):
        return _on_noun(parse, token)
    if dep in COMPLEMENTS:
        return _complement(parse, token, head)
    return ClauseLink(head, "aside")


@once_a_word
def form_of(parse: Parse, verb: int) -> str:
    """ "to", "ing", "that" (a tense, or a clause after "that"), "participle"."""
    helping = [c for c in parse.children[verb] if parse.deps[c] in ("aux", "auxpass")]
    if any(parse.tags[c] == "TO" for c in helping):
        return "to"
    mark = child(parse, verb, "mark")
    finite = {parse.tags[verb], *(parse.tags[c] for c in helping)} & FINITE
    if finite or (mark is not None and parse.lower(mark) == "that"):
        return "that"
    if parse.tags[verb] == "VBG" or any(parse.tags[c] == "VBG" for c in helping):
        return "ing"
    return "to" if parse.tags[verb] == "VB" else "participle"


def _joined(parse: Parse, token: int) -> ClauseLink:
    """A clause with a subject and a tense of its own is not joined to an infinitive, whatever the parser says."""
    head = parse.heads[token]
    anew = subject(parse, token) is not None and form_of(parse, token) == "that"
    while anew and parse.heads[head] != head and form_of(parse, head) in ("to", "ing"):
        head = parse.heads[head]
    return ClauseLink(head, "joined")


def _complement(parse: Parse, verb: int, head: int) -> ClauseLink:
    form = form_of(parse, verb)
    marks = {parse.lower(c) for c in parse.children[verb] if parse.deps[c] in ("mark", "advmod") and c < verb}
    if form == "that" and "whether" in marks:
        return ClauseLink(head, "governed", effect=Effect.ASKED)
    if form == "that" and "if" in marks:
        asked = parse.heads[verb] != verb and verb > head and parse.deps[verb] == "ccomp"
        return ClauseLink(head, "governed", effect=Effect.ASKED if asked else Effect.HYPOTHETICAL)
    if form == "participle":
        return ClauseLink(head, "governed", frames=("ing",), default=Effect.SAME)
    if form == "that" and (_beside(parse, verb, head) or _cleft(parse, head)):
        return ClauseLink(head, "aside")
    if form == "to" and any(parse.deps[c] == "auxpass" for c in parse.children[head]):
        return ClauseLink(head, "governed", frames=("passive to", "to"))  # "is said to have": but "held an election to"
    said = parse.lemmas[head].lower() in word_list("says") and form == "that"
    return ClauseLink(head, "governed", frames=(form,), default=Effect.SAID if said else Effect.UNCLEAR)


def _beside(parse: Parse, verb: int, head: int) -> bool:
    """Two clauses side by side ("Peru summoned him; it did not expel him"), or "what it sold, is": no complement."""
    if parse.deps[verb] == "csubj" and any(parse.tags[c] == "WP" for c in parse.children[verb]):
        return True
    untold = signature(parse, head, "that") is None and parse.lemmas[head].lower() not in word_list("says")
    untold = untold or any(parse.word(t) == ";" for t in range(verb, head))  # "Iran agreed; Pakistan has not replied"
    return parse.deps[verb] == "ccomp" and verb < head and child(parse, verb, "mark") is None and untold


def _cleft(parse: Parse, head: int) -> bool:
    """ "It was Uganda that sent them"."""
    own = subject(parse, head)
    who = child(parse, head, "attr")
    cleft = parse.lemmas[head] == "be" and own is not None and parse.lower(own) == "it" and who is not None
    return (
        cleft
        and parse.pos[who or head] in ("PROPN", "NOUN", "PRON")
        and not denied(parse, head)
        and (signature(parse, who or head, "that") is None)
    )


def _on_noun(parse: Parse, verb: int) -> ClauseLink:
    """A clause on a noun: its content ("reports that", "plan to"), or told beside ("troops that crossed")."""
    noun, form = parse.heads[verb], form_of(parse, verb)
    if form == "to":
        marks = {parse.lower(noun), *(parse.lower(c) for c in parse.children[noun])}
        if marks & word_list("first of those who did"):
            up = parse.heads[noun]
            return ClauseLink(up, "governed", effect=Effect.SAME, negated=Effect.SO)
        return ClauseLink(noun, "governed", frames=("to",))
    if form == "that" and _is_content(parse, verb):
        return ClauseLink(noun, "governed", frames=("that",))
    if says_none(parse, noun):
        return ClauseLink(noun, "governed", effect=Effect.SAME, negated=Effect.NOT)
    if any(parse.lower(c) in word_list("whoever") for c in parse.children[noun]):
        return ClauseLink(noun, "governed", effect=Effect.HYPOTHETICAL)
    if _denied_cleft(parse, noun):
        return ClauseLink(parse.heads[noun], "governed", effect=Effect.NOT)
    return ClauseLink(noun, "aside")


def _is_content(parse: Parse, verb: int) -> bool:
    """ "reports that it had bombed": the noun has a row, and "that" is no subject of the clause."""
    noun = parse.heads[verb]
    if signature(parse, noun, "that") is None:
        return False
    if parse.deps[verb] == "acl":
        return True
    first = next((c for c in parse.children[verb] if c < verb and parse.lower(c) == "that"), None)
    if first is not None:
        return parse.deps[first] not in SUBJECTS
    told_in = (b for c in parse.children[verb] if parse.lower(c) == "in" for b in parse.children[c])
    return any(parse.lower(b) == "which" for b in told_in)  # "its account, in which agents shadowed him"


def _denied_cleft(parse: Parse, noun: int) -> bool:
    """ "It was not Russia that attacked": but "not soldiers but guards who" names who did."""
    be = parse.heads[noun]
    own = subject(parse, be)
    if parse.lemmas[be] != "be" or own is None or parse.lower(own) != "it" or not denied(parse, be):
        return False
    return not any(parse.lower(c) == "but" for t in (be, noun) for c in parse.children[t])


def _adverbial(parse: Parse, verb: int) -> ClauseLink:
    head, form = parse.heads[verb], form_of(parse, verb)
    marks = [parse.lower(c) for c in parse.children[verb] if parse.deps[c] in ("mark", "advmod", "prep") and c < verb]
    if "than" in marks:
        sooner = any(parse.lower(t) == "sooner" for t in range(parse.sentence_of(verb).start, verb))
        return ClauseLink(head, "aside") if sooner else ClauseLink(head, "governed", effect=Effect.NOT)
    if form == "to":
        if signature(parse, head, "to") is not None:
            return ClauseLink(head, "governed", frames=("to",))
        return ClauseLink(head, "governed", effect=Effect.UNCLEAR)  # a purpose says nothing of whether it was reached
    if marks and " ".join(marks) in word_list("as if"):
        return ClauseLink(head, "governed", effect=Effect.HYPOTHETICAL)
    if "that" in marks and "so" in marks:
        return ClauseLink(head, "governed", effect=Effect.PLANNED)
    if {"before", "until", "till"} & set(marks) and not _past(parse, verb):
        return ClauseLink(head, "governed", effect=Effect.UNCLEAR)
    if {"once", "when", "after", "whenever", "as"} & set(marks) and _is_ahead(parse, head):
        return ClauseLink(head, "governed", effect=Effect.HYPOTHETICAL)
    if not marks and form in ("ing", "participle"):
        if verb < head and denied(parse, head):
            return ClauseLink(head, "aside")
        return ClauseLink(head, "governed", effect=Effect.SAME)
    return ClauseLink(head, "aside")


def _past(parse: Parse, verb: int) -> bool:
    """The simple past, active or passive: not "before it had come within sight"."""
    helping = [c for c in parse.children[verb] if parse.deps[c] in ("aux", "auxpass")]
    if any(parse.lemmas[c] == "have" or parse.tags[c] == "MD" for c in helping):
        return False
    return parse.tags[verb] in ("VBD", "VBG") or any(parse.tags[c] == "VBD" for c in helping)


def _is_ahead(parse: Parse, verb: int) -> bool:
    ahead = word_list("future auxiliary") | word_list("reported future auxiliary")
    return any(parse.lower(c) in ahead for c in parse.children[verb] if parse.deps[c] == "aux")


def _after_preposition(parse: Parse, preposition: int) -> ClauseLink:
    """ "prevented from leaving", "without leaving", "far from leaving", "reports of leaving"."""
    word, above = parse.lower(preposition), parse.heads[preposition]
    if signature(parse, above, word) is not None:
        return ClauseLink(above, "governed", frames=(word,))
    if parse.lemmas[above] == "be":  # "is not alone in jamming" hangs on "is" at times
        said_of_it = child(parse, above, "acomp", "attr")
        if said_of_it is not None and signature(parse, said_of_it, word) is not None:
            return ClauseLink(above, "governed", frames=(word,))
    if parse.pos[above] in ("NOUN", "PROPN"):
        return ClauseLink(above, "governed", frames=(word,))
    if word == "without":
        return ClauseLink(above, "governed", effect=Effect.SAME)  # denied by its own words: denial.py
    found = signature(parse, preposition, "ing")
    if found is not None:
        return ClauseLink(above, "governed", effect=found.affirmed, negated=found.negated)
    return ClauseLink(above, "governed", frames=(word,))


def _nominal(parse: Parse, token: int) -> ClauseLink:
    head, dep = parse.heads[token], parse.deps[token]
    if dep in ("dobj", "nsubjpass", "oprd", "dative") and parse.pos[head] in ("VERB", "AUX"):
        return ClauseLink(head, "governed", frames=("np",), default=Effect.SAME)
    if dep in ("attr", "acomp"):
        return ClauseLink(head, "governed", effect=Effect.SAME)
    if dep == "nsubj":
        if signature(parse, head, "subject") is not None:
            return ClauseLink(head, "governed", frames=("subject",))
        return ClauseLink(head, "subject", effect=Effect.SO)
    if dep in ("pobj", "pcomp"):
        return _object_of(parse, head)
    if dep in ("advmod", "prep", "agent", "npadvmod") or parse.pos[token] == "ADP":
        return ClauseLink(head, "governed", effect=Effect.SAME)
    return ClauseLink(head, "aside")


def _object_of(parse: Parse, preposition: int) -> ClauseLink:
    word, above = parse.lower(preposition), parse.heads[preposition]
    if word == "as" and parse.pos[above] == "VERB":
        return ClauseLink(above, "governed", frames=("content",), default=Effect.SAME)
    if signature(parse, above, word) is not None:
        return ClauseLink(above, "governed", frames=(word,))
    if signature(parse, preposition, "np") is not None:
        return ClauseLink(above, "governed", effect=Effect.NOT)
    return ClauseLink(above, "aside")
