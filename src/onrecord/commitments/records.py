"""Drafts written down: one record a speech act, with its norms, its date and its relations on the page.

In:      Document, Parse, NormDrafts in text order, TimeExpressions, an ActionCoder
Out:     Records, Norms with what their words ask of an event
Source:  docs/semantics.md, Norms
Shown:   tests/commitments/test_records.py
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.commitments.allusions import Allusion, find_allusions
from onrecord.commitments.discourse import clause_taken_up, mended
from onrecord.commitments.draft import NormDraft
from onrecord.commitments.due import due_of, is_over
from onrecord.commitments.event_patterns import Patterns
from onrecord.commitments.features import features_of
from onrecord.commitments.parties import Parties
from onrecord.commitments.relations import CodedDraft, named_agent, relation, said_twice
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.commitments.speech_acts import kind_of, strength_of
from onrecord.commitments.thresholds import Thresholds
from onrecord.language.attachment import hangs_on
from onrecord.language.norm_sentence import NOT_READ, who
from onrecord.language.same_action import SAME_WORDS, alike_in, two_people
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import ActionCoder, NormScorer
from onrecord.terms.records import Mode, Norm, Record, Relation, RelationType
from onrecord.terms.refusals import Refusal
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind
from onrecord.terms.times import TimeExpression
from onrecord.terms.wording import MODAL_WORDS

# Records of one agent are related to each other only this near; keeps a long page linear.
NEAR = 12
# Of agents that are inferred 12 of 15 were right on the training pages, the invented passages among them.
INFERRED_RIGHT = 0.8


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft with its codes, the record it belongs to, and its last day."""

    coded: CodedDraft
    record: Record
    due: DateBounds | None
    probability: float | None = None


def write_records(
    document: Document,
    parse: Parse,
    contexts: SpeakerContexts,
    parties: Parties,
    drafts: tuple[NormDraft, ...],
    times: tuple[TimeExpression, ...],
    coder: ActionCoder,
    judge: NormScorer | None,
) -> tuple[tuple[Record, ...], tuple[Norm, ...], tuple[Refusal, ...]]:
    """Records in text order with their relations, and the norms they yield: none for what another says more fully.

    A draft the judge finds too unlikely is a refusal, and no record.
    """
    recorder = Recorder(document, parse, contexts, parties, times, coder)
    alluded = tuple(find_allusions(parse, parties, contexts))
    dropped = {a.noun for a in alluded if a.relation is RelationType.WITHDRAWS}
    written = tuple(recorder.write(d) for d in drafts if d.governed.governor not in dropped)
    refused: tuple[Refusal, ...] = ()
    if judge is not None:
        written, refused = _judged(parse, parties, written, judge)
    records: dict[str, Record] = {}
    for w in written:
        kept = records.setdefault(w.record.id, w.record)
        if w.record.strength.rank > kept.strength.rank:
            records[w.record.id] = w.record
    related = _relations(parse, written)
    for record in recorder.allude(alluded, written):
        records.setdefault(record.id, record)
        related[record.id] = (*record.relations, *related[record.id])
    twice = said_twice(parse, tuple(w.coded for w in written))
    norms: dict[str, Norm] = {}
    for i, w in enumerate(written):
        if i not in twice:
            norm = _norm(w)
            norms.setdefault(norm.id, norm)
    in_order = sorted(records.values(), key=lambda r: r.evidence[-1])
    return tuple(replace(r, relations=related[r.id]) for r in in_order), tuple(norms.values()), refused


def _judged(
    parse: Parse, parties: Parties, written: tuple[WrittenDraft, ...], judge: NormScorer
) -> tuple[tuple[WrittenDraft, ...], tuple[Refusal, ...]]:
    """(those likely enough, with their probabilities; a refusal for each of the others)."""
    fellows = Counter(w.coded.draft.evidence[0] for w in written)
    kept: list[WrittenDraft] = []
    refused: dict[str, Refusal] = {}
    for w in written:
        norm, draft = _norm(w), w.coded.draft
        features = features_of(parse, w.coded, w.record.kind, fellows=fellows[draft.evidence[0]])
        probability = judge.probability(norm, features)
        if parties.is_inferred(draft.agent, draft.context):
            probability *= INFERRED_RIGHT
        if probability >= judge.least:
            kept.append(replace(w, probability=probability))
            continue
        reason = _too_unlikely(parse, draft, probability, judge.least)
        refused[norm.id] = Refusal("commitments", "unlikely-norm", reason, draft.action)
    return tuple(kept), tuple(refused.values())


