"""Drafts written down: one record a speech act, with its norms, its date and its relations on the page.

In:      Document, Parse, Drafts in text order, TimeExpressions, a DeedCoder
Out:     Records, Norms
Source:  DESIGN 2
Shown:   tests/commitments/test_records.py
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace

from onrecord.commitments.draft import Draft
from onrecord.commitments.kinds import kind_of, strength_of
from onrecord.commitments.relations import Coded, relation, said_twice
from onrecord.commitments.voices import Voices
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import DeedCoder
from onrecord.terms.records import Norm, Record, Relation
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression

# Records of one agent are related to each other only this near; keeps a long page linear.
NEAR = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with its codes and the record it belongs to."""

    coded: Coded
    record: Record


def write_records(
    document: Document,
    parse: Parse,
    voices: Voices,
    drafts: tuple[Draft, ...],
    times: tuple[TimeExpression, ...],
    coder: DeedCoder,
) -> tuple[tuple[Record, ...], tuple[Norm, ...]]:
    """Records in text order with their relations, and the norms they yield: none for what another says more fully."""
    written = tuple(_write(document, parse, voices, draft, times, coder) for draft in drafts)
    records: dict[str, Record] = {}
    for w in written:
        kept = records.setdefault(w.record.id, w.record)
        if w.record.strength.rank > kept.strength.rank:
            records[w.record.id] = w.record
    related = _relations(parse, written)
    twice = said_twice(parse, tuple(w.coded for w in written))
    norms: dict[str, Norm] = {}
    for i, w in enumerate(written):
        if i not in twice:
            norm = _norm(w)
            norms.setdefault(norm.id, norm)
    return tuple(replace(r, relations=related[r.id]) for r in records.values()), tuple(norms.values())


def _write(
    document: Document,
    parse: Parse,
    voices: Voices,
    draft: Draft,
    times: tuple[TimeExpression, ...],
    coder: DeedCoder,
) -> Written:
    deed = coder.code_deed(parse, draft.action)
    trigger = coder.code_deed(parse, draft.trigger) if draft.trigger else None
    if draft.extends is not None and draft.extends.trigger is not None:
        trigger = coder.code_deed(parse, draft.extends.trigger)
    block = document.block_at(draft.action.start)
    is_headline = (block is not None and block.role is BlockRole.HEADLINE) or voices.is_headline(draft.deed.head)
    record = Record(
        document_id=document.id,
        kind=kind_of(parse, draft, deed),
        strength=strength_of(parse, draft),
        statement_id=draft.voice.statement.id if draft.voice.statement else None,
        stated_on=stated_on(document, parse, draft, times),
        evidence=draft.evidence,
    )
    return Written(Coded(draft, deed, trigger, is_headline), record)


def stated_on(document: Document, parse: Parse, draft: Draft, times: tuple[TimeExpression, ...]) -> DateBounds | None:
    """When it was said: the time beside the words of saying ("said on Thursday"), else not after publication."""
    said = _time_of_saying(parse, draft, times)
    if said is not None:
        return said
    if document.published is None or document.published.bounds.last is None:
        return None
    return DateBounds(None, document.published.bounds.last, Precision.BOUNDED)


def _time_of_saying(parse: Parse, draft: Draft, times: tuple[TimeExpression, ...]) -> DateBounds | None:
    statement = draft.voice.statement
    said_at = _cue_place(parse, draft)
    if said_at is None:
        return None
    sentence = parse.sentence_span(parse.sentence_index(said_at))
    content = statement.content if statement else (draft.action, *((draft.trigger,) if draft.trigger else ()))
    first = bisect_left(times, sentence.start, key=lambda t: t.span.start)
    for time in times[first:]:
        if time.span.start >= sentence.end:
            return None
        outside = not any(piece.overlaps(time.span) for piece in content)
        if time.bounds is not None and outside and _hangs_on(parse, time.span, said_at):
            return time.bounds
    return None


def _cue_place(parse: Parse, draft: Draft) -> int | None:
    """Token of the words of saying: the statement's cue, the verb above, the vow itself."""
    statement = draft.voice.statement
    if statement is not None and statement.cue:
        return parse.head_of(statement.cue[0])
    if draft.voice.cue is not None:
        return draft.voice.cue
    return draft.deed.governor if draft.deed.speaker == "self" else None


def _hangs_on(parse: Parse, words: Span, verb: int) -> bool:
    """Does the time belong to the words of saying, not to some other verb of the sentence?"""
    head = parse.head_of(words)
    if head is None:
        return False
    for above in parse.ancestors(head):
        if parse.pos[above] in {"VERB", "AUX"}:
            return above == verb
    return False


def _relations(parse: Parse, written: tuple[Written, ...]) -> dict[str, tuple[Relation, ...]]:
    by_agent: dict[str | None, list[Written]] = defaultdict(list)
    for w in written:
        by_agent[None if w.coded.is_headline else w.coded.draft.agent.code].append(w)
    related: dict[str, dict[Relation, None]] = defaultdict(dict)
    for code, held in by_agent.items():
        others = written if code is None else tuple(held)
        for i, one in enumerate(held):
            near = others[max(0, i - NEAR) : i + NEAR + 1]
            for other in near:
                found = relation(parse, one.coded, other.coded)
                if found is not None and one.record.id != other.record.id:
                    related[one.record.id].setdefault(Relation(found, other.record.id))
    return defaultdict(tuple, {record_id: tuple(held) for record_id, held in related.items()})


def _norm(written: Written) -> Norm:
    draft, coded = written.coded.draft, written.coded
    return Norm(
        record_id=written.record.id,
        modal=draft.modal,
        mode=draft.mode,
        agent=draft.agent.words,
        agent_id=draft.agent.code,
        action=draft.action,
        action_event=coded.deed,
        target=draft.target.words,
        target_id=draft.target.code,
        trigger=draft.trigger,
        trigger_id=draft.trigger_id,
        trigger_event=coded.trigger,
        cue=draft.cue,
        speaker=draft.speaker.words,
        speaker_id=draft.speaker.code,
        deadline=draft.deadline,
    )
