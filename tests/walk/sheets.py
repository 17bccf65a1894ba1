"""Sheets imported in tests: the parser reads, no model does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from onrecord.commitments import LinearPartyScorer, TreeNormScorer
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events import VerbCoder
from onrecord.imports.sheet_columns import columns_guessed
from onrecord.imports.sheets import open_sheet
from onrecord.ledger import Ledger
from onrecord.terms.red_lines import DayOrder
from onrecord.terms.refusals import Refusal
from onrecord.walk.open import Engines
from onrecord.walk.sheets import SheetImport, Taken, take_in

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)

HEADINGS = "Country,Modal,Deed,Mode,Condition,Target,Speaker,Date,Quote,Notes"
BELARUS = "Belarus,ready,fight beside the Russians,only if,a Ukrainian soldier crosses the border,,Belarus,2026-03-01,,"
IRAN = "Iran,will,close the Strait of Hormuz,if,its oil exports are stopped,,Iran,2026-03-02,,seen"
RUSSIA = "Russia,must not,cross the Dnieper,,,,Ukraine,2026-03-03,,"


def engines_of(parser: SpacyParser) -> Engines:
    """What reads rows: the parser and the tables."""
    nobody: Any = SimpleNamespace(name="no model")
    return Engines(
        parser=parser,
        scanner=nobody,
        action_coder=VerbCoder(),
        norm_reader=nobody,
        norm_judge=TreeNormScorer(),
        party_judge=LinearPartyScorer(),
    )


def sheet_file(folder: Path, *rows: str, headings: str = HEADINGS, name: str = "lines.csv") -> Path:
    """A sheet of these rows."""
    path = folder / name
    path.write_text("".join(f"{row}\n" for row in (headings, *rows)), encoding="utf-8", newline="")
    return path


def take(
    ledger: Ledger,
    path: Path,
    engines: Engines,
    *,
    by: str = "Ada",
    at: datetime = NOON,
    days: DayOrder | None = None,
    told: list[tuple[str, Refusal]] | None = None,
    marks_off: bool = False,
    on_rows: Callable[[int], None] = lambda _n: None,
    **how: Any,
) -> Taken:
    """The sheet imported, its columns guessed."""
    opened = open_sheet(path, marks_off=marks_off)
    asked = SheetImport(
        name=opened.name,
        by=by,
        at=at,
        columns=columns_guessed(opened.headings),
        days=days,
        latest=date(2030, 1, 1),
    )
    heard = told if told is not None else []
    return take_in(ledger, opened, replace(asked, **how), engines, told=lambda *one: heard.append(one), on_rows=on_rows)