def _too_unlikely(parse: Parse, draft: NormDraft, probability: float, least: float) -> str:
    agent = who(draft.agent.words.of(parse.text) if draft.agent.words else None, draft.agent.code) or NOT_READ
    governed = " ".join(draft.action.of(parse.text).split())
    does = "" if draft.modal.of_another else " do"
    return (
        f"“{governed}” was read as a norm ({agent} {MODAL_WORDS[draft.modal]}{does} "
        f"this), but {round(100 * probability)} in 100 such readings are right, and under {round(100 * least)} in 100 "
        "none is kept"
    )


class Recorder:
    """Writes the drafts of one page down, one by one."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        contexts: SpeakerContexts,
        parties: Parties,
        times: tuple[TimeExpression, ...],
        coder: ActionCoder,
    ) -> None:
        self._document_id = document.id  # a hash over the whole text: taken once
        self._published = document.published
        self._headlines = tuple(b.span for b in document.blocks if b.role is BlockRole.HEADLINE)
        self._parse, self._contexts, self._times, self._coder = parse, contexts, times, coder
        self._thresholds, self._patterns = Thresholds(parse, parties), Patterns(parse, parties, parties.cast)

    def write(self, draft: NormDraft) -> WrittenDraft:
        """The draft with its codes, in a record of its own."""
        governed = self._coder.code_action(self._parse, draft.action)
        asked = self._asked(draft)
        trigger = self._trigger_event(draft, asked)
        record = Record(
            document_id=self._document_id,
            kind=kind_of(self._parse, draft, governed),
            strength=strength_of(self._parse, draft),
            statement_id=draft.context.statement.id if draft.context.statement else None,
            stated_on=self.stated_on(draft),
            evidence=draft.evidence,
        )
        coded = CodedDraft(
            draft=draft,
            action=governed,
            trigger=trigger,
            is_headline=self._is_headline(draft),
            asked=asked,
            action_pattern=self._patterns.of_action(draft, governed, asked),
            trigger_pattern=self._patterns.of_trigger(draft, trigger, asked),
        )
        awaits = draft.mode is Mode.IF
        due = due_of(self._parse, self._times, draft.deadline, record.stated_on, awaits=awaits)
        published = self._published.bounds if self._published else None
        if draft.deadline is not None and is_over(self._parse, draft.deadline, due, record.stated_on, published):
            coded, due = replace(coded, draft=replace(draft, deadline=None)), None
        return WrittenDraft(coded, record, due)

    def _asked(self, draft: NormDraft) -> tuple[Threshold, ...]:
        """What action and trigger ask; a scope extension asks of the others what was asked of the first."""
        base = draft.extends or draft
        asked = self._thresholds.of(Slot.ACTION, base.governed.head, base.action, base.context, but=base.deadline)
        if base.trigger is None or base.condition is None:
            return asked
        head = base.condition.head
        return asked + self._thresholds.of(Slot.TRIGGER, head, base.trigger, base.context, but=base.deadline)

    def _trigger_event(self, draft: NormDraft, asked: tuple[Threshold, ...]) -> EventType | None:
        """The type of the trigger's action; of "if it does" of what it takes up; of "comes to kill" of the killing."""
        source = draft.extends or draft  # "our other neighbours" is no action: the trigger they take over is
        if source.trigger is None:
            return None
        before = clause_taken_up(self._parse, source)
        if before is not None:
            return self._coder.code_action(mended(self._parse, *before), before[1])
        event = self._coder.code_action(self._parse, source.trigger)
        aims = (t.span for t in asked if t.slot is Slot.TRIGGER and t.kind is ThresholdKind.INTENT)
        return event or next((self._coder.code_action(self._parse, span) for span in aims), None)

    def allude(self, alluded: tuple[Allusion, ...], written: tuple[WrittenDraft, ...]) -> Iterator[Record]:
        """Records of undertakings that are named again or taken back, each related to the last such one before it."""
        governors = {w.coded.draft.governed.governor for w in written}
        for allusion in alluded:
            before = [w for w in written if self._fits(allusion, w)]
            if allusion.noun in governors or not before:
                continue  # said in full: a record of its own
            last = before[-1].record
            yield Record(
                document_id=self._document_id,
                kind=last.kind,
                strength=last.strength,
                statement_id=None,
                stated_on=self._by_publication(),
                evidence=(allusion.words,),
                relations=(Relation(allusion.relation, last.id),),
            )

    def _fits(self, allusion: Allusion, written: WrittenDraft) -> bool:
        draft = written.coded.draft
        if draft.governed.head > allusion.noun or written.coded.is_headline or draft.agent.code != allusion.agent:
            return False
        if two_people(self._parse, allusion.owner, named_agent(self._parse, draft)):
            return False
        named = allusion.action is None or alike_in(self._parse, allusion.action, draft.action) >= SAME_WORDS
        return named and written.record.kind in allusion.kinds

    def _is_headline(self, draft: NormDraft) -> bool:
        in_block = any(h.covers(draft.action) for h in self._headlines)
        return in_block or self._contexts.is_headline(draft.governed.head)

    def stated_on(self, draft: NormDraft) -> DateBounds | None:
        """When it was said: the time beside the words of saying ("said on Thursday"), else not after publication."""
        said = self._time_of_saying(draft)
        return said if said is not None else self._by_publication()

    def _by_publication(self) -> DateBounds | None:
        if self._published is None or self._published.bounds.last is None:
            return None
        return DateBounds(None, self._published.bounds.last, Precision.BOUNDED)

    def _time_of_saying(self, draft: NormDraft) -> DateBounds | None:
        said_at = _cue_place(self._parse, draft)
        if said_at is None:
            return None
        sentence = self._parse.sentence_span(self._parse.sentence_index(said_at))
        statement = draft.context.statement
        content = statement.content if statement else (draft.action, *((draft.trigger,) if draft.trigger else ()))
        first = bisect_left(self._times, sentence.start, key=lambda t: t.span.start)
        for time in self._times[first:]:
            if time.span.start >= sentence.end:
                return None
            outside = not any(piece.overlaps(time.span) for piece in content)
            if time.bounds is not None and outside and hangs_on(self._parse, time.span, said_at):
                return time.bounds
        return None


