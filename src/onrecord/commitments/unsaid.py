"""What reads like a norm and is said by nobody: denied, doubted, asked, never said, or how things went otherwise.

In:      Parse, a GovernedAction, its Condition, the words of its norm
Out:     a Refusal with a code of its own and the words that decide it, or None
Refuses: the action, by "denied-norm", "unsaid-norm", "doubted-norm", "asked-norm", "unreal-norm"
Source:  codebook 1 and 5; what becomes of a complement: language/factuality.py
Shown:   tests/commitments/test_unsaid.py
"""

from collections.abc import Iterable

from onrecord.commitments.connectives import Condition
from onrecord.commitments.frames import VERBAL
from onrecord.commitments.modality import GovernedAction, will_not_rule_out
from onrecord.commitments.tables import Logic
from onrecord.language.clauses import auxiliaries, child, subject
from onrecord.language.denial import denied, negation
from onrecord.language.factuality import Stands, context_of, factuality_of
from onrecord.language.links import link_of
from onrecord.language.veridicality import Effect, signature
from onrecord.language.words import word_list, word_values
from onrecord.terms.parses import Parse
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span

NOT_SO = frozenset({Stands.NEGATED, Stands.DENIED})
WH_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
REASONS = {
    "denied-norm": "somebody denies it, or it is said to be untrue",
    "unsaid-norm": "the words say that it was not said",
    "doubted-norm": "it is doubted",
    "asked-norm": "it is asked",
    "unreal-norm": "it tells how things went otherwise",
}
Found = tuple[str, tuple[int, ...]]  # code, the tokens that decide it


def unsaid(parse: Parse, governed: GovernedAction, condition: Condition | None, words: Span) -> Refusal | None:
    """Why nobody says it; None when somebody does. words: the action."""
    found = (
        _asked(parse, governed)
        or _unreal(parse, governed, condition)
        or _disputed(parse, governed)
        or _denied(parse, governed, condition)
        or (_own_denial(parse, governed) if governed.unsaid else None)
    )
    if found is None:
        return None
    code, tokens = found
    said, deciding = (" ".join(w.split()) for w in (words.of(parse.text), " ".join(map(parse.lower, tokens))))
    reason = f"“{said}” reads like a norm, but {REASONS[code]}" + (f" (“{deciding}”)" if deciding else "")
    return Refusal("commitments", code, reason, _around(parse, tokens, words))


def _around(parse: Parse, tokens: Iterable[int], words: Span) -> Span:
    """From the first to the last of the deciding words and the action's own."""
    denying = word_list("nobody") | word_list("denying adverb") | {"no", "not"}
    beside = [c for t in tokens for c in parse.children[t] if parse.lower(c) in denying]
    spans = [words, *(parse.span(t, t) for t in (*tokens, *beside))]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _denied(parse: Parse, governed: GovernedAction, condition: Condition | None) -> Found | None:
    """ "Denied that it would", "did not say it would", "there are no grounds to believe that it will"."""
    at = _stands_at(parse, governed)
    if condition is not None and condition.holds(parse.heads[at]):
        return None  # "not until they are cleared will it reopen": the parser hangs the action on its condition
    context = context_of(parse, at)
    if context.stands in NOT_SO:
        return "denied-norm", context.evidence
    if parse.pos[at] == "NOUN":
        return None  # "asked how they would pay for Sanders' plan to": that there is a plan, the asker grants
    if any(parse.lemmas[t].lower() in word_list("disputes") for t in context.evidence):
        return None  # "there is no doubt that", "let no one doubt that": weighed by _disputed
    if context.stands is Stands.ASKED:
        return "asked-norm", context.evidence
    if any(factuality_of(parse, token).stands in NOT_SO for token in context.evidence):
        return "unsaid-norm", context.evidence
    return _not_to_be_said(parse, at)


def _not_to_be_said(parse: Parse, verb: int) -> Found | None:
    """ "No one should think that Iran will yield"; not "no one should forget that it will"."""
    link = link_of(parse, verb)
    if link is None or link.kind != "governed" or not denied(parse, link.governor):
        return None
    found = signature(parse, link.governor, *link.frames)
    if found is None or found.negated in {Effect.SO, Effect.SAME, Effect.ABLE}:
        return None
    return None if parse.lemmas[link.governor] in word_list("disputes") else ("unsaid-norm", (link.governor,))


def _own_denial(parse: Parse, governed: GovernedAction) -> Found:
    """ "Has never threatened to"."""
    denial = negation(parse, governed.governor)
    return "unsaid-norm", (governed.governor,) if denial is None else (denial, governed.governor)


def _stands_at(parse: Parse, governed: GovernedAction) -> int:
    """The verb, or the noun ("denied plans to"), whose context is asked for: of "is ready to" and "has no plans to" it
    is the verb, for there the denial is the norm's own."""
    if governed.speaker == "context":
        return _modal_verb(parse, governed)
    above = parse.heads[governed.governor]
    if will_not_rule_out(parse, governed.governor):
        return above
    if parse.pos[governed.governor] in VERBAL or parse.pos[above] not in VERBAL:
        return governed.governor
    own = parse.pos[governed.governor] == "NOUN" and not denied(parse, above)
    return governed.governor if own else above


