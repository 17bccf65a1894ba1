"""What the rooms ask of engines and of each other, without knowing who answers."""

from collections.abc import Sequence
from typing import Protocol

from onrecord.terms.attributions import Attribution
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span


class Parser(Protocol):
    """A syntactic parser."""

    name: str

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        """Parse a text; no sentence crosses a block, words outside all blocks have no tokens."""
        ...


class Tagger(Protocol):
    """Reads who said what, in words alone."""

    name: str

    def attributions(self, text: str, blocks: Sequence[Span]) -> tuple[Attribution, ...]:
        """Every attribution found in the blocks of a text, in the order of their cues."""
        ...


class DeedCoder(Protocol):
    """Codes the deed that words describe."""

    def code_deed(self, parse: Parse, span: Span) -> EventType | None:
        """PLOVER type of the deed that the words of the span describe; None when no type fits."""
        ...
