"""Search: words somebody typed, looked for in what was said.

In:      words: all of them must be there, in any spelling and inflection; "in quotation marks" together and in this
         order; a* begins so
Out:     Hits, those with norms first, each with a piece of its words and where in it the words were found
Refuses: words without a letter or number, more than MAX_TERMS of them (NothingToSearch)
Source:  docs/ledger.md, Search
Shown:   tests/questions/test_searching.py
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.language.search_forms import Sought, sought
from onrecord.ledger import Entry, EntrySource, EntryStatement, Filters, Ledger, PassageMatch, Quote
from onrecord.questions.contexts import Context, window_on
from onrecord.questions.errors import NothingToSearch
from onrecord.terms.spans import Span

# The full-text parser overflows at some 200 terms; nobody types 50.
MAX_TERMS = 50
SNIPPET_CHARS = 240

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: a record with all it rests on, or a statement no record rests on (the other is None).

    score:   greater is better; only the order means anything, unless meanings were compared: then it is the cosine.
    snippet: some of its words; `marks` is empty when only the speaker's name was found, or the meaning.
    """

    id: str
    score: float
    entry: Entry | None
    statement: EntryStatement | None
    source: EntrySource
    snippet: Context

    def to_json(self) -> dict[str, Any]:
        """`{"id", "score", "entry", "statement", "source", "snippet"}`."""
        return {
            "id": self.id,
            "score": self.score,
            "entry": self.entry.to_json() if self.entry else None,
            "statement": self.statement.to_json() if self.statement else None,
            "source": self.source.to_json(),
            "snippet": self.snippet.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The best hits. terms: the words as they were understood, a phrase as one.

    unplaced: passages of the ledger that have no vector yet, so that no meaning was compared with theirs; 0 where only
    words were asked for.
    """

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    unplaced: int = 0

    def to_json(self) -> dict[str, Any]:
        """`{"terms", "hits"}`."""
        return {"terms": list(self.terms), "hits": [h.to_json() for h in self.hits]}


def unplaced_words(n: int) -> str:
    """That so many passages could not be compared.

    >>> unplaced_words(1_200)
    '1,200 passages have no place by meaning yet, and are not compared'
    """
    passages, compared = ("1 passage has", "is") if n == 1 else (f"{n:,} passages have", "are")
    return f"{passages} no place by meaning yet, and {compared} not compared"


def search(ledger: Ledger, words: str, filters: Filters | None = None, *, limit: int = 20) -> SearchResult:
    """The `limit` best hits among what the filters keep. A filter on norms or records keeps no bare statement."""
    return SearchResult(terms=terms(words), hits=hits_of(ledger, ranked(ledger, words, filters, limit=limit)))


def ranked(ledger: Ledger, words: str, filters: Filters | None = None, *, limit: int) -> list[PassageMatch]:
    """Where the `limit` best hits are, in order: many are found in the time that few are put together in."""
    return ledger.matches(expression(terms(words)), filters or Filters(), limit=limit)


def hits_of(ledger: Ledger, ranked: Sequence[PassageMatch]) -> tuple[Hit, ...]:
    """What was found, with all that it rests on, in the order given."""
    records = [m for m in ranked if m.is_record]
    statements = [m for m in ranked if not m.is_record]
    entries = dict(zip((m.id for m in records), ledger.entries_at([m.place for m in records]), strict=True))
    said = ledger.statements_at([m.place for m in statements]) if statements else []
    bare = dict(zip((m.id for m in statements), said, strict=True))
    hits = []
    for match in ranked:
        if match.is_record:
            entry = entries[match.id]
            hits.append(_hit(match, entry.evidence, entry=entry, statement=None, source=entry.source))
        else:
            statement, source = bare[match.id]
            hits.append(_hit(match, statement.content, entry=None, statement=statement, source=source))
    return tuple(hits)


def terms(words: str) -> tuple[str, ...]:
    """The words and phrases to look for; a trailing * stays on a word. Nothing else is an operator.

    >>> terms('border “not ready” OR troop* --')
    ('border', 'not ready', 'OR', 'troop*')
    """
    found = []
    for phrase, word in _TERM.findall(words.translate(_CURLY)):
        term = phrase or word
        if any(c.isalnum() for c in term):
            found.append(" ".join(term.split()))
    if not found:
        raise NothingToSearch(f"nothing to search for in {words[:80]!r}: give at least one word.")
    if len(found) > MAX_TERMS:
        raise NothingToSearch(f"{len(found)} words to search for; give at most {MAX_TERMS}, the rarest ones.")
    return tuple(found)


def expression(found: tuple[str, ...], *, every: bool = True) -> str:
    """The terms as an FTS5 expression: each a quoted string, so that nothing in it is syntax.

    Words and names are looked for in the forms, beginnings and phrases also in the words as they stand. Words that say
    nothing by themselves ("the", "who") count in phrases only, unless there is nothing else. every: all terms must be
    there; False: any.

    >>> expression(("the", "US", "troop*"))
    '{forms who also} : ("usa0") AND {words who} : "troop" *'
    >>> expression(("not ready",))
    '({forms who also} : ("not ready") OR words : "not ready")'
    """
    asked = [term for term in found if not _begins(term)]
    parts = [_any_way(one) for one in told(sought(asked), alone=len(asked) == len(found))]
    parts += [f'{{words who}} : "{_sayable(term)}" *' for term in found if _begins(term)]
    return (" AND " if every else " OR ").join(parts)


def told(asked: tuple[Sought, ...], *, alone: bool = True) -> tuple[Sought, ...]:
    """Those that say something; all, where none does and they are `alone`."""
    return tuple(one for one in asked if not one.empty) or (asked if alone else ())


def _any_way(one: Sought) -> str:
    ways = " OR ".join(f'"{way}"' for way in one.ways)
    in_forms = f"{{forms who also}} : ({ways})"
    # As it stands too: a phrase may begin or end inside a name that has one form ("council resolution").
    return f'({in_forms} OR words : "{_sayable(one.quoted)}")' if one.quoted else in_forms


def _begins(term: str) -> bool:
    return term.endswith("*") and " " not in term


def _sayable(term: str) -> str:
    # A lone surrogate cannot be handed to the database, and no word it indexes holds one.
    return term.rstrip("*").encode("utf-8", "replace").decode("utf-8")


def _hit(
    match: PassageMatch,
    quotes: tuple[Quote, ...],
    *,
    entry: Entry | None,
    statement: EntryStatement | None,
    source: EntrySource,
) -> Hit:
    return Hit(
        id=match.id, score=match.score, entry=entry, statement=statement, source=source, snippet=snippet(match, quotes)
    )


def snippet(match: PassageMatch, quotes: tuple[Quote, ...]) -> Context:
    """The piece with most found words, or a window of it; `span` counts in the document's text."""
    best, marks = quotes[0], list[Span]()
    start = 0
    for quote in quotes:
        inside = [
            Span(max(f.start - start, 0), min(f.end - start, len(quote.words)))
            for f in match.found
            if f.start < start + len(quote.words) and f.end > start
        ]
        if len(inside) > len(marks):
            best, marks = quote, inside
        start += len(quote.words) + 1
    cut = window_on(best.words, Span(0, len(best.words)), marks, longest=SNIPPET_CHARS)
    return Context(span=cut.span.shifted(best.span.start), words=cut.words, marks=cut.marks, role=None, whole=cut.whole)
