"""Errors are pages of the desk, or problems where data was asked for."""

import pytest

from onrecord.faces.web.refusing import HEADINGS, status_of
from onrecord.language.actor_names import UnknownName
from onrecord.ledger import LedgerBusy, LedgerCorrupted, NotHeld
from onrecord.questions.errors import NoDay, UnknownId
from onrecord.terms.errors import OnRecordError
from onrecord.terms.patterns import PatternError
from onrecord.walk.processes import AllBusy
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, page_of


@pytest.mark.parametrize(
    "error, status",
    [
        (UnknownId("x"), 404),
        (NotHeld("x"), 404),
        (UnknownName("x", ()), 400),
        (NoDay("x"), 400),
        (PatternError("x"), 400),
        (LedgerBusy("x"), 503),
        (AllBusy("x"), 503),
        (LedgerCorrupted("x"), 500),
    ],
)
def test_each_error_has_its_status(error: OnRecordError, status: int) -> None:
    assert status_of(error) == status
    assert status in HEADINGS


def test_an_error_is_a_page_with_places_and_a_heading(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/nothing")
    assert answer.status_code == 404
    assert "<nav" in answer.text
    assert "<h1>Nothing is here</h1>" in answer.text
    assert "The address may be mistyped" in page_of(answer.text)


def test_several_ids_are_offered(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER, FIRMER).get("/record/rec-")
    assert answer.status_code == 404
    for reading in (BORDER, FIRMER):
        assert f'href="/record/{reading.records[0].id}"' in answer.text


def test_where_data_was_asked_for_the_error_is_data(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/search.json?since=never")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "'never' is no day; write YYYY-MM-DD",
    }


@pytest.mark.parametrize("path", ["/record/nosuch", "/page/nosuch/why?words=x", "/page/nosuch/left-out"])
def test_what_is_not_here_names_no_command(open_desk: OpenDesk, path: str) -> None:
    answer = open_desk(BORDER).get(path)
    assert answer.status_code == 404
    assert "`onrecord" not in answer.text
