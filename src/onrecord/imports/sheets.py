"""A sheet as a file writes it: headings, then rows, every cell exactly as it stands there.

In:      a source (a path's file), perhaps the encoding it is in
Out:     OpenedSheet: how the file writes its cells, its headings, its rows, as often as need be
Refuses: a file that cannot be written back as it came (SheetRefused): no text, no headings, a quotation mark that opens
         and never closes, an encoding that does not fit, a workbook
Source:  RFC 4180; Python's csv module, strict
Shown:   tests/imports/test_sheets.py

A file is looked through before a row is taken, so that nothing of a broken one is; no pass keeps more than a row, and
eight bytes of each.
"""

import csv
import hashlib
import io
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.imports.sources import ImportSource, SourceBroken, sources_in
from onrecord.imports.survey import survey
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ids import canonical
from onrecord.terms.sheets import OURS, Dialect, unmarked

_DELIMITERS = ",;\t|"
MOST_ROW_CHARS = 1_000_000
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
MOST_COLUMNS = 1_000
HEAD_CHARS = 65_536


class SheetRefused(OnRecordError):
    """The file as a whole is not taken; code to count by."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{reason}. Nothing of it was taken")
        self.code = code


@dataclass(frozen=True, slots=True)
class SheetRawRow:
    """number: as a spreadsheet counts rows, the headings being 1. cells: () for a blank line."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """No cell of it holds anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSheet:
    """A file that was looked through.

    name:      without its folder. sha256: of its bytes, decompressed.
    headings:  as they stand, those of an export's own columns left out; `ours` says how many those are.
    rows_held: without the headings. twice: digests of the rows whose cells stand more than once.
    notes:     what a person should know of it as a whole.
    """

    name: str
    sha256: str
    dialect: Dialect
    headings: tuple[str, ...]
    ours: int
    rows_held: int
    twice: frozenset[int]
    notes: tuple[str, ...]
    marks_off: bool
    source: ImportSource

    def rows(self) -> Iterator[SheetRawRow]:
        """Every row behind the headings, blank ones too, from the beginning each time."""
        rows = _Reader(self.source, self.dialect.encoding, self.dialect.delimiter).rows()
        next(rows)
        for row in rows:
            yield self._ours_left_out(row)

    def copies(self) -> "RowCopies":
        """Counts which of several rows of the same cells each is."""
        return RowCopies(self.twice)

    def _ours_left_out(self, row: SheetRawRow) -> SheetRawRow:
        cells = row.cells[: len(self.headings)] if self.ours else row.cells
        return SheetRawRow(row.number, tuple(map(unmarked, cells)) if self.marks_off else cells)


class RowCopies:
    """Which of several rows of the same cells a row is: 1, 2 ... in the order they are asked for."""

    def __init__(self, twice: frozenset[int]) -> None:
        self._twice = twice
        self._seen: Counter[int] = Counter()

    def of(self, cells: tuple[str, ...]) -> int:
        """1 for the first."""
        digest = _digest(cells)
        if digest not in self._twice:
            return 1
        self._seen[digest] += 1
        return self._seen[digest]


def open_sheet(path: Path, *, encoding: str | None = None, marks_off: bool = False) -> OpenedSheet:
    """The sheet at a path (plain or gzip).

    encoding:  the codec it is in; None to find out.
    marks_off: the apostrophes before "=", "+", "-" and "@" are an export's marks: take one off each.
    """
    if path.suffix.lower() in WORKBOOKS:
        raise SheetRefused("workbook", f"{path.name} is a workbook: save the sheet as CSV (UTF-8), and import that")
    try:
        sources = tuple(sources_in(path))
        if len(sources) != 1:
            raise SheetRefused("several", f"{path.name} holds {len(sources)} files: unpack it, and import one")
        return _opened(sources[0], path.name.removesuffix(".gz"), encoding, marks_off)
    except SourceBroken as error:
        raise SheetRefused(error.code, str(error).rstrip(".")) from error


def _opened(source: ImportSource, name: str, encoding: str | None, marks_off: bool) -> OpenedSheet:
    seen = survey(source, encoding=encoding)
    if seen.broken is not None:
        raise seen.broken
    codec = seen.encoding.removesuffix("-sig")
    notes = []
    if seen.basis == "guessed":
        notes.append(f"not UTF-8: read as {codec}, which is a guess; --encoding says what it is")
    reader = _Reader(source, codec, _delimiter(source, codec))
    rows = reader.rows()
    first = next(rows, None)
    if first is None or first.is_blank:
        raise SheetRefused("no-headings", f"{name} begins with an empty row: the first row must name the columns")
    headings, ours = _headings(tuple(map(unmarked, first.cells)) if marks_off else first.cells)
    digests = array("Q")
    held = marks = 0
    for row in rows:
        held += 1
        if not row.is_blank:
            cells = row.cells[: len(headings)] if ours else row.cells
            bare = tuple(map(unmarked, cells))
            marks += sum(one != other for one, other in zip(cells, bare, strict=True))
            digests.append(_digest(bare if marks_off else cells))
    if not held:
        notes.append("it has headings and no row")
    if marks and not marks_off:
        what = f"an apostrophe stands before “=”, “+”, “-” or “@” in {marks:,} cell{'s' if marks > 1 else ''}"
        notes.append(f"{what}: where an export of ours put it there, --marked takes it off")
    if ours:
        notes.append(f"{ours} columns at its end that begin “{OURS.strip()}” are an export's own, and left out")
    return OpenedSheet(
        name=name,
        sha256=seen.sha256,
        dialect=Dialect(
            encoding=codec,
            has_mark=reader.has_mark,
            delimiter=reader.delimiter,
            line_end=reader.line_end or "\r\n",
            ends_in_line=reader.ends_in_line,
        ),
        headings=headings,
        ours=ours,
        rows_held=held,
        twice=frozenset(one for one, other in pairwise(sorted(digests)) if one == other),
        notes=tuple(notes),
        marks_off=marks_off,
        source=source,
    )


