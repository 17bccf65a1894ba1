"""Statements as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row
from onrecord.ledger.rows.evidence import Evidence, Rests, spans
from onrecord.terms.statements import Directness, Statement, StatementFlag

ROLES = ("source", "cue", "content")


def statement_row(seq: int, id_: str, statement: Statement, evidence: Evidence) -> Row:
    """One statement."""
    for role in ROLES:
        evidence.add("statement", seq, role, getattr(statement, role))
    return {
        "seq": seq,
        "id": id_,
        "directness": statement.directness.value,
        "flags": sorted(f.value for f in statement.flags),
        "speaker_id": statement.speaker_id,
    }


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
