"""A reading as rows.

In:      Reading
Out:     Rows: for each table of the log, its rows without the reading's number; the digest of what was read
Refuses: a span outside the text, an id that points nowhere (ReadingUnsound)
Shown:   tests/ledger/
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table

from onrecord.ledger import tables
from onrecord.ledger.errors import ReadingUnsound
from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import Document
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import refusal_json
from onrecord.terms.records import Norm
from onrecord.terms.spans import Span

Row = dict[str, Any]

NORM_SLOTS = ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
STATEMENT_ROLES = ("source", "cue", "content")
EVENT_ROLES = ("actor", "recipient", "place", "predicate", "said_by")

# What moves with the clock or the address a page was asked for at, not with the reader, is no part of the digest:
# days ("before the day it was captured") and the sentences of refusals, which name the address.
UNDIGESTED = ("_first", "_last", "_precision", "_weekday", "_basis", "reason", "refused")


@dataclass(frozen=True, slots=True)
class Rows:
    """What one reading adds to each table.

    record_ids, norm_ids, statement_ids: in the reading's order.
    """

    document_id: str | None
    by_table: dict[Table, list[Row]]
    statement_ids: tuple[str, ...]
    record_ids: tuple[str, ...]
    norm_ids: tuple[str, ...]
    event_ids: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over all rows, but for what UNDIGESTED names."""
        told = []
        for table, rows in self.by_table.items():
            kept = [c.name for c in table.c if not c.name.endswith(UNDIGESTED)]
            told.append([table.name, [[row.get(name) for name in kept] for row in rows]])
        return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()


def unfold(reading: Reading) -> Rows:
    """Every row, each span checked against the text."""
    return _Unfolding(reading).rows()


