"""Any table of columns as CSV or Parquet, each column of its type.

In:      columns, rows
Out:     text of a CSV; the bytes of a Parquet file
Refuses: Parquet without pyarrow (ExportUnavailable)
Source:  RFC 4180; OWASP, CSV injection
Shown:   tests/questions/test_typed.py

An empty cell of CSV is "there is none": numbers that are counts are never empty, and no cell says "NA".
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from onrecord.questions.errors import ExportUnavailable
from onrecord.questions.exports.columns import Column, Holds
from onrecord.questions.exports.rows import safe_cell, storable

ROWS_AT_A_TIME = 1_000


def csv_parts(columns: Iterable[Column], rows: Iterable[Mapping[str, Any]], *, raw: bool = False) -> Iterator[str]:
    """The text of a CSV in parts, a line of names first.

    raw: words as on the page. Else an apostrophe stands before what a spreadsheet would run, and what steers a
    terminal is left out.
    """
    names = [column.name for column in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(row[name], raw=raw) for name in names])
        if number % ROWS_AT_A_TIME == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(value: Any, *, raw: bool) -> Any:
    value = value.isoformat() if isinstance(value, date | datetime) else value
    return value if raw else safe_cell(value)


def parquet_bytes(columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """One row group, compressed: whole numbers as int64, shares as float64, days as dates, moments in UTC."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError:
        raise ExportUnavailable("Parquet needs pyarrow: pip install 'onrecord[export]'.") from None
    kinds = {
        Holds.TEXT: pa.string(),
        Holds.WORD: pa.string(),
        Holds.NUMBER: pa.int64(),
        Holds.SHARE: pa.float64(),
        Holds.DAY: pa.date32(),
        Holds.MOMENT: pa.timestamp("us", tz="UTC"),
    }
    held = tuple(columns)
    values: dict[str, list[Any]] = {column.name: [] for column in held}
    for row in rows:
        for column in held:
            values[column.name].append(_stored(column, row[column.name]))
    arrays = [pa.array(values[column.name], kinds[column.holds]) for column in held]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(arrays, names=[column.name for column in held]), sink)
    return bytes(sink.getvalue().to_pybytes())


def _stored(column: Column, value: Any) -> Any:
    if column.holds is Holds.DAY and isinstance(value, str):
        return date.fromisoformat(value)
    return storable(value)
