"""A ledger as a data frame: the same rows as the CSV, each column of its type."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import happened, said

import onrecord
from onrecord.ledger import JudgementKind, Ledger, open_ledger
from onrecord.questions.errors import FrameUnavailable, NoDay, NoSuchFrame
from onrecord.questions.exports import rows
from onrecord.questions.exports.columns import Holds
from onrecord.questions.frames import LIBRARIES, TABLES, frame
from onrecord.terms.events import EventType
from onrecord.terms.pages import RefusedPage
from onrecord.terms.records import Modal, Mode
from onrecord.terms.refusals import Refusal

LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Odd characters, a condition, a last day, an event, a page that was refused, judgements."""
    with open_ledger(None) as ledger:
        ledger.record_many(
            [make_reading(i, extra=e) for i, e in enumerate(("", " 😀 é", ' \x00\ud800 <&> "x", =1'))], recorded_at=NOON
        )
        trigger = {"mode": Mode.IF, "trigger": "Poland attacks", "trigger_pattern": "POL ASSAULT BLR"}
        day = date(2021, 3, 1)
        ledger.record(said(day, "BLR", Modal.WILL, "send troops", due=date(2021, 9, 1), **trigger), recorded_at=NOON)  # type: ignore[arg-type]
        ledger.record(happened(date(2021, 4, 1), "POL", EventType.ASSAULT, "BLR"), recorded_at=NOON)
        refused = RefusedPage(address="nowhere.html", refusal=Refusal("pages", "not-found", "no page is there"))
        ledger.record_refused(refused, recorded_at=NOON)
        troops = next(n for e in ledger.entries() for n in e.norms if n.slot("trigger") == "Poland attacks")
        ledger.judge(troops.id, JudgementKind.CONFIRM, by="Ada", at=NOON)
        ledger.judge(troops.id, JudgementKind.CORRECT, by="Ada", at=LATER, slots=("modal=ready",), note="=1+1")
        yield ledger


def columns(table: Any, library: str) -> dict[str, list[Any]]:
    """The values by column, whichever library holds them; None where there is none."""
    if library == "polars":
        found: dict[str, list[Any]] = table.to_dict(as_series=False)
        return found
    return {
        name: [None if missing else v for v, missing in zip(table[name], table[name].isna(), strict=True)]
        for name in table
    }


@pytest.mark.parametrize("library", LIBRARIES)
def test_norms_are_the_rows_of_the_csv(ledger: Ledger, library: str) -> None:
    pytest.importorskip(library)
    written = list(csv.DictReader(io.StringIO(rows.as_csv(ledger.entries(), raw=True), newline="")))
    held = columns(frame(ledger, library=library), library)
    assert tuple(held) == rows.COLUMNS

    def cell(value: Any) -> str:
        return "" if value is None else str(value)[:10] if hasattr(value, "year") else str(value)

    got = [{name: cell(values[n]) for name, values in held.items()} for n in range(len(written))]
    assert got == [{k: rows.storable(v) for k, v in row.items()} for row in written]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("of", TABLES)
def test_each_column_is_of_its_type_also_where_nothing_is_known(ledger: Ledger, library: str, of: str) -> None:
    pytest.importorskip(library)
    table = frame(ledger, of, library=library)
    assert len(table) > 0
    kinds = {
        "pandas": {
            Holds.TEXT: "string",
            Holds.NUMBER: "Int64",
            Holds.SHARE: "Float64",
            Holds.DAY: "datetime64[s]",
            Holds.MOMENT: "datetime64[us, UTC]",
            Holds.WORD: "category",
        },
        "polars": {
            Holds.TEXT: "String",
            Holds.NUMBER: "Int64",
            Holds.SHARE: "Float64",
            Holds.DAY: "Date",
            Holds.MOMENT: "Datetime(time_unit='us', time_zone='UTC')",
            Holds.WORD: "Enum",
        },
    }[library]
    for column in TABLES[of].columns:
        kind = str(table[column.name].dtype)
        assert kind.partition("(categories")[0] == kinds[column.holds], column.name
    with open_ledger(None) as empty:
        nothing = frame(empty, of, library=library)
    assert (len(nothing), list(nothing.dtypes)) == (0, list(table.dtypes))


