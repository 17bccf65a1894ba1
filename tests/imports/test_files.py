"""Files as they come: compressed, cut short, re-encoded, shuffled, with rows that are none."""

import gzip
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.imports import OpenedFile, open_files
from onrecord.imports.cells import BadCell, bounds
from onrecord.terms.imports import ImportedRow, ImportFormat, RefusedRow
from tests.imports.conftest import FILES, events, opened, refused

Find = Callable[[str], Path]
NAMES = ("polecat.txt", "acled.csv", "gdelt.csv", "icews.tab")


def refusals(path: Path) -> list[tuple[int, str]]:
    return [(r.line, r.code) for r in opened(path).rows() if isinstance(r, RefusedRow)]


@pytest.mark.parametrize(
    "name, layout",
    list(zip(NAMES, (ImportFormat.POLECAT, ImportFormat.ACLED, ImportFormat.GDELT, ImportFormat.ICEWS), strict=True)),
)
def test_the_layout_is_seen(name: str, layout: ImportFormat) -> None:
    file = opened(FILES / name).file
    assert (file.format, file.encoding, file.encoding_basis, file.notes) == (layout, "utf-8", "content", ())
    assert opened(FILES / name, forced=layout).file == file


@pytest.mark.parametrize("name", NAMES)
def test_compressed_files_are_the_same_import(name: str, tmp_path: Path) -> None:
    plain = opened(FILES / name)
    squeezed = tmp_path / "a.gz"
    squeezed.write_bytes(gzip.compress((FILES / name).read_bytes()))
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.write(FILES / name, name)
        zipped.writestr("__MACOSX/._" + name, b"shadow")
    for path, called in ((squeezed, str(squeezed)), (archive, f"{archive}:{name}")):
        other = opened(path)
        assert (other.file.id, other.file.name) == (plain.file.id, called)
        assert list(other.rows()) == list(plain.rows())


def test_an_archive_holds_many_files(tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for name in (*NAMES, "readme.md"):
            zipped.writestr(name, (FILES / name).read_bytes() if name in NAMES else b"# Nothing to see\n")
    found = list(open_files(archive))
    assert [isinstance(f, OpenedFile) for f in found] == [True] * 4 + [False]


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_file_cut_anywhere_loses_at_most_its_last_row(name: str, tmp_path: Path) -> None:
    whole = (FILES / name).read_bytes()
    rows = list(opened(FILES / name).rows())
    cut = tmp_path / name
    cut.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 40])
    found = list(opened(cut).rows())
    assert found[:-1] == rows[:-1]
    assert isinstance(found[-1], RefusedRow)
    assert found[-1].code in ("cells", "quotes")
    assert found[-1].line == rows[-1].line
    assert opened(cut).file.notes == ("the last line has no line end: the file may be cut short",)


def test_a_compressed_file_cut_short_gives_what_is_left_and_says_so(tmp_path: Path) -> None:
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress((FILES / "gdelt.csv").read_bytes() * 50)[:-30])
    rows = list(opened(cut).rows())
    assert sum(isinstance(r, ImportedRow) for r in rows) > 3
    last = rows[-1]
    assert isinstance(last, RefusedRow)
    assert last.code == "cut-short"
    assert "the compressed file is cut short or damaged" in last.reason


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    with zipfile.ZipFile(cut, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.write(FILES / "gdelt.csv", "gdelt.csv")
    cut.write_bytes(cut.read_bytes()[:-40])
    assert "cut short or damaged" in refused(cut).reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["acled.csv", "icews.tab"])
