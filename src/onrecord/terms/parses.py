"""What a syntactic parser sees in a text, as columns: no parser's own object leaves its engine.

Labels:  part of speech UPOS; `tag` Penn Treebank; `dep` ClearNLP (nsubj, nsubjpass, dobj, prep, pobj, ccomp,
         xcomp, advcl, mark, aux, neg, conj, ...); `entity` OntoNotes (PERSON, GPE, NORP, ORG, DATE, ...).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Parse:
    """One text, parsed; every column has one value a token, in text order.

    starts, ends: code point offsets of the token in `text`.
    lemmas:       lower case but for proper names.
    heads:        index of the syntactic head; a root's head is itself.
    entities:     entity type, "" outside any; entity_starts is True at the first token of each.
    sentences:    (first token, one past the last token) of each sentence; no sentence crosses a block.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    entities: tuple[str, ...]
    entity_starts: tuple[bool, ...]
    sentences: tuple[tuple[int, int], ...]
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    # Asked for so often that each is worked out once a text.
    _lowered: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    answers: defaultdict[str, dict[int, Any]] = field(init=False, repr=False, compare=False)
    """By question, then by token: what `language.once` keeps. No part of the value."""

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.starts]
        for i, head in enumerate(self.heads):
            if head != i:
                below[head].append(i)
        object.__setattr__(self, "children", tuple(map(tuple, below)))
        # Every room asks for words in lower case, a hundred times a token: they are made once.
        words = (self.text[a:b].lower().replace("’", "'") for a, b in zip(self.starts, self.ends, strict=True))
        object.__setattr__(self, "_lowered", tuple(words))
        object.__setattr__(self, "_sentence_starts", tuple(first for first, _ in self.sentences))
        object.__setattr__(self, "answers", defaultdict(dict))

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, token: int) -> str:
        """The token as written."""
        return self.text[self.starts[token] : self.ends[token]]

    def lower(self, token: int) -> str:
        """The token as written, lower case, curly apostrophes made straight."""
        return self._lowered[token]

    def span(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def subtree(self, token: int) -> tuple[int, ...]:
        """The token and all it governs, in text order."""
        held, queue = [token], [token]
        while queue:
            below = self.children[queue.pop()]
            held.extend(below)
            queue.extend(below)
        return tuple(sorted(held))

    def subtree_span(self, token: int) -> Span:
        """From the first to the last token that `token` governs."""
        held = self.subtree(token)
        return self.span(held[0], held[-1])

    def ancestors(self, token: int) -> Iterator[int]:
        """The chain of heads above the token, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def sentence_index(self, token: int) -> int:
        """Which sentence holds the token."""
        return bisect_right(self._sentence_starts, token) - 1

    def sentence_of(self, token: int) -> range:
        """The tokens of the sentence that holds this one."""
        return range(*self.sentences[self.sentence_index(token)])

    def sentence_span(self, index: int) -> Span:
        """The words of sentence `index`."""
        first, end = self.sentences[index]
        return self.span(first, end - 1)

    def tokens_in(self, span: Span) -> range:
        """Tokens that begin inside the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def token_at(self, position: int) -> int | None:
        """The token that holds this code point; None in white space."""
        i = bisect_right(self.starts, position) - 1
        return i if i >= 0 and position < self.ends[i] else None

    def head_of(self, span: Span) -> int | None:
        """The token of the span whose head lies outside it (the first such, or the root); None without tokens."""
        held = self.tokens_in(span)
        for i in held:
            if self.heads[i] not in held or self.heads[i] == i:
                return i
        return held[0] if held else None
