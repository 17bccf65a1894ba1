"""A sheet of red lines as it came in: its columns, its rows, its cells, in its own dialect.

In:      a ledger, the name of a sheet that was imported
Out:     the bytes of the file, how many cells a spreadsheet would run, how many rows are left out
Refuses: a sheet nobody imported, none chosen of several, filters, which would leave rows out (SheetUnclear)
Source:  docs/redlines.md; OWASP, CSV injection
Shown:   tests/questions/test_redlines.py
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.language.code_words import status_words
from onrecord.ledger import Entry, Filters, Ledger
from onrecord.ledger.entries.sheets import RowHeld
from onrecord.ledger.index.status_log import KeptEncounter
from onrecord.questions.current_rules import norms_of
from onrecord.questions.errors import SheetUnclear
from onrecord.questions.exports.how import How
from onrecord.questions.grades import Grade
from onrecord.terms.sheets import OURS, ListedRow, SheetVersion, marked

STATUS_COLUMNS = tuple(f"{OURS}{name}" for name in ("id", "status", "met by", "last change", "link"))

ROWS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOut:
    """A sheet, written. rows: blank ones too, without the headings. left_out: rows whose pages were withdrawn.

    run: cells that a spreadsheet would run, an apostrophe before each unless raw.
    """

    sheet: str
    data: bytes
    rows: int
    run: int
    left_out: int


def write(ledger: Ledger, filters: Filters, how: How) -> bytes:
    """The file."""
    return sheet_out(ledger, filters, how).data


def sheet_out(ledger: Ledger, filters: Filters, how: How) -> SheetOut:
    """The newest version of a sheet, whole."""
    if filters != Filters():
        raise SheetUnclear("a sheet goes out whole: filters would leave rows out; --format csv takes them")
    version = _version(ledger, how.sheet)
    status = _Status(ledger, how) if how.with_status else None
    headings = (*version.headings, *(STATUS_COLUMNS if status else ()))
    lines = [_row(headings, version, how)]
    run = sum(marked(cell) != cell for cell in headings)
    left_out = 0
    listed = ledger.sheets.listed(version)
    while some := list(islice(listed, ROWS_AT_A_TIME)):
        held = ledger.sheets.rows([one.page_id for one in some if one.page_id is not None])
        told = status.of(list(held.values())) if status else {}
        for one in some:
            cells = _cells(one, held)
            if cells is None:
                left_out += 1
                continue
            run += sum(marked(cell) != cell for cell in cells)
            if one.page_id is not None and status is not None:
                cells = (*cells, *[""] * (len(version.headings) - len(cells)), *told[one.page_id])
            lines.append(_row(cells, version, how))
    d = version.dialect
    text = d.line_end.join(lines) + (d.line_end if d.ends_in_line else "")
    data = (("\ufeff" if d.has_mark else "") + text).encode(d.encoding, "strict" if status is None else "replace")
    return SheetOut(sheet=version.sheet, data=data, rows=len(lines) - 1, run=run, left_out=left_out)


def _version(ledger: Ledger, name: str | None) -> SheetVersion:
    names = ledger.sheets.names()
    shown = ", ".join(f"“{n}”" for n in names)
    if not names:
        raise SheetUnclear("no sheet of red lines was imported: `onrecord import --format redlines` does that")
    if name is None and len(names) > 1:
        raise SheetUnclear(f"{len(names)} sheets were imported, {shown}: say which (--like NAME)")
    version = ledger.sheets.newest(name if name is not None else names[0])
    if version is None:
        raise SheetUnclear(f"no sheet “{name}” was imported; there is {shown}")
    return version


def _cells(one: ListedRow, held: dict[str, RowHeld]) -> tuple[str, ...] | None:
    """The cells of a row; None for one that was withdrawn."""
    if one.page_id is None:
        return ("",) * one.cells
    return held[one.page_id].row.cells if one.page_id in held else None


def _row(cells: Sequence[str], version: SheetVersion, how: How) -> str:
    return version.dialect.row(cells if how.raw else tuple(map(marked, cells)))


class _Status:
    """What the ledger knows of rows, as cells of STATUS_COLUMNS."""

    def __init__(self, ledger: Ledger, how: How) -> None:
        self._ledger, self._desk = ledger, how.desk.rstrip("/")
        self._met: dict[str, list[KeptEncounter]] = defaultdict(list)
        for one in ledger.current.encounters():
            if Grade(one.match).is_told:
                self._met[one.norm].append(one)

    def of(self, rows: list[RowHeld]) -> dict[str, tuple[str, ...]]:
        """By the id of the row's page."""
        with_record = [row for row in rows if row.place is not None]
        entries = self._ledger.entries_at([row.place for row in with_record if row.place is not None])
        found = {row.page_id: self._said(entry) for row, entry in zip(with_record, entries, strict=True)}
        for row in rows:
            found.setdefault(row.page_id, ("", f"refused: {row.refused}", "", f"{row.recorded_at:%Y-%m-%d}", ""))
        return found

    def _said(self, entry: Entry) -> tuple[str, ...]:
        anchors = [norm.anchor for norm in norms_of(self._ledger, entry)]
        became = [status for anchor in anchors for status in self._ledger.current.statuses(anchor)]
        met = [one for anchor in anchors for one in self._met.get(anchor, ())]
        judged = [j for n in (*entry.norms, *entry.rejected) for j in n.judgements] + list(entry.judgements)
        days = [entry.source.recorded_at, *(m.recorded_at for m in met), *(j.judged_at for j in judged)]
        words = dict.fromkeys(n.status for n in entry.norms if n.status)
        quiet = "judged wrong" if entry.rejected and not entry.norms else "nothing on record yet"
        status = "; ".join(map(status_words, words)) or quiet
        changed = max((f"{max(days):%Y-%m-%d}", *(f"{s.last}" for s in became if s.last is not None)))
        return entry.id, status, "; ".join(self._events(met)), changed, f"{self._desk}/record/{entry.id}"

    def _events(self, met: list[KeptEncounter]) -> Iterator[str]:
        events = self._ledger.current.events_called(one.event_id for one in met)
        for one in met:
            event = events.get(one.event_id)
            if event is not None:
                words = " ".join(event.words.split())
                yield f"{Grade(one.match).name.lower()}: {words} ({event.last or 'day not known'}, {event.where})"
