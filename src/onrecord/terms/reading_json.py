"""The JSON form of a reading, as types: `data/reading.schema.json` is generated from them.

In:     Reading
Out:    ReadingJson, what `onrecord read --format jsonl` prints, one object a line
Source: docs/reading.md

Spans are [start, end) in code points into `text`; ids are hashes of content; null is "the page does not say".
"""

from typing import TypedDict

from onrecord.terms.actors import ActorKind
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import BlockRole
from onrecord.terms.events import Event, EventStatus, EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, RelationType, Strength
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness, Statement, StatementFlag
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind
from onrecord.terms.times import TimeExpression, TimexType

SpanJson = tuple[int, int]

# "from" is a Python keyword, so the date types are written in TypedDict's call form.
DateJson = TypedDict("DateJson", {"from": str | None, "to": str | None, "precision": Precision, "weekday": int | None})
PublishedJson = TypedDict(
    "PublishedJson",
    {"from": str | None, "to": str | None, "precision": Precision, "weekday": int | None, "basis": Basis},
)
TimeJson = TypedDict(
    "TimeJson",
    {
        "span": SpanJson,
        "from": str | None,
        "to": str | None,
        "precision": Precision | None,
        "type": TimexType,
        "value": str | None,
    },
)


class PageJson(TypedDict):
    """The page as captured, and what it says of itself."""

    id: str
    address: str
    url: str | None
    sha256: str
    title: str | None
    publisher: str | None
    author: str | None
    credit: str | None
    published: PublishedJson | None
    language: str | None
    fetched_at: str | None


class BlockJson(TypedDict):
    """A paragraph, heading or list item of the main text."""

    role: BlockRole
    span: SpanJson


class ActorJson(TypedDict):
    """Somebody the page speaks of, and every place that names them."""

    id: str
    name: str
    kind: ActorKind
    state: str | None
    office: str | None
    sector: str | None
    basis: str
    inferred: bool
    mentions: list[SpanJson]


class StatementJson(TypedDict):
    """One attribution: who (source, speaker_id), the speech act (cue), what (content)."""

    id: str
    source: list[SpanJson]
    cue: list[SpanJson]
    content: list[SpanJson]
    speaker_id: str | None
    directness: Directness
    flags: list[StatementFlag]


class RelationJson(TypedDict):
    """This record `type` the record `to`."""

    type: RelationType
    to: str


class RecordJson(TypedDict):
    """What somebody said."""

    id: str
    kind: RecordKind
    strength: Strength
    statement_id: str | None
    stated_on: DateJson | None
    evidence: list[SpanJson]
    relations: list[RelationJson]


class ThresholdJson(TypedDict):
    """What the words of an action or a trigger ask of an event: low <= n <= high, null open; `value` as the kind
    says."""

    slot: Slot
    kind: ThresholdKind
    span: SpanJson
    low: float | None
    high: float | None
    unit: str | None
    value: str | None


class NormJson(TypedDict):
    """AGENT says it MODAL does ACTION, MODE TRIGGER happens.

    due: the days `deadline` may end on. *_pattern: an event pattern in its text form ("BLR.MIL ASSAULT UKR place=UKR").
    """

    id: str
    record_id: str
    modal: Modal
    mode: Mode
    agent: SpanJson | None
    agent_id: str | None
    action: SpanJson
    action_event: EventType | None
    target: SpanJson | None
    target_id: str | None
    trigger: SpanJson | None
    trigger_id: str | None
    trigger_event: EventType | None
    cue: SpanJson | None
    speaker: SpanJson | None
    speaker_id: str | None
    deadline: SpanJson | None
    due: DateJson | None
    thresholds: list[ThresholdJson]
    action_pattern: str | None
    trigger_pattern: str | None
    probability: float | None


class QuantityJson(TypedDict):
    """A count as an interval; null at one end is open there."""

    span: SpanJson
    low: int | None
    high: int | None
    unit: str | None


class EventJson(TypedDict):
    """One event in PLOVER's terms; `type` is null where none fits.

    predicate: the action's own verb or noun. does: what its clause says, predicate and arguments. said_by: who denies
    or claims it.
    """

    id: str
    type: EventType | None
    mode: str | None
    quad: int | None
    actor: SpanJson | None
    actor_id: str | None
    recipient: SpanJson | None
    recipient_id: str | None
    place: SpanJson | None
    date: DateJson | None
    status: EventStatus
    quantity: QuantityJson | None
    evidence: list[SpanJson]
    reported_by: str | None
    probability: float | None
    predicate: SpanJson | None
    does: str | None
    said_by: SpanJson | None
    said_by_id: str | None


class RefusalJson(TypedDict):
    """What could not be read, and why; a null span concerns the whole page."""

    span: SpanJson | None
    room: str
    code: str
    reason: str


class ReadingJson(TypedDict):
    """Everything read from one page.

    source_map: [start, end, source_start] runs: text[start:end] stands letter for letter at source_start in the
    page's own text (the file for text, `body.textContent` for HTML).
    """

    id: str
    page: PageJson
    text: str
    blocks: list[BlockJson]
    source_map: list[tuple[int, int, int]]
    actors: list[ActorJson]
    statements: list[StatementJson]
    records: list[RecordJson]
    norms: list[NormJson]
    events: list[EventJson]
    times: list[TimeJson]
    refusals: list[RefusalJson]
    reader: str


