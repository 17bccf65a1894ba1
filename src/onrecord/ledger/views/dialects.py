"""What the views ask of a database that SQLite and PostgreSQL say in different words. All answers are text.

In:      columns of the ledger
Out:     SQL expressions, compiled for the database at hand
Refuses: any other database (SQLAlchemy's CompileError)
Source:  sqlite.org: lang_datefunc.html, lang_aggfunc.html; postgresql.org: functions-formatting, functions-aggregate
Shown:   tests/ledger/test_views.py
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, case
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

SEPARATOR = " […] "
"""What stands between pieces of one quotation."""

# The julian day of the day before 1 January of the year 1, at its midnight: where Python's ordinals begin.
JULIAN_BEFORE = 1721424.5


class IsoDay(FunctionElement[str]):
    """A column of days, as YYYY-MM-DD."""

    type = String()
    inherit_cache = True


class OrdinalDay(FunctionElement[str]):
    """A day by its ordinal (`date.toordinal`), as YYYY-MM-DD."""

    type = String()
    inherit_cache = True


class Host(FunctionElement[str]):
    """The host of a web address, with its port where it has one; NULL for what is none."""

    type = String()
    inherit_cache = True


class JoinedPieces(FunctionElement[str]):
    """Pieces of words in their order, as one text: Pieces(words, order). An aggregate."""

    type = String()
    inherit_cache = True


def ordinal_day(number: ColumnElement[int]) -> ColumnElement[Any]:
    """The day of an ordinal of the index; NULL where the index holds an open end."""
    return case((number.in_((date.min.toordinal(), date.max.toordinal())), None), else_=OrdinalDay(number))


def _arguments(element: FunctionElement[str], compiler: SQLCompiler, **asked: Any) -> list[str]:
    return [compiler.process(clause, **asked) for clause in element.clauses]


@compiles(IsoDay, "sqlite")
def _iso_day_sqlite(element: IsoDay, compiler: SQLCompiler, **asked: Any) -> str:
    return _arguments(element, compiler, **asked)[0]


@compiles(IsoDay, "postgresql")
def _iso_day_postgresql(element: IsoDay, compiler: SQLCompiler, **asked: Any) -> str:
    return f"to_char({_arguments(element, compiler, **asked)[0]}, 'YYYY-MM-DD')"


@compiles(OrdinalDay, "sqlite")
def _ordinal_day_sqlite(element: OrdinalDay, compiler: SQLCompiler, **asked: Any) -> str:
    return f"date({_arguments(element, compiler, **asked)[0]} + {JULIAN_BEFORE})"


@compiles(OrdinalDay, "postgresql")
def _ordinal_day_postgresql(element: OrdinalDay, compiler: SQLCompiler, **asked: Any) -> str:
    number = _arguments(element, compiler, **asked)[0]
    return f"to_char(DATE '0001-01-01' + ({number} - 1), 'YYYY-MM-DD')"


@compiles(Host, "sqlite")
def _host_sqlite(element: Host, compiler: SQLCompiler, **asked: Any) -> str:
    address = _arguments(element, compiler, **asked)[0]
    after = f"replace(replace(substr({address}, instr({address}, '://') + 3), '?', '/'), '#', '/') || '/'"
    host = f"lower(substr({after}, 1, instr({after}, '/') - 1))"
    return f"CASE WHEN instr({address}, '://') > 0 THEN nullif({host}, '') END"


@compiles(Host, "postgresql")
def _host_postgresql(element: Host, compiler: SQLCompiler, **asked: Any) -> str:
    address = _arguments(element, compiler, **asked)[0]
    after = f"replace(replace(split_part({address}, '://', 2), '?', '/'), '#', '/')"
    return f"nullif(lower(split_part({after}, '/', 1)), '')"


@compiles(JoinedPieces, "sqlite")
def _pieces_sqlite(element: JoinedPieces, compiler: SQLCompiler, **asked: Any) -> str:
    # In the order in which rows come: that of the key they are looked up by, which ends with the piece.
    words, _ = _arguments(element, compiler, **asked)
    return f"group_concat({words}, '{SEPARATOR}')"


@compiles(JoinedPieces, "postgresql")
def _pieces_postgresql(element: JoinedPieces, compiler: SQLCompiler, **asked: Any) -> str:
    words, order = _arguments(element, compiler, **asked)
    return f"string_agg({words}, '{SEPARATOR}' ORDER BY {order})"
