"""Lines to rows: cells, or why a row is none.

In:      a file's lines, how its words are written, what parts its cells
Out:     RawRow or RefusedRow, in the file's order, each with the line it begins on
Refuses: a row that is not in the file's encoding, is too long, or has too few or too many cells
Source:  RFC 4180 for quotation marks in comma-separated files
Shown:   tests/imports/test_files.py

One bad row takes no good one with it. A quotation mark that opens and does not close would swallow the rest of the
file: when the lines up to the next such mark make no row, only the first of them is refused and reading goes on with
the second.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.terms.imports import RefusedRow

# A note with a hundred line breaks in it is a mark that was never closed.
MOST_LINES_A_ROW = 100
SHOWN_CHARS = 500

# Lines to look at for one that tells the layout.
FIRST_LINES = 100


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of a row, as they stand in the file, and the line it begins on, counted from 1."""

    line: int
    cells: list[str]


class RowReader:
    """Reads the rows of one file. `delimiter` and `width` may be set once the header is known."""

    def __init__(self, lines: Iterable[bytes | None], *, encoding: str) -> None:
        self.delimiter = "\t"
        self.width: int | None = None
        self._codec = "utf-8" if encoding.startswith("utf-16") else encoding
        self._wide = encoding.startswith("utf-16")
        self._lines = enumerate(lines, start=1)
        self._again: deque[tuple[int, str | RefusedRow]] = deque()

    def first_line(self) -> str | None:
        """The first line that can be read and is not blank; None when there is none among the first of them."""
        for _, line in islice(self._decoded(), FIRST_LINES):
            if isinstance(line, str) and line.strip():
                return line
        return None

    def rows(self) -> Iterator[RawRow | RefusedRow]:
        """The rows. Blank lines are none."""
        for number, line in self._decoded():
            if isinstance(line, RefusedRow):
                yield line
            elif not line.strip():
                continue
            elif self.delimiter == "\t":
                cells = line.split("\t")
                yield self._checked(number, line, [_unquoted(c) for c in cells] if '"' in line else cells)
            elif '"' not in line:
                yield self._checked(number, line, line.split(self.delimiter))
            else:
                yield self._quoted(number, line)

    def _decoded(self) -> Iterator[tuple[int, str | RefusedRow]]:
        while True:
            if self._again:
                yield self._again.popleft()
                continue
            number, raw = next(self._lines, (0, b""))
            if number == 0:
                return
            yield number, self._decode(number, raw)

    def _decode(self, number: int, raw: bytes | None) -> str | RefusedRow:
        if raw is None:
            return RefusedRow(number, "too-long", "the line is longer than a mebibyte")
        if b"\0" in raw and not self._wide:
            reason = "there are zero bytes in the line: it is UTF-16 in a file of another encoding, or no text"
            return RefusedRow(
                number, "encoding", reason, raw.replace(b"\0", b"").decode(self._codec, "replace")[:SHOWN_CHARS]
            )
        try:
            line = raw.decode(self._codec)
        except UnicodeDecodeError as error:
            shown = raw.decode(self._codec, "replace")[:SHOWN_CHARS]
            return RefusedRow(
                number,
                "encoding",
                f"byte {error.start + 1} of the line is not {error.encoding} ({error.reason})",
                shown,
            )
        if self._wide:
            line = line.removeprefix("\ufeff")
            if "\ufffd" in line:
                return RefusedRow(number, "encoding", "part of the line is not UTF-16", line[:SHOWN_CHARS])
        return line

    def _checked(self, number: int, line: str, cells: list[str]) -> RawRow | RefusedRow:
        if self.width is not None and len(cells) != self.width:
            return RefusedRow(number, "cells", f"{len(cells)} cells where {self.width} belong", line[:SHOWN_CHARS])
        return RawRow(number, cells)

    def _quoted(self, number: int, line: str) -> RawRow | RefusedRow:
        """A row with quotation marks, which may go on over several lines."""
        texts = [line]
        after: list[tuple[int, str | RefusedRow]] = []
        marks = line.count('"')
        while marks % 2 and len(texts) < MOST_LINES_A_ROW:
            following = next(self._decoded(), None)
            if following is None:
                break
            after.append(following)
            if isinstance(following[1], RefusedRow):
                break
            texts.append(following[1])
            marks += following[1].count('"')
        if marks % 2 == 0:
            whole = "\n".join(texts)
            row = self._checked(number, whole, cells_of(whole, self.delimiter))
            if isinstance(row, RawRow) or not after:
                return row
        self._again.extendleft(reversed(after))
        return RefusedRow(number, "quotes", "a quotation mark opens and the row does not close it", line[:SHOWN_CHARS])


def cells_of(text: str, delimiter: str) -> list[str]:
    """The cells of one row; none when its quotation marks make no sense."""
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _unquoted(cell: str) -> str:
    """A cell of a tab-separated file: such files quote rarely, and a tab is never inside quotation marks."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
