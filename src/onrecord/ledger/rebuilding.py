"""Rows back into the values they were made from.

In:      rows of the log
Out:     the terms, equal to what was recorded
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.engine import Connection

from onrecord.ledger import tables
from onrecord.ledger.signing import signatures_of
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.events import Event, EventStatus, EventType, Quantity
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.patterns import EventPattern
from onrecord.terms.predications import Predication
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Relation, RelationType, Strength
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Run, SourceMap, Span
from onrecord.terms.statements import Directness, Statement, StatementFlag
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind
from onrecord.terms.times import TimeExpression, TimexType

AnyRow = Row[Any]
Quoted = tuple[Span, str]
Rests = Mapping[str, list[Quoted]]
"""The spans one item rests on, with their words, by role."""

STRENGTHS = tuple(Strength)


def rests_of(rows: Iterable[AnyRow]) -> dict[tuple[int, str, int], Rests]:
    """Evidence rows by (reading, owner, owner_seq), then by role; pieces in their order."""
    found: dict[tuple[int, str, int], dict[str, list[Quoted]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda r: r.piece):
        found[row.reading, row.owner, row.owner_seq][row.role].append((Span(row.start, row.end), row.quote))
    return dict(found)


def bounds_of(row: AnyRow, prefix: str) -> DateBounds | None:
    """The date in the four columns of this prefix."""
    values = row._mapping
    precision: str | None = values[f"{prefix}_precision"]
    if precision is None:
        return None
    first: date | None = values[f"{prefix}_first"]
    return DateBounds(first, values[f"{prefix}_last"], Precision(precision), values[f"{prefix}_weekday"])


def published_of(row: AnyRow) -> PublishedDate | None:
    """When the page was published."""
    bounds = bounds_of(row, "published")
    return PublishedDate(bounds, Basis(row.published_basis)) if bounds else None


def actor_of(row: AnyRow) -> Actor:
    """One actor."""
    return Actor(
        name=row.name,
        kind=ActorKind(row.kind),
        state=row.state,
        organisation=row.organisation,
        office=row.office,
        sector=row.sector,
        basis=row.basis,
    )


def spans(rests: Rests, role: str) -> tuple[Span, ...]:
    """The spans of a role, in order."""
    return tuple(span for span, _ in rests.get(role, ()))


def span_of(rests: Rests, role: str) -> Span | None:
    """The one span of a role; None when it has none."""
    held = spans(rests, role)
    return held[0] if held else None


def statement_of(row: AnyRow, document_id: str, rests: Rests) -> Statement:
    """One statement."""
    return Statement(
        document_id=document_id,
        source=spans(rests, "source"),
        cue=spans(rests, "cue"),
        content=spans(rests, "content"),
        directness=Directness(row.directness),
        flags=frozenset(map(StatementFlag, row.flags)),
        speaker_id=row.speaker_id,
    )


def record_of(
    row: AnyRow, document_id: str, rests: Rests, *, statement_id: str | None, relations: tuple[Relation, ...]
) -> Record:
    """One record."""
    return Record(
        document_id=document_id,
        kind=RecordKind(row.kind),
        strength=STRENGTHS[row.strength],
        statement_id=statement_id,
        stated_on=bounds_of(row, "stated"),
        evidence=spans(rests, "evidence"),
        relations=relations,
    )


def relation_of(row: AnyRow) -> Relation:
    """One relation, of the record it starts from."""
    return Relation(RelationType(row.type), row.to_id)


def threshold_of(row: AnyRow) -> Threshold:
    """One threshold."""
    return Threshold(
        slot=Slot(row.slot),
        kind=ThresholdKind(row.kind),
        span=Span(row.start, row.end),
        low=_number(row.low),
        high=_number(row.high),
        unit=row.unit,
        value=row.value,
    )


def _number(stored: float | None) -> float | None:
    return int(stored) if stored is not None and stored.is_integer() else stored


def norm_of(row: AnyRow, record_id: str, rests: Rests, thresholds: tuple[Threshold, ...]) -> Norm:
    """One norm."""
    action = span_of(rests, "action")
    assert action is not None  # every norm was written with one
    return Norm(
        record_id=record_id,
        modal=Modal(row.modal),
        mode=Mode(row.mode),
        agent=span_of(rests, "agent"),
        agent_id=row.agent_id,
        action=action,
        action_event=EventType(row.action_event) if row.action_event else None,
        target=span_of(rests, "target"),
        target_id=row.target_id,
        trigger=span_of(rests, "trigger"),
        trigger_id=row.trigger_id,
        trigger_event=EventType(row.trigger_event) if row.trigger_event else None,
        cue=span_of(rests, "cue"),
        speaker=span_of(rests, "speaker"),
        speaker_id=row.speaker_id,
        deadline=span_of(rests, "deadline"),
        probability=row.probability,
        due=bounds_of(row, "due"),
        thresholds=thresholds,
        action_pattern=EventPattern.parse(row.action_pattern) if row.action_pattern else None,
        trigger_pattern=EventPattern.parse(row.trigger_pattern) if row.trigger_pattern else None,
    )


def event_of(row: AnyRow, document_id: str, rests: Rests) -> Event:
    """One event."""
    counted = span_of(rests, "quantity")
    return Event(
        document_id=document_id,
        type=EventType(row.type) if row.type else None,
        mode=row.mode,
        quad=row.quad,
        actor=span_of(rests, "actor"),
        actor_id=row.actor_id,
        recipient=span_of(rests, "recipient"),
        recipient_id=row.recipient_id,
        place=span_of(rests, "place"),
        date=bounds_of(row, "date"),
        status=EventStatus(row.status),
        quantity=Quantity(span=counted, low=row.quantity_low, high=row.quantity_high, unit=row.quantity_unit)
        if counted
        else None,
        evidence=spans(rests, "evidence"),
        reported_by=row.reported_by,
        probability=row.probability,
        predicate=span_of(rests, "predicate"),
        said_by=span_of(rests, "said_by"),
        said_by_id=row.said_by_id,
        does=Predication.parse(row.does) if row.does else None,
    )


def refusal_of(row: AnyRow) -> Refusal:
    """One refusal."""
    return Refusal(row.room, row.code, row.reason, Span(row.start, row.end) if row.start is not None else None)


def document_of(row: AnyRow, page_id: str, text: bytes) -> Document:
    """The document, from its row and its text as stored."""
    layout = row.layout
    return Document(
        page_id=page_id,
        text=text.decode("utf-8", "surrogatepass"),
        blocks=tuple(Block(BlockRole(role), Span(start, end)) for role, start, end in layout["blocks"]),
        source_map=SourceMap(tuple(Run(*run) for run in layout["source_map"])),
        title=row.title,
        publisher=row.publisher,
        author=row.author,
        credit=row.credit,
        published=published_of(row),
        language=row.language,
        refusals=tuple(
            Refusal(r["room"], r["code"], r["reason"], Span(*r["span"]) if r["span"] else None) for r in row.refused
        ),
    )


def page_of(row: AnyRow, sighting: AnyRow) -> Page:
    """The page as it was seen at one address."""
    return Page(
        address=sighting.address,
        body=row.body,
        kind=PageKind(row.kind),
        encoding=sighting.encoding,
        encoding_basis=sighting.encoding_basis,
        url=sighting.url,
        content_type=sighting.content_type,
        fetched_at=sighting.fetched_at,
        given_id=row.given_id,
        given_date=row.given_date,
        headers=sighting.headers,
    )


def reading_of(connection: Connection, number: int) -> Reading:
    """The whole reading, as it was recorded."""

    def rows(table: Table) -> list[AnyRow]:
        found = select(table).where(table.c.reading == number)
        return list(connection.execute(found.order_by(table.c.seq) if "seq" in table.c else found))

    def each(table: Table, make: Callable[[AnyRow], Any]) -> tuple[Any, ...]:
        return tuple(make(row) for row in rows(table))

    t = tables
    head = connection.execute(select(t.readings).where(t.readings.c.n == number)).one()
    page = page_of(
        connection.execute(select(t.pages).where(t.pages.c.n == head.page)).one(),
        connection.execute(select(t.sightings).where(t.sightings.c.n == head.sighting)).one(),
    )
    document = None
    for row in rows(t.documents):
        text = connection.execute(select(t.texts.c.text).where(t.texts.c.n == row.text)).scalar_one()
        signature = signatures_of(connection, [number]).get(number)
        document = replace(document_of(row, page.id, text), signature=signature)
    document_id = document.id if document else ""
    rests = rests_of(rows(t.evidence))

    def resting(owner: str, seq: int) -> Rests:
        return rests.get((number, owner, seq), {})

    relations: dict[int, list[Relation]] = defaultdict(list)
    for row in rows(t.relations):
        relations[row.record].append(relation_of(row))
    thresholds: dict[int, list[Threshold]] = defaultdict(list)
    for row in rows(t.thresholds):
        thresholds[row.norm].append(threshold_of(row))
    statement_ids = {row.seq: row.id for row in rows(t.statements)}
    record_ids = {row.seq: row.id for row in rows(t.records)}
    return Reading(
        page=page,
        document=document,
        cast=Cast(
            each(t.actors, actor_of),
            each(t.mentions, lambda m: Mention(Span(m.start, m.end), MentionKind(m.kind), m.actor_id)),
        ),
        statements=each(t.statements, lambda s: statement_of(s, document_id, resting("statement", s.seq))),
        records=each(
            t.records,
            lambda r: record_of(
                r,
                document_id,
                resting("record", r.seq),
                statement_id=statement_ids.get(r.statement),
                relations=tuple(relations[r.seq]),
            ),
        ),
        norms=each(
            t.norms,
            lambda n: norm_of(n, record_ids[n.record], resting("norm", n.seq), tuple(thresholds[n.seq])),
        ),
        events=each(t.events, lambda e: event_of(e, document_id, resting("event", e.seq))),
        times=each(
            t.times,
            lambda x: TimeExpression(
                span=Span(x.start, x.end), type=TimexType(x.type), value=x.value, bounds=bounds_of(x, "date")
            ),
        ),
        refusals=each(t.refusals, refusal_of),
        reader=head.reader,
    )
