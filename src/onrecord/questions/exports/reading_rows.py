"""One row an event, a statement, a refusal, a judgement: what of a ledger is no norm.

In:      a ledger
Out:     rows: a value for each column of `columns`; None where nothing is known; start, end: of the first piece
Shown:   tests/questions/test_frames.py
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.ledger import Ledger
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span

Row = dict[str, Any]


def event_rows(ledger: Ledger) -> Iterator[Row]:
    """A row for each event that a current reading tells, also of what is not so: `status` says."""
    for reading in _current(ledger):
        for event in reading.events:
            day = event.date
            yield {
                "event_id": event.id,
                "type": event.type.value if event.type else None,
                "mode": event.mode,
                "status": event.status.value,
                "actor": _words(reading, event.actor),
                "actor_id": _code(reading, event.actor_id),
                "recipient": _words(reading, event.recipient),
                "recipient_id": _code(reading, event.recipient_id),
                "place": _words(reading, event.place),
                "from": day.first.isoformat() if day and day.first else None,
                "to": day.last.isoformat() if day and day.last else None,
                "probability": event.probability,
                "said_by": _words(reading, event.said_by),
                "said_by_id": _code(reading, event.said_by_id),
                "evidence": _all_words(reading, event.evidence),
                **_span(event.evidence),
                **_place(reading),
            }


def statement_rows(ledger: Ledger) -> Iterator[Row]:
    """A row for each statement of a current reading."""
    for reading in _current(ledger):
        for statement in reading.statements:
            speaker = reading.cast.actors.get(statement.speaker_id or "")
            yield {
                "statement_id": statement.id,
                "speaker": speaker.name if speaker else None,
                "speaker_id": speaker.code if speaker else None,
                "source": _all_words(reading, statement.source),
                "cue": _all_words(reading, statement.cue),
                "content": _all_words(reading, statement.content),
                "directness": statement.directness.value,
                "flags": ", ".join(sorted(flag.value for flag in statement.flags)) or None,
                **_span(statement.content),
                **_place(reading),
            }


def refusal_rows(ledger: Ledger) -> Iterator[Row]:
    """A row for each refusal of a current reading, then for each page that could not be captured."""
    for reading in _current(ledger):
        for refusal in reading.refusals:
            yield {
                "room": refusal.room,
                "code": refusal.code,
                "reason": refusal.reason,
                "words": _words(reading, refusal.span),
                **_span((refusal.span,) if refusal.span else ()),
                **_place(reading),
            }
    nowhere = dict.fromkeys(("document_id", "publisher", "title", "reader"))
    for page in ledger.refused_pages():
        refused = page.refusal
        told = {"room": refused.room, "code": refused.code, "reason": refused.reason, "words": None}
        yield {**told, **_span(()), **nowhere, "page": page.address}


def judgement_rows(ledger: Ledger) -> Iterator[Row]:
    """A row for each judgement, oldest first, also of what was taken back. slots: the corrected ones, as JSON."""
    for judgement in ledger.judgements():
        told = judgement.to_json()
        yield {
            "judgement_id": judgement.id,
            "verdict": judgement.verdict.value,
            "target_id": judgement.target_id,
            "other_id": judgement.other_id,
            "by": judgement.author,
            "at": judgement.judged_at,
            "note": judgement.note,
            "slots": json.dumps(told["slots"], ensure_ascii=False) if told["slots"] else None,
            "page_id": judgement.page_id,
            "url": judgement.url,
        }


def _current(ledger: Ledger) -> Iterator[Reading]:
    return (ledger.reading(id_) for id_ in ledger.current.reading_ids())


def _place(reading: Reading) -> Row:
    document = reading.document
    return {
        "document_id": document.id if document else None,
        "page": reading.page.url or reading.page.address,
        "publisher": document.publisher if document else None,
        "title": document.title if document else None,
        "reader": reading.reader,
    }


def _span(spans: tuple[Span, ...]) -> Row:
    return {"start": spans[0].start, "end": spans[0].end} if spans else {"start": None, "end": None}


def _words(reading: Reading, span: Span | None) -> str | None:
    return span.of(reading.text) if span else None


def _all_words(reading: Reading, spans: Iterable[Span]) -> str | None:
    return " […] ".join(span.of(reading.text) for span in spans) or None


def _code(reading: Reading, actor_id: str | None) -> str | None:
    actor = reading.cast.actors.get(actor_id or "")
    return actor.code if actor else None
