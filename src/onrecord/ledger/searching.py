"""Full-text search over the words of current readings.

In:      an FTS5 expression (made by `questions`, from what a person typed), filters
Out:     Match: a record or a statement no record rests on, best first, with where the words were found
"""

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, literal_column, select, text
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite, tables
from onrecord.ledger.fetching import Place
from onrecord.ledger.filters import Filters, conditions
from onrecord.terms.spans import Span

_MARKS = re.compile(f"[{sqlite.OPEN}{sqlite.CLOSE}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One passage found.

    is_record: a record; else a statement no record rests on.
    score:     BM25 of words, or the cosine of meanings; greater is better. Only the order of BM25 means anything.
    found:     where the words are, in the item's pieces of evidence (or content) joined by line breaks; () when they
               were found in the speaker's name alone.
    """

    id: str
    is_record: bool
    place: Place
    score: float
    found: tuple[Span, ...]


def matches(connection: Connection, expression: str, filters: Filters, *, limit: int) -> list[Match]:
    """The best `limit` matches; of two with one score the earlier recorded."""
    p = tables.passages.c
    # Ranked in a subquery of its own, so that words are marked only in the few rows that stay; joined only when there
    # is something to filter by.
    score: ColumnElement[float] = literal_column(sqlite.BM25)
    rowid: ColumnElement[int] = literal_column("passages_fts.rowid")
    ranked = select(rowid.label("n"), score.label("score")).select_from(text("passages_fts"))
    if wanted := conditions(filters):
        ranked = ranked.join(tables.passages, rowid == p.n).where(*wanted)
    best = ranked.where(text("passages_fts MATCH :expression")).order_by(score, rowid).limit(limit).subquery("best")
    rows = connection.execute(
        select(p.n, p.id, p.reading, p.record, p.statement, best.c.score).join(best, best.c.n == p.n),
        {"expression": expression},
    ).all()
    marked = _marked(connection, expression, [r.n for r in rows])
    return [
        Match(
            id=row.id,
            is_record=row.record is not None,
            place=Place(row.reading, row.record if row.record is not None else row.statement),
            score=-row.score,
            found=found_in(marked[row.n]),
        )
        for row in sorted(rows, key=lambda r: (r.score, r.n))
    ]


def _marked(connection: Connection, expression: str, numbers: list[int]) -> dict[int, str]:
    if not numbers:
        return {}
    listed = ",".join(map(str, numbers))
    query = text(
        f"SELECT rowid, highlight(passages_fts, 0, '{sqlite.OPEN}', '{sqlite.CLOSE}') FROM passages_fts "
        f"WHERE passages_fts MATCH :expression AND rowid IN ({listed})"
    )
    return {row[0]: row[1] for row in connection.execute(query, {"expression": expression})}


def found_in(marked: str) -> tuple[Span, ...]:
    """Where the marked words stand in the words without marks.

    >>> found_in("a \\x02single\\x03 soldier")
    (Span(start=2, end=8),)
    """
    spans = []
    start = 0
    for marks, mark in enumerate(_MARKS.finditer(marked)):
        at = mark.start() - marks
        if mark.group() == sqlite.OPEN:
            start = at
        elif start < at:
            spans.append(Span(start, at))
    return tuple(spans)
