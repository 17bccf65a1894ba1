"""Full-text search over the words of current readings and the forms they are searched by.

In:      an FTS5 expression (made by `questions`, from what a person typed), filters
Out:     Match: a record or a statement no record rests on, best first, with where the words were found
Source:  docs/ledger.md, Search
Shown:   tests/questions/test_searching.py
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select, text
from sqlalchemy.engine import Connection

from onrecord.language.search_forms import forms_of
from onrecord.ledger import sqlite
from onrecord.ledger.entries.fetch import Place
from onrecord.ledger.entries.filters import Filters, conditions, on_norms
from onrecord.ledger.schema import tables
from onrecord.terms.spans import Span

# A passage with norms goes before one without, unless that one's BM25 is more than so many times as good: the same
# words, more of them in less text. docs/ledger.md, Search.
NORMS_BEFORE = 2.0

# Of passages with all the words, so many are ranked with norms and without, those recorded last: BM25 takes two
# microseconds for each. Where so many have norms, the others are not looked at.
RANKED_AT_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One passage found.

    is_record: a record; else a statement no record rests on.
    score:     BM25 of words, twice that where norms rest on them, or the cosine of meanings; greater is better. Only
               the order of BM25 means anything.
    found:     where the words are, in the item's pieces of evidence (or content) joined by line breaks; () when they
               were found in the speaker's name alone, or as a party of its norms.
    """

    id: str
    is_record: bool
    place: Place
    score: float
    found: tuple[Span, ...]


def matches(
    connection: Connection, expression: str, filters: Filters, *, limit: int, norms_only: bool, ranked: int | None
) -> list[Match]:
    """The best `limit` matches; of two with one score the earlier recorded.

    ranked: of more than so many, those recorded last are ranked; None: all.
    """
    scores = _scores(connection, expression, filters, limit=limit, norms_only=norms_only, ranked=ranked)
    best = sorted(scores, key=lambda n: (-scores[n], n % sqlite.NORMS_FROM))[:limit]
    p = tables.passages.c
    query = select(p.searched, p.id, p.reading, p.record, p.statement, p.words)
    query = query.where(p.searched.in_(bindparam("some", expanding=True)))
    rows = {r.searched: r for some in sqlite.in_shares(best) for r in connection.execute(query, {"some": list(some)})}
    marked = _marked(connection, expression, best)
    return [
        Match(
            id=rows[n].id,
            is_record=rows[n].record is not None,
            place=Place(rows[n].reading, rows[n].record if rows[n].record is not None else rows[n].statement),
            score=scores[n],
            found=found_in(rows[n].words, marked[n]),
        )
        for n in best
    ]


def places_of(connection: Connection, expression: str, filters: Filters, *, limit: int) -> list[Place]:
    """Where the records of the best `limit` matches with norms stand, in no order: what was found in them is not told,
    which takes most of the time."""
    numbers = list(_scores(connection, expression, filters, limit=limit, norms_only=True, ranked=limit))
    p, found = tables.passages.c, list[Place]()
    query = select(p.reading, p.record).where(p.searched.in_(bindparam("some", expanding=True)), p.record.is_not(None))
    for some in sqlite.in_shares(numbers):
        found += [Place(r.reading, r.record) for r in connection.execute(query, {"some": list(some)})]
    return found


def _scores(
    connection: Connection, expression: str, filters: Filters, *, limit: int, norms_only: bool, ranked: int | None
) -> dict[int, float]:
    """The scores of the best by number in the full-text index: `limit` of those with norms, and of those without."""
    kept = conditions(filters)
    scores, of = _best(connection, expression, kept, with_norms=True, limit=limit, ranked=ranked)
    scores = {n: score * NORMS_BEFORE for n, score in scores.items()}
    if not norms_only and not on_norms(filters) and (ranked is None or of < ranked):
        others, _ = _best(connection, expression, kept, with_norms=False, limit=limit, ranked=ranked)
        scores |= others
    return scores


def _best(
    connection: Connection,
    expression: str,
    kept: Sequence[ColumnElement[bool]],
    *,
    with_norms: bool,
    limit: int,
    ranked: int | None,
) -> tuple[dict[int, float], int]:
    """BM25 by number in the full-text index of the best `limit` with norms, or without; of how many."""
    p = tables.passages.c
    # Ranked in a subquery of its own, joined only when there is something to filter by.
    score: ColumnElement[float] = literal_column(sqlite.BM25)
    rowid: ColumnElement[int] = literal_column("passages_fts.rowid")
    scored = select(rowid.label("n"), score.label("score")).select_from(text("passages_fts"))
    if kept:
        scored = scored.join(tables.passages, rowid == p.searched).where(*kept)
    of_kind = rowid >= sqlite.NORMS_FROM if with_norms else rowid < sqlite.NORMS_FROM
    scored = scored.where(text("passages_fts MATCH :expression"), of_kind)
    if ranked is not None:
        scored = scored.order_by(rowid.desc()).limit(max(ranked, limit))
    some = scored.subquery("some")
    of = func.count().over().label("of")
    best = select(some.c.n, some.c.score, of).order_by(some.c.score, some.c.n).limit(limit)
    rows = connection.execute(best, {"expression": expression}).all()
    return {row.n: -row.score for row in rows}, rows[0].of if rows else 0


@dataclass(frozen=True, slots=True)
class Marked:
    """One passage's words, forms and what it is found by besides, with marks round what was found."""

    words: str
    forms: str
    also: str


def _marked(connection: Connection, expression: str, numbers: Sequence[int]) -> dict[int, Marked]:
    found: dict[int, Marked] = {}
    # Only phrases and beginnings are looked for in the words as they stand, and the expression names the column.
    columns = {"words": 0, "forms": 1, "also": 3}
    marks = ", ".join(
        f"highlight(passages_fts, {n}, '{sqlite.OPEN}', '{sqlite.CLOSE}')" if name in expression else "''"
        for name, n in columns.items()
    )
    for some in sqlite.in_shares(numbers):
        query = text(
            f"SELECT rowid, {marks} FROM passages_fts "
            f"WHERE passages_fts MATCH :expression AND rowid IN ({','.join(map(str, some))})"
        )
        found |= {row[0]: Marked(*row[1:]) for row in connection.execute(query, {"expression": expression})}
    return found


def found_in(words: str, marked: Marked) -> tuple[Span, ...]:
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
        if mark == sqlite.OPEN:
            start = at
        elif mark == sqlite.CLOSE:
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
        inside = inside or sqlite.OPEN in form
        yield inside
        inside = inside and sqlite.CLOSE not in form


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order; those inside another, or beside it with nothing between, are one with it."""
    apart: list[Span] = []
    for span in spans:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)
