"""Expressions of time as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, at_of, bounds_columns, bounds_of
from onrecord.ledger.rows.evidence import Evidence
from onrecord.terms.times import TimeExpression, TimexType


def time_row(seq: int, time: TimeExpression, evidence: Evidence) -> Row:
    """One expression."""
    columns = {"type": time.type.value, "value": time.value, **bounds_columns("date", time.bounds)}
    return {"seq": seq, **evidence.at(time.span), **columns}


def time_of(row: AnyRow) -> TimeExpression:
    """One expression."""
    return TimeExpression(span=at_of(row), type=TimexType(row.type), value=row.value, bounds=bounds_of(row, "date"))
