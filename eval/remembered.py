"""The default engines, each asked once about one text: a page that is read in two ways is parsed and encoded once.

Out:     Engines that read as `open_engines()` does, and remember what they were asked as long as the process lives
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.terms.parses import Parse
from onrecord.terms.protocols import NormReader, Parser, Scan, Scanner
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines, open_engines

Asked = tuple[str, tuple[Span, ...]]


@cache
def remembering_engines() -> Engines:
    """The engines, opened once a process."""
    plain = open_engines()
    return replace(
        plain,
        parser=RememberingParser(plain.parser),
        scanner=RememberingScanner(plain.scanner),
        norm_reader=RememberingNormReader(plain.norm_reader),
    )


class RememberingParser:
    """A parser that parses a text once."""

    def __init__(self, parser: Parser) -> None:
        self.name, self._parser = parser.name, parser
        self._held: dict[Asked, Parse] = {}

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        """As the parser does."""
        asked = (text, tuple(blocks))
        if asked not in self._held:
            self._held[asked] = self._parser.parse(text, blocks)
        return self._held[asked]


class RememberingScanner:
    """A scanner that encodes a text once."""

    def __init__(self, scanner: Scanner) -> None:
        self.name, self._scanner = scanner.name, scanner
        self._held: dict[Asked, Scan] = {}

    def read(self, text: str, blocks: Sequence[Span]) -> Scan:
        """As the scanner does."""
        asked = (text, tuple(blocks))
        if asked not in self._held:
            self._held[asked] = self._scanner.read(text, blocks)
        return self._held[asked]


class RememberingNormReader:
    """A reader of norms that reads a text once."""

    def __init__(self, reader: NormReader) -> None:
        self.name, self._reader = reader.name, reader
        self._held: dict[Asked, tuple[ReadNorm, ...]] = {}

    def read(self, text: str, sentences: Sequence[Span], odds: Sequence[float]) -> tuple[ReadNorm, ...]:
        """As the reader does."""
        asked = (text, tuple(sentences))
        if asked not in self._held:
            self._held[asked] = self._reader.read(text, sentences, odds)
        return self._held[asked]
