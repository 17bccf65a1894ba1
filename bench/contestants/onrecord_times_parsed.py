"""onrecord's time expressions where the parse is at hand: it is, in a reading, since every room uses one parse."""

from typing import Any

from eval.times import PARAGRAPH

from bench.contestants.onrecord_times import prepared as with_document
from bench.contestants.onrecord_times import told
from bench.worker import Contestant, Item
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.terms.spans import Span
from onrecord.times import find_times


def open_contestant() -> Contestant:
    """The room of times alone."""
    parser = SpacyParser()

    def prepared(item: Item) -> tuple[Any, Any]:
        text, document = with_document(item)
        return document, parser.parse(text, [Span(*m.span()) for m in PARAGRAPH.finditer(text)])

    return Contestant(lambda given: find_times(*given), told, prepared, ("onrecord",))
