"""STAND-IN until the room is built."""

from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import DeedCoder
from onrecord.terms.records import Norm, Record
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression


def find_commitments(
    document: Document,
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
    times: tuple[TimeExpression, ...],
    *,
    coder: DeedCoder,
) -> tuple[tuple[Record, ...], tuple[Norm, ...], tuple[Refusal, ...]]:
    return (), (), ()
