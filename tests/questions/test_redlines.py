"""Rows of a sheet asked and exported as other norms are, and never as words of a page."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.questions.world import happened, said
from tests.walk.sheets import NOON, engines_of, sheet_file, take

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.ledger import Filters, JudgementKind, Ledger, open_ledger
from onrecord.questions import independent_reports
from onrecord.questions.citing import citation
from onrecord.questions.errors import SheetUnclear
from onrecord.questions.exports import EXPORTS, annotations, calendar, provenance
from onrecord.questions.exports.how import How
from onrecord.questions.exports.redlines import STATUS_COLUMNS, sheet_out
from onrecord.questions.met import check
from onrecord.questions.same_saying import said_of_action
from onrecord.questions.timelines import timeline
from onrecord.questions.what_if import what_if
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.predications import Predication
from onrecord.terms.records import Modal, Mode

ROW = "Russia,will,attack the port,if,Poland attacks Ukraine,Ukraine,Russia,2026-03-01,“We will.”,"
MARK = "entered by hand by Ada on 2026-03-05, from lines.csv row 2"


@pytest.fixture
def ledger(tmp_path: Path, parser: SpacyParser) -> Iterator[Ledger]:
    """One row, and an event that meets its condition."""
    with open_ledger(tmp_path / "ledger.db") as book:
        take(book, sheet_file(tmp_path, ROW, ",will,x"), engines_of(parser))
        told = happened(date(2026, 3, 2), "POL", EventType.ASSAULT, "UKR")
        attacks = Predication.parse("attack; who:Poland:POL:; what:Ukraine:UKR:")
        book.record(replace(told, events=(replace(told.events[0], does=attacks),)), recorded_at=NOON)
        yield book


def rows(ledger: Ledger, **how: object) -> list[dict[str, str]]:
    text = sheet_out(ledger, Filters(), How(built=NOON, **how)).data.decode()  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_is_met_as_other_norms_are_and_the_sheet_says_by_what(ledger: Ledger) -> None:
    check(ledger, today=date(2026, 3, 5), recorded_at=NOON + timedelta(days=2))
    (entry,) = ledger.entries()
    first, second = rows(ledger, with_status=True, desk="https://desk.example/")
    told = [first[name] for name in STATUS_COLUMNS]
    assert told == [
        entry.id,
        "its condition is met",
        "certain: Poland acted on Ukraine (2026-03-02, 2026-03-02.txt)",
        "2026-03-07",
        f"https://desk.example/record/{entry.id}",
    ]
    assert second["onrecord status"] == "refused: row 3: no agent is said: a red line says who would do what"
    assert list(first)[: len(first) - 5] == list(rows(ledger)[0])


def test_what_if_asks_it_and_counts_no_report(ledger: Ledger) -> None:
    answer = what_if(ledger, Scenario(assumed=(EventPattern.parse("POL ASSAULT UKR"),)))
    (line,) = answer.triggered
    cited = line.judgement.rule.evidence
    assert cited.by_hand == MARK
    assert cited.address == "lines.csv row 2"
    assert line.to_json()["evidence"]["entered_by_hand"] == MARK
    assert answer.reports == 0


def test_it_stands_on_timelines(ledger: Ledger) -> None:
    (saying,) = timeline(ledger, "RUS").sayings
    assert str(saying.entry.source.by_hand) == MARK


def test_a_page_that_says_the_same_is_the_only_report(ledger: Ledger) -> None:
    page = said(date(2026, 3, 1), "RUS", Modal.WILL, "attack the port", mode=Mode.IF, trigger="Poland attacks Ukraine")
    ledger.record(page, recorded_at=NOON)
    for entry in ledger.entries():
        reports = independent_reports(ledger, said_of_action(ledger, entry).reports)
        assert (reports.independent, reports.reports) == (1, 1), entry.id
        assert reports.groups[0][0].source.page_id == page.page.id


@pytest.mark.parametrize("form", ["web-annotation", "prov-json", "csv", "rss", "ics"])
def test_every_export_says_who_entered_it(form: str, ledger: Ledger) -> None:
    check(ledger, today=date(2026, 3, 5), recorded_at=NOON)
    data = EXPORTS[form].write(ledger, Filters(), How(built=NOON)).decode()
    assert "ntered by hand by Ada on 2026-03-05" in " ".join(data.replace("\r\n ", "").split())


def test_no_program_is_said_to_have_read_it(ledger: Ledger) -> None:
    (entry,) = ledger.entries()
    one = annotations.annotation(entry, ledger.text(entry.source.document_id))
    assert one["creator"] == {"id": "urn:onrecord:person", "type": "Person", "name": "Ada"}
    assert "generator" not in one
    agents = provenance.provenance([entry])["agent"].values()
    assert {agent["prov:type"]["$"] for agent in agents} == {"prov:Person"}


def test_it_is_cited_as_a_sheet_without_quotation_marks(ledger: Ledger) -> None:
    (entry,) = ledger.entries()
    cited = citation(entry, sha256="0" * 64, link="https://desk.example/record/x")
    assert cited.as_text().startswith(
        "Russia will attack the port if Poland attacks Ukraine — Russia, said 2026-03-01\n"
    )
    assert "Entered by hand by Ada on 2026-03-05, from lines.csv row 2, a sheet, no page. lines.csv row 2" in (
        cited.as_text()
    )
    assert json.loads(cited.as_csl())[0]["type"] == "dataset"


def test_a_quotation_of_the_sheet_is_no_evidence(ledger: Ledger) -> None:
    (entry,) = ledger.entries()
    assert all("We will" not in quote.words for quote in entry.evidence)
    assert all("We will" not in entry.words for entry in calendar.dated_entries(ledger))


def test_what_a_person_judged_shows_in_the_sheet(ledger: Ledger) -> None:
    (entry,) = ledger.entries()
    ledger.judge(entry.norms[0].id, JudgementKind.WRONG, by="Bob", at=NOON + timedelta(days=3))
    assert (rows(ledger, with_status=True)[0]["onrecord status"], rows(ledger, with_status=True)[0]["onrecord id"]) == (
        "judged wrong",
        entry.id,
    )


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    with open_ledger(None) as empty, pytest.raises(SheetUnclear, match="no sheet of red lines was imported"):
        sheet_out(empty, Filters(), How(built=NOON))