def test_a_re_encoded_file_gives_the_same_events(name: str, encoding: str, tmp_path: Path) -> None:
    other = tmp_path / name
    other.write_bytes((FILES / name).read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    assert events(other) == events(FILES / name)
    file = opened(other).file
    if encoding == "cp1252":
        assert (file.encoding, file.encoding_basis) == ("cp1252", "guessed")
        assert "not UTF-8: read as cp1252, which is a guess" in file.notes[0]
        assert opened(other, encoding="latin-1").file.encoding_basis == "given"


def test_one_bad_byte_costs_one_row(tmp_path: Path) -> None:
    other = tmp_path / "a.csv"
    whole = (FILES / "gdelt.csv").read_bytes()
    other.write_bytes(whole.replace(b"UKRAINE", b"UKR\xffINE", 1) + whole.replace(b"90000000", b"90000001"))
    assert refusals(other) == [(1, "encoding")]
    (row,) = (r for r in opened(other).rows() if isinstance(r, RefusedRow))
    assert "is not utf-8" in row.reason


@pytest.mark.parametrize("name", ["polecat.txt", "icews.tab"])
def test_columns_may_come_in_any_order_and_optional_ones_may_be_missing(name: str, tmp_path: Path) -> None:
    lines = [line.split("\t") for line in (FILES / name).read_text(encoding="utf-8").splitlines()]
    order = sorted(range(len(lines[0])), key=lambda i: lines[0][i][::-1])
    shuffled = tmp_path / name
    shuffled.write_text("".join("\t".join(line[i] for i in order) + "\n" for line in lines), encoding="utf-8")
    assert [e.id for e in events(shuffled)] == [e.id for e in events(FILES / name)]
    kept = [i for i in order if lines[0][i] not in ("Latitude", "Publisher", "Source", "Version")]
    shuffled.write_text("".join("\t".join(line[i] for i in kept) + "\n" for line in lines), encoding="utf-8")
    found = events(shuffled)
    assert [(e.type, e.actor, e.latitude, e.publisher) for e in found] == [
        (e.type, e.actor, None, None) for e in events(FILES / name)
    ]
    (note,) = opened(shuffled).file.notes
    assert set(note.removeprefix("no column ").split(", ")) == {
        "'Latitude'",
        "'Publisher'" if "icews" in name else "'Source'",
    }


def test_a_semicolon_and_other_capitals_are_a_header_too(tmp_path: Path) -> None:
    head = "Event Date;EVENT_TYPE;actor1;Sub-Event Type;country;iso;inter1;notes"
    text = head + "\n2023-02-16;Battles;Rebels;;Mali;466;2;a\n"
    path = tmp_path / "acled.csv"
    path.write_text(text, encoding="utf-8")
    (event,) = events(path)
    assert (event.code, event.place_state, event.words) == ("Battles", "MLI", "a")


def test_a_column_no_event_can_be_without(tmp_path: Path) -> None:
    path = tmp_path / "polecat.txt"
    path.write_text((FILES / "polecat.txt").read_text(encoding="utf-8").replace("Event Type", "Kind"), encoding="utf-8")
    assert refused(path).code == "layout"
    assert "a column is missing without which a row is no event: 'Event Type'" in refused(path).reason


def test_gdelt_of_version_1_has_fewer_columns(tmp_path: Path) -> None:
    lines = [line.split("\t") for line in (FILES / "gdelt.csv").read_text(encoding="utf-8").splitlines()]
    path = tmp_path / "20130401.export.CSV"
    for line in lines:
        for at in (55, 47, 39):  # the ADM2 codes
            del line[at]
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    assert [e.id for e in events(path)] == [e.id for e in events(FILES / "gdelt.csv")]


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty"),
        (b"\n\n \n", "empty"),
        (b"a,b,c\n1,2,3\n", "layout"),
        (b"<html>", "layout"),
        (b"\x00\x01\x02\x03" * 999, "not-text"),
        (b"PK\x03\x04 no archive", "cut-short"),
        (b"\x1f\x8b no gzip", "cut-short"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert refused(path).code == code
    assert str(path) in refused(path).reason


@pytest.mark.parametrize(("flags", "code"), [(None, "empty"), (b"\x01", "unreadable")])
def test_an_archive_that_holds_nothing_to_open_is_refused(flags: bytes | None, code: str, tmp_path: Path) -> None:
    """Nothing at all; a file behind a password."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("folder/", b"")
        if flags is not None:
            zipped.writestr("gdelt.csv", (FILES / "gdelt.csv").read_bytes())
    if flags is not None:
        body = bytearray(path.read_bytes())
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            body[body.rindex(mark) + at] |= flags[0]
        path.write_bytes(body)
    assert refused(path).code == code


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "none").reason
    assert "Is a directory" in refused(tmp_path).reason


def test_a_file_that_is_another_format_than_was_said() -> None:
    assert "this is not the acled layout" in refused(FILES / "gdelt.csv", forced=ImportFormat.ACLED).reason
    assert "this is not the gdelt layout" in refused(FILES / "acled.csv", forced=ImportFormat.GDELT).reason


def test_bad_rows_are_refused_one_by_one(tmp_path: Path) -> None:
    head, *rows = (FILES / "acled.csv").read_text(encoding="utf-8").split("\n", 1)
    first = rows[0]
    bad = [
        first.split("\n")[0],  # its quotation mark never closes
        "X1,2023-02-30,2023,1,Political violence,Battles" + "," * 25,
        "X2,2023-02-16,2023,1,Political violence,Sports" + "," * 25,
        "X3,2023-02-16,2023,1,Political violence,Battles" + "," * 17 + "95,10" + "," * 7,
        "too,short",
        "X4,2023-02-16,2023,1,Political violence,Battles" + "," * 23 + "many,,",
    ]
    path = tmp_path / "acled.csv"
    path.write_text("\n".join([head, *bad, "", first]), encoding="utf-8")
    found = list(opened(path).rows())
    assert [(r.line, r.code) for r in found if isinstance(r, RefusedRow)] == [
        (2, "quotes"), (3, "date"), (4, "code"), (5, "coordinate"), (6, "cells"), (7, "number"),
    ]  # fmt: skip
    assert [r.event for r in found if isinstance(r, ImportedRow)] == events(FILES / "acled.csv")
    texts = [r.text for r in found if isinstance(r, RefusedRow)]
    assert texts[4] == "too,short"


def test_a_mark_that_never_closes_takes_no_other_row_with_it(tmp_path: Path) -> None:
    head = (FILES / "acled.csv").read_text(encoding="utf-8").partition("\n")[0]
    path = tmp_path / "acled.csv"
    row = "X{},2023-02-16,2023,1,Political violence,Battles,,a,,,,,,,,,,Mali,,,,,,,,,,note{},0,,1\n"
    rows = "".join(row.format(n, "") for n in range(300))
    path.write_text(
        head + "\n" + row.format("a", ' "open').replace(',note "open', ',"note open') + rows, encoding="utf-8"
    )
    found = list(opened(path).rows())
    assert [(r.line, r.code) for r in found if isinstance(r, RefusedRow)] == [(2, "quotes")]
    assert sum(isinstance(r, ImportedRow) for r in found) == 300


def test_a_line_without_end_is_skipped_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "gdelt.csv"
    whole = (FILES / "gdelt.csv").read_bytes()
    path.write_bytes(whole + b"x" * 3_000_000 + b"\n" + whole.replace(b"90000000", b"90000001"))
    assert refusals(path) == [(6, "too-long")]
    assert sum(isinstance(r, ImportedRow) for r in opened(path).rows()) == 10


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_no_bytes_make_it_raise_and_every_line_is_accounted_for(data: st.DataObject, name: str, tmp_path: Path) -> None:
    whole = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    path = tmp_path / "x"
    path.write_bytes(bytes(whole))
    for file in open_files(path):
        if isinstance(file, OpenedFile):
            rows = list(file.rows())
            lines = [r.line for r in rows if isinstance(r, RefusedRow)] + [
                r.line for r in rows if isinstance(r, ImportedRow)
            ]
            assert len(lines) == len(rows) == len(set(lines)) or any(
                isinstance(r, RefusedRow) and r.code == "cut-short" for r in rows
            )


@pytest.mark.xfail(strict=True, reason="an ICEWS file of 2017 without CAMEO codes is refused whole, with its reason")
def test_an_icews_file_without_codes_is_coded_by_its_event_text(tmp_path: Path) -> None:
    lines = [line.split("\t") for line in (FILES / "icews.tab").read_text(encoding="utf-8").splitlines()]
    at = lines[0].index("CAMEO Code")
    path = tmp_path / "2017.tab"
    path.write_text("\n".join("\t".join(c for i, c in enumerate(row) if i != at) for row in lines), encoding="utf-8")
    assert [e.type for e in events(path)] == [e.type for e in events(FILES / "icews.tab")]


def test_rows_in_another_encoding_behind_are_refused_and_the_others_read(tmp_path: Path) -> None:
    """Seen: the same rows in UTF-16 behind a UTF-8 file made all of it be read as UTF-16, and half was gone unsaid."""
    plain = (FILES / "acled.csv").read_bytes()
    path = tmp_path / "mixed.csv"
    path.write_bytes(plain + plain.decode().encode("utf-16-le"))
    rows = list(opened(path).rows())
    assert [r.event for r in rows if isinstance(r, ImportedRow)] == events(FILES / "acled.csv")
    assert {r.code for r in rows if isinstance(r, RefusedRow)} == {"encoding"}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_8_behind_utf_16_is_refused_and_the_others_read(mark: str, tmp_path: Path) -> None:
    plain = (FILES / "acled.csv").read_bytes()
    path = tmp_path / "mixed.csv"
    path.write_bytes((mark + plain.decode()).encode("utf-16-le") + plain)
    rows = list(opened(path).rows())
    assert [r.event for r in rows if isinstance(r, ImportedRow)] == events(FILES / "acled.csv")
    assert [r for r in rows if isinstance(r, RefusedRow)]


@pytest.mark.parametrize("day", ["99991231", "20240101"])
def test_what_has_not_come_yet_did_not_happen(day: str, tmp_path: Path) -> None:
    """Seen: GDELT rows of the year 9999 were events."""
    rows = (FILES / "gdelt.csv").read_bytes().splitlines(keepends=True)
    path = tmp_path / "gdelt.csv"
    first = rows[0].split(b"\t")
    path.write_bytes(b"\t".join([first[0], day.encode(), *first[2:]]) + b"".join(rows[1:]))
    told = [r for r in opened(path, latest=date(2023, 12, 31)).rows() if isinstance(r, RefusedRow)]
    assert [(r.line, r.code) for r in told] == [(1, "date")]
    assert "has not come yet" in told[0].reason


@pytest.mark.parametrize("precision", ["2", "3"])
def test_the_end_of_the_calendar_is_no_traceback(precision: str) -> None:
    with pytest.raises(BadCell, match="end of the calendar"):
        bounds(date.max, precision=precision)


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.csv")
    assert "a pipe" in refused(tmp_path / "p.csv").reason
