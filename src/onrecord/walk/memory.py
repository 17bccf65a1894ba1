"""What the engines said of a text not long ago, so that a wire story on ten sites is taken apart once.

In:      Engines
Out:     the same Engines, which remember
Refuses: nothing
Source:  docs/profile.md, Storing
Shown:   tests/walk/test_memory.py

Remembered is what the parser, the scanner and the reader of norms answered to exactly the same text in exactly the same
blocks. The rooms run again with the page's own title, day and address, so a reading is by construction what reading the
page alone gives. Of a text that differs by one letter nothing is taken over: what engines work out together moves the
last digits of a probability. Memory is bounded by the characters of the texts.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import cache
from typing import Generic, TypeVar

from onrecord.terms.actions import AskedAction, TypedAction
from onrecord.terms.attributions import Attribution
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import NormReader, Parser, Scan, Scanner
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines, open_engines

# Some thirty pages of the shared ones.
MOST_CHARS = 100_000

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """Answers by what was asked, those asked for last; of texts of so many characters together."""

    def __init__(self, most_chars: int) -> None:
        self._most_chars = most_chars
        self._chars = 0
        self._held: OrderedDict[tuple[str, Hashable], Answer] = OrderedDict()

    def of(self, text: str, beside: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What was answered to this text and what was asked beside it; else the answer, which is kept."""
        key = (text, beside)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        new = answer()
        if len(text) <= self._most_chars:
            self._held[key] = new
            self._chars += len(text)
        while self._chars > self._most_chars:
            (left, _), _ = self._held.popitem(last=False)
            self._chars -= len(left)
        return new


def remembering(engines: Engines, *, most_chars: int = MOST_CHARS) -> Engines:
    """The same engines under the same name, of one process and one thread."""
    return replace(
        engines,
        parser=_Parser(engines.parser, most_chars),
        scanner=_Scanner(engines.scanner, most_chars),
        norm_reader=_NormReader(engines.norm_reader, most_chars),
    )


@cache
def remembering_engines() -> Engines:
    """The default engines, which remember; one memory a process."""
    return remembering(open_engines())


class _Parser:
    def __init__(self, parser: Parser, most_chars: int) -> None:
        self.name = parser.name
        self._parser = parser
        self._held: Remembered[Parse] = Remembered(most_chars)

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        asked = tuple(blocks)
        return self._held.of(text, asked, lambda: self._parser.parse(text, asked))


class _Scanner:
    def __init__(self, scanner: Scanner, most_chars: int) -> None:
        self.name = scanner.name
        self._scanner = scanner
        self._held: Remembered[Scan] = Remembered(most_chars)

    def read(self, text: str, blocks: Sequence[Span]) -> Scan:
        asked = tuple(blocks)
        return self._held.of(text, asked, lambda: _Scan(self._scanner.read(text, asked)))


class _Scan:
    """Attributions are worked out once; actions are typed as each page asks of them."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._attributions: tuple[Attribution, ...] | None = None
        self._types: tuple[tuple[AskedAction, ...], tuple[TypedAction, ...]] | None = None

    def attributions(self) -> tuple[Attribution, ...]:
        if self._attributions is None:
            self._attributions = self._scan.attributions()
        return self._attributions

    def types(self, asked: Sequence[AskedAction]) -> tuple[TypedAction, ...]:
        actions = tuple(asked)
        if self._types is None or self._types[0] != actions:
            self._types = (actions, self._scan.types(actions))
        return self._types[1]

    def norm_odds(self, sentences: Sequence[Span]) -> tuple[float, ...]:
        return self._scan.norm_odds(sentences)


class _NormReader:
    def __init__(self, reader: NormReader, most_chars: int) -> None:
        self.name = reader.name
        self._reader = reader
        self._held: Remembered[tuple[ReadNorm, ...]] = Remembered(most_chars)

    def read(self, text: str, sentences: Sequence[Span], odds: Sequence[float]) -> tuple[ReadNorm, ...]:
        asked = (tuple(sentences), tuple(odds))
        return self._held.of(text, asked, lambda: self._reader.read(text, *asked))
