"""The views of a ledger as Parquet, one file a view, with the same names and columns.

In:      an open ledger, a folder
Out:     NAME.parquet for each view; how many rows each has
Refuses: a folder that is a file (ExportFolderTaken); a missing pyarrow (ExportUnavailable)
Source:  docs/sql.md
Shown:   tests/questions/test_tables.py

Types are those of the views on every database, so that one SQL runs on all: days and moments are text that sorts by
time. All files are of one moment of the ledger, each put in its place whole.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.views.columns import ColumnKind, View
from onrecord.ledger.views.making import VIEWS
from onrecord.questions.errors import ExportFolderTaken, ExportUnavailable
from onrecord.terms.whole_files import whole_file

Rows = list[tuple[Any, ...]]


def write_tables(ledger: Ledger, folder: Path) -> dict[str, int]:
    """Write all views into the folder, made where it is not there. Files of other names in it are left alone."""
    _pyarrow()
    by_name = {view.name: view for view in VIEWS}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ExportFolderTaken(f"{folder}: this is a file; --format tables writes a folder of files.") from None
    # In its place only when all are written: the files of a folder are of one moment.
    with ExitStack() as places:
        written: dict[str, int] = {}
        for name, shares in groupby(ledger.views.rows(VIEWS), key=lambda share: share[0].name):
            view = by_name[name]
            beside = places.enter_context(whole_file(folder / f"{view.name}.parquet"))
            written[view.name] = _write(beside, view, (rows for _, rows in shares))
    return written


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError:
        raise ExportUnavailable("Parquet needs pyarrow: pip install 'onrecord[export]'.") from None
    return pa, pq


def _write(path: Path, view: View, shares: Iterable[Rows]) -> int:
    pa, pq = _pyarrow()
    kinds = {ColumnKind.NUMBER: pa.int64(), ColumnKind.SHARE: pa.float64()}
    fields = [
        pa.field(c.name, kinds.get(c.kind, pa.string()), metadata={"meaning": c.told.encode()}) for c in view.columns
    ]
    count = 0
    with pq.ParquetWriter(path, pa.schema(fields), compression="zstd") as file:
        for rows in shares:
            columns = zip(*rows, strict=True) if rows else [()] * len(fields)
            arrays = [pa.array(values, type=field.type) for field, values in zip(fields, columns, strict=True)]
            file.write_table(pa.Table.from_arrays(arrays, schema=file.schema))
            count += len(rows)
    return count
