"""What rules and model read, put together: one draft where both read the same.

In:      drafts of the rules and of the model, of one sentence
Out:     NormDrafts, each with who reads it and how sure the model is; apart, what only the rules read
Source:  what each is worth is weighed by the features (data/norm_trees.csv)
Shown:   tests/commitments/test_learned.py
"""

from dataclasses import replace

from onrecord.commitments.draft import DraftSource, NormDraft
from onrecord.commitments.learned import SAME_SPAN, alike
from onrecord.terms.parses import Parse
from onrecord.terms.records import Mode, Strength


def joined(
    parse: Parse, ruled: tuple[NormDraft, ...], learned: tuple[NormDraft, ...]
) -> tuple[tuple[NormDraft, ...], tuple[NormDraft, ...]]:
    """(the drafts of one sentence, in text order; those of the rules whose action the model does not read at all).

    What the two read differently stays in both readings, marked as such, and is weighed later.
    """
    drafts: list[NormDraft] = []
    unread: list[NormDraft] = []
    left = list(learned)
    for rule in ruled:
        same = max((m for m in left if _same_action(parse, rule, m)), key=lambda m: _agreement(rule, m), default=None)
        if same is None and rule.extends is not None:
            # "This applies to our other neighbours" has no action of its own to be read: it stands with what it widens.
            drafts.append(replace(rule, read=rule.extends.read, source=rule.extends.source))
        elif same is None:
            unread.append(rule)
        elif (same.modal, same.mode) == (rule.modal, rule.mode) or _endorses(rule, same):
            left.remove(same)
            drafts.append(of_both(rule, same))
        elif _swallows_condition(rule, same):
            left.remove(same)
            drafts.append(replace(rule, read=same.read, source=DraftSource.RIVAL))
        else:
            drafts.append(replace(rule, source=DraftSource.RIVAL))
    for one in left:
        rival = any(_same_action(parse, rule, one) for rule in ruled)
        drafts.append(replace(one, source=DraftSource.RIVAL) if rival else one)
    return tuple(sorted(drafts, key=lambda d: d.action)), tuple(unread)


def of_both(rule: NormDraft, model: NormDraft) -> NormDraft:
    """One draft of what both read."""
    return replace(rule, read=model.read, source=DraftSource.BOTH)


def _endorses(rule: NormDraft, model: NormDraft) -> bool:
    """ "He backed plans to build a base": how far that goes the codebook says, and the model takes it for a promise."""
    return rule.strength is Strength.ENDORSED and rule.mode is model.mode


def _swallows_condition(rule: NormDraft, model: NormDraft) -> bool:
    """ "Will not sign land over for a peace deal": a condition that has its connective is no part of the action."""
    said = rule.trigger is not None and rule.cue is not None
    return said and model.mode is Mode.NONE and rule.trigger is not None and model.action.covers(rule.trigger)


def _same_action(parse: Parse, rule: NormDraft, model: NormDraft) -> bool:
    return rule.governed.head == model.governed.head or alike(parse, rule.action, model.action) >= SAME_SPAN


def _agreement(rule: NormDraft, model: NormDraft) -> tuple[bool, bool, float]:
    return rule.mode is model.mode, rule.modal is model.modal, model.read or 0.0
