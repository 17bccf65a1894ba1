"""Files of sheets: what is kept of them exactly, and which are refused as a whole."""

import gzip
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.imports.sheets import MOST_ROW_CHARS, OpenedSheet, SheetRefused, open_sheet
from onrecord.terms.sheets import Dialect

LETTERS = "abc ÄéŁ€ж中\U0001f6a9,;\t|\"'=+-@\r\n\u2028\x07"
CELLS = st.text(LETTERS, max_size=8)
# The delimiter stands in them for "b", and no other sign that may part cells: the delimiter is taken for the sign that
# parts the headings into most cells.
HEADING = st.text('abcÄ "\n', max_size=5).map("h{}".format)


def put(folder: Path, data: bytes, name: str = "lines.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def written(sheet: OpenedSheet) -> bytes:
    """The file again, from what was read of it."""
    d = sheet.dialect
    lines = [d.row(sheet.headings), *(d.row(row.cells) for row in sheet.rows())]
    text = d.line_end.join(lines) + (d.line_end if d.ends_in_line else "")
    return (("\ufeff" if d.has_mark else "") + text).encode(d.encoding)


DIALECTS = st.builds(
    Dialect,
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    has_mark=st.just(True),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    ends_in_line=st.booleans(),
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headings=st.lists(HEADING, min_size=2, max_size=4, unique=True),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6),
    dialect=DIALECTS,
)
def test_every_cell_comes_back_in_every_dialect(
    headings: list[str], rows: list[list[str]], dialect: Dialect, tmp_path: Path
) -> None:
    headings = [heading.replace("b", dialect.delimiter) for heading in headings]
    text = dialect.line_end.join(map(dialect.row, [headings, *rows])) + (dialect.line_end * dialect.ends_in_line)
    path = put(tmp_path, ("\ufeff" + text).encode(dialect.encoding))
    sheet = open_sheet(path)
    assert [list(row.cells) for row in sheet.rows()] == rows
    assert sheet.headings == tuple(headings)
    assert written(sheet) == path.read_bytes()


