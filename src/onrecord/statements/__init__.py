"""STAND-IN until the room is built."""

from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement


def find_statements(document: Document, parse: Parse) -> tuple[tuple[Statement, ...], tuple[Refusal, ...]]:
    return (), ()