@pytest.mark.parametrize("library", LIBRARIES)
def test_what_is_no_norm_has_tables_of_its_own(ledger: Ledger, library: str) -> None:
    pytest.importorskip(library)
    held = {of: columns(frame(ledger, of, library=library), library) for of in TABLES}
    events = held["events"]
    at = events["actor_id"].index("POL")
    assert (events["type"][at], events["recipient_id"][at]) == ("ASSAULT", "BLR")
    assert held["refusals"]["page"][-1] == "nowhere.html"
    assert held["refusals"]["start"][-1] is None
    assert held["judgements"]["verdict"] == ["confirm", "correct"]
    assert held["judgements"]["at"] == [NOON, LATER]
    assert held["judgements"]["slots"] == [None, '{"modal": "ready"}']
    assert "Belarus" in held["statements"]["speaker"]


def test_a_span_is_where_the_words_are(ledger: Ledger) -> None:
    polars = pytest.importorskip("polars")
    texts = {e.source.document_id: ledger.text(e.source.document_id) for e in ledger.entries()}
    for of, words in (("norms", "evidence"), ("events", "evidence"), ("statements", "content")):
        for row in frame(ledger, of, library="polars").filter(polars.col("document_id").is_in(list(texts))).to_dicts():
            piece = rows.storable(texts[row["document_id"]][row["start"] : row["end"]])
            assert row[words].startswith(piece)


def test_strengths_are_in_order(ledger: Ledger) -> None:
    pytest.importorskip("pandas")
    norms = frame(ledger, library="pandas")
    assert len(norms[norms.strength >= "firm"]) == sum(
        len(e.norms) for e in ledger.entries() if e.record.strength.rank >= 5
    )


def test_filters_are_those_of_list(ledger: Ledger) -> None:
    pytest.importorskip("polars")

    def ids(**filters: Any) -> set[str]:
        return set(frame(ledger, library="polars", **filters)["norm_id"])

    norms = [n for e in ledger.entries() for n in e.norms]
    troops = next(n.id for n in norms if n.slot("trigger") == "Poland attacks")
    assert ids(actor="Belarus") == {n.id for n in norms if n.norm.agent_id == "BLR"} != {troops}
    assert ids(mode="if", since="2021-03-01", until=date(2021, 3, 1)) == {troops}
    assert ids(mode=Mode.IF, checked=True, min_strength="firm") == {troops}
    assert ids(modal="will", checked=True) == set()  # a person corrected it: it is only ready
    assert ids(publisher="Nobody") == set()


@pytest.mark.parametrize(
    "of, asked, error, sentence",
    [
        ("norm", {}, NoSuchFrame, "no table 'norm'; it has norms, events, statements, refusals, judgements"),
        ("norms", {"library": "dask"}, NoSuchFrame, "'dask' is no library"),
        ("norms", {"moda": "will"}, NoSuchFrame, "moda: no such filter; there are actor, target, modal"),
        ("norms", {"modal": "wil"}, NoSuchFrame, "modal='wil' is none of will, will_not"),
        ("norms", {"since": "2021"}, NoDay, "'2021' is no day"),
        ("events", {"actor": "Belarus"}, NoSuchFrame, "actor: filters are of norms, and events take none"),
    ],
)
def test_what_there_is_none_of_is_told(
    ledger: Ledger, of: str, asked: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence.replace("(", r"\(")):
        frame(ledger, of, **asked)


@pytest.mark.parametrize(
    "there, asked, made",
    [
        (("pandas", "polars"), None, "pandas"),
        (("polars",), None, "polars"),
        (("pandas", "polars"), "polars", "polars"),
        (("pandas",), "polars", "polars is not installed, and a frame is made with it: pip install polars"),
        ((), None, "neither pandas nor polars is installed, and a frame is made with one: pip install pandas"),
    ],
)
def test_the_library_is_the_one_chosen_or_the_first_there_is(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], asked: str | None, made: str
) -> None:
    monkeypatch.setattr("onrecord.questions.frames.find_spec", lambda name: name if name in there else None)
    if made in LIBRARIES:
        pytest.importorskip(made)
        assert type(frame(ledger, "judgements", library=asked)).__module__.startswith(made)
    else:
        with pytest.raises(FrameUnavailable, match=made):
            frame(ledger, "judgements", library=asked)


def test_the_front_door_opens_a_ledger_that_makes_frames(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    with onrecord.open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.record(make_reading(0), recorded_at=datetime(2024, 1, 1, tzinfo=UTC))
        assert len(ledger.frame()) == sum(len(e.norms) for e in ledger.entries()) > 0


def test_neither_library_is_imported_before_a_frame_is_asked_for(tmp_path: Path) -> None:
    code = (
        "import sys, onrecord, onrecord.questions.frames\n"
        f"with onrecord.open_ledger({str(tmp_path / 'ledger.db')!r}) as ledger: list(ledger.entries())\n"
        "print([m for m in sys.modules if m.partition('.')[0] in ('pandas', 'polars', 'pyarrow')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
