"""A sentence as the norm reader's encoder takes it: its word pieces.

In:      a text, the span of a sentence, a tokenizer
Out:     SentencePieces: one row a piece
Shown:   tests/engines/test_norm_reader.py

Training and reading both come through here, so that the model is asked what it was taught.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.terms.spans import Span

# A longer sentence is cut.
MOST_PIECES = 192
# With the marks at both ends.
LONGEST = MOST_PIECES + 2

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SentencePieces:
    """The pieces of one sentence.

    ids: shape (p,), with the encoder's own marks at both ends.
    starts, ends: of each piece in the text, code points; -1 for a mark.
    begins: whether a piece begins a word, shape (p,).
    """

    ids: Ints
    starts: Ints
    ends: Ints
    begins: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def ends_of(self, span: Sequence[int] | None) -> tuple[int, int] | None:
        """(first, last) piece of the words of a span; None when it has none here."""
        if span is None:
            return None
        found = np.flatnonzero((self.starts >= 0) & (self.ends > span[0]) & (self.starts < span[1]))
        return (int(found[0]), int(found[-1])) if len(found) else None


def pieces_of(text: str, sentence: Span, tokenizer: Any) -> SentencePieces:
    """Encode one sentence. tokenizer: a `tokenizers.Tokenizer` with "<s>" and "</s>"; no truncation or padding set."""
    encoded = tokenizer.encode(sentence.of(text), add_special_tokens=False)
    ids, offsets = encoded.ids[:MOST_PIECES], encoded.offsets[:MOST_PIECES]
    starts = [sentence.start + a for a, _ in offsets]
    begins = [s == sentence.start or not (text[s - 1].isalnum() and text[s].isalnum()) for s in starts]
    return SentencePieces(
        np.array([tokenizer.token_to_id("<s>"), *ids, tokenizer.token_to_id("</s>")], dtype=np.int64),
        np.array([-1, *starts, -1], dtype=np.int64),
        np.array([-1, *(sentence.start + b for _, b in offsets), -1], dtype=np.int64),
        np.array([False, *begins, False]),
    )


def batch_of(held: Sequence[SentencePieces], padding: int) -> tuple[Ints, Ints]:
    """(ids, mask), each (sentences, pieces): shorter ones are filled up with the padding's id."""
    length = max(len(p) for p in held)
    ids = np.full((len(held), length), padding, dtype=np.int64)
    mask = np.zeros((len(held), length), dtype=np.int64)
    for row, pieces in enumerate(held):
        ids[row, : len(pieces)] = pieces.ids
        mask[row, : len(pieces)] = 1
    return ids, mask


@dataclass(frozen=True, slots=True)
class Laid:
    """The pieces of some sentences in one row, t in all, and how to set them apart: n sentences, the longest of p.

    ids, mask: shape (n, p): shorter sentences are filled up with the padding's id, 0 in the mask.
    spread: (n, p): where in the row a piece of a sentence stands; of padding any place. back: (t,): where in (n * p,)
    a piece of the row stands. near: (p, p): how far ahead of the first piece the second stands, LONGEST - 1 for itself.
    """

    ids: Ints
    mask: Ints
    spread: Ints
    back: Ints
    near: Ints

    @property
    def layout(self) -> dict[str, Ints]:
        """What each layer is given beside the row."""
        return {"spread": self.spread, "back": self.back, "mask": self.mask, "near": self.near}


def laid_out(held: Sequence[SentencePieces], padding: int) -> Laid:
    """Some sentences; padding: its id."""
    ids, mask = batch_of(held, padding)
    back = np.flatnonzero(mask)
    spread = np.zeros(mask.size, dtype=np.int64)
    spread[back] = np.arange(len(back))
    places = np.arange(mask.shape[1])
    near = places[None, :] - places[:, None] + LONGEST - 1
    return Laid(ids, mask, spread.reshape(mask.shape), back, near)
