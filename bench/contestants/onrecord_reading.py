"""onrecord's whole reading: from a page to its statements, times, events and norms."""

from typing import Any

from bench.contestants.onrecord_page_of import page_of
from bench.worker import Contestant
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_engines
from onrecord.walk.read import read


def open_contestant() -> Contestant:
    """Every room, in one process."""
    engines = open_engines()
    return Contestant(lambda page: read(page, engines), told, page_of, ("onrecord", "spacy", "onnxruntime"))


def told(reading: Reading, _page: Any) -> dict[str, Any]:
    """Its norms in the scorer's form; the words it read."""
    return {"norms": reading_json(reading)["norms"], "words": len(reading.text.split())}
