"""A sheet of red lines into the ledger: every row a page with its reading; of a sheet that was held, what changed.

In:      a ledger, an OpenedSheet, what its columns hold, who imports it and when, the engines
Out:     Taken: how many rows are new, changed, gone, held; what was refused
Refuses: bytes that are held as a sheet of another name (SheetHeld)
Source:  docs/redlines.md
Shown:   tests/walk/test_sheets.py

A row is the same row while its cells and headings are, wherever it stands. A changed one is a page of its own, whose
record supersedes that of the row it was; the older one stays in the log, and is read anew as a row that left its sheet.
The version is recorded last: an import that was stopped half-way is finished by the next.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from onrecord.imports.red_lines import HowToRead, read_red_line
from onrecord.imports.sheet_changes import RowSign, pair_rows
from onrecord.imports.sheets import OpenedSheet, SheetRawRow
from onrecord.ledger import Ledger, Recorded
from onrecord.terms.by_hand import ByHand, row_address
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.red_lines import DayOrder, RowNote, SheetSlot
from onrecord.terms.refusals import Refusal
from onrecord.terms.sheets import ROWS_LISTED, ListedRow, SheetRow, SheetVersion, list_body
from onrecord.terms.spans import SourceMap, Span
from onrecord.walk.open import Engines
from onrecord.walk.red_lines import EnteredRow, leave_sheet, read_row

logger = logging.getLogger(__name__)

READINGS_PER_COMMIT = 500
KEY_CHARS = 12


class SheetHeld(OnRecordError):
    """The bytes are held as a sheet of another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetImport:
    """How a sheet is taken. name: the sheet's; by, at: who imports it, by whose clock; columns: index by slot."""

    name: str
    by: str
    at: datetime
    columns: dict[SheetSlot, int]
    days: DayOrder | None
    latest: date


@dataclass(slots=True)
class Taken:
    """What an import did. rows: blank ones left out. moved: a version was added. refused, noted: by code."""

    version: int = 0
    rows: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    held: int = 0
    moved: bool = False
    refused: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    recorded: Recorded = field(default_factory=Recorded)


Told = Callable[[str, Refusal], None]
"""Hears of each row that was refused, or of which something is to be known, with its address."""


def take_in(
    ledger: Ledger,
    opened: OpenedSheet,
    how: SheetImport,
    engines: Engines,
    *,
    told: Told,
    on_rows: Callable[[int], None] = lambda _n: None,
) -> Taken:
    """Import one sheet. on_rows hears how many readings each commit put on the disk."""
    earlier = ledger.sheets.newest(how.name)
    taking = _Taking(ledger, opened, how, engines, earlier, told)
    taking.done.recorded = ledger.record_many(
        taking.readings(),
        recorded_at=how.at,
        batch=READINGS_PER_COMMIT,
        on_commit=lambda done: on_rows(done.readings.new),
    )
    return taking.done


def held_as(ledger: Ledger, sha256: str) -> str | None:
    """The name of the sheet whose newest version was imported from these bytes; None: there is none."""
    for name in ledger.sheets.names():
        newest = ledger.sheets.newest(name)
        if newest is not None and newest.sha256 == sha256:
            return name
    return None


