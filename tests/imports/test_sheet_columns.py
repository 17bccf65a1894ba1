"""Which column holds what: said, or guessed from headings in use."""

from pathlib import Path

import pytest

from onrecord.imports.sheet_columns import ColumnsUnclear, columns_at, columns_guessed, columns_said
from onrecord.terms.red_lines import SheetSlot

HEADINGS = ("Country", "What they will do", "Red line, in words", "Notes", "Notes", "")


def test_what_is_said_on_the_command_line() -> None:
    said = columns_said('agent=Country,deed="What they will do", trigger="Red line, in words",note=#5')
    assert columns_at(HEADINGS, said) == {
        SheetSlot.AGENT: 0,
        SheetSlot.ACTION: 1,
        SheetSlot.TRIGGER: 2,
        SheetSlot.NOTE: 4,
    }


def test_letter_case_and_signs_may_differ() -> None:
    assert columns_at(HEADINGS, columns_said("agent=country,deed=what-they-will-do")) == {
        SheetSlot.AGENT: 0,
        SheetSlot.ACTION: 1,
    }


@pytest.mark.parametrize(
    "name, text",
    [
        ("lines.toml", 'agent = "Country"\ndeed = "What they will do"\n'),
        ("lines.json", '{"agent": "Country", "deed": "What they will do"}'),
    ],
)
def test_a_file_may_say_it(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert columns_at(HEADINGS, columns_said(str(tmp_path / name))) == {SheetSlot.AGENT: 0, SheetSlot.ACTION: 1}


@pytest.mark.parametrize(
    "given, words",
    [
        ("agent=Country", "no column is known to hold the deed: say which (--columns deed=HEADING)"),
        ("agent=Land,deed=Country", "there is no column “Land” for agent"),
        ("agent=Contry,deed=Country", "did you mean “Country”?"),
        ("agent=Country,deed=Country", "“Country” is given to agent and to deed: a column fills one slot"),
        ("agent=Country,deed=Notes", "“Notes” stands over columns 4 and 5: say which (deed=#4)"),
        ("agent=Country,agent=Notes,deed=x", "agent is given two columns"),
        ("agnt=Country", "'agnt' is no slot of a red line; did you mean agent?"),
        ("Country", "'Country' is not SLOT=HEADING"),
        ("agent=,deed=Country", "agent is given no heading"),
        ("agent=#9,deed=Country", "there is no column “#9”"),
        ("/nowhere/lines.toml", "/nowhere/lines.toml cannot be opened"),
    ],
)
def test_what_is_not_clear_is_said(given: str, words: str) -> None:
    with pytest.raises(ColumnsUnclear) as unclear:
        columns_at(HEADINGS, columns_said(given))
    assert words in str(unclear.value)


@pytest.mark.parametrize(
    "name, text", [("a.toml", "agent = "), ("b.json", "[1]"), ("c.json", '{"agent": 1}'), ("d.json", "[" * 100_000)]
)
def test_a_file_that_is_none_is_said(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ColumnsUnclear, match=r"cannot be read|must hold slots"):
        columns_said(str(tmp_path / name))


def test_headings_in_use_are_guessed() -> None:
    headings = ("Ref", "COUNTRY", "Response", "Red line", "Date said", "URL", "Comment", "Owner")
    assert columns_guessed(headings) == {
        SheetSlot.ID: 0,
        SheetSlot.AGENT: 1,
        SheetSlot.ACTION: 2,
        SheetSlot.TRIGGER: 3,
        SheetSlot.DAY: 4,
        SheetSlot.SOURCE: 5,
        SheetSlot.NOTE: 6,
    }


def test_no_heading_is_guessed_that_stands_twice_or_is_ours_no_more() -> None:
    assert SheetSlot.NOTE not in columns_guessed(("Agent", "Deed", "Notes", "Notes"))
    assert columns_guessed(("Country", "Agent", "Deed"))[SheetSlot.AGENT] == 1


@pytest.mark.parametrize("headings", [("Belarus", "join the war"), ("Country", "x"), ("", "Deed")])
def test_a_sheet_without_headings_that_say_it_is_asked_about(headings: tuple[str, ...]) -> None:
    with pytest.raises(ColumnsUnclear, match="the first row must name the columns"):
        columns_guessed(headings)
