"""Judgements applied to an entry: a person wins over every reader, also over readers that come later.

In:      an Entry as read, the judgements of its page, its text
Out:     the Entry as it stands: corrected slots, norms judged wrong apart
Refuses: nothing: a judgement that fits no norm of the entry is left to other entries
Source:  docs/ledger.md, "A judgement outlives the reader"
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.ledger.entries.values import Entry, EntryNorm
from onrecord.ledger.judgements.anchors import fold, fold_all, norm_anchor, same_action, same_sentence
from onrecord.ledger.judgements.values import RECORD_SLOTS, WORD_SLOTS, Anchor, Judgement
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.judgements import OF_ANOTHER, OF_TWO, JudgementKind
from onrecord.terms.patterns import Party
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Strength
from onrecord.terms.spans import Span

_MAKE: dict[str, Callable[[str], Any]] = {
    "modal": Modal,
    "mode": Mode,
    "action_event": EventType,
    "trigger_event": EventType,
}


def judged(entry: Entry, judgements: Sequence[Judgement], text: str) -> Entry:
    """The entry as these judgements (in force, in order) leave it."""
    norms: list[EntryNorm] = []
    rejected: list[EntryNorm] = []
    for norm in entry.norms:
        about = [j for j in judgements if fits(j, entry, norm)]
        held, wrong = _norm_judged(norm, about, text, entry)
        (rejected if wrong else norms).append(held)
    mine = [j for j in judgements if on_record(j, entry)]
    record = _record_judged(entry.record, mine)
    return replace(
        entry,
        record=record,
        read=entry.record if record != entry.record else None,
        norms=tuple(norms),
        rejected=tuple(rejected),
        judgements=tuple(j for j in mine if j.anchor.action is None),
    )


def placed(judgement: Judgement, entries: Iterable[Entry]) -> bool:
    """Does one of these entries, judged, hold what was judged?"""
    if judgement.anchor.action is None:
        return any(judgement in e.judgements for e in entries)
    return any(judgement in n.judgements for e in entries for n in (*e.norms, *e.rejected))


def wrong_as_a_whole(entry: Entry) -> bool:
    """Has a person judged wrong all that was read here?"""
    if entry.norms or entry.rejected:
        return not entry.norms
    last = [j.verdict for j in entry.judgements if j.verdict not in OF_ANOTHER]
    return bool(last) and last[-1] is JudgementKind.WRONG


def on_record(judgement: Judgement, entry: Entry) -> bool:
    """Is the judgement of this record, or of a norm of it?"""
    if judgement.anchor.record_id == entry.record.id:
        return judgement.anchor.action is None or any(fits(judgement, entry, norm) for norm in entry.norms)
    if judgement.anchor.action is not None:
        return any(fits(judgement, entry, norm) for norm in entry.norms)
    return not entry.norms and judgement.anchor.evidence == fold_all(q.words for q in entry.evidence)


def fits(judgement: Judgement, entry: Entry, norm: EntryNorm) -> bool:
    """Is this norm what was judged, or another reading of the same words?

    In the same sentence: same words and same claim, yes. Same words read otherwise, or cut otherwise: when it is the
    only such norm of its record, then and now, and what was judged is not a wrong reading (which this is not).
    """
    anchor = judgement.anchor
    if judgement.target_id == norm.id or judgement.other_id == norm.id:
        # The id does not tell who acts: one reader's wrong agent says nothing against another's right one.
        return judgement.verdict is not JudgementKind.WRONG or norm.norm.agent_id == anchor.agent_id
    if judgement.verdict in OF_TWO:
        return anchor_of(entry, norm) in dict(judgement.slots).values()
    if anchor.action is None:
        return False
    if not same_sentence(fold_all(q.words for q in entry.evidence), anchor.evidence):
        return False
    action, trigger = fold(norm.slot("action") or ""), fold(norm.slot("trigger") or "") or None
    claim = (norm.norm.modal.value, norm.norm.mode.value)
    corrected = dict(judgement.slots)
    claims = {
        (anchor.modal, anchor.mode),
        (corrected.get("modal") or anchor.modal, corrected.get("mode") or anchor.mode),
    }
    if (action, trigger) == (anchor.action, anchor.trigger):
        if judgement.verdict is JudgementKind.WRONG:
            return claim == (anchor.modal, anchor.mode) and norm.norm.agent_id == anchor.agent_id
        if claim in claims:
            return True
    if judgement.verdict is JudgementKind.WRONG or not anchor.alone:
        return False
    return same_action(action, anchor.action) and _alone(entry, action)


def anchor_of(entry: Entry, norm: EntryNorm) -> str:
    """The anchor of a norm, by the words it was read with."""
    read = norm.read or norm.norm
    action, trigger = norm.slot("action") or "", norm.slot("trigger")
    return norm_anchor(entry.source.page_id, read.modal.value, read.mode.value, action, trigger)


def anchoring(entry: Entry, norm: EntryNorm | None) -> Anchor:
    """What finds the words of a record again, or (norm) of a norm of it, as they were read."""
    return Anchor(
        reading_id=entry.source.reading_id,
        record_id=entry.id,
        modal=norm.norm.modal.value if norm else None,
        mode=norm.norm.mode.value if norm else None,
        agent_id=norm.norm.agent_id if norm else None,
        action=fold(norm.slot("action") or "") if norm else None,
        trigger=(fold(norm.slot("trigger") or "") or None) if norm else None,
        evidence=fold_all(q.words for q in entry.evidence),
        alone=alone(entry, norm) if norm else True,
    )


def alone(entry: Entry, norm: EntryNorm) -> bool:
    """Is it the only norm of its record with this action?"""
    return _alone(entry, fold(norm.slot("action") or ""))


def _alone(entry: Entry, action: str) -> bool:
    held = (*entry.norms, *entry.rejected)
    return sum(same_action(fold(n.slot("action") or ""), action) for n in held) == 1


def _norm_judged(held: EntryNorm, about: Sequence[Judgement], text: str, entry: Entry) -> tuple[EntryNorm, bool]:
    wrong = False
    slots: dict[str, str | None] = {}
    for judgement in about:
        if judgement.verdict is JudgementKind.WRONG:
            wrong = True
        elif judgement.verdict in (JudgementKind.CONFIRM, JudgementKind.CORRECT):
            wrong = False
            slots.update(judgement.slots)
    if not about:
        return held, False
    norm, words = corrected_norm(held, slots, text, entry.evidence[0].span)
    changed = norm != held.norm
    return (
        replace(
            held, norm=norm, words=words, read=held.norm if changed else None, judgements=tuple(about), wrong=wrong
        ),
        wrong,
    )


def corrected_norm(
    held: EntryNorm, slots: dict[str, str | None], text: str, near: Span
) -> tuple[Norm, tuple[tuple[str, str], ...]]:
    """The norm with these slots, and its words. A slot whose words are not in the text stays as it was read, and so
    does a mode that its trigger does not allow."""
    norm, words = held.norm, dict(held.words)
    changes: dict[str, Any] = {}
    for name, value in slots.items():
        if name in RECORD_SLOTS:
            continue
        if name not in WORD_SLOTS:
            changes[name] = _MAKE.get(name, str)(value) if value is not None else None
        elif value is None:
            changes[name] = None
            words.pop(name, None)
        elif fold(value) != fold(words.get(name, "")):
            span = find_words(text, value, near=near)
            if span is not None:
                changes[name] = span
                words[name] = span.of(text)
    mode = changes.get("mode", norm.mode)
    if mode is Mode.NONE:
        changes |= {"trigger": None, "cue": None}
        words.pop("trigger", None)
        words.pop("cue", None)
    elif changes.get("trigger", norm.trigger) is None:
        changes["mode"] = norm.mode
        changes.pop("trigger", None)
        words = {**words, **{k: v for k, v in held.words if k == "trigger"}}
    if changes.get("deadline", norm.deadline) != norm.deadline:
        changes["due"] = None  # that of the words that were read; the times of the page tell the new one
    return _patterned(replace(norm, **changes), norm), tuple(sorted(words.items()))


def _patterned(norm: Norm, read: Norm) -> Norm:
    """The norm with the corrected slots in its patterns too."""
    action, met = norm.action_pattern, norm.trigger_pattern
    if action is not None:
        if norm.action_event is not read.action_event:
            action = replace(action, type=norm.action_event, mode=None)
        if norm.agent_id != read.agent_id:
            action = replace(action, actor=Party(norm.agent_id) if norm.agent_id else None)
        if norm.target_id != read.target_id:
            action = replace(action, recipient=Party(norm.target_id) if norm.target_id else None)
    if norm.trigger is None:
        met = None
    elif met is not None:
        if norm.trigger_event is not read.trigger_event:
            met = replace(met, type=norm.trigger_event, mode=None)
        if norm.trigger_id != read.trigger_id:
            met = replace(met, actor=Party(norm.trigger_id) if norm.trigger_id else None)
    return replace(norm, action_pattern=action, trigger_pattern=met)


def find_words(text: str, words: str, *, near: Span) -> Span | None:
    """Where these words stand, white space apart, nearest to a place; None when they do not."""
    pieces = words.split()
    if not pieces:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)))
    found = [Span(*m.span()) for m in pattern.finditer(text)]
    return min(found, key=lambda s: (not near.covers(s), abs(s.start - near.start)), default=None)


def _record_judged(record: Record, judgements: Sequence[Judgement]) -> Record:
    changes: dict[str, Any] = {}
    for judgement in judgements:
        if judgement.verdict is not JudgementKind.CORRECT:
            continue
        for name, value in judgement.slots:
            if name == "kind" and value:
                changes["kind"] = RecordKind(value)
            elif name == "strength" and value:
                changes["strength"] = Strength(value)
            elif name == "stated_on":
                changes["stated_on"] = DateBounds.day(date.fromisoformat(value)) if value else None
    return replace(record, **changes) if changes else record
