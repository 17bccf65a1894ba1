"""The columns of a Parse, grown from one parsed Doc after another.

In:      parsed spaCy Docs, the forms of their words, the entities in them
Out:     Parse, without the words that are white space
Shown:   tests/engines/test_spacy_alone.py
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import HEAD, IDX, IS_SPACE, LENGTH, SENT_START

from onrecord.engines.syntax.entity_moves import Entity
from onrecord.engines.syntax.word_forms import WordForm
from onrecord.terms.parses import Parse

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class WordPlaces(NamedTuple):
    """Where the words of a Doc stand, in its text and in its tree; each column of shape (words,)."""

    starts: Ints
    ends: Ints
    heads: Ints
    spaces: Flags
    lasts: Flags
    """The last of a sentence."""


def words_of(doc: Any) -> WordPlaces:
    """Read a Doc of at least one word."""
    rows: Ints = doc.to_array([IDX, LENGTH, HEAD, IS_SPACE, SENT_START]).astype(np.int64)
    starts, lengths, above, spaces, begins = rows.T
    lasts = np.append(begins[1:] == 1, True)
    return WordPlaces(starts, starts + lengths, np.arange(len(rows)) + above, spaces != 0, lasts)


class ParseColumns:
    """Parse columns as they grow."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.forms: list[WordForm] = []
        self.heads: list[int] = []
        self.entities: list[str] = []
        self.entity_starts: list[bool] = []
        self.sentences: list[tuple[int, int]] = []

    def add(self, words: WordPlaces, forms: Sequence[WordForm], entities: Sequence[Entity], offset: int) -> None:
        """Append the words of one Doc whose text begins at `offset`; entities are counted from its first word."""
        held = ~words.spaces
        before = len(self.starts)
        # By word of the Doc: how many words of the Parse stand before it.
        places = (before + np.cumsum(held) - held).tolist()
        heads = words.heads if held.all() else _hung_on_words(words)
        self.starts += (words.starts[held] + offset).tolist()
        self.ends += (words.ends[held] + offset).tolist()
        self.forms += [form for form, is_word in zip(forms, held.tolist(), strict=True) if is_word]
        self.heads += [places[head] for head in heads[held].tolist()]
        kinds, firsts = [""] * len(forms), [False] * len(forms)
        for first, end, kind in entities:
            kinds[first:end] = [kind] * (end - first)
            firsts[first] = True
        self.entities += [kind for kind, is_word in zip(kinds, held.tolist(), strict=True) if is_word]
        self.entity_starts += [first for first, is_word in zip(firsts, held.tolist(), strict=True) if is_word]
        after = [*places, len(self.starts)]
        ends = (np.flatnonzero(words.lasts) + 1).tolist()
        for first, end in zip([0, *ends], ends, strict=False):
            if after[first] < after[end]:
                self.sentences.append((after[first], after[end]))

    def parse(self, text: str) -> Parse:
        """The columns, frozen."""
        lemmas, pos, tags, deps, _ = zip(*self.forms, strict=True) if self.forms else ((),) * 5
        return Parse(
            text=text,
            starts=tuple(self.starts),
            ends=tuple(self.ends),
            lemmas=lemmas,
            pos=pos,
            tags=tags,
            deps=deps,
            heads=tuple(self.heads),
            entities=tuple(self.entities),
            entity_starts=tuple(self.entity_starts),
            sentences=tuple(self.sentences),
        )


def _hung_on_words(words: WordPlaces) -> Ints:
    """The heads, each one that is white space replaced by the nearest above it that is none; a root's is itself."""
    heads, spaces = words.heads.tolist(), words.spaces.tolist()
    hung = []
    for word, head in enumerate(heads):
        while spaces[head] and heads[head] != head:
            head = heads[head]
        hung.append(word if spaces[head] else head)
    return np.array(hung)
