"""STAND-IN until the room is built."""

from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.statements import Statement


def resolve(document: Document, parse: Parse) -> Cast:
    return Cast((), ())


def name_speakers(
    document: Document, parse: Parse, statements: tuple[Statement, ...], cast: Cast
) -> tuple[tuple[Statement, ...], Cast]:
    return statements, cast
