"""Records as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, bounds_columns, bounds_of
from onrecord.ledger.rows.evidence import Evidence, Rests, spans
from onrecord.terms.by_hand import Entered
from onrecord.terms.records import Record, RecordKind, Relation, Strength

STRENGTHS = tuple(Strength)


def record_row(seq: int, id_: str, record: Record, evidence: Evidence, *, statement: int | None) -> Row:
    """One record. statement: the place of the statement it rests on."""
    evidence.add("record", seq, "evidence", record.evidence)
    return {
        "seq": seq,
        "id": id_,
        "kind": record.kind.value,
        "strength": record.strength.rank,
        "statement": statement,
        **bounds_columns("stated", record.stated_on),
        "entered_by": record.entered.by if record.entered else None,
        "entered_on": record.entered.on if record.entered else None,
    }


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
        entered=entered_of(row),
    )


def entered_of(row: AnyRow) -> Entered | None:
    """Who entered it by hand; None: nobody did."""
    return Entered(row.entered_by, row.entered_on) if row.entered_by is not None else None
