"""Relations between records as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row
from onrecord.terms.records import Relation, RelationType


def relation_row(seq: int, record: int, record_id: str, relation: Relation) -> Row:
    """One relation, of the record it starts from."""
    return {"seq": seq, "record": record, "from_id": record_id, "type": relation.type.value, "to_id": relation.to}


def relation_of(row: AnyRow) -> Relation:
    """One relation, of the record it starts from."""
    return Relation(RelationType(row.type), row.to_id)