class _Taking:
    """One import, row by row."""

    def __init__(
        self,
        ledger: Ledger,
        opened: OpenedSheet,
        how: SheetImport,
        engines: Engines,
        earlier: SheetVersion | None,
        told: Told,
    ) -> None:
        self.done = Taken(version=earlier.version + 1 if earlier else 1)
        self._ledger, self._opened, self._how, self._engines = ledger, opened, how, engines
        self._earlier, self._told = earlier, told
        self._version = SheetVersion(
            sheet=how.name,
            version=self.done.version,
            by=how.by,
            on=how.at.date().isoformat(),
            sha256=opened.sha256,
            dialect=opened.dialect,
            headings=opened.headings,
            columns=how.columns,
            days=how.days,
            engines=engines.name,
            lists=(),
            rows=opened.rows_held,
        )
        self._read_anew = earlier is not None and not self._version.reads_as(earlier)
        self._how_to_read = HowToRead(columns=how.columns, days=how.days, latest=how.latest)
        # Of a sheet that is held: the key of each of its rows, and what its other rows became.
        self._keys: dict[str, str] = {}
        self._became: dict[str, str] = {}
        self._leaving: list[str] = []
        self._used: set[str] = set()

    def readings(self) -> Iterator[Reading]:
        """The readings to record, the version last; none where nothing is new."""
        if self._earlier is not None:
            self._compare(self._earlier)
        lists: list[str] = []
        before = set(self._earlier.lists) if self._earlier else set()
        rows: list[ListedRow] = []
        now: dict[str, str] = {}
        for raw, row in self._rows():
            listed, reading, was = self._row(raw, row)
            rows.append(listed)
            if was is not None and listed.page_id is not None:
                now[was] = listed.page_id
            if reading is not None:
                yield reading
            if len(rows) == ROWS_LISTED:
                yield from self._list(rows, lists, before)
                rows = []
        if rows:
            yield from self._list(rows, lists, before)
        yield from self._leave(now)
        self._version = replace(self._version, lists=tuple(lists))
        if self._earlier is None or not self._version.same_as(self._earlier):
            self.done.moved = True
            yield self._of_sheet()

    def _rows(self) -> Iterator[tuple[SheetRawRow, SheetRow | None]]:
        """Every row with what its page is made from; None for a blank one."""
        copies = self._opened.copies()
        for raw in self._opened.rows():
            row = None
            if not raw.is_blank:
                row = SheetRow(
                    sheet=self._how.name,
                    headings=self._opened.headings,
                    cells=raw.cells,
                    copy=copies.of(raw.cells),
                )
            yield raw, row

    def _compare(self, earlier: SheetVersion) -> None:
        """Which rows stayed, and what the others were before."""
        listed = [one for one in self._ledger.sheets.listed(earlier) if one.page_id is not None]
        self._keys = {str(one.page_id): one.key for one in listed}
        self._used = set(self._keys.values())
        stayed: set[str] = set()
        later: list[RowSign] = []
        ids: list[str] = []
        after = ""
        for _, row in self._rows():
            if row is None:
                continue
            page_id = self._page(row, "", 0).id
            if page_id in self._keys:
                after = page_id
                stayed.add(page_id)
            else:
                later.append(_sign(row.cells, self._how.columns, after))
                ids.append(page_id)
        self._leaving = [str(one.page_id) for one in listed if one.page_id not in stayed]
        held = self._ledger.sheets.rows(self._leaving)
        signs: list[RowSign] = []
        after = ""
        for one in listed:
            page_id = str(one.page_id)
            if page_id in stayed:
                after = page_id
            elif page_id in held:
                signs.append(_sign(held[page_id].row.cells, earlier.columns, after))
        self._leaving = [page_id for page_id in self._leaving if page_id in held]
        pairs = pair_rows(signs, later)
        self._became = {ids[new]: self._leaving[old] for new, old in pairs.items()}

    def _row(self, raw: SheetRawRow, row: SheetRow | None) -> tuple[ListedRow, Reading | None, str | None]:
        """The row as listed, its reading where it is to be recorded, and the page it was before."""
        if row is None:
            return ListedRow(None, cells=len(raw.cells)), None, None
        self.done.rows += 1
        page_id = self._page(row, "", 0).id
        stayed = self._keys.get(page_id)
        if stayed is not None and not self._read_anew:
            self.done.held += 1
            return ListedRow(page_id, stayed), None, None
        line = read_red_line(raw, self._how_to_read, headings=len(row.headings))
        was = self._became.get(page_id)
        key, twice = (stayed, False) if stayed is not None else self._key(row, page_id, was)
        if twice and not isinstance(line, Refusal):
            note = RowNote(
                "id-twice", f"row {raw.number}: the id “{self._id(row)}” stands in another row too", SheetSlot.ID
            )
            line = replace(line, notes=(*line.notes, note))
        by = self._by(raw.number)
        before = self._ledger.sheets.rows([was])[was].record_id if was is not None else None
        entered = EnteredRow(
            page=self._page(row, key, raw.number), row=row, columns=self._how.columns, line=line, by=by, before=before
        )
        reading = _read_safely(entered, self._engines)
        self._count(reading, stayed=stayed is not None, was=was)
        return ListedRow(page_id, key), reading, was

    def _count(self, reading: Reading, *, stayed: bool, was: str | None) -> None:
        if stayed:
            self.done.held += 1
        elif was is not None:
            self.done.changed += 1
        else:
            self.done.new += 1
        for refusal in reading.refusals:
            (self.done.noted if reading.document is not None else self.done.refused)[refusal.code] += 1
            self._told(reading.page.address, refusal)

    def _key(self, row: SheetRow, page_id: str, was: str | None) -> tuple[str, bool]:
        """What the row is known by from now on, and whether its own id is another row's."""
        id_ = self._id(row)
        if was is not None:
            return self._keys[was], False
        twice = bool(id_) and id_ in self._used
        key = id_ if id_ and not twice else page_id.removeprefix("page-")[:KEY_CHARS]
        self._used.add(key)
        return key, twice

    def _id(self, row: SheetRow) -> str:
        return _cell(row.cells, self._how.columns, SheetSlot.ID)

    def _page(self, row: SheetRow, key: str, number: int) -> Page:
        return row.page(row=row_address(self._how.name, number), key=key)

    def _by(self, row: int | None) -> ByHand:
        how = self._how
        return ByHand(by=how.by, on=how.at.date(), version=self.done.version, sheet=how.name, row=row)

    def _list(self, rows: Sequence[ListedRow], lists: list[str], before: set[str]) -> Iterator[Reading]:
        page = self._sheet_page(list_body(rows), given_id=None)
        lists.append(page.id)
        if page.id not in before:
            yield Reading.saying_nothing(page, reader=self._by(None).reader)

    def _leave(self, now: dict[str, str]) -> Iterator[Reading]:
        """Rows of the earlier version that stand in this one no more, or with other cells."""
        held = self._ledger.sheets.rows(self._leaving)
        for page_id in self._leaving:
            row = held[page_id]
            self.done.gone += page_id not in now
            page = row.row.page(row=row.address, key=self._keys[page_id])
            yield leave_sheet(page, self._by(None), now=now.get(page_id))

    def _of_sheet(self) -> Reading:
        """The version: how the file was written, what its columns hold, which pages list its rows."""
        page = self._sheet_page(self._version.body(), given_id=self._how.name)
        by = self._by(None)
        headings = self._version.headings
        lines = [
            f"{by.sheet}, version {by.version}: {self.done.rows:,} red lines {str(by).partition(', from')[0]}",
            *(
                f"{slot}: {' '.join(headings[at].split()) or f'column {at + 1}'}"
                for slot, at in self._how.columns.items()
            ),
        ]
        blocks, start = [], 0
        for line in lines:
            blocks.append(Block(BlockRole.TABLE, Span(start, start + len(line))))
            start += len(line) + 2
        document = Document(
            page_id=page.id,
            text="\n\n".join(lines),
            blocks=tuple(blocks),
            source_map=SourceMap(()),
            title=f"{by.sheet}, version {by.version}",
        )
        return replace(Reading.saying_nothing(page, reader=by.reader), document=document)

    def _sheet_page(self, body: bytes, *, given_id: str | None) -> Page:
        return Page(
            address=self._how.name,
            body=body,
            kind=PageKind.SHEET,
            encoding="utf-8",
            encoding_basis="default",
            given_id=given_id,
        )