def _modal_verb(parse: Parse, governed: GovernedAction) -> int:
    """The verb a bare modal stands with: of "would have been able to sign" it is "been", not the action."""
    if parse.deps[governed.governor] == "aux" and parse.pos[parse.heads[governed.governor]] in VERBAL:
        return parse.heads[governed.governor]
    return governed.governor if parse.deps[governed.governor] != "aux" else governed.head


def _unreal(parse: Parse, governed: GovernedAction, condition: Condition | None) -> Found | None:
    """ "Would have stopped", "if it had not attacked", "if I were president"."""
    verb = _modal_verb(parse, governed) if governed.speaker == "context" else governed.governor
    helpers = {parse.lower(a): a for a in auxiliaries(parse, verb)}
    if {"have", "'ve"} & set(helpers) and {"would", "could", "might", "should", "'d"} & set(helpers):
        return "unreal-norm", tuple(helpers.values())
    if condition is None or parse.pos[condition.head] not in VERBAL:
        return None
    own = subject(parse, condition.head)
    if own is not None and parse.lower(own) == "i" and parse.lower(condition.head) == "were":
        return "unreal-norm", (condition.head,)
    before = {parse.lower(a) for a in auxiliaries(parse, condition.head)}
    perfect = bool(before & {"had", "'d"}) and parse.tags[condition.head] == "VBN"
    return ("unreal-norm", (condition.head,)) if perfect and condition.logic is Logic.SUFFICIENT else None


def _disputed(parse: Parse, governed: GovernedAction) -> Found | None:
    """ "Doubt they would take such a step", "not sure they'll vote", "unlikely that"; not "no one doubts that"."""
    here = governed.head if governed.speaker == "context" else governed.governor
    for above in parse.ancestors(here):
        if parse.deps[here] in {"ccomp", "acl", "relcl"}:
            dispute = word_values("disputes").get(parse.lemmas[above].lower())
            if dispute is not None:
                return None if is_undisputed(parse, above) else (f"{dispute}-norm", (above,))
            judged = child(parse, above, "acomp") if parse.lemmas[above] == "be" else above
            judged = judged if judged is not None and parse.pos[judged] == "ADJ" else None
            if judged is not None and parse.lemmas[judged] in word_list("sure"):
                unsure = denied(parse, above) or denied(parse, parse.heads[judged])
                return ("doubted-norm", (judged,)) if unsure else None
            if judged is not None and parse.lemmas[judged] in word_list("unsure"):
                return "doubted-norm", (judged,)
            if parse.lemmas[above] in word_list("says"):
                return None
        here = above
    return None


def is_undisputed(parse: Parse, word: int) -> bool:
    """ "No one should doubt", "there is no doubt", "nobody should be in any doubt", "without doubt"."""
    if denied(parse, word) or any(parse.lower(c) == "no" for c in parse.children[word]):
        return True
    for above in parse.ancestors(word):
        if parse.lower(above) == "without" or (parse.pos[above] in VERBAL and denied(parse, above)):
            return True
        if parse.pos[above] in VERBAL:
            return False
    return False


def _asked(parse: Parse, governed: GovernedAction) -> Found | None:
    """ "Will it leave?", "asked whether it would", "how he would react", "what will become of it"."""
    sentence = parse.sentence_of(governed.head)
    mark = next((t for t in sentence if parse.word(t) == "?" and t > governed.head), None)
    if mark is not None:
        return "asked-norm", (mark,)
    first = sentence[0]
    if parse.lower(first) in {"what", "how", "why", "where", "which"} and parse.deps[governed.head] == "ROOT":
        return "asked-norm", (first,)  # "What Mexico could do", as a headline
    marks = [c for c in parse.children[governed.head] if c < governed.head]
    asking = [c for c in marks if parse.lower(c) in {"whether", "if"} and parse.deps[c] in {"mark", "advmod"}]
    if governed.speaker != "context":  # "questioned whether he was prepared to"
        holders = (governed.governor, parse.heads[governed.governor])
        asking += [c for t in holders for c in parse.children[t] if parse.lower(c) == "whether"]
    own = subject(parse, governed.head)
    if own is not None and parse.tags[own] == "WP" and parse.lower(own) in {"who", "what"}:
        asking += [own] if parse.deps[governed.head] != "relcl" else []  # "and who should pay"
    if parse.deps[governed.head] in {"ccomp", "pcomp", "csubj"}:
        openings = [t for c in marks for t in parse.subtree(c)[:2]]
        asking += [t for t in openings if parse.tags[t] in WH_TAGS and not parse.lower(t).endswith("ever")]
    return ("asked-norm", tuple(asking)) if asking else None
