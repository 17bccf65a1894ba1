"""Events on a page."""

from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.events import Event
from onrecord.terms.parses import Parse
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression


def code_events(
    document: Document,
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
    times: tuple[TimeExpression, ...],
) -> tuple[Event, ...]:
    """None yet."""
    return ()
