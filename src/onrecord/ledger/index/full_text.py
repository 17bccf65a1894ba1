"""Full-text search over the words of current readings and the forms they are searched by, in either database.

In:      an FTS5 expression (made by `questions`, from what a person typed), filters
Out:     PassageMatch: a record or a statement no record rests on, best first, with where the words were found
Source:  docs/ledger.md, Search
Shown:   tests/questions/test_searching.py
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.engine import Connection

from onrecord.language.search_forms import forms_of
from onrecord.ledger import database
from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.entries.filters import Filters, conditions, on_norms
from onrecord.ledger.index import fts5, tsvector
from onrecord.ledger.index.marked import MarkedPassage
from onrecord.ledger.rows.cells import AnyRow
from onrecord.ledger.schema import tables
from onrecord.ledger.sqlite import NORMS_FROM
from onrecord.terms.spans import Span

# A passage with norms goes before one without, unless that one's BM25 is more than so many times as good: the same
# words, more of them in less text. docs/ledger.md, Search.
NORMS_BEFORE = 2.0

# Of passages with all the words, so many are ranked with norms and without, those recorded last: BM25 takes two
# microseconds for each. Where so many have norms, the others are not looked at.
RANKED_AT_MOST = 1_000


class Searched(Protocol):
    """How one database searches. NUMBER: the column by which passages are numbered there."""

    @property
    def NUMBER(self) -> ColumnElement[int]:  # noqa: N802 - of a module
        """By which passages are numbered."""

    def best(
        self,
        connection: Connection,
        expression: str,
        kept: Sequence[ColumnElement[bool]],
        *,
        with_norms: bool,
        limit: int,
        ranked: int | None,
    ) -> tuple[dict[int, float], int]:
        """The scores by number of the best `limit` with norms, or without; of how many that were ranked."""

    def marked(self, connection: Connection, expression: str, rows: Sequence[AnyRow]) -> dict[int, MarkedPassage]:
        """What was found in these rows of passages, by `number`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageMatch:
    """One passage found.

    is_record: a record; else a statement no record rests on.
    score:     BM25 of words, twice that where norms rest on them, or the cosine of meanings; greater is better. Only
               the order of BM25 means anything.
    found:     where the words are, in the item's pieces of evidence (or content) joined by line breaks; () when they
               were found in the speaker's name alone, or as a party of its norms.
    """

    id: str
    is_record: bool
    place: RowKey
    score: float
    found: tuple[Span, ...]


def matches(
    connection: Connection, expression: str, filters: Filters, *, limit: int, norms_only: bool, ranked: int | None
) -> list[PassageMatch]:
    """The best `limit` matches; of two with one score the earlier recorded.

    ranked: of more than so many, those recorded last are ranked; None: all.
    """
    scores = _scores(connection, expression, filters, limit=limit, norms_only=norms_only, ranked=ranked)
    best = sorted(scores, key=lambda n: (-scores[n], n % NORMS_FROM))[:limit]
    p, asked = tables.passages.c, _asked(connection)
    query = select(asked.NUMBER.label("number"), p.id, p.reading, p.record, p.statement, p.words, p.forms, p.also)
    query = query.where(asked.NUMBER.in_(bindparam("some", expanding=True)))
    rows = {r.number: r for some in in_shares(best) for r in connection.execute(query, {"some": list(some)})}
    marked = asked.marked(connection, expression, [rows[n] for n in best])
    return [
        PassageMatch(
            id=rows[n].id,
            is_record=rows[n].record is not None,
            place=RowKey(rows[n].reading, rows[n].record if rows[n].record is not None else rows[n].statement),
            score=scores[n],
            found=found_in(rows[n].words, marked[n]),
        )
        for n in best
    ]


def places_of(connection: Connection, expression: str, filters: Filters, *, limit: int) -> list[RowKey]:
    """Where the records of the best `limit` matches with norms stand, in no order: what was found in them is not told,
    which takes most of the time."""
    numbers = list(_scores(connection, expression, filters, limit=limit, norms_only=True, ranked=limit))
    p, found = tables.passages.c, list[RowKey]()
    number = _asked(connection).NUMBER
    query = select(p.reading, p.record).where(number.in_(bindparam("some", expanding=True)), p.record.is_not(None))
    for some in in_shares(numbers):
        found += [RowKey(r.reading, r.record) for r in connection.execute(query, {"some": list(some)})]
    return found


def _asked(connection: Connection) -> Searched:
    return tsvector if database.is_postgres(connection) else fts5


def _scores(
    connection: Connection, expression: str, filters: Filters, *, limit: int, norms_only: bool, ranked: int | None
) -> dict[int, float]:
    """The scores of the best by number in the full-text index: `limit` of those with norms, and of those without."""
    kept, _best = conditions(filters), _asked(connection).best
    scores, of = _best(connection, expression, kept, with_norms=True, limit=limit, ranked=ranked)
    scores = {n: score * NORMS_BEFORE for n, score in scores.items()}
    if not norms_only and not on_norms(filters) and (ranked is None or of < ranked):
        others, _ = _best(connection, expression, kept, with_norms=False, limit=limit, ranked=ranked)
        scores |= others
    return scores


def found_in(words: str, marked: MarkedPassage) -> tuple[Span, ...]:
    """Where what was found stands in the words: a form stands where the words do that have it."""
    forms = forms_of(words)
    at = set(_inside(marked.words))
    for held, shown in ((forms.forms, marked.forms), (forms.also, marked.also)):
        # `also` ends with codes, which stand nowhere in the words.
        at.update(form.span for form, is_found in zip(held, _found(shown), strict=False) if is_found)
    return _apart(sorted(at))


def _inside(marked: str) -> Iterator[Span]:
    """Where the marked words stand in the words without marks.

    >>> list(_inside("a \\x02single\\x03 soldier"))
    [Span(start=2, end=8)]
    """
    at = 0
    start = 0
    for mark in marked:
        if mark == database.OPEN:
            start = at
        elif mark == database.CLOSE:
            if start < at:
                yield Span(start, at)
        else:
            at += 1


def _found(marked: str) -> Iterator[bool]:
    """Of each form in the row: was it found? A mark may go round several.

    >>> list(_found("a \\x02single soldier\\x03 cross"))
    [False, True, True, False]
    """
    inside = False
    for form in marked.split(" "):
        inside = inside or database.OPEN in form
        yield inside
        inside = inside and database.CLOSE not in form


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order; those inside another, or beside it with nothing between, are one with it."""
    apart: list[Span] = []
    for span in spans:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)
