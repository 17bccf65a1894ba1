"""The views on PostgreSQL: the same rows as on SQLite, of every view and every worked question."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.engine import Connection
from tests.ledger.test_views import filled
from tests.postgres.server import Server

from onrecord.ledger import open_ledger
from onrecord.ledger.views.making import VIEWS
from onrecord.questions.exports.worked import worked_questions

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def both(server: Server) -> Iterator[tuple[Connection, Connection]]:
    """Transactions of one content, on SQLite and on PostgreSQL."""
    with open_ledger(None) as here, open_ledger(server.address("views")) as there:
        filled(here)
        filled(there)
        with here._read_transaction() as file, there._read_transaction() as schema:
            yield file, schema


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_a_view_has_the_same_rows(both: tuple[Connection, Connection], view: Any) -> None:
    sql = f"SELECT * FROM {view.name} ORDER BY {', '.join(view.key)}"
    rows = [[tuple(row) for row in connection.exec_driver_sql(sql)] for connection in both]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("question", worked_questions(), ids=lambda q: q.name)
def test_a_worked_question_has_the_same_answer(both: tuple[Connection, Connection], question: Any) -> None:
    rows = [[tuple(row) for row in connection.exec_driver_sql(question.sql)] for connection in both]
    assert rows[0] == rows[1] != []
