"""STAND-IN until the room is built."""

from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.events import Event, EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression


class VerbCoder:
    def code_deed(self, parse: Parse, span: Span) -> EventType | None:
        return None


def code_events(
    document: Document,
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
    times: tuple[TimeExpression, ...],
) -> tuple[Event, ...]:
    return ()