def reading_json(reading: Reading) -> ReadingJson:
    """The reading as JSON values; `json.dumps` takes it as it is."""
    document = reading.document
    spans: dict[str, list[SpanJson]] = {actor_id: [] for actor_id in reading.cast.actors}
    for mention in reading.cast.mentions:
        if mention.actor_id is not None:
            spans[mention.actor_id].append(mention.span.to_json())
    return {
        "id": reading.id,
        "page": {
            "id": reading.page.id,
            "address": reading.page.address,
            "url": reading.page.url,
            "sha256": reading.page.digest,
            "title": document.title if document else None,
            "publisher": document.publisher if document else None,
            "author": document.author if document else None,
            "credit": document.credit if document else None,
            "published": _published(document.published) if document and document.published else None,
            "language": document.language if document else None,
            "fetched_at": reading.page.fetched_at.isoformat() if reading.page.fetched_at else None,
        },
        "text": reading.text,
        "blocks": [{"role": b.role, "span": b.span.to_json()} for b in (document.blocks if document else ())],
        "source_map": [(r.start, r.end, r.source_start) for r in (document.source_map.runs if document else ())],
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "state": actor.state,
                "office": actor.office,
                "sector": actor.sector,
                "basis": actor.basis,
                "inferred": actor.inferred,
                "mentions": spans[actor.id],
            }
            for actor in reading.cast.actors.values()
        ],
        "statements": [statement_json(s) for s in reading.statements],
        "records": [record_json(r) for r in reading.records],
        "norms": [norm_json(n) for n in reading.norms],
        "events": [event_json(e) for e in reading.events],
        "times": [_time(t) for t in reading.times],
        "refusals": [refusal_json(r) for r in reading.refusals],
        "reader": reading.reader,
    }


def statement_json(statement: Statement) -> StatementJson:
    """One statement as JSON."""
    return {
        "id": statement.id,
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "speaker_id": statement.speaker_id,
        "directness": statement.directness,
        "flags": sorted(statement.flags),
    }


def record_json(record: Record) -> RecordJson:
    """One record as JSON."""
    return {
        "id": record.id,
        "kind": record.kind,
        "strength": record.strength,
        "statement_id": record.statement_id,
        "stated_on": date_json(record.stated_on) if record.stated_on else None,
        "evidence": _spans(record.evidence),
        "relations": [{"type": r.type, "to": r.to} for r in record.relations],
    }


def norm_json(norm: Norm) -> NormJson:
    """One norm as JSON."""
    return {
        "id": norm.id,
        "record_id": norm.record_id,
        "modal": norm.modal,
        "mode": norm.mode,
        "agent": _span(norm.agent),
        "agent_id": norm.agent_id,
        "action": norm.action.to_json(),
        "action_event": norm.action_event,
        "target": _span(norm.target),
        "target_id": norm.target_id,
        "trigger": _span(norm.trigger),
        "trigger_id": norm.trigger_id,
        "trigger_event": norm.trigger_event,
        "cue": _span(norm.cue),
        "speaker": _span(norm.speaker),
        "speaker_id": norm.speaker_id,
        "deadline": _span(norm.deadline),
        "due": date_json(norm.due) if norm.due else None,
        "thresholds": [threshold_json(t) for t in norm.thresholds],
        "action_pattern": str(norm.action_pattern) if norm.action_pattern else None,
        "trigger_pattern": str(norm.trigger_pattern) if norm.trigger_pattern else None,
        "probability": norm.probability,
    }


def threshold_json(threshold: Threshold) -> ThresholdJson:
    """One threshold as JSON."""
    return {
        "slot": threshold.slot,
        "kind": threshold.kind,
        "span": threshold.span.to_json(),
        "low": threshold.low,
        "high": threshold.high,
        "unit": threshold.unit,
        "value": threshold.value,
    }


def event_json(event: Event) -> EventJson:
    """One event as JSON."""
    count = event.quantity
    quantity: QuantityJson | None = (
        {"span": count.span.to_json(), "low": count.low, "high": count.high, "unit": count.unit} if count else None
    )
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "actor": _span(event.actor),
        "actor_id": event.actor_id,
        "recipient": _span(event.recipient),
        "recipient_id": event.recipient_id,
        "place": _span(event.place),
        "date": date_json(event.date) if event.date else None,
        "status": event.status,
        "quantity": quantity,
        "evidence": _spans(event.evidence),
        "reported_by": event.reported_by,
        "probability": event.probability,
        "predicate": _span(event.predicate),
        "does": str(event.does) if event.does else None,
        "said_by": _span(event.said_by),
        "said_by_id": event.said_by_id,
    }


def refusal_json(refusal: Refusal) -> RefusalJson:
    """One refusal as JSON."""
    return {"span": _span(refusal.span), "room": refusal.room, "code": refusal.code, "reason": refusal.reason}


def date_json(bounds: DateBounds) -> DateJson:
    """Bounds in ISO dates; null at one end is open there."""
    return {
        "from": bounds.first.isoformat() if bounds.first else None,
        "to": bounds.last.isoformat() if bounds.last else None,
        "precision": bounds.precision,
        "weekday": bounds.weekday,
    }


def _published(published: PublishedDate) -> PublishedJson:
    bounds = date_json(published.bounds)
    return {
        "from": bounds["from"],
        "to": bounds["to"],
        "precision": bounds["precision"],
        "weekday": bounds["weekday"],
        "basis": published.basis,
    }


def _time(time: TimeExpression) -> TimeJson:
    bounds = time.bounds
    return {
        "span": time.span.to_json(),
        "from": bounds.first.isoformat() if bounds and bounds.first else None,
        "to": bounds.last.isoformat() if bounds and bounds.last else None,
        "precision": bounds.precision if bounds else None,
        "type": time.type,
        "value": time.value,
    }


def _span(span: Span | None) -> SpanJson | None:
    return span.to_json() if span else None


def _spans(spans: tuple[Span, ...]) -> list[SpanJson]:
    return [span.to_json() for span in spans]
