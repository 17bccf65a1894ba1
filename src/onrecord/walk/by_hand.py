"""What a person marked on a page as a reading of it, beside the program's: all that they entered there.

In:      the page's current Reading by a program, what the person entered before, a NormMarked, who, on which day
Out:     MarkedReading: their reading with the norm, and the norm's id
Refuses: a page without a text; earlier entries whose words the page's text no longer has (WordsGone)
Source:  docs/ledger.md, "Entered by hand"; codebook 1 and 2
Shown:   tests/walk/test_by_hand.py

Words, parties and modal are the person's. Kind and strength are told by the rules that read pages, and what action and
condition ask of an event is read by them off a sentence of ours, as for a row of a sheet; where they read nothing, the
words alone are kept.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.commitments.speech_acts import marked_kind_and_strength
from onrecord.language.state_names import name_of_state
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.by_hand import ByHand, Entered
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.documents import Document
from onrecord.terms.entering import NormMarked
from onrecord.terms.errors import OnRecordError
from onrecord.terms.parses import Parse
from onrecord.terms.reading import Reading
from onrecord.terms.records import Doer, Norm, Record
from onrecord.terms.red_lines import NamedParty
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness, Statement
from onrecord.walk.open import Engines, open_engines
from onrecord.walk.red_lines import BASIS, asked_of


class WordsGone(OnRecordError):
    """What a person entered before stands in words that the page's text of today does not have."""


@dataclass(frozen=True, slots=True)
class MarkedReading:
    """norm_id: of what was entered. new: False: it had been entered before, and the reading is theirs as it was."""

    reading: Reading
    norm_id: str
    new: bool


def enter_norm(
    read: Reading, before: Reading | None, marked: NormMarked, *, by: str, on: date, engines: Engines
) -> MarkedReading:
    """The person's reading with one norm more. before: their current reading of the page; None: they have none."""
    document = read.document
    assert document is not None  # asked for by the caller: there are words to mark
    parse = engines.parser.parse(document.text, _blocks(document, marked))
    cast, statement = _cast(marked), _statement(read, marked, parse)
    event = marked.action_event or engines.action_coder.code_action(parse, marked.action)
    kind, strength = marked_kind_and_strength(parse, marked.action, marked.modal, marked.mode, event)
    record = Record(
        document_id=document.id,
        kind=kind,
        strength=strength,
        statement_id=statement.id if statement else None,
        stated_on=marked.said_on or _by_publication(document),
        evidence=_evidence(parse, marked),
        entered=Entered(by, on),
    )
    norm = _norm(record.id, marked, document.text, engines)
    held = _moved(before, document) if before is not None else None
    if held is not None and any(n.id == norm.id for n in held.norms):
        return MarkedReading(held, norm.id, False)
    reading = Reading(
        page=read.page,
        document=document,
        cast=cast,
        statements=(statement,) if statement else (),
        records=(record,),
        norms=(norm,),
        events=(),
        times=(),
        refusals=(),
        reader=ByHand(by=by, on=on).reader,
    )
    return MarkedReading(_together(held, reading) if held is not None else reading, norm.id, True)


def entered(read: Reading, before: Reading | None, marked: NormMarked, by: str, on: date) -> MarkedReading:
    """The same by the engines that read pages, opened once in a process."""
    return enter_norm(read, before, marked, by=by, on=on, engines=open_engines())


def _together(held: Reading, more: Reading) -> Reading:
    """Both as one; a record, statement or actor of both is the one that was there."""
    records = {record.id: record for record in (*more.records, *held.records)}
    statements = {statement.id: statement for statement in (*more.statements, *held.statements)}
    return replace(
        more,
        cast=Cast(
            {**held.cast.actors, **more.cast.actors}.values(),
            dict.fromkeys((*held.cast.mentions, *more.cast.mentions)),
        ),
        statements=tuple(sorted(statements.values(), key=lambda s: (s.content, s.id))),
        records=tuple(sorted(records.values(), key=lambda r: (r.evidence, r.id))),
        norms=tuple(sorted((*held.norms, *more.norms), key=lambda n: (n.action, n.id))),
    )


def _blocks(document: Document, marked: NormMarked) -> list[Span]:
    """The paragraphs of the marked words: no other needs to be parsed."""
    return [b.span for b in document.blocks if any(b.span.overlaps(span) for span in marked.sentences_of)]


def _evidence(parse: Parse, marked: NormMarked) -> tuple[Span, ...]:
    """The sentences of action, condition and connective; the words themselves where the text has none there."""
    indices = {parse.sentence_index(t) for span in marked.sentences_of for t in parse.tokens_in(span)}
    return tuple(parse.sentence_span(i) for i in sorted(indices)) or marked.sentences_of


def _cast(marked: NormMarked) -> Cast:
    named = [
        (marked.agent, marked.agent_id),
        (marked.target, marked.target_id),
        (marked.speaker, marked.speaker_id),
    ]
    actors = {code: _actor(code) for _, code in named if code is not None}
    mentions = [Mention(span, MentionKind.NAME, actors[code].id) for span, code in named if span and code]
    return Cast(actors.values(), dict.fromkeys(mentions))


def _actor(code: str) -> Actor:
    state = name_of_state(code)
    if state is not None:
        return Actor(name=state, kind=ActorKind.STATE, state=code, basis=BASIS)
    return Actor(name=code, kind=ActorKind.ORGANISATION, organisation=code, basis=BASIS)


