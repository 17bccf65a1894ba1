"""What looks like a norm and is none: wishes, counterfactuals, questions, evaluations, fears.

In:      Parse, a Deed, its Condition
Out:     the reason a deed undertakes nothing, or None
Source:  codebook 1
Shown:   tests/commitments/test_codebook.py
"""

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import Deed
from onrecord.commitments.tables import Force, Logic
from onrecord.language.clauses import auxiliaries, child, subject
from onrecord.language.denial import denied
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.statements import Statement

WH_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
POLITE = word_list("polite")


def reason_for_none(parse: Parse, deed: Deed, condition: Condition | None) -> str | None:
    """Why the deed makes no norm, in two words; None when it may make one."""
    if parse.lower(parse.sentence_of(deed.head)[-1]) == "?" or _sentence_ends(parse, deed, "?"):
        return "a question"
    if is_counterfactual(parse, deed, condition):
        return "counterfactual"
    if _is_wished(parse, deed):
        return "a wish"
    if _is_disputed(parse, deed):
        return "doubted or denied"
    if _is_asked(parse, deed):
        return "indirect question"
    if _is_evaluation(parse, deed) and (condition is None or parse.lower(deed.governor) != "will"):
        return "an evaluation"
    if deed.force is Force.WILL_NOT and parse.lemmas[deed.head] in word_list("declined comment"):
        return "no comment"
    if parse.lemmas[deed.governor] == "vote" and parse.lemmas[deed.head] in word_list("done by voting"):
        return "done already"
    if _is_purpose(parse, deed):
        return "a purpose"
    if condition is not None and _is_polite(parse, condition):
        return "politeness"
    return None


def is_hoped(parse: Parse, deed: Deed, statement: Statement | None) -> bool:
    """Is it told as a hope or a fear ("expressed hope that ...")? A demand stays one."""
    cue = statement.cue if statement is not None else ()
    words = {parse.lemmas[t].lower() for span in cue for t in parse.tokens_in(span)}
    return deed.force is not Force.DEMANDS and bool(words & word_list("hopes"))


def _sentence_ends(parse: Parse, deed: Deed, mark: str) -> bool:
    tokens = parse.sentence_of(deed.head)
    return any(parse.word(t) == mark and t > deed.head for t in tokens)


def is_counterfactual(parse: Parse, deed: Deed, condition: Condition | None) -> bool:
    """ "would have stopped", "if it had not attacked": how things went otherwise."""
    verb = _modal_verb(parse, deed) if deed.speaker == "voice" else deed.governor
    helpers = [parse.lower(a) for a in auxiliaries(parse, verb)]
    if {"have", "'ve"} & set(helpers) and {"would", "could", "might", "should", "'d"} & set(helpers):
        return True
    if condition is None or parse.pos[condition.head] not in {"VERB", "AUX"}:
        return False
    own = subject(parse, condition.head)
    if own is not None and parse.lower(own) == "i" and parse.lower(condition.head) == "were":
        return True  # "if I were president"
    before = {parse.lower(a) for a in auxiliaries(parse, condition.head)}
    return bool(before & {"had", "'d"}) and parse.tags[condition.head] == "VBN" and condition.logic is Logic.SUFFICIENT


def _modal_verb(parse: Parse, deed: Deed) -> int:
    """The verb a bare modal stands with: of "would have been able to sign" it is "been", not the deed."""
    return parse.heads[deed.governor] if parse.deps[deed.governor] == "aux" else deed.head


def _is_wished(parse: Parse, deed: Deed) -> bool:
    """Under "hope", "want", "fear", or a wish itself. "We would like to call on Iran" does call on it."""
    if deed.force is Force.DEMANDS:
        return False
    if parse.lemmas[deed.head] in word_list("wish deed") and deed.speaker == "voice":
        return True
    here = deed.governor if deed.speaker != "voice" else deed.head
    while parse.heads[here] != here:
        above = parse.heads[here]
        if parse.deps[here] in {"ccomp", "xcomp", "acl", "relcl", "advcl"} and parse.lemmas[above] in word_list("wish"):
            return parse.deps[here] in {"ccomp", "acl", "xcomp"}
        if parse.deps[here] == "ccomp" and parse.lemmas[above] in word_list("says"):
            return False  # "I would like to confirm that Russia will": what is confirmed is no wish
        own = subject(parse, above)
        if parse.deps[here] == "ccomp" and own is not None and parse.lemmas[own] in word_list("fear"):
            return True
        if parse.deps[here] in {"acl", "ccomp"} and parse.lemmas[above] in word_list("fear"):
            return True
        if parse.deps[here] == "relcl":
            return False
        here = above
    return False


