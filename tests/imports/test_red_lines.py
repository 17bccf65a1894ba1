"""What the cells of a row say, and which rows are no red line."""

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.imports.red_lines import HowToRead, read_red_line
from onrecord.imports.sheets import SheetRawRow
from onrecord.terms.records import Strength
from onrecord.terms.red_lines import DayOrder, Force, Hinge, RedLine, SheetSlot
from onrecord.terms.refusals import Refusal
from onrecord.terms.sheets import LEFT_ITS_SHEET
from tests.docs.refusal_codes import told

COLUMNS = {slot: n for n, slot in enumerate(SheetSlot)}


def read(days: DayOrder | None = None, **cells: str) -> RedLine | Refusal:
    row = SheetRawRow(7, tuple(cells.get(slot, "") for slot in SheetSlot))
    return read_red_line(row, HowToRead(columns=COLUMNS, days=days, latest=date(2026, 3, 5)), headings=len(SheetSlot))


def line(**cells: str) -> RedLine:
    found = read(**{"agent": "Belarus", "deed": "join the war", **cells})
    assert isinstance(found, RedLine)
    return found


@pytest.mark.parametrize(
    "modal, force, strength",
    [
        ("will", Force.WILL, Strength.FIRM),
        ("Will  NOT", Force.WILL_NOT, Strength.FIRM),
        ("won’t", Force.WILL_NOT, Strength.FIRM),
        ("will never", Force.WILL_NOT, Strength.CATEGORICAL),
        ("ready", Force.READY, Strength.READY),
        ("may", Force.READY, Strength.POSSIBLE),
        ("must not", Force.MUST_NOT, Strength.FIRM),
        ("must_not", Force.MUST_NOT, Strength.FIRM),
        ("demands", Force.DEMANDS, Strength.FIRM),
        ("predicts", Force.PREDICTS, Strength.NONE),
        ("", Force.WILL, Strength.FIRM),
    ],
)
def test_the_modal_says_how_firmly(modal: str, force: Force, strength: Strength) -> None:
    found = line(modal=modal)
    assert (found.force, found.strength, found.action_from) == (force, strength, 0)


@pytest.mark.parametrize(
    "deed, force, rest",
    [
        ("will join the war", Force.WILL, "join the war"),
        ("will never join the war", Force.WILL_NOT, "join the war"),
        ("is ready to join the war", Force.READY, "join the war"),
        ("must not join the war", Force.MUST_NOT, "not join the war"),
        ("willing fighters", Force.WILL, "willing fighters"),
        ("will", Force.WILL, "will"),
    ],
)
def test_a_modal_may_begin_the_action(deed: str, force: Force, rest: str) -> None:
    found = line(deed=deed)
    assert (found.force, deed[found.action_from :]) == (force, rest)


@pytest.mark.parametrize(
    "mode, trigger, hinge, rest",
    [
        ("only if", "a soldier crosses", Hinge.ONLY_IF, "a soldier crosses"),
        ("Unless", "a soldier crosses", Hinge.UNLESS, "a soldier crosses"),
        ("until", "they leave", Hinge.UNTIL, "they leave"),
        ("even if", "they leave", Hinge.EVEN_IF, "they leave"),
        ("none", "", Hinge.NONE, ""),
        ("", "", Hinge.NONE, ""),
        ("", "a soldier crosses", Hinge.IF, "a soldier crosses"),
        ("", "only if a soldier crosses", Hinge.ONLY_IF, "a soldier crosses"),
        ("if", "If a soldier crosses", Hinge.IF, "a soldier crosses"),
        ("if and only if", "they leave", Hinge.IF_AND_ONLY_IF, "they leave"),
    ],
)
def test_the_mode_stands_in_its_cell_or_before_the_condition(mode: str, trigger: str, hinge: Hinge, rest: str) -> None:
    found = line(mode=mode, trigger=trigger)
    assert (found.hinge, trigger[found.trigger_from :]) == (hinge, rest)


