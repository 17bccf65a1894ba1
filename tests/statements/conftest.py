"""Reads a text into statements, written the way the tables of these tests are."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.statements import find_statements
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement


@dataclass(frozen=True)
class Read:
    """What was found in a text."""

    text: str
    statements: tuple[Statement, ...]
    refusals: tuple[Refusal, ...]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(source, cue, content) of each statement, pieces joined with " | "."""
        return [(self.words(s.source), self.words(s.cue), self.words(s.content)) for s in self.statements]

    def words(self, spans: tuple) -> str:
        return " | ".join(span.of(self.text) for span in spans)

    @property
    def flags(self) -> list[set[str]]:
        return [{f.value for f in s.flags} for s in self.statements]


@pytest.fixture(scope="session")
def read(parser: SpacyParser, document_of: Callable[[str], Document]) -> Callable[..., Read]:
    def reader(text: str, *, role: BlockRole = BlockRole.BODY) -> Read:
        document = document_of(text)
        document = replace(document, blocks=tuple(Block(role, b.span) for b in document.blocks))
        parse = parser.parse(text, [b.span for b in document.blocks])
        return Read(text, *find_statements(document, parse))

    return reader
