"""The desk shows what was entered by hand as such: no page, no reader, no quotation."""

import json
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.ledger import open_ledger
from onrecord.questions import show
from tests.faces.web.conftest import BORDER, OpenDesk, desk_behind, page_of
from tests.walk.sheets import engines_of, sheet_file, take

ROW = (
    "Iran,will,<b>close</b> the strait,if,its oil exports are stopped,,Iran,2026-03-02,"
    '"“We will” <script>alert(1)</script>",=1+1'
)
MARK = "Entered by hand by Ada on 2026-03-05, from lines.csv row 2"


@pytest.fixture
def desk(open_desk: OpenDesk, tmp_path: Path, parser: SpacyParser) -> TestClient:
    client = open_desk(BORDER)
    with open_ledger(desk_behind(client).settings.ledger) as book:
        take(book, sheet_file(tmp_path, ROW), engines_of(parser))
    return client


def entry_of(desk: TestClient):  # type: ignore[no-untyped-def]
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        return next(e for e in book.entries() if e.source.by_hand is not None)


def test_the_record_says_who_entered_it_and_shows_the_whole_row(desk: TestClient) -> None:
    html = desk.get(f"/record/{entry_of(desk).id}").text
    said = page_of(html)
    assert f"{MARK}. The words are the sheet's: no page was read." in said
    assert "No page on record reports it." in said
    assert "Iran (IRN), “Iran” in the row, as the sheet says" in said
    assert "The row, as it stands in the sheet; what it quotes is its own claim" in said
    assert "<script>alert" not in html
    assert "“We will” <script>alert(1)</script>" in unescape(html)
    assert "publisher not said" not in said


def test_a_row_that_left_its_sheet_says_so(desk: TestClient, tmp_path: Path, parser: SpacyParser) -> None:
    old = entry_of(desk)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        take(book, sheet_file(tmp_path, ROW.replace("strait", "straits")), engines_of(parser))
    said = page_of(desk.get(f"/record/{old.id}").text)
    assert "The row was changed in version 2 of lines.csv, and is page-" in said
    assert "supersedes this, from another record" in said


def test_the_page_of_a_row_names_no_reader_and_asks_no_why(desk: TestClient) -> None:
    entry = entry_of(desk)
    html = desk.get(f"/page/{entry.source.page_id}").text
    assert MARK in page_of(html)
    assert "read by" not in page_of(html)
    assert "why?" not in html
    assert desk.get(f"/page/{entry.source.page_id}/left-out").status_code == 200


def test_search_today_and_the_actor_mark_it(desk: TestClient) -> None:
    for address in ("/search?q=strait", "/search"):
        assert MARK in page_of(desk.get(address).text), address
    assert desk.get("/").status_code == 200
    assert desk.get("/actor?who=Iran").status_code == 200


def test_a_ledger_of_rows_alone_is_not_empty(open_desk: OpenDesk, tmp_path: Path, parser: SpacyParser) -> None:
    client = open_desk()
    assert "This ledger is empty" in page_of(client.get("/").text)
    with open_ledger(desk_behind(client).settings.ledger) as book:
        take(book, sheet_file(tmp_path, ROW), engines_of(parser))
    said = page_of(client.get("/").text)
    assert "This ledger is empty" not in said
    assert "Iran will" in said


def test_the_sheet_and_the_list_of_its_rows_are_pages_that_can_be_looked_at(desk: TestClient) -> None:
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        newest = book.sheets.newest("lines.csv")
        assert newest is not None
        (sheet,) = (found.id for found in book.find("lines.csv"))
    assert "1 red lines entered by hand by Ada" in page_of(desk.get(f"/page/{sheet}").text)
    assert desk.get(f"/page/{newest.lists[0]}").status_code == 200


def test_its_data_is_the_commands(desk: TestClient) -> None:
    entry = entry_of(desk)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        shown = show(book, entry.id).to_json()
    assert desk.get(f"/record/{entry.id}.json").json() == json.loads(json.dumps(shown))
    assert shown["entry"]["source"]["entered_by_hand"]["by"] == "Ada"
