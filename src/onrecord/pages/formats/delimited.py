"""CSV and TSV: an article a row.

In:      a table with a header
Out:     an Article a row, its number counted from 1 behind the header
Refuses: a table without a column of text; a row with no text, or one the csv reader cannot take
Source:  RFC 4180; Python's csv module
Shown:   tests/pages/test_article_tables.py

The file streams: a row is held at a time, and no field may be larger than a page.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from onrecord.pages.encodings import decide_encoding
from onrecord.pages.formats.columns import article_in, columns_of, has_text_column
from onrecord.pages.formats.found import FormatSource, Found, Unread
from onrecord.pages.refused import CaptureError

_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")
_DELIMITERS = ",;\t|"
_PEEKED_BYTES = 8192
# A longer first line is prose.
MAX_HEADER_CHARS = 2000


class Delimited:
    """Files whose name says so, and those whose first line is a header with a column of text."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By name, or by a header."""
        return name.endswith(_SUFFIXES) or has_text_column(_header(head))

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The rows."""
        head = source.stream.peek(_PEEKED_BYTES)[:_PEEKED_BYTES]
        if not head:
            raise CaptureError("empty", "there is nothing in it (0 bytes)")
        # A cut letter at the end of what was looked at is no fault of the file.
        encoding = decide_encoding(head[: head.rfind(b"\n") + 1] or head, header_label=None, meta_label=None)
        text = io.TextIOWrapper(source.stream, encoding=encoding.codec, errors="replace", newline="")
        # The limit is one for the whole process: it only grows, so that two files never take it from each other.
        csv.field_size_limit(max(csv.field_size_limit(), source.options.max_bytes))
        delimiter = _delimiter(head.split(b"\n", 1)[0].decode(encoding.codec, "replace"))
        try:
            lines = _Lines(text)
            rows = csv.reader(lines, delimiter=delimiter)
            names = [name.strip("\ufeff \t") for name in next(rows, [])]
            columns = columns_of(names, source.options.columns)
            yield from _articles(rows, lines, names, columns, f"{encoding.basis}; a row of a table")
        except csv.Error as error:
            raise CaptureError("bad-table", f"the header is no line of a table: {error}") from None
        finally:
            text.detach()


def names_columns(head: bytes, columns: Mapping[str, str]) -> bool:
    """Are the columns that the caller names in the first line?"""
    return set(columns.values()) <= set(_header(head))


def _header(head: bytes) -> list[str]:
    """The cells of the first line; none for a line that is no header."""
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    if not first.strip() or first.lstrip()[:1] in "<{[" or len(first) > MAX_HEADER_CHARS:
        return []
    try:
        return next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return []


class _Lines:
    """The lines of a table, and whether the last row ended inside a quotation: the csv reader does not tell."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._marks = 0
        self._ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self._ended = True
            raise StopIteration
        self._marks += line.count('"')
        return line

    def cut(self) -> bool:
        """Asked after each row: did the file end inside it?"""
        inside = self._ended and self._marks % 2 == 1
        self._marks = 0
        return inside


def _articles(
    rows: Iterator[list[str]], lines: _Lines, names: list[str], columns: dict[str, str], made_by: str
) -> Iterator[Found]:
    number = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            number += 1
            yield Unread(part=number, error=CaptureError("bad-table", f"row {number} cannot be read: {error}"))
            return
        if row is None:
            return
        if not row:
            continue  # a blank line is no row
        number += 1
        if lines.cut():
            reason = f"row {number} ends inside a quotation with the file: the table is cut short"
            yield Unread(part=number, error=CaptureError("broken-file", reason))
            return
        if len(row) > len(names):
            reason = f"row {number} has {len(row)} cells and the header {len(names)}: an unquoted delimiter in a text"
            yield Unread(part=number, error=CaptureError("bad-table", reason))
            continue
        yield article_in(dict(zip(names, row, strict=False)), columns, part=number, made_by=made_by)


def _delimiter(header: str) -> str:
    """The delimiter that stands most often in the header; a comma where none does."""
    return max(_DELIMITERS, key=header.count)
