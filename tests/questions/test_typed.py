"""Any table as CSV or Parquet: each column of its type, what is not there empty."""

import csv
import io
import sys
from datetime import UTC, date, datetime

import pyarrow.parquet
import pytest

from onrecord.questions.errors import ExportUnavailable
from onrecord.questions.exports.columns import Column, Holds
from onrecord.questions.exports.typed import csv_parts, parquet_bytes

COLUMNS = (
    Column("name"),
    Column("kind", Holds.WORD, ("one", "other")),
    Column("count", Holds.NUMBER),
    Column("share", Holds.SHARE),
    Column("day", Holds.DAY),
    Column("at", Holds.MOMENT),
)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HELD = tuple(
    dict(zip(("name", "kind", "count", "share", "day", "at"), row, strict=True))
    for row in (
        ('a "b", c', "one", 7, 0.5, date(2026, 1, 5), NOON),
        ("half \ud800 a pair", "other", 0, None, "2026-01-06", None),
        (None, None, None, None, None, None),
    )
)


def test_csv_has_each_value_as_it_is_read() -> None:
    text = "".join(csv_parts(COLUMNS, HELD))
    assert text.startswith("name,kind,count,share,day,at\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert rows[0] == ['a "b", c', "one", "7", "0.5", "2026-01-05", "2026-01-05T12:00:00+00:00"]
    assert rows[1][2:] == ["0", "", "2026-01-06", ""]
    assert rows[2] == [""] * 6


def test_many_rows_come_in_parts_and_none_is_lost() -> None:
    parts = list(csv_parts(COLUMNS[2:3], ({"count": n} for n in range(2_500))))
    assert len(parts) == 3
    assert "".join(parts).split() == ["count", *map(str, range(2_500))]


def test_raw_leaves_what_a_spreadsheet_would_run() -> None:
    row = {"name": "=1+1\x1b"}
    assert "".join(csv_parts(COLUMNS[:1], [row])).splitlines()[1] == "'=1+1"
    assert "".join(csv_parts(COLUMNS[:1], [row], raw=True)).splitlines()[1] == "=1+1\x1b"


def test_parquet_has_each_column_of_its_type() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(parquet_bytes(COLUMNS, HELD)))
    assert [str(field.type) for field in table.schema] == [
        *("string", "string", "int64", "double", "date32[day]", "timestamp[us, tz=UTC]"),
    ]
    first, second, third = table.to_pylist()
    assert first == HELD[0]
    assert (second["name"], second["day"], second["share"]) == ("half ? a pair", date(2026, 1, 6), None)
    assert set(third.values()) == {None}


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportUnavailable, match=r"onrecord\[export\]"):
        parquet_bytes(COLUMNS, ())