@pytest.mark.parametrize(
    "encoding, mark, codec",
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_how_it_is_written_is_told_and_kept(encoding: str, mark: bytes, codec: str, tmp_path: Path) -> None:
    text = "Land;Deed;Note\r\nTürkei;schließen – „so“;é\r\nUngarn;é;é\r\n"
    sheet = open_sheet(put(tmp_path, mark + text.encode(encoding)))
    assert (sheet.dialect.encoding, sheet.dialect.has_mark, sheet.dialect.delimiter) == (codec, bool(mark), ";")
    assert written(sheet) == mark + text.encode(encoding)
    assert ("is a guess" in " ".join(sheet.notes)) == (codec == "cp1252")


def test_ten_thousand_rows_come_back_byte_for_byte(tmp_path: Path) -> None:
    chance = random.Random(7)
    dialect = Dialect(encoding="utf-8", has_mark=True, delimiter=";", line_end="\r\n", ends_in_line=True)
    rows = [["".join(chance.choices(LETTERS, k=chance.randrange(9))) for _ in range(5)] for _ in range(10_000)]
    rows += [["", "", "", "", ""], [], [""], rows[5], rows[5]]
    text = "".join(dialect.row(row) + "\r\n" for row in [["a", "b", "c", "d", "e"], *rows])
    sheet = open_sheet(put(tmp_path, ("\ufeff" + text).encode()))
    assert sheet.rows_held == 10_005
    assert written(sheet) == ("\ufeff" + text).encode()
    copies = sheet.copies()
    assert [copies.of(tuple(rows[5])) for _ in range(3)] == [1, 2, 3]
    assert copies.of(tuple(rows[6])) == 1


@pytest.mark.parametrize(
    "data, code, words",
    [
        (b"", "empty", "the file is empty"),
        (b"\n\nCountry,Deed\n", "no-headings", "the first row must name the columns"),
        (b" , ,\nBelarus,join,\n", "no-headings", "no cell of the first row names a column"),
        (
            b'Country,Deed\nBelarus,"join the war\nRussia,x\n',
            "quotes",
            "row 2 opens a quotation mark that nothing closes",
        ),
        (b'Country,Deed\nBelarus,"join" the war\n', "quotes", "row 2 closes a quotation mark before its cell ends"),
        (b"Country,Deed\nBelarus,a\0b\n", "not-text", "row 2 holds a zero character"),
        (b"\0\1Country\n", "not-text", "zero bytes"),
        ("Country,Deed\nÄé,é\nÖ,ö\n".encode() + b"x,\x92\n", "encoding", "0x92) that is not utf-8"),
        (b"Country,Deed\nx,\x81\n", "encoding", "0x81) that is not cp1252"),
        (b"Country,Deed\nx," + b"y" * (MOST_ROW_CHARS + 9), "too-long", "row 2 goes on for more than"),
        (b"a,b\nx," + b'"' + b"y\n" * (MOST_ROW_CHARS), "too-long", "a quotation mark in it may never close"),
        (b",".join(b"h%d" % n for n in range(1_500)) + b"\n", "too-wide", "1,500 columns"),
    ],
)
def test_what_could_not_be_written_back_is_refused_as_a_whole(
    data: bytes, code: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(SheetRefused, match="Nothing of it was taken") as refused:
        open_sheet(put(tmp_path, data))
    assert refused.value.code == code
    assert words in str(refused.value)


def test_the_wrong_encoding_that_was_said_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, "Country,Deed\nTürkei,x\n".encode("cp1252"))
    with pytest.raises(SheetRefused, match="not utf-8: say what the file is written in"):
        open_sheet(path, encoding="utf-8")
    assert open_sheet(path, encoding="cp1252").notes == ()


def test_a_workbook_and_an_archive_are_refused_and_gzip_is_opened(tmp_path: Path) -> None:
    with pytest.raises(SheetRefused, match="save the sheet as CSV"):
        open_sheet(put(tmp_path, b"PK", "lines.xlsx"))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n")
        archive.writestr("b.csv", "a,b\n")
    with pytest.raises(SheetRefused, match="holds 2 files"):
        open_sheet(tmp_path / "two.zip")
    with pytest.raises(SheetRefused, match="cannot be opened"):
        open_sheet(tmp_path / "not there.csv")
    sheet = open_sheet(put(tmp_path, gzip.compress(b"a,b\n1,2\n"), "lines.csv.gz"))
    assert (sheet.name, sheet.headings) == ("lines.csv", ("a", "b"))
    with pytest.raises(SheetRefused, match="cut short"):
        open_sheet(put(tmp_path, gzip.compress(b"a,b\n1,2\n" * 99)[:-9], "cut.csv.gz"))


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    sheet = open_sheet(put(tmp_path, b'a,b\n"1\n2",3\n\n,\n4,5'))
    assert [(row.number, row.cells, row.is_blank) for row in sheet.rows()] == [
        (2, ("1\n2", "3"), False),
        (3, (), True),
        (4, ("", ""), True),
        (5, ("4", "5"), False),
    ]
    assert not sheet.dialect.ends_in_line


def test_an_exports_own_columns_are_left_out(tmp_path: Path) -> None:
    sheet = open_sheet(put(tmp_path, b"a,b,onrecord id,onrecord status\n1,2,rec-1,met\n"))
    assert (sheet.headings, [row.cells for row in sheet.rows()]) == (("a", "b"), [("1", "2")])
    assert "2 columns at its end" in " ".join(sheet.notes)


def test_an_exports_marks_come_off_when_somebody_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, b"a,'=b\n'=1+1,'-5\n''=x,'tis\n")
    kept, off = open_sheet(path), open_sheet(path, marks_off=True)
    assert "3 cells" in " ".join(kept.notes)
    assert "--marked" in " ".join(kept.notes)
    assert off.notes == ()
    assert (off.headings, [row.cells for row in off.rows()]) == (("a", "=b"), [("=1+1", "-5"), ("'=x", "'tis")])
    assert [row.cells for row in kept.rows()] == [("'=1+1", "'-5"), ("''=x", "'tis")]


def test_a_long_file_is_never_held(tmp_path: Path) -> None:
    import tracemalloc

    path = put(tmp_path, b"a,b,c\n" + b"Belarus,join the war,a soldier crosses the border%s\n" % (b" x" * 400) * 8_000)
    tracemalloc.start()
    sheet = open_sheet(path)
    assert sum(1 for _ in sheet.rows()) == 8_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000  # the file has 6.8 MB; of each row eight bytes are held
