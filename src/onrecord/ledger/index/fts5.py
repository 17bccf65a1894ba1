"""Full-text search by SQLite: fts5 over passages(words, forms, who, also), whose BM25 ranks what is found.

Source:  sqlite.org/fts5.html
Shown:   tests/questions/test_searching.py
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, literal_column, select, text
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.database import in_shares
from onrecord.ledger.index.marked import MarkedPassage
from onrecord.ledger.rows.cells import AnyRow
from onrecord.ledger.schema import tables
from onrecord.ledger.sqlite import NORMS_FROM

NUMBER: ColumnElement[int] = tables.passages.c.searched

# The words said weigh twice what they are found by besides.
BM25 = "bm25(passages_fts, 1.0, 1.0, 0.5, 0.5)"


def best(
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
    score: ColumnElement[float] = literal_column(BM25)
    rowid: ColumnElement[int] = literal_column("passages_fts.rowid")
    scored = select(rowid.label("n"), score.label("score")).select_from(text("passages_fts"))
    if kept:
        scored = scored.join(tables.passages, rowid == p.searched).where(*kept)
    of_kind = rowid >= NORMS_FROM if with_norms else rowid < NORMS_FROM
    scored = scored.where(text("passages_fts MATCH :expression"), of_kind)
    if ranked is not None:
        scored = scored.order_by(rowid.desc()).limit(max(ranked, limit))
    some = scored.subquery("some")
    of = func.count().over().label("of")
    found = select(some.c.n, some.c.score, of).order_by(some.c.score, some.c.n).limit(limit)
    rows = connection.execute(found, {"expression": expression}).all()
    return {row.n: -row.score for row in rows}, rows[0].of if rows else 0


def marked(connection: Connection, expression: str, rows: Sequence[AnyRow]) -> dict[int, MarkedPassage]:
    """Marks by SQLite's own `highlight`, for these rows alone."""
    found: dict[int, MarkedPassage] = {}
    # Only phrases and beginnings are looked for in the words as they stand, and the expression names the column.
    columns = {"words": 0, "forms": 1, "also": 3}
    marks = ", ".join(
        f"highlight(passages_fts, {n}, '{database.OPEN}', '{database.CLOSE}')" if name in expression else "''"
        for name, n in columns.items()
    )
    for some in in_shares([row.number for row in rows]):
        query = text(
            f"SELECT rowid, {marks} FROM passages_fts "
            f"WHERE passages_fts MATCH :expression AND rowid IN ({','.join(map(str, some))})"
        )
        found |= {row[0]: MarkedPassage(*row[1:]) for row in connection.execute(query, {"expression": expression})}
    return found