def _is_disputed(parse: Parse, deed: Deed) -> bool:
    """ "doubt they would take such a step", "denied that he had agreed", "not sure they'll vote": nobody says it."""
    here = deed.head if deed.speaker == "voice" else deed.governor
    for above in parse.ancestors(here):
        if parse.deps[here] in {"ccomp", "acl"}:
            if parse.lemmas[above] in word_list("disputes"):
                return not denied(parse, above)
            judged = child(parse, above, "acomp") if parse.lemmas[above] == "be" else above
            if judged is not None and parse.lemmas[judged] in word_list("sure"):
                return denied(parse, above) or denied(parse, parse.heads[judged])
            if judged is not None and parse.lemmas[judged] in word_list("unsure"):
                return True
            if parse.lemmas[above] in word_list("says"):
                return False
        here = above
    return False


def _is_asked(parse: Parse, deed: Deed) -> bool:
    """ "asked whether it would", "how he would react", "what will become of it"."""
    first = parse.sentence_of(deed.head)[0]
    if parse.lower(first) in {"what", "how", "why", "where", "which"} and parse.deps[deed.head] == "ROOT":
        return True  # "What Mexico could do", as a headline
    marks = [c for c in parse.children[deed.head] if c < deed.head]
    if any(parse.lower(c) in {"whether", "if"} and parse.deps[c] in {"mark", "advmod"} for c in marks):
        return True
    above = parse.heads[deed.governor]  # "questioned whether he was prepared to"
    if deed.speaker != "voice" and any(
        parse.lower(c) == "whether" for t in (deed.governor, above) for c in parse.children[t]
    ):
        return True
    own = subject(parse, deed.head)
    if (
        own is not None
        and parse.tags[own] == "WP"
        and parse.lower(own) in {"who", "what"}
        and parse.deps[deed.head] != "relcl"
    ):
        return True  # "and who should pay"
    return parse.deps[deed.head] in {"ccomp", "pcomp", "csubj"} and any(
        parse.tags[t] in WH_TAGS and not parse.lower(t).endswith("ever") for c in marks for t in parse.subtree(c)[:2]
    )


def _is_evaluation(parse: Parse, deed: Deed) -> bool:
    """ "it would be a mistake to": an empty "it" and a judgement."""
    if parse.lemmas[deed.head] != "be" or child(parse, deed.head, "attr", "acomp") is None:
        return False
    own = subject(parse, deed.head)
    if own is None or parse.lower(own) not in word_list("stands for a fact"):
        return False
    complement = child(parse, deed.head, "attr", "acomp")
    clauses = [*parse.children[deed.head], *(parse.children[complement] if complement is not None else ())]
    told = any(
        parse.deps[c] in {"xcomp", "ccomp", "advcl", "acl"} and c > deed.head and _is_told(parse, c) for c in clauses
    )
    return parse.lower(own) != "it" or told


def _is_told(parse: Parse, clause: int) -> bool:
    """Does the clause say what is judged: "to attack", "for them to attack", "that they attack"?"""
    return any(parse.lower(c) in word_list("opens a complement") and c < clause for c in parse.children[clause])


def _is_purpose(parse: Parse, deed: Deed) -> bool:
    """ "so that ships could pass", "in order to"."""
    words = [parse.lower(c) for c in parse.children[deed.head] if c < deed.head and parse.deps[c] in {"mark", "advmod"}]
    return "so" in words and parse.deps[deed.head] == "advcl"


def _is_polite(parse: Parse, condition: Condition) -> bool:
    """ "if I may"."""
    return parse.lower(condition.head) in POLITE or "you will" in condition.trigger.of(parse.text).lower()[:8]