def _read_safely(entered: EnteredRow, engines: Engines) -> Reading:
    """The reading; what a room raises becomes a refusal of the row, and is logged in full."""
    try:
        return read_row(entered, engines)
    except Exception as error:  # noqa: BLE001 - the wall between one strange row and the rest of a long sheet
        tell(
            logger,
            LogEvent.READER_FAILED,
            words=f"reading {entered.page.address} failed",
            error=error,
            at=entered.page.address,
        )
        reason = f"reading it raised {type(error).__name__}: a fault of onrecord, not of the row: please report it"
        refusal = Refusal("walk", "reader-failed", f"row {entered.by.row}: {reason}")
        return Reading.refused(entered.page, refusal, reader=entered.by.reader)


def _sign(cells: tuple[str, ...], columns: dict[SheetSlot, int], after: str) -> RowSign:
    agent, action, trigger = (
        _cell(cells, columns, slot) for slot in (SheetSlot.AGENT, SheetSlot.ACTION, SheetSlot.TRIGGER)
    )
    return RowSign(id=_cell(cells, columns, SheetSlot.ID), says=(agent, action, trigger), cells=cells, after=after)


def _cell(cells: tuple[str, ...], columns: dict[SheetSlot, int], slot: SheetSlot) -> str:
    at = columns.get(slot)
    return cells[at].strip() if at is not None and at < len(cells) else ""
