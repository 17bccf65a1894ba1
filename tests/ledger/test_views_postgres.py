"""The views on PostgreSQL: the same rows as on SQLite, of every view and every worked question.

The rows of a ledger are put there table by table, whoever else can do that: what is tried is the SQL of the views.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, select
from sqlalchemy.engine import Connection
from tests.ledger.postgres_server import running_server
from tests.ledger.test_views import filled

from onrecord.ledger import open_ledger
from onrecord.ledger.schema.tables import metadata
from onrecord.ledger.views.making import VIEWS, drop_views, make_views
from onrecord.questions.exports.worked import worked_questions

pytestmark = pytest.mark.postgres

# Numbers of a full-text index that is SQLite's own.
SQLITES_OWN = ("searched",)


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Connection, Connection]]:
    """A ledger's rows on SQLite, and on PostgreSQL with the views made there."""
    # Not under pytest's folders, which only their owner may enter.
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-") as folder, running_server(Path(folder)) as socket:
        engine = create_engine(f"postgresql+psycopg://onrecord@/postgres?host={socket}")
        with open_ledger(None) as ledger, engine.connect() as there:
            filled(ledger)
            with ledger._read_transaction() as here:
                with there.begin():
                    metadata.create_all(there)
                    for table in metadata.sorted_tables:
                        columns = [c for c in table.c if c.name not in SQLITES_OWN]
                        if rows := [dict(row._mapping) for row in here.execute(select(*columns))]:
                            there.execute(insert(table), rows)
                    make_views(there)
                yield here, there
        engine.dispose()


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_a_view_has_the_same_rows(both: tuple[Connection, Connection], view: Any) -> None:
    sql = f"SELECT * FROM {view.name} ORDER BY {', '.join(view.key)}"
    rows = [[tuple(row) for row in connection.exec_driver_sql(sql)] for connection in both]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("question", worked_questions(), ids=lambda q: q.name)
def test_a_worked_question_has_the_same_answer(both: tuple[Connection, Connection], question: Any) -> None:
    rows = [[tuple(row) for row in connection.exec_driver_sql(question.sql)] for connection in both]
    assert rows[0] == rows[1] != []


def test_the_views_can_be_made_anew(both: tuple[Connection, Connection]) -> None:
    there = both[1]
    drop_views(there)
    make_views(there)
    assert there.exec_driver_sql("SELECT count(*) FROM norms_view").scalar_one() > 0
    there.rollback()
