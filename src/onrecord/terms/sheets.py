"""Sheets as they are kept: a page for each row, pages that list the rows, and one that says how the file was written.

In:      headings, cells, how the file writes them
Out:     SheetRow, RowList and SheetVersion, as bodies of pages and back; the text of a file again, cell for cell
Refuses: nothing; a body that is none of these raises ValueError or KeyError
Source:  docs/redlines.md; RFC 4180 for quotation marks; OWASP, CSV injection, for MARKED
Shown:   tests/terms/test_sheets.py
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.terms.pages import Page, PageKind
from onrecord.terms.red_lines import DayOrder, SheetSlot
from onrecord.terms.renamed import names_of

# Rows to a page that lists them: some 600 kB, so that a sheet of any length is never held whole.
ROWS_LISTED = 10_000

# A spreadsheet runs a cell that begins so; an apostrophe before it makes it text. Apostrophes that stand there already
# count, so that taking one off again gives what was there.
_RUN = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")

# Codes of the refusals by which a row says that it stands no more in its sheet, as it was or at all.
ROW_CHANGED, ROW_GONE = "row-changed", "row-gone"
LEFT_ITS_SHEET = frozenset({ROW_CHANGED, ROW_GONE})

# Headings of the columns an export adds behind the sheet's own.
OURS = "onrecord "


def marked(cell: str) -> str:
    """The cell as text that a spreadsheet only shows.

    >>> marked("=1+1"), marked("'=1+1"), marked("1+1")
    ("'=1+1", "''=1+1", '1+1')
    """
    return f"'{cell}" if _RUN.match(cell) else cell


def unmarked(cell: str) -> str:
    """What `marked` was given: `unmarked(marked(cell)) == cell`."""
    return cell[1:] if _MARKED.match(cell) else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a file writes its cells.

    encoding:     codec, without the byte order mark; has_mark: one stands at the beginning.
    line_end:     what ends a row; ends_in_line: the last row has one too.
    """

    encoding: str
    has_mark: bool
    delimiter: str
    line_end: str
    ends_in_line: bool

    def row(self, cells: Sequence[str]) -> str:
        """The row without its end: quotation marks where a cell needs them, and nowhere else.

        A blank line is a row without cells; one empty cell is a pair of quotation marks.
        """
        if len(cells) == 1 and not cells[0]:
            return '""'
        return self.delimiter.join(map(self._cell, cells))

    def _cell(self, cell: str) -> str:
        needs = self.delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell
        return '"{}"'.format(cell.replace('"', '""')) if needs else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row as it came: every cell, exactly. copy: 1, or which of several rows of the same cells it is."""

    sheet: str
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    copy: int = 1

    def body(self) -> bytes:
        """One line of JSON, which is what the id of its page is made from."""
        return f"{self._before_cells()}{','.join(map(_json, self.cells))}]}}".encode()

    def _before_cells(self) -> str:
        head = _json({"sheet": self.sheet, "copy": self.copy, "headings": self.headings})
        return f'{head[:-1]},"cells":['

    def page(self, *, row: str, key: str) -> Page:
        """Its page. row: the address of the row; key: what knows the row again when its cells change."""
        return Page(
            address=row,
            url=f"{self.sheet}#{key}",
            body=self.body(),
            kind=PageKind.SHEET_ROW,
            encoding="utf-8",
            encoding_basis="default",
        )

    def places(self) -> tuple[int | None, ...]:
        """Where each cell's words stand in the body's text, in code points; None where JSON writes them otherwise."""
        found: list[int | None] = []
        at = len(self._before_cells())
        for cell in self.cells:
            written = _json(cell)
            found.append(at + 1 if written == f'"{cell}"' else None)
            at += len(written) + 1
        return tuple(found)

    @classmethod
    def of(cls, body: bytes) -> "SheetRow":
        """The row of a body."""
        held = json.loads(body)
        return cls(sheet=held["sheet"], headings=tuple(held["headings"]), cells=tuple(held["cells"]), copy=held["copy"])


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row in its sheet. page_id: None for a row of empty cells, of which `cells` says how many; key: see SheetRow."""

    page_id: str | None
    key: str = ""
    cells: int = 0


def list_body(rows: Sequence[ListedRow]) -> bytes:
    """The body of a page that lists rows."""
    return _json([[r.page_id, r.key] if r.page_id else r.cells for r in rows]).encode()


def listed_in(body: bytes) -> tuple[ListedRow, ...]:
    """The rows a page lists, in the order of the sheet."""
    return tuple(
        ListedRow(None, cells=one) if isinstance(one, int) else ListedRow(one[0], one[1]) for one in json.loads(body)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetVersion:
    """A sheet as it was at one import.

    sheet:    its name; version: from 1. sha256: of the file's bytes.
    columns:  index of the column of each slot. days: None where no day needed it.
    engines:  who read the actions and conditions.
    lists:    ids of the pages that list its rows, in order. rows: how many, blank ones too, without the headings.
    """

    sheet: str
    version: int
    by: str
    on: str
    sha256: str
    dialect: Dialect
    headings: tuple[str, ...]
    columns: dict[SheetSlot, int]
    days: DayOrder | None
    engines: str
    lists: tuple[str, ...]
    rows: int

    def body(self) -> bytes:
        """One line of JSON."""
        d = self.dialect
        held: dict[str, Any] = {
            "sheet": self.sheet,
            "version": self.version,
            "by": self.by,
            "on": self.on,
            "sha256": self.sha256,
            "dialect": [d.encoding, d.has_mark, d.delimiter, d.line_end, d.ends_in_line],
            "headings": self.headings,
            "columns": {slot.value: at for slot, at in self.columns.items()},
            "days": self.days.value if self.days else None,
            "engines": self.engines,
            "lists": self.lists,
            "rows": self.rows,
        }
        return _json(held).encode()

    @classmethod
    def of(cls, body: bytes) -> "SheetVersion":
        """The version of a body."""
        held = json.loads(body)
        encoding, has_mark, delimiter, line_end, ends_in_line = held["dialect"]
        return cls(
            **{name: held[name] for name in ("sheet", "version", "by", "on", "sha256", "engines", "rows")},
            dialect=Dialect(
                encoding=encoding,
                has_mark=has_mark,
                delimiter=delimiter,
                line_end=line_end,
                ends_in_line=ends_in_line,
            ),
            headings=tuple(held["headings"]),
            columns={SheetSlot(slot): at for slot, at in held["columns"].items()},
            days=DayOrder(held["days"]) if held["days"] else None,
            lists=tuple(held["lists"]),
        )

    def reads_as(self, other: "SheetVersion") -> bool:
        """Would the same row give the same reading in both?"""
        return (self.columns, self.days, self.engines) == (other.columns, other.days, other.engines)

    def same_as(self, other: "SheetVersion") -> bool:
        """Are they one sheet but for the day, the importer and the bytes of the file?"""
        return (
            self.reads_as(other)
            and (self.dialect, self.headings) == (other.dialect, other.headings)
            and self.lists == other.lists
        )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


__getattr__ = names_of(__name__)
