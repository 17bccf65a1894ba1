"""The parse alone, as every room of onrecord has it: what of a room's time is not its own."""

from typing import Any

from bench.contestants.onrecord_statements import prepared
from bench.worker import Contestant
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.terms.documents import Document


def open_contestant() -> Contestant:
    """en_core_web_sm with its names, block by block."""
    parser = SpacyParser()

    def read(document: Document) -> Any:
        return parser.parse(document.text, [b.span for b in document.blocks])

    return Contestant(read, lambda parse, _document: len(parse), prepared, ("spacy",))