def _headings(cells: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The sheet's own headings, and how many of an export's stand behind them."""
    if len(cells) > MOST_COLUMNS:
        raise SheetRefused("too-wide", f"{len(cells):,} columns are more than a sheet has here ({MOST_COLUMNS:,})")
    own = len(cells)
    while own and cells[own - 1].startswith(OURS):
        own -= 1
    if not any(c.strip() for c in cells[:own]):
        raise SheetRefused("no-headings", "no cell of the first row names a column")
    return cells[:own], len(cells) - own


def _digest(cells: tuple[str, ...]) -> int:
    """Eight bytes of what the cells hold. Rows that share them by chance count as copies, and stay two."""
    return int.from_bytes(hashlib.blake2b(canonical(list(cells)), digest_size=8).digest(), "big")


def _delimiter(source: ImportSource, codec: str) -> str:
    """What parts the headings into most cells; of two alike the earlier, a comma where nothing does."""
    with source.open() as file:
        text = io.TextIOWrapper(cast(BinaryIO, file), encoding=codec, errors="replace", newline="")
        head = text.read(HEAD_CHARS).removeprefix("\ufeff")

    def cells(mark: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(head, newline=""), delimiter=mark), []))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=cells)


class _Reader:
    """Rows of a file, one at a time; what it learnt of how the file is written is known when they have been read.

    has_mark: a byte order mark stands at its beginning. line_end: what ends its first row, "" where nothing does.
    """

    def __init__(self, source: ImportSource, codec: str, delimiter: str) -> None:
        self.delimiter = delimiter
        self.has_mark = False
        self.line_end = ""
        self._source, self._codec = source, codec
        self._chars = 0
        self._row = 1
        self._last = ""

    @property
    def ends_in_line(self) -> bool:
        """Has the last line that was read an end?"""
        return self._last.endswith(("\r", "\n"))

    def rows(self) -> Iterator[SheetRawRow]:
        """Every row, the headings first."""
        # The limit is one for the whole process: it only grows, so that two files never take it from each other.
        csv.field_size_limit(max(csv.field_size_limit(), MOST_ROW_CHARS))
        with self._source.open() as file:
            reader = csv.reader(self._lines(file), delimiter=self.delimiter, strict=True)
            while (cells := self._next(reader)) is not None:
                if self._row == 1:
                    self.line_end = self._last[len(self._last.rstrip("\r\n")) :]
                if any("\0" in cell for cell in cells):
                    raise SheetRefused("not-text", f"row {self._row} holds a zero character: the file is no text")
                yield SheetRawRow(self._row, cells)
                self._row += 1

    def _next(self, reader: "Iterator[list[str]]") -> tuple[str, ...] | None:
        self._chars = 0
        try:
            return tuple(row) if (row := next(reader, None)) is not None else None
        except UnicodeDecodeError as error:
            seen = error.object[error.start : error.start + 1].hex()
            reason = f"at row {self._row} or soon behind it stands a byte (0x{seen}) that is not {self._codec}"
            raise SheetRefused("encoding", f"{reason}: say what the file is written in (--encoding cp1252)") from None
        except csv.Error as error:
            if "unexpected end" in str(error):
                reason = "opens a quotation mark that nothing closes: the file is cut short, or a mark is missing"
            else:
                reason = f"closes a quotation mark before its cell ends, or holds what no cell can ({error})"
            raise SheetRefused("quotes", f"row {self._row} {reason}") from None

    def _lines(self, file: BufferedIOBase) -> Iterator[str]:
        text = io.TextIOWrapper(cast(BinaryIO, file), encoding=self._codec, newline="")
        first = True
        while line := text.readline(MOST_ROW_CHARS + 1):
            if first:
                self.has_mark = line.startswith("\ufeff")
                line = line.removeprefix("\ufeff")
                first = False
            self._last = line
            self._chars += len(line)
            if self._chars > MOST_ROW_CHARS:
                reason = f"row {self._row} goes on for more than {MOST_ROW_CHARS:,} characters"
                raise SheetRefused("too-long", f"{reason}: a quotation mark in it may never close")
            yield line
