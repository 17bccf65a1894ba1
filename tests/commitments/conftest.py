"""Reads a text of our own as a page of clean text, through the rooms before this one."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.actors import name_speakers, resolve
from onrecord.commitments import find_commitments
from onrecord.events import VerbCoder
from onrecord.statements import find_statements
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.records import Norm, Record
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.times import find_times


@dataclass(frozen=True)
class Read:
    """What this room makes of a text, with the text to look the words up in."""

    text: str
    records: tuple[Record, ...]
    norms: tuple[Norm, ...]
    refusals: tuple[Refusal, ...]

    def words(self, span: Span | None) -> str | None:
        """The words of a span; None for None."""
        return span.of(self.text) if span else None

    def shown(self) -> list[tuple[str, str, str | None, str, str | None]]:
        """(modal, mode, agent_id, action, trigger) of each norm."""
        return [
            (n.modal.value, n.mode.value, n.agent_id, n.action.of(self.text), self.words(n.trigger)) for n in self.norms
        ]


@pytest.fixture(scope="session")
def read_norms(document_of: Callable[[str], Document], parse_text: Callable[[str], Parse]) -> Callable[[str], Read]:
    """Reads the norms of a text."""
    coder = VerbCoder()

    def read(text: str) -> Read:
        document, parse = document_of(text), parse_text(text)
        statements, _ = find_statements(document, parse)
        statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
        times = find_times(document, parse)
        found = find_commitments(document, parse, statements, cast, times, coder=coder)
        return Read(text, found.records, found.norms, found.refusals)

    return read
