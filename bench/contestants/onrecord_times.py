"""onrecord's time expressions, with the parse they need."""

from datetime import date
from typing import Any

from eval.times import PARAGRAPH, document

from bench.contestants.time_values import Told
from bench.worker import Contestant, Item
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.terms.dates import DateBounds
from onrecord.terms.spans import Span
from onrecord.times import find_times


def open_contestant() -> Contestant:
    """Parser and room of times."""
    parser = SpacyParser()

    def read(given: tuple[str, Any]) -> Any:
        parse = parser.parse(given[0], [Span(*m.span()) for m in PARAGRAPH.finditer(given[0])])
        return find_times(given[1], parse)

    return Contestant(read, told, prepared, ("onrecord", "spacy"))


def prepared(item: Item) -> tuple[str, Any]:
    """(text, the document written on its day)."""
    return item["text"], document(item["text"], DateBounds.day(date.fromisoformat(item["written"])))


def told(found: Any, _given: Any) -> list[Told]:
    """What it found."""
    return [{"start": t.span.start, "end": t.span.end, "value": t.value} for t in found]