@pytest.mark.parametrize(
    "cells, code, words",
    [
        ({"agent": ""}, "no-agent", "row 7: no agent is said"),
        ({"agent": " \n "}, "no-agent", "no agent is said"),
        ({"deed": ""}, "no-deed", "no deed is said"),
        ({"modal": "wil"}, "modal-unknown", "“wil” is no modal of ours; did you mean “will”? (among others: will, "),
        ({"modal": "≈"}, "modal-unknown", "“≈” is no modal of ours (among others: will, "),
        (
            {"mode": "onlyif", "trigger": "x"},
            "mode-unknown",
            "did you mean “only if”? (among others: none, if, only if",
        ),
        ({"mode": "unless"}, "no-trigger", "the mode is “unless”, and no condition is said"),
        ({"mode": "none", "trigger": "x"}, "words-apart", "a condition is said all the same"),
        ({"mode": "if", "trigger": "unless they leave"}, "words-apart", "the condition begins with “unless”"),
        ({"modal": "will not", "mode": "only if", "trigger": "x"}, "words-apart", "may be read in two ways"),
        ({"deed": "x" * 40_000}, "too-long", "the cell of the deed has 40,000 characters"),
    ],
)
def test_a_row_that_is_no_red_line_is_refused_with_its_number(cells: dict[str, str], code: str, words: str) -> None:
    found = read(**{"agent": "Belarus", "deed": "join the war", **cells})
    assert isinstance(found, Refusal)
    assert (found.room, found.code) == ("imports", code)
    assert found.reason.startswith("row 7: ")
    assert words in found.reason


def test_a_row_with_more_cells_than_headings_is_refused_and_a_shorter_one_is_not() -> None:
    how = HowToRead(
        columns={SheetSlot.AGENT: 0, SheetSlot.ACTION: 1, SheetSlot.NOTE: 2}, days=None, latest=date(2026, 3, 5)
    )
    found = read_red_line(SheetRawRow(3, ("Iran", "act", "", "x")), how, headings=3)
    assert isinstance(found, Refusal)
    assert found.reason == "row 3: 4 cells where 3 belong: an unquoted delimiter in a cell?"
    assert isinstance(read_red_line(SheetRawRow(3, ("Iran", "act")), how, headings=3), RedLine)


def test_parties_are_coded_where_the_tables_know_them() -> None:
    found = line(agent="Belarus", target="the Ukraine", speaker="NATO")
    assert found.target is not None
    assert found.speaker is not None
    assert [(p.code, p.known) for p in (found.agent, found.target, found.speaker)] == [
        ("BLR", True),
        ("UKR", True),
        ("NATO", True),
    ]


def test_an_unknown_actor_is_kept_by_its_words_with_a_suggestion() -> None:
    found = line(agent="Belrus")
    assert (found.agent.code, found.agent.known) == ("Belrus", False)
    (note,) = found.notes
    assert (note.code, note.slot) == ("actor-unknown", SheetSlot.AGENT)
    assert note.reason == "row 7: agent: no actor is called 'Belrus'; did you mean Belarus?; kept by these words"


def test_a_day_that_is_none_and_one_that_has_not_come_are_told_and_not_taken() -> None:
    assert line(day="2026-03-04").day == (date(2026, 3, 4), date(2026, 3, 4))
    for day, code in (("next spring", "day-unread"), ("2026-03-09", "day-ahead")):
        found = line(day=day)
        assert found.day is None
        assert [n.code for n in found.notes] == [code]


def test_control_characters_are_told() -> None:
    found = line(note="a\x07b\u202ec")
    assert [n.reason for n in found.notes] == [
        "row 7: control characters stand in column 11: they are kept, and never printed"
    ]


def test_every_code_stands_in_the_docs_and_no_other() -> None:
    root = Path(__file__).resolve().parents[2]
    source = "".join(
        (root / "src" / "onrecord" / name).read_text(encoding="utf-8")
        for name in (
            "imports/red_lines.py",
            "imports/sheets.py",
            "walk/sheets.py",
            "imports/sources.py",
            "imports/survey.py",
        )
    )
    rows = set(re.findall(r'(?:_NoRedLine|Note)\(\s*"([a-z-]+)"', source)) | {"no-agent", "no-deed", *LEFT_ITS_SHEET}
    assert rows == told()["A row of a sheet (`imports`)"]
    files = set(re.findall(r'(?:SheetRefused|SourceBroken)\(\s*"([a-z-]+)"', source))
    assert files == told()["A sheet as a whole (`imports`)"]
