"""Refusals as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, at_of, plain
from onrecord.ledger.rows.evidence import Evidence
from onrecord.terms.refusals import Refusal

PLAIN = ("room", "code", "reason")


def refusal_row(seq: int, refusal: Refusal, evidence: Evidence) -> Row:
    """One refusal."""
    at = evidence.at(refusal.span) if refusal.span else {"start": None, "end": None}
    return {"seq": seq, **plain(refusal, PLAIN), **at}


def refusal_of(row: AnyRow) -> Refusal:
    """One refusal."""
    return Refusal(**plain(row, PLAIN), span=at_of(row) if row.start is not None else None)
