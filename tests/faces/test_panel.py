"""`onrecord panel`: as CSV and Parquet, as pandas and R take it, and what it refuses."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal
from tests.faces.conftest import Run
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

MARCH, MAY = date(2026, 3, 5), date(2026, 5, 9)
NAMES = ('The "Old" Guard, 2nd', "O'Higgins Front", "=1+1", "Unión\nPatriótica #1", "NA")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("panel") / "ledger.db"
    with open_ledger(path) as book:
        book.record(said(MARCH, "RUS", Modal.WILL, "attack Finland", target="FIN"), recorded_at=NOON)
        book.record(said(MAY, "RUS", Modal.WILL, "wait"), recorded_at=NOON)
        book.record(happened(MARCH, "BLR", EventType.AID, "POL"), recorded_at=NOON)
        for n, name in enumerate(NAMES):
            reading = said(MAY, "FIN", Modal.WILL, "vote", number=n)
            book.record(replace(reading, norms=(replace(reading.norms[0], agent_id=name),)), recorded_at=NOON)
    return path


def test_csv_on_standard_output_and_what_is_left_out_beside(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("panel", "--by", "dyad", "--ledger", ledger)
    assert ran.returncode == 0
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert [(r["actor"], r["target"], r["year_month"], r["norms"], r["events"]) for r in rows] == [
        ("BLR", "POL", "2026-03", "0", "1"),
        ("RUS", "FIN", "2026-03", "1", "0"),
    ]
    assert ran.stderr.splitlines() == [
        "6 norms in no row: no target is known (6)",
        "2 rows: 2 pairs, 2026-03 to 2026-03",
    ]


def test_pandas_takes_each_column_as_its_type(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    out = tmp_path / "panel.csv"
    assert onrecord("panel", "--balanced", "--out", out, "--ledger", ledger).returncode == 0
    frame = pandas.read_csv(out, keep_default_na=False, na_values=[""])
    assert len(frame) == (2 + len(NAMES)) * 3
    counts = frame.drop(columns=[c for c in frame if c.startswith(("actor", "year_month"))])
    assert set(counts.dtypes.map(str)) == {"int64"}
    assert frame.groupby("actor").year_month.nunique().unique().tolist() == [3]
    assert frame.set_index(["actor", "year_month"]).index.is_unique
    assert frame[frame.actor == "RUS"].actor_gw.unique().tolist() == [365]
    assert frame[frame.actor == "NA"].actor_iso3.isna().all()
    assert set(NAMES[:2]) <= set(frame.actor)


def test_rs_read_csv_takes_it_as_it_stands(ledger: Path, onrecord: Run) -> None:
    """By R's own rules, where R is not there: `read.csv(file, na.strings = "")`, which is sep ",", quote "\\"", a quote
    inside doubled, no comment, and a column of numbers where every cell but the empty ones is one (?type.convert)."""
    ran = onrecord("panel", "--balanced", "--ledger", ledger)
    lines = list(csv.reader(io.StringIO(ran.stdout, newline=""), strict=True, doublequote=True))
    header, rows = lines[0], lines[1:]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._]*", name) for name in header)  # check.names renames nothing
    assert {len(row) for row in rows} == {len(header)}
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    text = {"year_month", "actor", "actor_name", "actor_kind", "actor_iso3", "actor_cow_abbreviation"}
    for name, cells in columns.items():
        numbers = [bool(re.fullmatch(r"-?\d{1,9}", cell)) for cell in cells if cell]
        assert all(numbers) if name not in text else not any(numbers), name
    assert not any("\0" in cell for cells in columns.values() for cell in cells)
    assert [name for name, cells in columns.items() if "" in cells] == [
        *("actor_iso3", "actor_cow", "actor_cow_abbreviation", "actor_gw"),
    ]


def test_what_a_spreadsheet_would_run_is_text(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("panel", "--ledger", ledger)
    assert {row["actor"] for row in csv.DictReader(io.StringIO(ran.stdout))} >= {"'=1+1"}


def test_parquet_has_the_same_rows(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    assert onrecord("panel", "--format", "parquet", "--out", out, "--ledger", ledger).returncode == 0
    table = pyarrow.parquet.read_table(out)
    told = csv.DictReader(io.StringIO(onrecord("panel", "--ledger", ledger).stdout))
    rows = [{k: "" if v is None else str(v) for k, v in row.items()} for row in table.to_pylist()]
    assert len(rows) == 8
    for row, cells in zip(rows, told, strict=True):
        assert {k: v.replace("'=", "=") for k, v in cells.items()} == row
    assert str(table.schema.field("norms").type) == str(table.schema.field("actor_gw").type) == "int64"


def test_parquet_goes_to_standard_output_as_it_is(ledger: Path, tmp_path: Path) -> None:
    assert (
        CliRunner()
        .invoke(app, ["panel", "--format", "parquet", "--ledger", str(ledger)])
        .stdout_bytes.startswith(b"PAR1")
    )


def test_the_codebook_is_written_beside(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    book = tmp_path / "codebook.md"
    ran = onrecord("panel", "--by", "dyad", "--codebook", book, "--ledger", ledger)
    told = book.read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in told for name in ran.stdout.splitlines()[0].split(","))


def test_one_actor_by_any_name(ledger: Path, onrecord: Run) -> None:
    ran = onrecord(
        "panel", "--actor", "Belarus", "--actor", "365", "--from", "2026-03", "--to", "2026-04", "--ledger", ledger
    )
    assert [row["actor"] for row in csv.DictReader(io.StringIO(ran.stdout))] == ["BLR", "RUS"]


@pytest.mark.parametrize(
    "options, code, said",
    [
        (("--actor", "Russsia"), 1, "onrecord: no actor is called 'Russsia'; did you mean Russia"),
        (("--by", "dyad", "--target", "Finnland"), 1, "onrecord: no actor is called 'Finnland'; did you mean Finland"),
        (("--from", "2026-13"), 2, "'2026-13' is no month"),
        (("--from", "2026-04", "--to", "2026-03"), 2, "2026-04 lies after 2026-03"),
        (("--target", "FIN"), 2, "it belongs to --by dyad"),
        (("--by", "week"), 2, "'week' is not one of"),
        (("--out", "/nowhere/at/all.csv"), 1, "No such file or directory"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    ledger: Path, onrecord: Run, options: tuple[str, ...], code: int, said: str
) -> None:
    ran = onrecord("panel", *options, "--ledger", ledger)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert said in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr


def test_a_panel_without_a_row_has_its_header(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("panel", "--from", "2031-01", "--ledger", ledger)
    assert ran.returncode == 1
    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr.splitlines()[-1] == "0 rows: 0 actors"
