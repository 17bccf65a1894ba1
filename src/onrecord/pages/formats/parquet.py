"""Parquet: an article a row.

In:      a Parquet file
Out:     an Article a row, its number counted from 1
Refuses: a file that is cut short or damaged; one without a column of text; one that unpacks to too much
Source:  Apache Parquet; pyarrow (Apache-2.0), of the extra `formats`
Shown:   tests/pages/test_article_tables.py
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import Any, BinaryIO

from onrecord.pages.bodies import too_large
from onrecord.pages.formats.columns import article_in, columns_of
from onrecord.pages.formats.found import FormatSource, Found, extra_missing
from onrecord.pages.formats.whole import STUMBLES, archive_limit, seekable
from onrecord.pages.options import CaptureOptions
from onrecord.pages.refused import CaptureError

_ROWS_AT_ONCE = 500


class Parquet:
    """Files that begin with PAR1."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By the first bytes."""
        return head.startswith(b"PAR1") or name.endswith(".parquet")

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The rows, some at a time, of the columns that are wanted."""
        with opened_parquet(seekable(source), options=source.options, limit=archive_limit(source)) as table:
            for group, first in enumerate(table.firsts):
                yield from table.rows(group, first=first)


class ParquetRows:
    """An open Parquet file. firsts: the number of the first row of each row group, from 1. sizes: rows of each."""

    def __init__(self, file: Any, options: CaptureOptions) -> None:
        self._file = file
        self._columns = columns_of(file.schema_arrow.names, options.columns)
        self.sizes = [file.metadata.row_group(i).num_rows for i in range(file.metadata.num_row_groups)]
        self.firsts = [1 + before for before in accumulate(self.sizes, initial=0)][:-1]

    def rows(self, group: int, *, first: int, skip: int = 0, most: int | None = None) -> Iterator[Found]:
        """Rows of one group, behind `skip` of them. first: the number of the first that is handed on."""
        number, wanted = 0, list(dict.fromkeys(self._columns.values()))
        end = self.sizes[group] if most is None else skip + most
        for batch in self._file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted, row_groups=[group]):
            for at in range(len(batch)):
                number += 1
                if number > end:
                    return
                if number > skip:
                    (row,) = batch.slice(at, 1).to_pylist()
                    part = first + number - skip - 1
                    yield article_in(row, self._columns, part=part, made_by="a row of a Parquet file")


@contextmanager
def opened_parquet(stream: BinaryIO, *, options: CaptureOptions, limit: int) -> Iterator[ParquetRows]:
    """The file. limit: bytes that one of its row groups may unpack to; no more than one is held."""
    try:
        import pyarrow  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise extra_missing("pyarrow", "Parquet files") from None
    try:
        if not stream.seek(0, 2):
            raise CaptureError("empty", "there is nothing in it (0 bytes)")
        schema = pq.read_schema(pyarrow.PythonFile(stream, mode="r"))
        # Text that repeats is kept once in the file, and so it is here: a kilobyte can hold a thousand megabytes.
        kept_once = [field.name for field in schema if pyarrow.types.is_string(field.type)]
        file = pq.ParquetFile(pyarrow.PythonFile(stream, mode="r"), read_dictionary=kept_once)
        groups = [file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups)]
        if max(groups, default=0) > limit:
            raise too_large(limit, compressed=True)
        yield ParquetRows(file, options)
    except (pyarrow.ArrowException, *STUMBLES) as error:
        raise CaptureError("broken-file", f"the Parquet file is damaged or cut short: {error}") from None
