"""A sheet comes in, changes, and goes out unchanged; nothing of its history is lost."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.walk.sheets import BELARUS, HEADINGS, IRAN, NOON, RUSSIA, engines_of, sheet_file, take

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.questions import ShownRecord, search, show
from onrecord.questions.exports.how import How
from onrecord.questions.exports.redlines import sheet_out
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import RelationType
from onrecord.terms.red_lines import SheetSlot
from onrecord.terms.sheets import Dialect
from onrecord.walk import sheets
from onrecord.walk.open import Engines
from onrecord.walk.red_lines import EnteredRow
from onrecord.walk.sheets import held_as

LATER = NOON + timedelta(days=1)
RAW = How(built=NOON, raw=True)


@pytest.fixture(scope="module")
def engines(parser: SpacyParser) -> Engines:
    return engines_of(parser)


@pytest.fixture
def ledger(tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_ledger(tmp_path / "ledger.db") as book:
        yield book


def written(ledger: Ledger, how: How = RAW) -> bytes:
    return sheet_out(ledger, Filters(), how).data


def agents(ledger: Ledger) -> list[str | None]:
    return [n.norm.agent_id for e in ledger.entries() for n in e.norms]


def test_the_rows_are_records_marked_as_entered_by_hand(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    done = take(ledger, sheet_file(tmp_path, BELARUS, IRAN), engines)
    assert (done.version, done.rows, done.new, done.refused.total()) == (1, 2, 2, 0)
    found = list(ledger.entries(Filters(actor="IRN")))
    assert [str(e.source.by_hand) for e in found] == ["entered by hand by Ada on 2026-03-05, from lines.csv row 3"]
    assert found[0].source.to_json()["entered_by_hand"] == {
        "by": "Ada",
        "on": "2026-03-05",
        "sheet": "lines.csv",
        "row": 3,
    }
    assert [hit.id for hit in search(ledger, "Hormuz").hits] == [found[0].id]
    assert ledger.current.pages_come_in(None) == 0
    assert ledger.inspect().sound


def test_the_same_sheet_again_adds_nothing_whoever_imports_it(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, BELARUS, IRAN, IRAN)
    take(ledger, path, engines)
    mark = ledger.mark()
    done = take(ledger, path, engines, by="Bob", at=LATER)
    assert (done.held, done.new, done.moved) == (3, 0, False)
    assert ledger.mark() == mark


def test_a_changed_sheet_says_what_is_new_changed_and_gone(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    take(ledger, sheet_file(tmp_path, BELARUS, IRAN, RUSSIA), engines)
    (old,) = ledger.entries(Filters(actor="IRN"))
    china = "China,will,impose sanctions,if,Taiwan declares independence,,China,2026-03-04,,"
    mended = IRAN.replace("exports are stopped", "exports are blocked")
    done = take(ledger, sheet_file(tmp_path, china, mended, BELARUS), engines, at=LATER)
    assert (done.version, done.rows, done.new, done.changed, done.gone, done.held) == (2, 3, 1, 1, 1, 1)
    assert sorted(filter(None, set(agents(ledger)))) == ["BLR", "CHN", "IRN"]
    (new,) = ledger.entries(Filters(actor="IRN"))
    assert new.norms[0].slot("trigger") == "its oil exports are blocked"
    assert [(r.type, r.to) for r in new.record.relations] == [(RelationType.SUPERSEDES, old.id)]
    before = show(ledger, old.id)
    assert isinstance(before, ShownRecord)
    assert not before.entry.source.current
    assert before.left_sheet is not None
    assert before.left_sheet.startswith("the row was changed in version 2 of lines.csv, and is page-")
    assert [(r.outgoing, r.type, r.id) for r in before.relations] == [(False, RelationType.SUPERSEDES, new.id)]
    assert ledger.refusal_counts() == {("imports", "row-changed"): 1, ("imports", "row-gone"): 1}
    assert ledger.inspect().sound


def test_a_row_that_comes_back_stands_again(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, BELARUS, IRAN)
    take(ledger, path, engines)
    take(ledger, sheet_file(tmp_path, BELARUS), engines)
    assert set(agents(ledger)) == {"BLR"}
    done = take(ledger, sheet_file(tmp_path, BELARUS, IRAN), engines)  # on the same day, by the same person
    assert (done.version, done.new) == (3, 1)
    assert set(agents(ledger)) == {"BLR", "IRN"}
    assert written(ledger) == path.read_bytes()


def test_a_sorted_sheet_has_the_same_rows_in_another_order(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    take(ledger, sheet_file(tmp_path, BELARUS, IRAN, RUSSIA), engines)
    path = sheet_file(tmp_path, RUSSIA, BELARUS, IRAN)
    done = take(ledger, path, engines, at=LATER)
    assert (done.new, done.changed, done.gone, done.held, done.moved) == (0, 0, 0, 3, True)
    assert done.recorded.records.new == 0
    assert written(ledger) == path.read_bytes()


def test_a_judgement_holds_for_the_row_that_was_changed(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    take(ledger, sheet_file(tmp_path, IRAN), engines)
    (entry,) = ledger.entries()
    ledger.judge(entry.norms[0].id, JudgementKind.CONFIRM, by="Bob", at=NOON)
    take(ledger, sheet_file(tmp_path, IRAN.replace("seen", "seen twice")), engines, at=LATER)
    (now,) = ledger.entries()
    assert now.id != entry.id
    assert [j.author for j in now.norms[0].judgements] == ["Bob"]
    take(ledger, sheet_file(tmp_path, BELARUS), engines, at=LATER)
    assert set(agents(ledger)) == {"BLR"}  # confirmed, and taken out of the sheet since
    assert ledger.inspect().sound


def test_columns_taken_otherwise_read_the_rows_anew(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, IRAN)
    take(ledger, path, engines)
    without_day = {SheetSlot.AGENT: 0, SheetSlot.ACTION: 2, SheetSlot.TRIGGER: 4}
    done = take(ledger, path, engines, at=LATER, columns=without_day)
    assert (done.held, done.recorded.readings.new > 0) == (1, True)
    (entry,) = ledger.entries()
    assert entry.record.stated_on is None
    assert entry.source.by_hand is not None
    assert entry.source.by_hand.version == 2
    assert written(ledger) == path.read_bytes()


def test_an_id_knows_its_row_again_and_two_rows_of_one_id_are_told(
    ledger: Ledger, engines: Engines, tmp_path: Path
) -> None:
    headings = f"Ref,{HEADINGS}"
    take(ledger, sheet_file(tmp_path, f"1,{IRAN}", f"2,{BELARUS}", headings=headings), engines)
    moved = IRAN.replace("Iran", "Syria").replace("close", "mine").replace("its", "the")
    done = take(ledger, sheet_file(tmp_path, f"2,{BELARUS}", f"1,{moved}", headings=headings), engines, at=LATER)
    assert (done.changed, done.new, done.gone) == (1, 0, 0)
    told: list = []  # type: ignore[type-arg]
    take(ledger, sheet_file(tmp_path, f"2,{BELARUS}", f"2,{RUSSIA}", headings=headings), engines, told=told)
    assert [(where, r.code) for where, r in told] == [("lines.csv row 3", "id-twice")]


def test_refused_and_blank_rows_go_out_too(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, IRAN, "", ",,,", ",will,x", f"{BELARUS},more", '"a\n",,b', '""', IRAN, "  ,,,,,,,,,")
    told: list = []  # type: ignore[type-arg]
    done = take(ledger, path, engines, told=told)
    assert [(where, r.code) for where, r in told] == [
        ("lines.csv row 5", "no-agent"),
        ("lines.csv row 6", "cells"),
        ("lines.csv row 7", "actor-unknown"),
        ("lines.csv row 10", "no-agent"),
    ]
    assert (done.rows, dict(done.refused), dict(done.noted)) == (6, {"no-agent": 2, "cells": 1}, {"actor-unknown": 1})
    assert written(ledger) == path.read_bytes()


def test_a_withdrawn_row_is_left_out_and_not_taken_in_again(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, BELARUS, IRAN)
    take(ledger, path, engines)
    (entry,) = ledger.entries(Filters(actor="IRN"))
    ledger.forget(entry.source.page_id, reason="asked for", author="Ada", day=NOON.date(), recorded_at=NOON)
    out = sheet_out(ledger, Filters(), RAW)
    assert (out.rows, out.left_out) == (1, 1)
    assert b"Hormuz" not in out.data
    done = take(ledger, path, engines, at=LATER)
    assert (done.held, done.new) == (2, 0)
    assert b"Hormuz" not in (tmp_path / "ledger.db").read_bytes()
    assert ledger.inspect().sound


def test_a_row_whose_reading_raises_is_refused_and_the_others_are_read(
    ledger: Ledger, engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sheets.read_row

    def read_row(entered: EnteredRow, with_: Engines) -> Reading:
        if entered.by.row == 2:
            raise ZeroDivisionError
        return real(entered, with_)

    monkeypatch.setattr(sheets, "read_row", read_row)
    take(ledger, sheet_file(tmp_path, BELARUS, IRAN), engines)
    assert agents(ledger) == ["IRN"]
    assert ledger.refusal_counts()["walk", "reader-failed"] == 1


def test_an_import_that_was_stopped_is_finished_by_the_next(
    ledger: Ledger, engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet_file(tmp_path, *(IRAN.replace("seen", str(n)) for n in range(5)))
    monkeypatch.setattr(sheets, "READINGS_PER_COMMIT", 2)

    with pytest.raises(KeyboardInterrupt):
        take(ledger, path, engines, on_rows=_stopped_at_the_second())
    assert ledger.sheets.newest("lines.csv") is None
    take(ledger, path, engines, at=LATER)
    assert len(list(ledger.entries())) == 5
    assert written(ledger) == path.read_bytes()
    assert ledger.inspect().sound


def test_lists_of_rows_are_cut_and_only_what_changed_is_listed_anew(
    ledger: Ledger, engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_LISTED", 2)
    rows = [IRAN.replace("seen", str(n)) for n in range(5)]
    take(ledger, sheet_file(tmp_path, *rows), engines)
    first = ledger.sheets.newest("lines.csv")
    path = sheet_file(tmp_path, *rows[:4], rows[4] + " x")
    take(ledger, path, engines, at=LATER)
    second = ledger.sheets.newest("lines.csv")
    assert first is not None
    assert second is not None
    assert (len(first.lists), first.lists[:2]) == (3, second.lists[:2])
    assert written(ledger) == path.read_bytes()


def test_the_bytes_of_a_sheet_are_known_under_its_name(ledger: Ledger, engines: Engines, tmp_path: Path) -> None:
    path = sheet_file(tmp_path, IRAN)
    take(ledger, path, engines)
    newest = ledger.sheets.newest("lines.csv")
    assert newest is not None
    assert held_as(ledger, newest.sha256) == "lines.csv"
    assert held_as(ledger, "0" * 64) is None
    take(ledger, path, engines, name="other")
    assert ledger.sheets.names() == ("lines.csv", "other")
    assert len(list(ledger.entries())) == 2


CELLS = st.text("aÄ€中 ,;\t\"'=+-@\n\x07", max_size=5)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Iran", "", " Russia ", "=x"]), st.sampled_from(["leave", "", "-5", "a\nb"]), CELLS, CELLS
    ),
    max_size=4,
)


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, second=ROWS, delimiter=st.sampled_from(",;\t"), encoding=st.sampled_from(["utf-8", "utf-16-le"]))
def test_whatever_comes_in_goes_out_cell_for_cell(
    first: list[tuple[str, ...]],
    second: list[tuple[str, ...]],
    delimiter: str,
    encoding: str,
    engines: Engines,
    tmp_path: Path,
) -> None:
    with open_ledger(None) as ledger:
        for rows in (first, second):
            path = tmp_path / "lines.csv"
            dialect = Dialect(encoding=encoding, has_mark=True, delimiter=delimiter, line_end="\r\n", ends_in_line=True)
            lines = [dialect.row(row) for row in (("Agent", "Deed", "Notes", "x y"), *rows)]
            path.write_bytes(("\ufeff" + "\r\n".join([*lines, ""])).encode(encoding))
            take(ledger, path, engines)
            assert written(ledger) == path.read_bytes()
            # What a spreadsheet may safely open comes back as it was, too.
            path.write_bytes(written(ledger, How(built=NOON)))
            assert not take(ledger, path, engines, marks_off=True).moved


def _stopped_at_the_second() -> Callable[[int], None]:
    commits: list[int] = []

    def stop(readings: int) -> None:
        commits.append(readings)
        if len(commits) == 2:
            raise KeyboardInterrupt

    return stop
