"""What tells copies of a document: the words of its body, its runs of five words, its paragraphs.

In:      Document
Out:     CopySignature
Refuses: nothing; a page without a body has a signature of no words
Source:  docs/copies.md; MinHash: Broder 1997
Shown:   tests/documents/test_copies.py

Headlines are left out: whoever takes a story over writes his own. So are captions and subheadings.
"""

import hashlib
import re
from array import array
from collections.abc import Sequence
from sys import byteorder

from rensa import RMinHash

from onrecord.terms.copy_signature import PERMUTATIONS, CopySignature, ParagraphMark
from onrecord.terms.documents import BlockRole, Document

BODY = frozenset({BlockRole.BODY, BlockRole.LIST_ITEM, BlockRole.QUOTE})

RUN_WORDS = 5
SEED = 42

# A paragraph of fewer words ("He declined to comment further.") is written twice by chance.
LEAST_PARAGRAPH_WORDS = 12

METHOD = f"rensa-{RMinHash.ALGORITHM_VERSION}/words-{RUN_WORDS}/seed-{SEED}"

_WORD = re.compile(r"\w+")


def copy_signature(document: Document) -> CopySignature:
    """The signature of a document's body."""
    words: list[str] = []
    marks = []
    for block in document.blocks:
        if block.role not in BODY:
            continue
        own = words_of(document.text[block.span.start : block.span.end])
        words += own
        if len(own) >= LEAST_PARAGRAPH_WORDS:
            marks.append(ParagraphMark(block.span, len(own), int.from_bytes(_digest(own, 8), "big") >> 1))
    return CopySignature(
        method=METHOD,
        words=len(words),
        exact=_digest(words, 16).hex(),
        sketch=_sketch(words),
        paragraphs=tuple(marks),
    )


def words_of(text: str) -> list[str]:
    """The words as they are compared: casefolded, without punctuation.

    >>> words_of("“It’s over,” he said.")
    ['it', 's', 'over', 'he', 'said']
    """
    return _WORD.findall(text.casefold())


def _sketch(words: Sequence[str]) -> bytes:
    runs = {" ".join(words[i : i + RUN_WORDS]) for i in range(max(1, len(words) - RUN_WORDS + 1))}
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    # Lone surrogates have no UTF-8, which is what is hashed.
    minhash.update([run.encode("utf-8", "surrogatepass") for run in runs])
    numbers = array("I", minhash.digest())
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _digest(words: Sequence[str], size: int) -> bytes:
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=size).digest()
