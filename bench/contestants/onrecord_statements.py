"""onrecord's attributions: parse, encoder and heads, and the room of statements."""

from typing import Any

from eval.statements import attribution, document_of, is_attribution

from bench.worker import Contestant, Item
from onrecord.statements import find_statements
from onrecord.terms.documents import Document
from onrecord.walk.open import open_engines


def open_contestant() -> Contestant:
    """The rooms that find who said what, in words; who "he" is, is another's work."""
    engines = open_engines()

    def read(document: Document) -> Any:
        blocks = [b.span for b in document.blocks]
        parse = engines.parser.parse(document.text, blocks)
        attributions = engines.scanner.read(document.text, blocks).attributions()
        return find_statements(document, parse, attributions)[0]

    return Contestant(read, told, prepared, ("onrecord", "spacy", "onnxruntime"))


def prepared(item: Item) -> Document:
    """An article whose first line is its headline."""
    document = document_of(item)
    assert isinstance(document, Document), f"{item['id']} is no article"
    return document


def told(statements: Any, _document: Document) -> list[dict[str, list[list[int]]]]:
    """In the scorer's form."""
    return [attribution(s) for s in statements if is_attribution(s)]
