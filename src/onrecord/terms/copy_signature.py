"""What tells a copy of a text: a digest of its words, a sketch of their order, marks of its paragraphs.

Two texts are compared by these alone: whoever groups copies needs neither text.
"""

from dataclasses import dataclass
from operator import eq

from onrecord.terms.spans import Span

# A sketch holds this many unsigned 32-bit numbers, little endian.
PERMUTATIONS = 128
_NUMBER_BYTES = 4


@dataclass(frozen=True, slots=True)
class ParagraphMark:
    """A paragraph long enough to be told by its words.

    span: its block in the document's text; words: how many; key: of its words in order, 63 bits.
    """

    span: Span
    words: int
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySignature:
    """What tells copies of one document.

    method: names the hashing; sketches of two methods say nothing of each other.
    words:  how many the body has; 0 for a page without a body.
    exact:  of the body's words in order, letter case and punctuation aside, 32 hex digits.
    sketch: MinHash of its runs of words, PERMUTATIONS numbers.
    """

    method: str
    words: int
    exact: str
    sketch: bytes
    paragraphs: tuple[ParagraphMark, ...]

    def __post_init__(self) -> None:
        if len(self.sketch) != PERMUTATIONS * _NUMBER_BYTES:
            raise ValueError(f"a sketch has {PERMUTATIONS * _NUMBER_BYTES} bytes, got {len(self.sketch)}")


def likeness(one: CopySignature, other: CopySignature) -> float | None:
    """The estimated share of runs of words that both have of those that either has, in [0, 1].

    Standard error below .045. None when the two were made by different methods or either has no words.
    """
    if one.method != other.method or not one.words or not other.words:
        return None
    alike: int = sum(map(eq, memoryview(one.sketch).cast("I"), memoryview(other.sketch).cast("I")))
    return alike / PERMUTATIONS
