"""One page read by two readers who cut its text differently: every offset and every id changes, the words do not."""

from dataclasses import replace
from typing import Any

from onrecord.terms.actors import Cast, Mention
from onrecord.terms.documents import Block
from onrecord.terms.reading import Reading
from onrecord.terms.records import Relation
from onrecord.terms.spans import SourceMap, Span


def reread(reading: Reading, *, before: str = "Share this page\n\n", reader: str = "reader 2", **norm: Any) -> Reading:
    """The reading of one whose text begins with `before`. norm: slots this reader fills otherwise, in every norm."""
    by, document = len(before), reading.document
    assert document is not None

    def moved(value: Any) -> Any:
        if isinstance(value, Span):
            return value.shifted(by)
        return tuple(map(moved, value)) if isinstance(value, tuple) else value

    text = before + document.text
    page_document = replace(
        document,
        text=text,
        blocks=tuple(Block(b.role, b.span.shifted(by)) for b in document.blocks),
        source_map=SourceMap.identity(len(text)),
    )
    new = page_document.id
    said = [
        replace(s, document_id=new, source=moved(s.source), cue=moved(s.cue), content=moved(s.content))
        for s in reading.statements
    ]
    statement_ids = {old.id: s.id for old, s in zip(reading.statements, said, strict=True)}
    records = [
        replace(
            r,
            document_id=new,
            statement_id=statement_ids.get(r.statement_id or ""),
            evidence=moved(r.evidence),
            relations=(),
        )
        for r in reading.records
    ]
    record_ids = {old.id: r.id for old, r in zip(reading.records, records, strict=True)}
    related = [
        replace(r, relations=tuple(Relation(x.type, record_ids[x.to]) for x in old.relations))
        for old, r in zip(reading.records, records, strict=True)
    ]
    slots = ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
    norms = [
        replace(n, record_id=record_ids[n.record_id], **{slot: moved(getattr(n, slot)) for slot in slots})
        for n in reading.norms
    ]
    events = [
        replace(
            e,
            document_id=new,
            evidence=moved(e.evidence),
            actor=moved(e.actor),
            recipient=moved(e.recipient),
            place=moved(e.place),
            quantity=replace(e.quantity, span=moved(e.quantity.span)) if e.quantity else None,
            reported_by=statement_ids.get(e.reported_by or ""),
        )
        for e in reading.events
    ]
    return replace(
        reading,
        document=page_document,
        cast=Cast(
            reading.cast.actors.values(),
            [Mention(m.span.shifted(by), m.kind, m.actor_id) for m in reading.cast.mentions],
        ),
        statements=tuple(said),
        records=tuple(related),
        norms=tuple(replace(n, **norm) for n in norms),
        events=tuple(events),
        times=tuple(replace(t, span=t.span.shifted(by)) for t in reading.times),
        refusals=(),
        reader=reader,
    )