def _statement(read: Reading, marked: NormMarked, parse: Parse) -> Statement | None:
    """Who says it, in the words that were marked: quoted or not as the program read it, where it read that one."""
    if marked.speaker is None:
        return None
    speaker_id = _actor(marked.speaker_id).id if marked.speaker_id is not None else None
    for one in read.statements:
        named = any(piece.overlaps(marked.speaker) for piece in one.source)
        if named and any(piece.overlaps(marked.action) for piece in one.content):
            return replace(one, speaker_id=speaker_id)
    return Statement(
        document_id=read.document.id if read.document else "",
        source=(marked.speaker,),
        cue=(),
        content=_evidence(parse, marked),
        directness=Directness.INDIRECT,
        speaker_id=speaker_id,
    )


def _by_publication(document: Document) -> DateBounds | None:
    bounds = document.published.bounds if document.published else None
    return DateBounds(None, bounds.last, Precision.BOUNDED) if bounds and bounds.last else None


def _norm(record_id: str, marked: NormMarked, text: str, engines: Engines) -> Norm:
    agent, target = _party(marked.agent_id), _party(marked.target_id)
    demanded = marked.modal.doer is Doer.TARGET
    asked = asked_of(
        marked.action.of(text),
        marked.trigger.of(text) if marked.trigger else None,
        doer=target if demanded else agent,
        to=agent if demanded else target,
        engines=engines,
    )
    action, met = asked.action, asked.trigger
    if action is not None and marked.action_event is not None and action.type is not marked.action_event:
        action = replace(action, type=marked.action_event, mode=None)
    return Norm(
        record_id=record_id,
        modal=marked.modal,
        mode=marked.mode,
        agent=marked.agent,
        agent_id=marked.agent_id,
        action=marked.action,
        action_event=marked.action_event or (action.type if action else None),
        target=marked.target,
        target_id=marked.target_id or asked.target,
        trigger=marked.trigger,
        trigger_id=met.actor.code if met and met.actor else None,
        trigger_event=met.type if met else None,
        cue=marked.cue,
        speaker=marked.speaker,
        speaker_id=marked.speaker_id,
        deadline=None,
        thresholds=asked.thresholds(marked.action.start, marked.trigger.start if marked.trigger else 0),
        action_pattern=action,
        trigger_pattern=met,
    )


def _party(code: str | None) -> NamedParty | None:
    return NamedParty(code=code, known=True) if code is not None else None


def _moved(before: Reading, document: Document) -> Reading:
    """What the person entered before, in the text of today: another version may have cut the page otherwise."""
    if before.document is None or before.document.id == document.id:
        return before
    moves = _Moves(before.text, document.text)
    records, statements, norms = [], dict[str, Statement](), []
    said = {statement.id: statement for statement in before.statements}
    for record in before.records:
        moves.begin(record.evidence[0])
        statement = said[record.statement_id] if record.statement_id is not None else None
        if statement is not None and statement.id not in statements:
            statements[statement.id] = replace(
                statement,
                document_id=document.id,
                source=tuple(map(moves.of, statement.source)),
                cue=tuple(map(moves.of, statement.cue)),
                content=tuple(map(moves.of, statement.content)),
            )
        moved = replace(
            record,
            document_id=document.id,
            statement_id=statements[statement.id].id if statement is not None else None,
            evidence=tuple(map(moves.of, record.evidence)),
        )
        records.append(moved)
        norms += [moves.norm(norm, moved.id) for norm in before.norms if norm.record_id == record.id]
    mentions = [replace(m, span=moves.of(m.span)) for m in before.cast.mentions]
    return replace(
        before,
        document=document,
        cast=Cast(before.cast.actors.values(), dict.fromkeys(mentions)),
        statements=tuple(statements.values()),
        records=tuple(records),
        norms=tuple(norms),
    )


class _Moves:
    """From one text to another: the same words, as near as can be to where those of the record went."""

    def __init__(self, earlier: str, later: str) -> None:
        self._earlier, self._later, self._by = earlier, later, 0

    def begin(self, evidence: Span) -> None:
        """Of this record now."""
        self._by = 0
        self._by = self.of(evidence).start - evidence.start

    def norm(self, norm: Norm, record_id: str) -> Norm:
        """The norm where its words stand now."""
        return replace(
            norm,
            record_id=record_id,
            agent=self.where(norm.agent),
            action=self.of(norm.action),
            target=self.where(norm.target),
            trigger=self.where(norm.trigger),
            cue=self.where(norm.cue),
            speaker=self.where(norm.speaker),
            thresholds=tuple(replace(t, span=self.of(t.span)) for t in norm.thresholds),
        )

    def where(self, span: Span | None) -> Span | None:
        """As `of`; None of None."""
        return self.of(span) if span is not None else None

    def of(self, span: Span) -> Span:
        """Where the words stand; WordsGone: nowhere."""
        words = span.of(self._earlier)
        found = [m.start() for m in re.finditer(re.escape(words), self._later)]
        if not found:
            raise WordsGone(
                f"“{' '.join(words.split())[:200]}”, which was entered before, does not stand in the text that is read "
                "of the page today: nothing more can be entered under this name here; use another"
            )
        start = min(found, key=lambda at: abs(at - span.start - self._by))
        return Span(start, start + len(words))
