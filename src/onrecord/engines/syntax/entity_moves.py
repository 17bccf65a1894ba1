"""The moves spaCy's entity recogniser makes through a text, for all its words at once rather than word by word.

In:      parsed spaCy Docs without entities; the recogniser, with its own weights
Out:     entities, in text order; those that it finds itself
Refuses: a recogniser that weighs a move by other than three words, or that was taught to leave moves out
Source:  spaCy 3.8, `pipeline/_parser_internals/ner.pyx` (which move may be made) and `ml/parser_model.pyx` (its weight)
Shown:   tests/engines/test_spacy_alone.py

What a move outside an entity weighs depends on the word alone; within one, on its first word, the last and this. So the
words outside are weighed together, then the entities they open are followed side by side, a word at a time.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.syntax.other_model import OtherModel
from onrecord.engines.syntax.word_vectors import WordVectors

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

Entity = tuple[int, int, str]
"""(first word, one past the last, type); words are counted through all Docs, one after another."""

# More words at a time fall out of the processor's cache.
WORDS_AT_A_TIME = 1024
# Entities are followed side by side for so many words, whether or not one before runs over them. Those still open then
# are rare, and followed alone where none does: else a text that is one endless name would take time with its square.
WORDS_BESIDE = 12
STILL_OPEN = 0


class EntityMoves:
    """The recogniser of a pipeline, asked for its moves."""

    def __init__(self, recogniser: Any) -> None:
        words, state, moves = recogniser.model.layers
        tok2vec, _, narrowed = words.layers
        if state.get_dim("nF") != 3 or recogniser.model.attrs["unseen_classes"] or recogniser.cfg["beam_width"] != 1:
            raise OtherModel("the entity recogniser is not spaCy's greedy one of three words: read with en_core_web_sm")
        self._vectors, self._narrowed, self._state = WordVectors(tok2vec), narrowed, state
        self._pad: Floats = state.get_param("pad")[0]
        self._bias: Floats = state.get_param("b")
        self._weights: Floats = np.ascontiguousarray(moves.get_param("W").T)
        self._move_bias: Floats = moves.get_param("b")
        names = [recogniser.moves.get_class_name(i) for i in range(recogniser.moves.n_moves)]
        # "U-" is for words that somebody has barred from entities, which nobody has here.
        self._names = [name.split("-", 1) if "-" in name else [name, ""] for name in names]
        self._opens = np.array([kind == "B" for kind, _ in self._names])
        self._whole = np.array([kind == "U" and label != "" for kind, label in self._names])
        self._outside = np.array([kind == "O" for kind, _ in self._names])
        at = {tuple(name): i for i, name in enumerate(self._names)}
        # By the move that opens an entity: the one that goes on with it, and the one that ends it.
        self._goes_on = np.array([at["I", label] if kind == "B" else -1 for kind, label in self._names])
        self._ends = np.array([at["L", label] if kind == "B" else -1 for kind, label in self._names])

    def read(self, docs: Sequence[Any], *, spaces: Flags, lasts: Flags) -> list[Entity]:
        """The entities.

        spaces: a word is white space, which begins none; shape (words,), all Docs together.
        lasts:  a word is the last of its sentence or Doc, which none goes beyond.
        """
        vectors: Floats = self._narrowed.predict(self._vectors.of(docs))
        # shape (words, 3, hidden, pieces): what a word adds as this one, the first of the entity and the last so far.
        parts: Floats = self._state.predict(vectors)[1:]
        moves = self._moves_outside(parts, spaces, lasts)
        opening = np.flatnonzero(self._opens[moves])
        found_ends = self._end_of(parts, opening, moves[opening], lasts, most=WORDS_BESIDE)
        ends = dict(zip(opening.tolist(), found_ends.tolist(), strict=True))
        found: list[Entity] = []
        after = 0
        for word in np.flatnonzero(~self._outside[moves]).tolist():
            if word >= after:
                after = ends.get(word, word + 1)
                if after == STILL_OPEN:
                    at = np.array([word])
                    after = int(self._end_of(parts, at, moves[at], lasts, most=len(parts))[0])
                found.append((word, after, self._names[moves[word]][1]))
        return found

    def _moves_outside(self, parts: Floats, spaces: Flags, lasts: Flags) -> Places:
        """The move at each word, were no entity open there."""
        moves: Places = np.empty(len(parts), dtype=np.intp)
        for first in range(0, len(parts), WORDS_AT_A_TIME):
            some = slice(first, first + WORDS_AT_A_TIME)
            weights = self._weigh(parts[some, 0] + self._pad[1] + self._pad[2])
            barred = (self._opens & (lasts | spaces)[some, None]) | (self._whole & spaces[some, None])
            weights[barred | ~(self._opens | self._whole | self._outside)] = -np.inf
            moves[some] = weights.argmax(axis=1)
        return moves

    def _end_of(self, parts: Floats, firsts: Places, opened: Places, lasts: Flags, *, most: int) -> Places:
        """One past the last word of each entity that opens at a word of `firsts` with the move beside it; STILL_OPEN
        where it has more than `most` words."""
        ends: Places = firsts + 1
        on, end = self._goes_on[opened], self._ends[opened]
        open_ = np.arange(len(firsts))
        for _ in range(most - 1):
            if not len(open_):
                break
            words = ends[open_]
            weights = self._weigh(parts[words, 0] + parts[firsts[open_], 1] + parts[words - 1, 2])
            rows = np.arange(len(open_))
            further, ending = weights[rows, on[open_]], weights[rows, end[open_]]
            # Of two that weigh the same the earlier is made.
            goes = np.where(on[open_] < end[open_], further >= ending, further > ending) & ~lasts[words]
            ends[open_] += 1
            open_ = open_[goes]
        ends[open_] = STILL_OPEN
        return ends

    def _weigh(self, sums: Floats) -> Floats:
        """Shape (states, hidden, pieces) to (states, moves). Added in spaCy's order, so that all is rounded alike."""
        hidden: Floats = (sums + self._bias).max(axis=2)
        weights: Floats = hidden @ self._weights
        weights += self._move_bias
        return weights
