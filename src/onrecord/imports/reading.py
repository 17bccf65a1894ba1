"""Files of other people's events, read row by row.

In:      a path; perhaps the format and the encoding it has
Out:     Opened files, each with what it is and a stream of rows, read and refused, in the file's order
Refuses: a file as a whole when it cannot be opened or has no layout of ours (RefusedFile); rows one by one (RefusedRow)
Source:  docs/imports.md
Shown:   tests/imports/

Memory is bounded by one row: nothing of a file is kept but its digest and its columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.imports.cells import BadCell
from onrecord.imports.coding import CODERS, Coder
from onrecord.imports.rows import RawRow, RowReader
from onrecord.imports.sniffing import FileColumns, UnknownLayout, sniff
from onrecord.imports.sources import ImportSource, SourceBroken, sources_in
from onrecord.imports.survey import Survey, as_utf8, lines_in, survey
from onrecord.terms.imports import ImportedRow, ImportFile, ImportFormat, RefusedRow

SHOWN_CHARS = 500


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of which no row can be read. name: as in ImportFile."""

    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file of a layout we know. `rows()` reads it from the beginning each time."""

    file: ImportFile
    _source: ImportSource
    _survey: Survey
    _columns: FileColumns
    _latest: date | None = None

    def rows(self) -> Iterator[ImportedRow | RefusedRow]:
        """Every row, and why each that is none is none. The last says so when the file is cut short."""
        reader = _reader(self._source, self._survey)
        reader.delimiter, reader.width = self._columns.delimiter, len(self._columns.names)
        header = self._columns.header
        code = CODERS[self._columns.format]
        fields = tuple(self._columns.at.items())
        last = 0
        for row in reader.rows():
            last = row.line
            if header and isinstance(row, RawRow):
                header = False
                continue
            yield row if isinstance(row, RefusedRow) else _coded(row, fields, code, self._latest)
        if self._survey.broken is not None:
            yield RefusedRow(last + 1, self._survey.broken.code, str(self._survey.broken))


def open_files(
    path: Path, *, forced: ImportFormat | None = None, encoding: str | None = None, latest: date | None = None
) -> Iterator[OpenedFile | RefusedFile]:
    """The files at a path: one, or as many as an archive holds.

    forced:   read it as this format whatever it looks like.
    encoding: the codec it is in; None to find out.
    latest:   these data sets tell what happened: a row of a later day is refused; None: none is.
    """
    try:
        for source in sources_in(path):
            yield _opened(source, forced, encoding, latest)
    except SourceBroken as error:
        yield RefusedFile(str(path), error.code, str(error))


def _opened(
    source: ImportSource, forced: ImportFormat | None, encoding: str | None, latest: date | None
) -> OpenedFile | RefusedFile:
    try:
        seen = survey(source, encoding=encoding)
        first = _reader(source, seen).first_line()
        if first is None:
            why = "nothing of it could be unpacked" if seen.broken else "no line in it can be read"
            return RefusedFile(source.name, "empty", f"{source.name}: {why}")
        columns = sniff(first, forced=forced)
    except SourceBroken as error:
        return RefusedFile(source.name, error.code, str(error))
    except UnknownLayout as error:
        return RefusedFile(source.name, "layout", f"{source.name}: {error}")
    file = ImportFile(
        name=source.name,
        format=columns.format,
        sha256=seen.sha256,
        encoding=seen.encoding,
        encoding_basis=seen.basis,
        columns=columns.names,
        notes=tuple(_notes(seen, columns)),
    )
    return OpenedFile(file, source, seen, columns, latest)


def _notes(seen: Survey, columns: FileColumns) -> Iterator[str]:
    if seen.basis == "guessed":
        lines = "1 line is" if seen.not_utf8 == 1 else f"{seen.not_utf8:,} lines are"
        yield f"{lines} not UTF-8: read as {seen.encoding}, which is a guess; --encoding says what it is"
    if columns.missing:
        yield "no column " + ", ".join(repr(c) for c in columns.missing)
    if not seen.ends_in_line and seen.broken is None:
        yield "the last line has no line end: the file may be cut short"


def _reader(source: ImportSource, seen: Survey) -> RowReader:
    chunks = _whole_chunks(source)
    if seen.encoding.startswith("utf-16"):
        chunks = as_utf8(chunks, seen.encoding)
    return RowReader(lines_in(chunks), encoding=seen.encoding)


def _whole_chunks(source: ImportSource) -> Iterator[bytes]:
    """What can be read of it: that it breaks off is known from the survey, and said after its last row."""
    try:
        yield from source.chunks()
    except SourceBroken:
        return


def _coded(
    row: RawRow, fields: tuple[tuple[str, int], ...], code: Coder, latest: date | None
) -> ImportedRow | RefusedRow:
    cells = row.cells
    try:
        event = code({field: cells[i] for field, i in fields})
        if latest is not None and event.date.first is not None and event.date.first > latest:
            raise BadCell("date", f"{event.date.first} has not come yet: these files tell what happened")
        return ImportedRow(row.line, tuple(cells), event)
    except BadCell as error:
        return RefusedRow(row.line, error.code, str(error), "\t".join(cells)[:SHOWN_CHARS])
