"""Everything read from one page, as one value, and its JSON form.

Out:    Reading; `Reading.to_json()` is the object that `onrecord read --format jsonl` prints, one a line.
Source: docs/reading.md; the published schema is data/reading.schema.json
"""

from dataclasses import dataclass
from typing import Any

from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.events import Event
from onrecord.terms.pages import Page
from onrecord.terms.records import Norm, Record
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page, read.

    document: None when the page was refused as a whole (not English, nothing readable); `refusals` says why.
    reader:   version of onrecord and names of the engines that read it.
    """

    page: Page
    document: Document | None
    cast: Cast
    statements: tuple[Statement, ...]
    records: tuple[Record, ...]
    norms: tuple[Norm, ...]
    events: tuple[Event, ...]
    times: tuple[TimeExpression, ...]
    refusals: tuple[Refusal, ...]
    reader: str

    @property
    def id(self) -> str:
        """The caller's own id for the page where one was given, else the page's."""
        return self.page.given_id if self.page.given_id is not None else self.page.id

    @property
    def text(self) -> str:
        """The text that every span counts in; empty for a refused page."""
        return self.document.text if self.document else ""

    def to_json(self) -> dict[str, Any]:
        """A JSON value: only dicts, lists, strings, numbers, booleans and None."""
        document = self.document
        published = document.published if document else None
        runs = document.source_map.runs if document else ()
        return {
            "id": self.id,
            "page": {
                "id": self.page.id,
                "address": self.page.address,
                "url": self.page.url,
                "sha256": self.page.digest,
                "title": document.title if document else None,
                "publisher": document.publisher if document else None,
                "author": document.author if document else None,
                "credit": document.credit if document else None,
                "published": published.to_json() if published else None,
                "language": document.language if document else None,
                "fetched_at": self.page.fetched_at.isoformat() if self.page.fetched_at else None,
            },
            "text": self.text,
            "blocks": [{"role": b.role.value, "span": b.span.to_json()} for b in (document.blocks if document else ())],
            "source_map": [[run.start, run.end, run.source_start] for run in runs],
            "actors": self._actors(),
            "statements": [_statement(s) for s in self.statements],
            "records": [_record(r) for r in self.records],
            "norms": [_norm(n) for n in self.norms],
            "events": [_event(e) for e in self.events],
            "times": [
                {
                    "span": t.span.to_json(),
                    "from": t.bounds.first.isoformat() if t.bounds and t.bounds.first else None,
                    "to": t.bounds.last.isoformat() if t.bounds and t.bounds.last else None,
                    "precision": t.bounds.precision.value if t.bounds else None,
                    "type": t.type.value,
                    "value": t.value,
                }
                for t in self.times
            ],
            "refusals": [r.to_json() for r in self.refusals],
            "reader": self.reader,
        }

    def _actors(self) -> list[dict[str, Any]]:
        spans: dict[str, list[list[int]]] = {actor_id: [] for actor_id in self.cast.actors}
        for mention in self.cast.mentions:
            if mention.actor_id is not None:
                spans[mention.actor_id].append(mention.span.to_json())
        return [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind.value,
                "state": actor.state,
                "office": actor.office,
                "sector": actor.sector,
                "basis": actor.basis,
                "mentions": spans[actor.id],
            }
            for actor in self.cast.actors.values()
        ]


def _span(span: Span | None) -> list[int] | None:
    return span.to_json() if span else None


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": [s.to_json() for s in statement.source],
        "cue": [s.to_json() for s in statement.cue],
        "content": [s.to_json() for s in statement.content],
        "speaker_id": statement.speaker_id,
        "directness": statement.directness.value,
        "flags": sorted(f.value for f in statement.flags),
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.kind.value,
        "strength": record.strength.value,
        "statement_id": record.statement_id,
        "stated_on": record.stated_on.to_json() if record.stated_on else None,
        "evidence": [s.to_json() for s in record.evidence],
        "relations": [{"type": r.type.value, "to": r.to} for r in record.relations],
    }


def _norm(norm: Norm) -> dict[str, Any]:
    return {
        "id": norm.id,
        "record_id": norm.record_id,
        "modal": norm.modal.value,
        "mode": norm.mode.value,
        "agent": _span(norm.agent),
        "agent_id": norm.agent_id,
        "action": norm.action.to_json(),
        "action_event": norm.action_event.value if norm.action_event else None,
        "target": _span(norm.target),
        "target_id": norm.target_id,
        "trigger": _span(norm.trigger),
        "trigger_id": norm.trigger_id,
        "trigger_event": norm.trigger_event.value if norm.trigger_event else None,
        "cue": _span(norm.cue),
        "speaker": _span(norm.speaker),
        "speaker_id": norm.speaker_id,
        "deadline": _span(norm.deadline),
        "probability": norm.probability,
    }


def _event(event: Event) -> dict[str, Any]:
    quantity = event.quantity
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "quad": event.quad,
        "actor": _span(event.actor),
        "actor_id": event.actor_id,
        "recipient": _span(event.recipient),
        "recipient_id": event.recipient_id,
        "place": _span(event.place),
        "date": event.date.to_json() if event.date else None,
        "status": event.status.value,
        "quantity": {
            "span": quantity.span.to_json(),
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
        }
        if quantity
        else None,
        "evidence": [s.to_json() for s in event.evidence],
        "reported_by": event.reported_by,
        "probability": event.probability,
    }
