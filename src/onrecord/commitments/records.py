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
    recorder = Recorder(document, parse, voices, times, coder)
    written = tuple(map(recorder.write, drafts))
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


class Recorder:
    """Writes the drafts of one page down, one by one."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        voices: Voices,
        times: tuple[TimeExpression, ...],
        coder: DeedCoder,
    ) -> None:
        self._document_id = document.id  # a hash over the whole text: taken once
        self._published = document.published
        self._headlines = tuple(b.span for b in document.blocks if b.role is BlockRole.HEADLINE)
        self._parse, self._voices, self._times, self._coder = parse, voices, times, coder

    def write(self, draft: Draft) -> Written:
        """The draft with its codes, in a record of its own."""
        deed = self._coder.code_deed(self._parse, draft.action)
        source = draft.extends or draft  # "our other neighbours" is no deed: the trigger they take over is
        trigger = self._coder.code_deed(self._parse, source.trigger) if source.trigger else None
        record = Record(
            document_id=self._document_id,
            kind=kind_of(self._parse, draft, deed),
            strength=strength_of(self._parse, draft),
            statement_id=draft.voice.statement.id if draft.voice.statement else None,
            stated_on=self.stated_on(draft),
            evidence=draft.evidence,
        )
        return Written(Coded(draft, deed, trigger, self._is_headline(draft)), record)

    def _is_headline(self, draft: Draft) -> bool:
        in_block = any(h.covers(draft.action) for h in self._headlines)
        return in_block or self._voices.is_headline(draft.deed.head)

    def stated_on(self, draft: Draft) -> DateBounds | None:
        """When it was said: the time beside the words of saying ("said on Thursday"), else not after publication."""
        said = self._time_of_saying(draft)
        if said is not None:
            return said
        if self._published is None or self._published.bounds.last is None:
            return None
        return DateBounds(None, self._published.bounds.last, Precision.BOUNDED)

    def _time_of_saying(self, draft: Draft) -> DateBounds | None:
        said_at = _cue_place(self._parse, draft)
        if said_at is None:
            return None
        sentence = self._parse.sentence_span(self._parse.sentence_index(said_at))
        statement = draft.voice.statement
        content = statement.content if statement else (draft.action, *((draft.trigger,) if draft.trigger else ()))
        first = bisect_left(self._times, sentence.start, key=lambda t: t.span.start)
        for time in self._times[first:]:
            if time.span.start >= sentence.end:
                return None
            outside = not any(piece.overlaps(time.span) for piece in content)
            if time.bounds is not None and outside and _hangs_on(self._parse, time.span, said_at):
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
