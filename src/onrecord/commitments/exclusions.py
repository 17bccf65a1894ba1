"""What looks like a norm and is none: wishes, evaluations, fears, purposes, politeness.

In:      Parse, a GovernedAction, its Condition
Out:     the reason an action undertakes nothing, or None
Source:  codebook 1
Shown:   tests/commitments/test_codebook.py
"""

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import GovernedAction
from onrecord.commitments.tables import ModalForce
from onrecord.language.clauses import child, subject
from onrecord.language.pronouns import FIRST_PERSON
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.statements import Statement

POLITE = word_list("polite")


def reason_for_none(parse: Parse, governed: GovernedAction, condition: Condition | None) -> str | None:
    """Why the action makes no norm, in words; None when it may make one."""
    if _is_wished(parse, governed):
        return "a wish or a fear: what somebody wants, hopes or fears is not undertaken"
    if _is_evaluation(parse, governed) and (condition is None or parse.lower(governed.governor) != "will"):
        return "a judgement of what something would be, not a deed"
    if governed.force is ModalForce.WILL_NOT and parse.lemmas[governed.head] in word_list("declined comment"):
        return "it only declines to comment"
    if parse.lemmas[governed.governor] == "vote" and parse.lemmas[governed.head] in word_list("done by voting"):
        return "voting for it was the deed, and it is done"
    if _is_purpose(parse, governed):
        return "a purpose (“so that”): what a deed is for"
    if condition is not None and _is_polite(parse, condition):
        return "politeness: an “if” that sets no condition"
    return None


def is_hoped(parse: Parse, governed: GovernedAction, statement: Statement | None) -> bool:
    """Is it told as a hope or a fear ("expressed hope that ...")? A demand stays one."""
    cue = statement.cue if statement is not None else ()
    words = {parse.lemmas[t].lower() for span in cue for t in parse.tokens_in(span)}
    return not governed.force.asks_another and bool(words & word_list("hopes"))


def _is_wished(parse: Parse, governed: GovernedAction) -> bool:
    """Under "hope", "want", "fear", or a wish itself. "We would like to call on Iran" does call on it."""
    if governed.force.asks_another:
        return False
    if parse.lemmas[governed.head] in word_list("wish action") and governed.speaker == "context":
        return True
    here = governed.governor if governed.speaker != "context" else governed.head
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


def _is_evaluation(parse: Parse, governed: GovernedAction) -> bool:
    """ "it would be a mistake to": an empty "it" and a judgement."""
    if parse.lemmas[governed.head] != "be" or child(parse, governed.head, "attr", "acomp") is None:
        return False
    own = subject(parse, governed.head)
    if own is None or parse.lower(own) not in word_list("stands for a fact"):
        return False
    complement = child(parse, governed.head, "attr", "acomp")
    clauses = [*parse.children[governed.head], *(parse.children[complement] if complement is not None else ())]
    told = any(
        parse.deps[c] in {"xcomp", "ccomp", "advcl", "acl"} and c > governed.head and _is_told(parse, c)
        for c in clauses
    )
    return parse.lower(own) != "it" or told


def _is_told(parse: Parse, clause: int) -> bool:
    """Does the clause say what is judged: "to attack", "for them to attack", "that they attack"?"""
    return any(parse.lower(c) in word_list("opens a complement") and c < clause for c in parse.children[clause])


def _is_purpose(parse: Parse, governed: GovernedAction) -> bool:
    """ "so that ships could pass", "in order to"."""
    words = [
        parse.lower(c)
        for c in parse.children[governed.head]
        if c < governed.head and parse.deps[c] in {"mark", "advmod"}
    ]
    return "so" in words and parse.deps[governed.head] == "advcl"


def _is_polite(parse: Parse, condition: Condition) -> bool:
    """ "if I may", "she would if she could", "if you will"; not "if Uganda can"."""
    own = subject(parse, condition.head)
    others_can = parse.lower(condition.head) == "can" and own is not None and parse.lower(own) not in FIRST_PERSON
    if parse.lower(condition.head) in POLITE and not others_can:
        return True
    return "you will" in condition.trigger.of(parse.text).lower()[:8]