class _Unfolding:
    """One reading on its way to rows."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.document_id = reading.document.id if reading.document else None
        self.statement_ids = tuple(s.id for s in reading.statements)
        self.record_ids = tuple(r.id for r in reading.records)
        self.evidence: list[Row] = []
        # Two items of one id: the first stands for both where another row points at it.
        self.statement_seq = {id_: seq for seq, id_ in reversed(tuple(enumerate(self.statement_ids)))}
        self.record_seq = {id_: seq for seq, id_ in reversed(tuple(enumerate(self.record_ids)))}

    def rows(self) -> Rows:
        """All of them."""
        reading = self.reading
        self._check_owners()
        norms = [self._norm(seq, norm) for seq, norm in enumerate(reading.norms)]
        events = self._events()
        by_table = {
            tables.actors: [
                {
                    "seq": seq,
                    "id": actor_id,
                    "name": a.name,
                    "kind": a.kind.value,
                    "state": a.state,
                    "organisation": a.organisation,
                    "office": a.office,
                    "sector": a.sector,
                    "basis": a.basis,
                }
                for seq, (actor_id, a) in enumerate(reading.cast.actors.items())
            ],
            tables.mentions: [
                {"seq": seq, **self._at(m.span), "kind": m.kind.value, "actor_id": m.actor_id}
                for seq, m in enumerate(reading.cast.mentions)
            ],
            tables.statements: self._statements(),
            tables.records: self._records(),
            tables.norms: norms,
            tables.thresholds: self._thresholds(),
            tables.events: events,
            tables.times: [
                {
                    "seq": seq,
                    **self._at(t.span),
                    "type": t.type.value,
                    "value": t.value,
                    **bounds_columns("date", t.bounds),
                }
                for seq, t in enumerate(reading.times)
            ],
            tables.refusals: [
                {
                    "seq": seq,
                    "room": r.room,
                    "code": r.code,
                    "reason": r.reason,
                    **(self._at(r.span) if r.span else {"start": None, "end": None}),
                }
                for seq, r in enumerate(reading.refusals)
            ],
            tables.relations: self._relations(),
            tables.evidence: self.evidence,
        }
        if reading.document:
            by_table[tables.documents] = [document_row(reading.document, str(self.document_id))]
        return Rows(
            document_id=self.document_id,
            by_table=by_table,
            statement_ids=self.statement_ids,
            record_ids=self.record_ids,
            norm_ids=tuple(row["id"] for row in norms),
            event_ids=tuple(row["id"] for row in events),
        )

    def _check_owners(self) -> None:
        reading = self.reading
        document = reading.document
        if document is None:
            if reading.statements or reading.records or reading.norms or reading.events:
                raise self._unsound("it has statements, records, norms or events and no document they stand in")
            return
        if document.page_id != reading.page.id:
            raise self._unsound(f"its document is of page {document.page_id}")
        owners = [item.document_id for items in (reading.statements, reading.records, reading.events) for item in items]
        for owner in owners:
            if owner != self.document_id:
                raise self._unsound(f"something in it is of document {owner}, not {self.document_id}")

    def _unsound(self, seen: str) -> ReadingUnsound:
        page = self.reading.page
        return ReadingUnsound(
            f"reading of {page.address} ({page.id}) by {self.reading.reader!r}: {seen}. "
            "Nothing of it was recorded; this is a fault of the reader, please report it with the page."
        )

    def _at(self, span: Span) -> Row:
        if span.end > len(self.text):
            raise self._unsound(f"span {span.to_json()} ends after the text's {len(self.text)} code points")
        return {"start": span.start, "end": span.end}

    def _rests(self, owner: str, owner_seq: int, role: str, spans: Iterable[Span]) -> None:
        for piece, span in enumerate(spans):
            at = self._at(span)
            self.evidence.append(
                {
                    "owner": owner,
                    "owner_seq": owner_seq,
                    "role": role,
                    "piece": piece,
                    **at,
                    "quote": span.of(self.text),
                }
            )

    def _statements(self) -> list[Row]:
        rows = []
        for seq, statement in enumerate(self.reading.statements):
            for role in STATEMENT_ROLES:
                self._rests("statement", seq, role, getattr(statement, role))
            rows.append(
                {
                    "seq": seq,
                    "id": self.statement_ids[seq],
                    "directness": statement.directness.value,
                    "flags": sorted(f.value for f in statement.flags),
                    "speaker_id": statement.speaker_id,
                }
            )
        return rows

    def _records(self) -> list[Row]:
        rows = []
        for seq, record in enumerate(self.reading.records):
            self._rests("record", seq, "evidence", record.evidence)
            statement = record.statement_id
            if statement is not None and statement not in self.statement_seq:
                raise self._unsound(f"record {self.record_ids[seq]} rests on {statement}, which is not in the reading")
            rows.append(
                {
                    "seq": seq,
                    "id": self.record_ids[seq],
                    "kind": record.kind.value,
                    "strength": record.strength.rank,
                    "statement": None if statement is None else self.statement_seq[statement],
                    **bounds_columns("stated", record.stated_on),
                }
            )
        return rows

    def _norm(self, seq: int, norm: Norm) -> Row:
        if norm.record_id not in self.record_seq:
            raise self._unsound(f"norm {norm.id} belongs to {norm.record_id}, which is not in the reading")
        for slot in NORM_SLOTS:
            span = getattr(norm, slot)
            self._rests("norm", seq, slot, (span,) if span else ())
        return {
            "seq": seq,
            "id": norm.id,
            "record": self.record_seq[norm.record_id],
            "modal": norm.modal.value,
            "mode": norm.mode.value,
            "agent_id": norm.agent_id,
            "action_event": norm.action_event.value if norm.action_event else None,
            "target_id": norm.target_id,
            "trigger_id": norm.trigger_id,
            "trigger_event": norm.trigger_event.value if norm.trigger_event else None,
            "speaker_id": norm.speaker_id,
            "probability": norm.probability,
            **bounds_columns("due", norm.due),
            "action_pattern": str(norm.action_pattern) if norm.action_pattern else None,
            "trigger_pattern": str(norm.trigger_pattern) if norm.trigger_pattern else None,
        }

    def _thresholds(self) -> list[Row]:
        asked = [(seq, threshold) for seq, norm in enumerate(self.reading.norms) for threshold in norm.thresholds]
        return [
            {
                "seq": seq,
                "norm": norm,
                "slot": t.slot.value,
                "kind": t.kind.value,
                **self._at(t.span),
                "low": t.low,
                "high": t.high,
                "unit": t.unit,
                "value": t.value,
            }
            for seq, (norm, t) in enumerate(asked)
        ]

    def _events(self) -> list[Row]:
        rows = []
        for seq, event in enumerate(self.reading.events):
            for role in EVENT_ROLES:
                span = getattr(event, role)
                self._rests("event", seq, role, (span,) if span else ())
            self._rests("event", seq, "evidence", event.evidence)
            quantity = event.quantity
            self._rests("event", seq, "quantity", (quantity.span,) if quantity else ())
            rows.append(
                {
                    "seq": seq,
                    "id": event.id,
                    "type": event.type.value if event.type else "",
                    "mode": event.mode,
                    "quad": event.quad,
                    "actor_id": event.actor_id,
                    "recipient_id": event.recipient_id,
                    "status": event.status.value,
                    **bounds_columns("date", event.date),
                    "counted": quantity is not None,
                    "quantity_low": quantity.low if quantity else None,
                    "quantity_high": quantity.high if quantity else None,
                    "quantity_unit": quantity.unit if quantity else None,
                    "reported_by": event.reported_by,
                    "probability": event.probability,
                    "said_by_id": event.said_by_id,
                    "does": str(event.does) if event.does else None,
                }
            )
        return rows

    def _relations(self) -> list[Row]:
        stated = [
            {"record": seq, "from_id": self.record_ids[seq], "type": relation.type.value, "to_id": relation.to}
            for seq, record in enumerate(self.reading.records)
            for relation in record.relations
        ]
        return [{"seq": seq, **row} for seq, row in enumerate(stated)]


def document_row(document: Document, document_id: str) -> Row:
    """The document but for its text and the numbers of its reading and text."""
    published = document.published
    return {
        "id": document_id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "credit": document.credit,
        "language": document.language,
        **bounds_columns("published", published.bounds if published else None),
        "published_basis": published.basis.value if published else None,
        "layout": {
            "blocks": [[b.role.value, b.span.start, b.span.end] for b in document.blocks],
            "source_map": [[r.start, r.end, r.source_start] for r in document.source_map.runs],
        },
        "refused": [refusal_json(r) for r in document.refusals],
    }


def bounds_columns(prefix: str, bounds: DateBounds | None) -> Row:
    """The four columns of a date; all None when there is none."""
    first: date | None = bounds.first if bounds else None
    return {
        f"{prefix}_first": first,
        f"{prefix}_last": bounds.last if bounds else None,
        f"{prefix}_precision": bounds.precision.value if bounds else None,
        f"{prefix}_weekday": bounds.weekday if bounds else None,
    }
