"""Parquet: an article a row.

In:      a Parquet file
Out:     an Article a row, its number counted from 1
Refuses: a file that is cut short or damaged; one without a column of text
Source:  Apache Parquet; pyarrow (Apache-2.0), of the extra `formats`
Shown:   tests/pages/test_article_tables.py
"""

from collections.abc import Iterator

from onrecord.pages.formats.columns import article_in, columns_of
from onrecord.pages.formats.found import Found, Source, extra_missing
from onrecord.pages.formats.whole import STUMBLES, whole_file
from onrecord.pages.refused import CaptureError

_ROWS_AT_ONCE = 500


class Parquet:
    """Files that begin with PAR1."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By the first bytes."""
        return head.startswith(b"PAR1") or name.endswith(".parquet")

    def read(self, source: Source) -> Iterator[Found]:
        """The rows, some at a time, of the columns that are wanted."""
        try:
            import pyarrow  # type: ignore[import-untyped]
            import pyarrow.parquet as pq  # type: ignore[import-untyped]
        except ModuleNotFoundError:
            raise extra_missing("pyarrow", "Parquet files") from None
        body = whole_file(source)
        number = 0
        try:
            table = pq.ParquetFile(pyarrow.BufferReader(body))
            columns = columns_of(table.schema_arrow.names, source.options.columns)
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=list(dict.fromkeys(columns.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield article_in(row, columns, part=number, made_by="a row of a Parquet file")
        except (pyarrow.ArrowException, *STUMBLES) as error:
            raise CaptureError("broken-file", f"the Parquet file is damaged or cut short: {error}") from None
