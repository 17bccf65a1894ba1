"""Conditions that stand in the words before: "Otherwise, ...", "In that case, ...", "leave, or we will attack".

In:      Parse, a GovernedDeed without a condition of its own, NormDrafts before it
Out:     Condition, its trigger the earlier words; the deed a stranded modal takes up ("It will, unless ...")
Refuses: nothing; without fitting words before there is no condition
Source:  codebook 2; data/en/words.csv, lists "carried if" and "carried unless"
Shown:   tests/commitments/test_ellipsis.py
"""

from dataclasses import replace

from onrecord.commitments.connectives import Condition
from onrecord.commitments.draft import NormDraft
from onrecord.commitments.modality import GovernedDeed, find_deeds
from onrecord.commitments.tables import Logic, ModalForce, auxiliaries
from onrecord.language.clauses import subject, verb_phrase
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span

OPENING = frozenset({'"', "“", "‘", "'", "``", "«", ",", ";", "and", "but"})


def carried_condition(
    parse: Parse, deed: GovernedDeed, own: Condition | None, before: tuple[NormDraft, ...]
) -> Condition | None:
    """The condition a deed takes over from the drafts before it, nearest last.

    own: its "otherwise", read without knowing what was demanded; kept where nothing before fits. None: it has none.
    """
    return _or_else(parse, deed, own, before) or _pointed_at(parse, deed, before) or own


def owed(draft: NormDraft, before: tuple[NormDraft, ...]) -> NormDraft:
    """The draft with whoever a demand was made on as the actor of its trigger, where the demand is the trigger."""
    for demand in before:
        if demand.modal is Modal.DEMANDS and demand.action == draft.trigger:
            return replace(draft, trigger_id=demand.target.code)
    return draft


def _or_else(
    parse: Parse, deed: GovernedDeed, own: Condition | None, before: tuple[NormDraft, ...]
) -> Condition | None:
    """ "Leave, or we will attack", "urged it to go, warning it would otherwise attack": what is demanded."""
    first, last = (own.last, own.last) if own is not None else _joint(parse, deed)
    if own is not None and own.cue is not None:
        held = parse.tokens_in(own.cue)
        first, last = held[0], held[-1]
    elif parse.lower(first) != "or":
        return None
    sentence = parse.sentence_span(parse.sentence_index(deed.head))
    demand = next((d for d in reversed(before) if d.modal is Modal.DEMANDS and sentence.covers(d.action)), None)
    if demand is None or demand.action.end > parse.starts[first]:
        return None
    return _as_condition(parse, demand.action, demand.deed.head, deed, first, last, Logic.ELSE)


def _joint(parse: Parse, deed: GovernedDeed) -> tuple[int, int]:
    """The token before the clause of a deed, twice."""
    own = subject(parse, deed.head)
    first = parse.subtree(own)[0] if own is not None else deed.governor
    return max(first - 1, 0), max(first - 1, 0)


def _pointed_at(parse: Parse, deed: GovernedDeed, before: tuple[NormDraft, ...]) -> Condition | None:
    """ "Otherwise, it will attack", "If so, we will come": what was demanded, or made a condition, just before."""
    index = parse.sentence_index(deed.head)
    last = before[-1] if before and index - parse.sentence_index(before[-1].deed.head) <= 1 else None
    cue = pointing_words(parse, deed)
    if last is None or cue is None:
        return None
    first, end, logic = cue
    if logic is Logic.ELSE:
        if last.modal is not Modal.DEMANDS:
            return None
        return _as_condition(parse, last.action, last.deed.head, deed, first, end, logic)
    if last.condition is not None and last.trigger is not None and last.mode is Mode.IF:
        return _as_condition(parse, last.trigger, last.condition.head, deed, first, end, logic)
    if last.modal in {Modal.PREDICTS, Modal.READY}:
        return _as_condition(parse, last.action, last.deed.head, deed, first, end, logic)
    return None


def pointing_words(parse: Parse, deed: GovernedDeed) -> tuple[int, int, Logic] | None:
    """The words at the head of the deed's clause that point back at a condition: first token, last token, logic."""
    sentence = parse.sentence_of(deed.head)
    for start in range(deed.head - 1, sentence.start - 1, -1):
        if start > sentence.start and parse.lower(start - 1) not in OPENING:
            continue
        for length in (4, 3, 2, 1):
            if start + length >= deed.head or parse.word(start + length) != ",":
                continue
            words = " ".join(parse.lower(t) for t in range(start, start + length))
            if words in word_list("carried unless"):
                return start, start + length - 1, Logic.ELSE
            if words in word_list("carried if"):
                return start, start + length - 1, Logic.SUFFICIENT
    return None


def _as_condition(
    parse: Parse, trigger: Span, head: int, deed: GovernedDeed, first: int, last: int, logic: Logic
) -> Condition:
    return Condition(parse.span(first, last), trigger, head, deed.head, first, last, logic)


def taken_up(parse: Parse, sentence: range) -> tuple[GovernedDeed, Span] | None:
    """The deed of a modal without a verb, its words in the sentence before: "Will it leave? It will, unless ..."."""
    index = parse.sentence_index(sentence.start)
    if index == 0:
        return None
    for token in sentence:
        row = auxiliaries().get(parse.lower(token))
        if row is None or parse.deps[token] in {"aux", "auxpass"} or subject(parse, token) is None:
            continue
        denied = any(parse.deps[c] == "neg" for c in parse.children[token])
        force = row.negative if denied else row.positive
        before = find_deeds(parse, range(*parse.sentences[index - 1]))
        words = verb_phrase(parse, before[-1].head, without=frozenset()) if before else None
        if words is None or force not in {ModalForce.WILL, ModalForce.WILL_NOT}:
            return None
        return GovernedDeed(token, token, subject(parse, token), None, force, Strength.FIRM, "context"), words
    return None
