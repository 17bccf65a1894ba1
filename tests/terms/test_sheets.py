"""Sheets as bodies of pages and as text, and back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.terms.red_lines import DayOrder, SheetSlot
from onrecord.terms.sheets import Dialect, ListedRow, SheetRow, SheetVersion, list_body, listed_in, marked, unmarked

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["", " ", '"', "a\nb", "a\r\nb", "a,b", "=1+1", "'=1", "''@x", "-5", "+x", "@y", "\tz", "ā", "𝔘", " x "]
)


@given(CELLS)
def test_a_mark_comes_off_again(cell: str) -> None:
    assert unmarked(marked(cell)) == cell


@given(CELLS)
def test_no_marked_cell_is_run(cell: str) -> None:
    assert not marked(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(rows=st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=4))
def test_a_row_is_what_a_reader_of_csv_reads(rows: list[list[str]], delimiter: str) -> None:
    dialect = Dialect(encoding="utf-8", has_mark=False, delimiter=delimiter, line_end="\r\n", ends_in_line=True)
    text = "".join(dialect.row(row) + "\r\n" for row in rows)
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)) == rows


@given(cells=st.lists(CELLS, max_size=5), headings=st.lists(CELLS, max_size=5), copy=st.integers(1, 3))
def test_a_row_is_kept_whole_and_its_cells_are_found_in_it(cells: list[str], headings: list[str], copy: int) -> None:
    row = SheetRow(sheet="lines.csv", headings=tuple(headings), cells=tuple(cells), copy=copy)
    assert SheetRow.of(row.body()) == row
    text = row.body().decode()
    for cell, place in zip(cells, row.places(), strict=True):
        assert place is None or text[place : place + len(cell)] == cell


def test_a_row_is_the_same_page_wherever_it_stands() -> None:
    row = SheetRow(sheet="lines.csv", headings=("a",), cells=("x",))
    assert row.page(row="lines.csv row 2", key="k").id == row.page(row="lines.csv row 9", key="other").id


def test_a_list_of_rows_and_a_version_come_back() -> None:
    rows = (ListedRow("page-1", "RL-1"), ListedRow(None, cells=0), ListedRow(None, cells=3), ListedRow("page-2", "x"))
    assert listed_in(list_body(rows)) == rows
    version = SheetVersion(
        sheet="lines.csv",
        version=2,
        by="Ada",
        on="2026-03-02",
        sha256="0" * 64,
        dialect=Dialect(encoding="cp1252", has_mark=False, delimiter=";", line_end="\r\n", ends_in_line=False),
        headings=("Country", ""),
        columns={SheetSlot.AGENT: 0, SheetSlot.ACTION: 1},
        days=DayOrder.DAY_FIRST,
        engines="none",
        lists=("page-3",),
        rows=4,
    )
    assert SheetVersion.of(version.body()) == version
