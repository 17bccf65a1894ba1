"""Parquet: an article a row.

In:      a Parquet file
Out:     an Article a row, its number counted from 1
Refuses: a file that is cut short or damaged; one without a column of text; one that unpacks to too much
Source:  Apache Parquet; pyarrow (Apache-2.0), of the extra `formats`
Shown:   tests/pages/test_article_tables.py
"""

from collections.abc import Iterator

from onrecord.pages.bodies import too_large
from onrecord.pages.formats.columns import article_in, columns_of
from onrecord.pages.formats.found import Found, Source, extra_missing
from onrecord.pages.formats.whole import STUMBLES, archive_limit, whole_file
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
            schema = pq.read_schema(pyarrow.BufferReader(body))
            # Text that repeats is kept once in the file, and so it is here: a kilobyte can hold a thousand megabytes.
            kept_once = [field.name for field in schema if pyarrow.types.is_string(field.type)]
            table = pq.ParquetFile(pyarrow.BufferReader(body), read_dictionary=kept_once)
            columns = columns_of(table.schema_arrow.names, source.options.columns)
            groups = [table.metadata.row_group(i).total_byte_size for i in range(table.metadata.num_row_groups)]
            if max(groups, default=0) > (limit := archive_limit(source)):
                raise too_large(limit, compressed=True)
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=list(dict.fromkeys(columns.values()))):
                for at in range(len(batch)):
                    number += 1
                    (row,) = batch.slice(at, 1).to_pylist()
                    yield article_in(row, columns, part=number, made_by="a row of a Parquet file")
        except (pyarrow.ArrowException, *STUMBLES) as error:
            raise CaptureError("broken-file", f"the Parquet file is damaged or cut short: {error}") from None
