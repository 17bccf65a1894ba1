"""A text as the encoder takes it: word pieces, the words they belong to, and what stands round each word.

In:      a text, the spans of its blocks, a tokenizer
Out:     Encoded: one row a word, one column a fact
Shown:   tests/engines/test_attribution_head.py

A word is a run of letters, digits and underscores, as in the scorer of attributions: punctuation is never labelled.
Training and reading both come through here, so that the model is asked what it was taught.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.terms.spans import Span

WORD = re.compile(r"\w+")
QUOTATION_MARKS = frozenset('"“”')

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text in word pieces.

    pieces: ids, shape (p,); blocks are joined by the separator's id.
    starts, ends: of each word in the text, code points, shape (w,).
    first_piece:  index of the word's first piece, shape (w,), rising.
    quoted: 1 inside double quotation marks, else 0, shape (w,).
    block:  number of the block that holds the word, shape (w,).
    stretches: the pieces [first, last) of each block that has any, shape (blocks, 2), rising.
    """

    pieces: Ints
    starts: Ints
    ends: Ints
    first_piece: Ints
    quoted: Ints
    block: Ints
    stretches: Ints

    def __len__(self) -> int:
        return len(self.starts)


def encode(text: str, blocks: Sequence[Span], tokenizer: Any) -> Encoded:
    """Encode the blocks of a text. tokenizer: a `tokenizers.Tokenizer` with a "[SEP]" token; no truncation set."""
    separator: int = tokenizer.token_to_id("[SEP]")
    pieces: list[int] = []
    rows: list[tuple[int, int, int, int, int]] = []
    stretches: list[tuple[int, int]] = []
    encodings = tokenizer.encode_batch([block.of(text) for block in blocks], add_special_tokens=False)
    for number, (block, encoding) in enumerate(zip(blocks, encodings, strict=True)):
        if pieces:
            pieces.append(separator)
        at = len(pieces)
        pieces.extend(encoding.ids)
        if len(pieces) > at:
            stretches.append((at, len(pieces)))
        first: dict[int, int] = {}
        for i, (start, _) in enumerate(encoding.offsets):
            first.setdefault(start, at + i)
        words = block.of(text)
        quoted = inside_quotation_marks(words)
        for match in WORD.finditer(words):
            # A letter the tokenizer strips may begin a word: its first piece begins a little further on.
            piece = next((first[c] for c in range(*match.span()) if c in first), None)
            if piece is not None:
                start, end = match.span()
                rows.append((block.start + start, block.start + end, piece, int(quoted[start]), number))
    columns: Ints = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return Encoded(
        pieces=np.array(pieces, dtype=np.int64),
        starts=columns[0],
        ends=columns[1],
        first_piece=columns[2],
        quoted=columns[3],
        block=columns[4],
        stretches=np.array(stretches, dtype=np.int64).reshape(-1, 2),
    )


def inside_quotation_marks(words: str) -> NDArray[np.bool_]:
    """For each code point of a block, whether it stands in double quotation marks.

    A mark that is never closed holds to the end of the block; a second opening mark opens anew.
    """
    inside = np.zeros(len(words) + 1, dtype=np.bool_)
    opened: int | None = None
    for i, character in enumerate(words):
        if character not in QUOTATION_MARKS:
            continue
        if opened is None:
            opened = None if character == "”" else i
        elif character == "“":
            opened = i
        else:
            inside[opened:i] = True
            opened = None
    if opened is not None:
        inside[opened:] = True
    return inside