def _cue_place(parse: Parse, draft: NormDraft) -> int | None:
    """Token of the words of saying: the statement's cue, the verb above, the vow itself."""
    statement = draft.context.statement
    if statement is not None and statement.cue:
        return parse.head_of(statement.cue[0])
    if draft.context.cue is not None:
        return draft.context.cue
    return draft.governed.governor if draft.governed.speaker == "self" else None


def _relations(parse: Parse, written: tuple[WrittenDraft, ...]) -> dict[str, tuple[Relation, ...]]:
    """Of each type the nearest: a record repeats the last saying before it, not every one."""
    by_agent: dict[str | None, list[WrittenDraft]] = defaultdict(list)
    for w in written:
        by_agent[None if w.coded.is_headline else w.coded.draft.agent.code].append(w)
    related: dict[str, dict[RelationType, Relation]] = defaultdict(dict)
    for code, held in by_agent.items():
        others = written if code is None else tuple(held)
        for i, one in enumerate(held):
            near = others[max(0, i - NEAR) : i + NEAR + 1]
            place = one.coded.draft.governed.head
            for other in sorted(near, key=lambda w: abs(w.coded.draft.governed.head - place)):
                found = relation(parse, one.coded, other.coded)
                if found is not None and one.record.id != other.record.id:
                    related[one.record.id].setdefault(found, Relation(found, other.record.id))
    return defaultdict(tuple, {record_id: tuple(held.values()) for record_id, held in related.items()})


def _norm(written: WrittenDraft) -> Norm:
    draft, coded = written.coded.draft, written.coded
    return Norm(
        record_id=written.record.id,
        modal=draft.modal,
        mode=draft.mode,
        agent=draft.agent.words,
        agent_id=draft.agent.code,
        action=draft.action,
        action_event=coded.action,
        target=draft.target.words,
        target_id=draft.target.code,
        trigger=draft.trigger,
        trigger_id=draft.trigger_id,
        trigger_event=coded.trigger,
        cue=draft.cue,
        speaker=draft.speaker.words,
        speaker_id=draft.speaker.code,
        deadline=draft.deadline,
        probability=written.probability,
        due=written.due,
        thresholds=coded.asked,
        action_pattern=coded.action_pattern,
        trigger_pattern=coded.trigger_pattern,
    )
