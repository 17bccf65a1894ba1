"""Meaning: passages near a sentence in what it means, whatever its words; and phrases near enough to look at.

In:      a ledger, words, filters, an encoder
Out:     vectors kept, in pieces; Hits, nearest first, the score of each its cosine; Nearness, for matching events
Refuses: words without a letter or number (NothingToSearch)
Source:  docs/evaluation.md, "Nearness of actions", the table that LEAST_COSINE comes from
Shown:   tests/questions/test_nearness.py
"""

from array import array
from collections.abc import Iterator
from operator import mul

from onrecord.ledger import Filters, Ledger
from onrecord.questions.errors import NothingToSearch
from onrecord.questions.searching import SearchResult, hits_of
from onrecord.terms.protocols import SentenceEncoder

# Of two actions of one party, three in four are of one kind from here on. Most actions of one kind are less near.
LEAST_COSINE = 0.5

# A fifth of a second's work: so long another writer waits at most, and so much is lost when this is cut off.
PASSAGES_AT_A_TIME = 64


def place_in_pieces(ledger: Ledger, encoder: SentenceEncoder) -> Iterator[int]:
    """Give every passage that has none its vector, some at a time; after each piece, which is then kept, how many it
    was. Whoever stops drawing stops the work, and the next one goes on from there."""
    end = 0
    while True:
        waiting, end = ledger.meanings.missing(encoder.name, limit=PASSAGES_AT_A_TIME, after=end)
        if not waiting:
            return
        vectors = encoder.vectors([words for _, words in waiting])
        ledger.meanings.keep(encoder.name, zip((id_ for id_, _ in waiting), vectors, strict=True))
        yield len(waiting)


def place_by_meaning(ledger: Ledger, encoder: SentenceEncoder) -> int:
    """Give every passage that has none its vector; how many there were. 3 ms of a processor each."""
    return sum(place_in_pieces(ledger, encoder))


def search_meaning(
    ledger: Ledger, words: str, encoder: SentenceEncoder, filters: Filters | None = None, *, limit: int = 20
) -> SearchResult:
    """The `limit` nearest passages among what the filters keep. There is always a nearest: look at the score.

    Compared is what was placed (`place_in_pieces`); `unplaced` says how much of the ledger was not.
    """
    if not any(c.isalnum() for c in words):
        raise NothingToSearch(f"nothing to search for in {words[:80]!r}: give at least one word.")
    (sought,) = encoder.vectors([words])
    near = ledger.meanings.nearest(encoder.name, sought, filters or Filters(), limit=limit)
    unplaced = ledger.meanings.how_many_missing(encoder.name)
    return SearchResult(terms=(words,), hits=hits_of(ledger, near), unplaced=unplaced)


class Nearness:
    """How near phrases are, as an encoder places them: what matching takes for `meaning`."""

    def __init__(self, encoder: SentenceEncoder, *, least: float = LEAST_COSINE) -> None:
        self._least = least
        self._encoder = encoder
        self._held: dict[str, array[float]] = {}

    def nearness(self, one: str, other: str) -> float | None:
        """The cosine; None when it is too small to look at."""
        cosine = sum(map(mul, self._vector(one), self._vector(other)))
        return cosine if cosine >= self._least else None

    def _vector(self, words: str) -> "array[float]":
        if words not in self._held:
            (self._held[words],) = self._encoder.vectors([words])
        return self._held[words]
