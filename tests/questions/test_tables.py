"""Views as Parquet: the same rows as in SQLite, for every view and every worked question, asked by DuckDB."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.ledger.test_views import filled

from onrecord.ledger import open_ledger
from onrecord.ledger.views.columns import ColumnKind
from onrecord.ledger.views.making import VIEWS
from onrecord.questions.errors import ExportFolderTaken
from onrecord.questions.exports import tables
from onrecord.questions.exports.tables import write_tables
from onrecord.questions.exports.worked import worked_questions


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A ledger, and its views as files."""
    folder = tmp_path_factory.mktemp("tables")
    with open_ledger(folder / "ledger.db") as ledger:
        filled(ledger)
        written = write_tables(ledger, folder / "tables")
    assert set(written) == {view.name for view in VIEWS}
    assert written["norms_view"] > 0
    return folder / "ledger.db", folder / "tables"


@pytest.fixture(scope="module")
def asked(both: tuple[Path, Path]) -> Iterator[tuple[sqlite3.Connection, duckdb.DuckDBPyConnection]]:
    """SQLite on the ledger, DuckDB on the files, each under the names of the views."""
    ledger, folder = both
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as file, duckdb.connect() as duck:
        for view in VIEWS:
            duck.execute(f"CREATE VIEW {view.name} AS SELECT * FROM '{folder / view.name}.parquet'")
        yield file, duck


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_a_file_holds_what_its_view_holds(asked: tuple[Any, Any], view: Any) -> None:
    order = ", ".join(view.key)
    rows = [connection.execute(f"SELECT * FROM {view.name} ORDER BY {order}").fetchall() for connection in asked]
    assert [repr(row) for row in rows[0]] == [repr(row) for row in rows[1]]


@pytest.mark.parametrize("question", worked_questions(), ids=lambda q: q.name)
def test_a_worked_question_has_the_same_answer(asked: tuple[Any, Any], question: Any) -> None:
    rows = [connection.execute(question.sql).fetchall() for connection in asked]
    assert rows[0] == rows[1]


def test_columns_are_of_their_type_and_tell_what_they_mean(both: tuple[Path, Path]) -> None:
    for view in VIEWS:
        schema = pq.read_schema(both[1] / f"{view.name}.parquet")
        assert schema.names == [c.name for c in view.columns]
        for column in view.columns:
            field = schema.field(column.name)
            expected = {ColumnKind.NUMBER: "int64", ColumnKind.SHARE: "double"}.get(column.kind, "string")
            assert str(field.type) == expected, column.name
            assert field.metadata[b"meaning"].decode() == column.told


def test_other_files_of_the_folder_stay_and_a_failure_changes_nothing(
    both: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with open_ledger(both[0], read_only=True) as ledger:
        write_tables(ledger, tmp_path)
        before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        assert "mine.txt" in before
        held = tables._write

        def failing(path: Path, view: Any, shares: Any) -> int:
            if view.name == "refusals_view":
                raise OSError("no room")
            return held(path, view, shares)

        monkeypatch.setattr(tables, "_write", failing)
        with pytest.raises(OSError, match="no room"):
            write_tables(ledger, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_is_no_folder(both: tuple[Path, Path]) -> None:
    with open_ledger(both[0], read_only=True) as ledger, pytest.raises(ExportFolderTaken, match="this is a file"):
        write_tables(ledger, both[0])
