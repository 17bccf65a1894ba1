"""Events as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, bounds_columns, bounds_of, plain
from onrecord.ledger.rows.evidence import Evidence, Rests, slots, spans
from onrecord.terms.events import Event, EventStatus, EventType, Quantity
from onrecord.terms.predications import Predication

SPANS = ("actor", "recipient", "place", "predicate", "said_by")
PLAIN = ("mode", "quad", "actor_id", "recipient_id", "reported_by", "probability", "said_by_id")


def event_row(seq: int, id_: str, event: Event, evidence: Evidence) -> Row:
    """One event."""
    evidence.add_slots("event", seq, event, SPANS)
    evidence.add("event", seq, "evidence", event.evidence)
    quantity = event.quantity
    evidence.add("event", seq, "quantity", (quantity.span,) if quantity else ())
    return {
        "seq": seq,
        "id": id_,
        "type": event.type.value if event.type else "",
        "status": event.status.value,
        **plain(event, PLAIN),
        **bounds_columns("date", event.date),
        "counted": quantity is not None,
        "quantity_low": quantity.low if quantity else None,
        "quantity_high": quantity.high if quantity else None,
        "quantity_unit": quantity.unit if quantity else None,
        "does": str(event.does) if event.does else None,
    }


def event_of(row: AnyRow, document_id: str, rests: Rests) -> Event:
    """One event."""
    counted = slots(rests, ("quantity",))["quantity"]
    quantity = (
        Quantity(span=counted, low=row.quantity_low, high=row.quantity_high, unit=row.quantity_unit)
        if counted
        else None
    )
    return Event(
        document_id=document_id,
        type=EventType(row.type) if row.type else None,
        status=EventStatus(row.status),
        date=bounds_of(row, "date"),
        quantity=quantity,
        evidence=spans(rests, "evidence"),
        does=Predication.parse(row.does) if row.does else None,
        **slots(rests, SPANS),
        **plain(row, PLAIN),
    )
