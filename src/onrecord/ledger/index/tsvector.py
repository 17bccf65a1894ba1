"""Full-text search by PostgreSQL: the generated column `search` of passages, with GIN; ts_rank ranks what is found.

In:      the FTS5 expression that `questions` makes
Out:     scores by the number of the passage; marks round what was found, for the rows shown alone
Source:  postgresql.org/docs/current/textsearch.html; docs/postgresql.md, "Search"
Shown:   tests/postgres/test_search.py
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Float, String, func, literal, literal_column, select, text
from sqlalchemy.engine import Connection

from onrecord.ledger import database
from onrecord.ledger.index.marked import MarkedPassage
from onrecord.ledger.rows.cells import AnyRow
from onrecord.ledger.schema import tables

NUMBER: ColumnElement[int] = tables.passages.c.n

# The label that each column's words have in `search`.
LABELS = {"words": "A", "forms": "B", "who": "C", "also": "D"}

# Of D, C, B, A: the words said weigh twice what they are found by besides, as in fts5.py.
WEIGHTS = "'{0.5, 0.5, 1, 1}'"

# Divided by 1 + the logarithm of the length, as BM25 holds long passages to be less about each of their words.
BY_LENGTH = 1

_TOKENS = re.compile(r'\{([^}]*)\}|"([^"]*)"|([()*:])|(\w+)')
_WORD = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"[!-/:-@[-`{-~]")
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class SoughtInRow:
    """Words in a row, looked for in some columns; begins: the last of them is the beginning of a word."""

    words: str
    columns: tuple[str, ...]
    begins: bool


def best(
    connection: Connection,
    expression: str,
    kept: Sequence[ColumnElement[bool]],
    *,
    with_norms: bool,
    limit: int,
    ranked: int | None,
) -> tuple[dict[int, float], int]:
    """ts_rank by number of the best `limit` with norms, or without; of how many."""
    p = tables.passages.c
    query = func.to_tsquery(text("'onrecord'"), literal(tsquery(expression), String))
    search: ColumnElement[str] = literal_column("passages.search")
    of_kind = p.holds == "norm" if with_norms else p.holds != "norm"
    found = select(p.n, search.label("search")).where(search.op("@@")(query), of_kind, *kept)
    if ranked is not None:
        found = found.order_by(p.n.desc()).limit(max(ranked, limit))
    some = found.subquery("some")
    rank = func.ts_rank(text(WEIGHTS), some.c.search, query, BY_LENGTH, type_=Float)
    of = func.count().over().label("of")
    rows = connection.execute(select(some.c.n, rank.label("score"), of).order_by(rank.desc(), some.c.n).limit(limit))
    scored = rows.all()
    return {row.n: float(row.score) for row in scored}, scored[0].of if scored else 0


def marked(connection: Connection, expression: str, rows: Sequence[AnyRow]) -> dict[int, MarkedPassage]:
    """Marks round what was found, for these rows alone: by the stems that the index was made of."""
    leaves = sought_in(expression)
    texts = [held for row in rows for held in (row.words, row.forms, row.also)]
    stems = _stems(connection, [*(one.words for one in leaves), *texts])

    def mark(words: str, name: str) -> str:
        asked = [(_row_of(one.words, stems), one.begins) for one in leaves if name in one.columns]
        return _with_marks(words, asked, stems) if asked else ""

    return {
        row.number: MarkedPassage(mark(row.words, "words"), mark(row.forms, "forms"), mark(row.also, "also"))
        for row in rows
    }


def tsquery(expression: str) -> str:
    """The expression as `to_tsquery` takes it.

    >>> tsquery('{forms who also} : ("usa0") AND {words who} : "troop" *')
    "('usa0':BCD) & 'troop':*AC"
    >>> tsquery('({forms who also} : ("not ready") OR words : "not ready")')
    "(('not ready':BCD) | 'not ready':A)"
    """
    told: list[str] = []
    for token in _read(expression):
        if isinstance(token, SoughtInRow):
            labels = "".join(LABELS[name] for name in token.columns)
            told.append(f"'{_clean(token.words)}':{'*' if token.begins else ''}{labels}")
        else:
            told.append({"AND": " & ", "OR": " | "}.get(token, token))
    return "".join(told)


def sought_in(expression: str) -> list[SoughtInRow]:
    """The words in a row that an expression looks for."""
    return [token for token in _read(expression) if isinstance(token, SoughtInRow)]


def _read(expression: str) -> Iterator[SoughtInRow | str]:
    """Words with the columns they are looked for in; brackets, AND and OR as they stand."""
    columns: tuple[str, ...] = tuple(LABELS)
    depth, until = 0, None
    tokens = list(_TOKENS.finditer(expression))
    for at, token in enumerate(tokens):
        several, words, sign, name = token.groups()
        if words is not None:
            follows = tokens[at + 1].group() if at + 1 < len(tokens) else ""
            yield SoughtInRow(words, columns, follows == "*")
            if until is None:
                columns = tuple(LABELS)
        elif several is not None or name in LABELS:
            columns = tuple((several or name).split())
            # A bracket behind the colon is all of the columns; else the next words alone.
            until = depth if tokens[at + 2].group() == "(" else None
        elif sign == "(":
            depth += 1
            yield sign
        elif sign == ")":
            depth -= 1
            if until is not None and depth <= until:
                columns, until = tuple(LABELS), None
            yield sign
        elif name in ("AND", "OR"):
            yield name


def _clean(words: str) -> str:
    """The words as the column `search` is made of them: without accents and signs."""
    return _PUNCTUATION.sub(" ", _MARKS.sub("", unicodedata.normalize("NFD", words)))


def _words_of(words: str) -> list[str]:
    return [_folded(m.group()) for m in _WORD.finditer(words)]


def _folded(word: str) -> str:
    return word if word.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", word))


def _stems(connection: Connection, texts: Iterable[str]) -> dict[str, str]:
    """The stem of each word, as the dictionary of the index has it."""
    words = sorted({word for words in texts for word in _words_of(words)})
    stem = "array_to_string(ts_lexize('onrecord_stem', word), '') AS stem"
    query = f"SELECT word, {stem} FROM unnest(%s::text[]) AS w (word)"
    return {row.word: row.stem for row in connection.exec_driver_sql(query, (words,))}


def _row_of(words: str, stems: dict[str, str]) -> list[str]:
    return [stems[word] for word in _words_of(words)]


def _with_marks(words: str, asked: Iterable[tuple[list[str], bool]], stems: dict[str, str]) -> str:
    """The words with marks round each run of them whose stems are asked for."""
    places = list(_WORD.finditer(words))
    held = [stems[_folded(m.group())] for m in places]
    runs = sorted(
        (at, at + len(run))
        for run, begins in asked
        for at in range(len(held) - len(run) + 1)
        if run and _is_run(held[at : at + len(run)], run, begins=begins)
    )
    told, end = [], 0
    for first, last in _apart(runs):
        start, stop = places[first].start(), places[last - 1].end()
        told += [words[end:start], database.OPEN, words[start:stop], database.CLOSE]
        end = stop
    return "".join([*told, words[end:]])


def _is_run(held: list[str], run: list[str], *, begins: bool) -> bool:
    return held == run or (begins and held[:-1] == run[:-1] and held[-1].startswith(run[-1]))


def _apart(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs in order; those that share a word are one, as fts5's `highlight` has them."""
    apart: list[tuple[int, int]] = []
    for first, last in runs:
        if apart and first < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], last))
        else:
            apart.append((first, last))
    return apart
