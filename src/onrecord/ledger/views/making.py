"""The views put into a ledger, and read out of it.

In:      an open ledger's connection
Out:     the views, made anew; their rows
Refuses: nothing
Source:  docs/sql.md
Shown:   tests/ledger/test_views.py

Views are no part of the frozen steps of a ledger's schema: they follow the program, and are made anew when a ledger is
brought forward. Who changes a column here makes a new VERSION and a new step of the schema, an empty one where the
tables stay as they are.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import TextClause, inspect, literal_column, select
from sqlalchemy import text as sql_text
from sqlalchemy.engine import URL, Connection, Dialect

from onrecord.ledger.transactions import InTransactions
from onrecord.ledger.views.columns import View, ViewColumn, number, text
from onrecord.ledger.views.logs import ENCOUNTERS, IMPORTED, JUDGEMENTS, REFUSALS, STATUSES
from onrecord.ledger.views.norms import NORMS, RECORDS
from onrecord.ledger.views.said import EVENTS, PAGES, QUOTATIONS, STATEMENTS

VERSION = 1
"""Of the set of columns. Within a version no column changes its name, its place or its meaning."""

ENDING = "_view"
"""How the names of all views end, and of nothing else in a ledger."""

OF_THE_LEDGER = (
    *(NORMS, RECORDS, STATEMENTS, EVENTS, QUOTATIONS, PAGES),
    *(ENCOUNTERS, STATUSES, REFUSALS, JUDGEMENTS, IMPORTED),
)


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _verbatim(sql: str) -> TextClause:
    """SQL in which no colon begins a name to bind."""
    return sql_text(sql.replace(":", r"\:"))


def _columns_view() -> View:
    """The list of all columns as a view, so that a file says itself what is in it."""

    def listed(name: str) -> Any:
        return literal_column(name)

    columns: tuple[ViewColumn, ...] = (
        text("view_name", "the view", listed("column1")),
        number("place", "place of the column in it, from 1", listed("column2")),
        text("column_name", "the column", listed("column3")),
        text("kind", "what stands in it: text, code, word, day, moment, number or share", listed("column4")),
        text("meaning", "what that means", listed("column5")),
        number("version", "version of the set of views", listed("column6")),
    )
    made = View(
        name="columns_view",
        meaning="every column of every view, and the version of the set",
        key=("view_name", "place"),
        columns=columns,
        rows=lambda asked: select(*asked).select_from(_verbatim(f"(VALUES {_every(made)}) AS every_column")),
    )
    return made


def _every(own: View) -> str:
    return ", ".join(
        f"({_literal(view.name)}, {place}, {_literal(c.name)}, {_literal(c.kind.value)}, {_literal(c.told)}, {VERSION})"
        for view in (*OF_THE_LEDGER, own)
        for place, c in enumerate(view.columns, start=1)
    )


COLUMNS = _columns_view()

VIEWS: tuple[View, ...] = (*OF_THE_LEDGER, COLUMNS)

ROWS_AT_A_TIME = 10_000
IN_FULL = {"literal_binds": True}
IN_SHARES = {"stream_results": True, "max_row_buffer": ROWS_AT_A_TIME}


@cache
def statements_for(database: str) -> tuple[str, ...]:
    """The statements that make the views, in order; nothing is bound to them. database: "sqlite" or "postgresql"."""
    # By name, so that no compiler doubles a percent sign for a driver that would take it for a place to bind at.
    dialect: Dialect = URL.create(database).get_dialect()(paramstyle="named")  # type: ignore[call-arg]
    return tuple(_statement(view, dialect) for view in VIEWS)


def _statement(view: View, dialect: Dialect) -> str:
    labelled = tuple(c.sql.label(c.name) for c in view.columns)
    return f"CREATE VIEW {view.name} AS {view.rows(labelled).compile(dialect=dialect, compile_kwargs=IN_FULL)}"


def drop_views(connection: Connection) -> None:
    """Take our views of any version out, before tables they stand on are changed."""
    for name in inspect(connection).get_view_names():
        if name.endswith(ENDING):
            connection.exec_driver_sql(f'DROP VIEW "{name}"')


def make_views(connection: Connection) -> None:
    """Make the views; there is none yet. Inside the caller's transaction."""
    for statement in statements_for(connection.dialect.name):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


class Views(InTransactions):
    """The views of one ledger: `ledger.views`."""

    def tables(self) -> tuple[str, ...]:
        """The names of the tables behind them, which mean nothing to who asks in SQL; what SQLite adds included."""
        with self._read_transaction() as connection:
            return tuple(sorted(inspect(connection).get_table_names()))

    def rows(self, views: Sequence[View]) -> Iterator[tuple[View, list[tuple[Any, ...]]]]:
        """The rows of these views, some thousand at a time; all of one moment, in the order in which they are found.

        A view without rows comes once, with none. In order they would have to be held first, and memory with them.
        """
        with self._read_transaction() as connection:
            for view in views:
                names = ", ".join(f'"{c.name}"' for c in view.columns)
                asked = f'SELECT {names} FROM "{view.name}"'
                found = connection.exec_driver_sql(asked, execution_options=IN_SHARES)
                none = True
                for some in found.partitions(ROWS_AT_A_TIME):
                    none = False
                    yield view, [tuple(row) for row in some]
                if none:
                    yield view, []
