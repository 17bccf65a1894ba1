"""Search by words and by meaning at once: what either finds, and first what both find.

In:      a ledger, words, filters, an encoder
Out:     Hits, best first, the score of each its reciprocal ranks added up; words found are marked
Refuses: words without a letter or number (NothingToSearch)
Source:  Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion"; docs/questions.md, Meaning
Shown:   tests/questions/test_joining.py
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.ledger import Filters, Ledger, PassageMatch
from onrecord.questions.searching import SearchResult, expression, hits_of, terms
from onrecord.terms.protocols import SentenceEncoder

# How much the first ranks weigh against the later ones, as in the paper.
RANK_WEIGHT = 60

# So many of either search are joined; what both find below that is not worth showing first.
JOINED_OF_EACH = 100


def search_both(
    ledger: Ledger, words: str, encoder: SentenceEncoder, filters: Filters | None = None, *, limit: int = 20
) -> SearchResult:
    """The `limit` best by the ranks they have by their words, which need not all be there, and by their meaning."""
    found = terms(words)
    kept = filters or Filters()
    (sought,) = encoder.vectors([words])
    joined = fused(
        (
            ledger.matches(expression(found, every=False), kept, limit=JOINED_OF_EACH, ranked=None),
            ledger.meanings.nearest(encoder.name, sought, kept, limit=JOINED_OF_EACH),
        )
    )
    unplaced = ledger.meanings.how_many_missing(encoder.name)
    return SearchResult(terms=found, hits=hits_of(ledger, joined[:limit]), unplaced=unplaced)


def fused(rankings: Sequence[Sequence[PassageMatch]]) -> list[PassageMatch]:
    """One ranking of several, the greatest sum of 1 / (60 + rank) first; ties in the order of the rankings."""
    scores: dict[str, float] = {}
    first: dict[str, PassageMatch] = {}
    for ranking in rankings:
        for rank, match in enumerate(ranking, start=1):
            scores[match.id] = scores.get(match.id, 0.0) + 1 / (RANK_WEIGHT + rank)
            first.setdefault(match.id, match)
    return [replace(first[id_], score=scores[id_]) for id_ in sorted(scores, key=lambda id_: -scores[id_])]
