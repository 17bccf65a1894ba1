"""Rows put in at once stand in the file as SQLAlchemy would have written them, whatever they hold."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Table, create_engine, insert
from sqlalchemy.engine import Connection

from onrecord.ledger.schema import tables
from onrecord.ledger.schema.inserts import insert_rows
from onrecord.ledger.schema.later_tables import judgements

NOON = datetime(2026, 1, 5, 12, tzinfo=timezone(timedelta(hours=2)))
DAYS = {"first": date(2026, 1, 5), "last": None, "precision": "day", "weekday": None}
CASES: list[tuple[Table, list[dict[str, object]]]] = [
    (
        tables.evidence,
        [
            {"reading": 1, "owner": "norm", "owner_seq": 0, "role": r, "piece": n, "start": 0, "end": 3, "quote": quote}
            for n, (r, quote) in enumerate((("action", "é"), ("cue", "\x00 and \ud800"), ("agent", "\x01\x02")))
        ],
    ),
    (tables.times, [{"reading": 1, "seq": 0, "start": 1, "end": 2, "type": "date", "value": None}
                    | {f"date_{k}": v for k, v in DAYS.items()}]),
    (tables.pages, [{"n": 1, "id": "page-1", "sha256": "x", "kind": "html", "given_id": None, "given_date": None,
                     "body": b"\x00" * 99}]),
    (judgements, [{"id": "j", "verdict": "confirm", "target_id": "t", "page_id": "p", "author": "Ana",
                   "slots": [["a", None]], "judged_at": NOON, "anchor": {"alone": True, "of": "ü"}}]),
]  # fmt: skip


def written(table: Table, rows: list[dict[str, object]], *, by_us: bool) -> list[tuple[object, ...]]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        table.create(connection)
        if by_us:
            insert_rows(connection, table, rows)
        else:
            connection.execute(insert(table), rows)
        return [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')]


@pytest.mark.parametrize(("table", "rows"), CASES, ids=[t.name for t, _ in CASES])
def test_they_are_written_alike(table: Table, rows: list[dict[str, object]]) -> None:
    ours = written(table, rows, by_us=True)
    assert ours == written(table, rows, by_us=False)
    assert len(ours) == len(rows)


def test_rows_of_other_columns_and_none_at_all() -> None:
    rows = [{"id": "a", "recorded_at": NOON}, {"recorded_at": NOON.astimezone(UTC), "id": "b"}]
    from onrecord.ledger.schema.later_tables import checked

    assert written(checked, rows, by_us=True) == written(checked, rows, by_us=False)
    assert written(checked, [], by_us=True) == []


def test_nothing_is_written_of_a_row_that_cannot_be(connection: Connection) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        insert_rows(connection, judgements, [{"id": "j", "judged_at": datetime(2026, 1, 5)}])  # noqa: DTZ001
    assert not connection.exec_driver_sql("SELECT 1 FROM judgements").all()


@pytest.fixture
def connection() -> Connection:
    held = create_engine("sqlite://").connect()
    judgements.create(held)
    return held
