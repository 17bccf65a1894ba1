"""Searching by meaning at the desk: the first question begins to place what waits, and none waits for a backlog."""

import threading
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from time import monotonic

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.api import records
from onrecord.faces.web.placing import Placing
from onrecord.faces.web.views import search
from onrecord.ledger import open_ledger
from onrecord.questions import nearness
from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.questions.world import said


class Slow:
    """Places everything alike, and a piece only when it is let."""

    name = "by hand 1"

    def __init__(self) -> None:
        self.may = threading.Semaphore(0)
        self.pieces = 0

    def vectors(self, texts: Sequence[str]) -> tuple["array[float]", ...]:
        if texts != ["troops"]:  # the question's own words are placed at once
            self.may.acquire()
            self.pieces += 1
        return tuple(array("f", [1.0]) for _ in texts)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    encoder = Slow()
    monkeypatch.setattr(nearness, "PASSAGES_AT_A_TIME", 1)
    for module in (records, search):
        monkeypatch.setattr(module, "open_sentence_encoder", lambda: encoder)
    yield encoder
    encoder.may.release(99)


def with_slow(desk: TestClient, encoder: Slow, *, waits_s: float, read_only: bool = False) -> TestClient:
    held = desk_behind(desk)
    held.placing = Placing(None if read_only else held.writing, lambda: encoder, waits_s=waits_s)
    return desk


MORE = said(date(2026, 5, 1), "RUS", Modal.WILL, "lift the embargo", number=9)


def test_a_backlog_is_placed_behind_the_answer_and_said(open_desk: OpenDesk, slow: Slow) -> None:
    desk = with_slow(open_desk(BORDER, FIRMER, MORE), slow, waits_s=0.05)
    began = monotonic()
    html = desk.get("/search?q=troops&by=meaning").text
    assert monotonic() - began < 5
    assert "0 found; 3 passages have no place by meaning yet, and are not compared." in page_of(html)
    answer = desk.get("/api/v1/search?q=troops&by=both").json()
    assert (answer["unplaced"], len(answer["items"])) == (3, 2)  # by their words alone
    slow.may.release(2)
    placing = desk_behind(desk).placing
    while slow.pieces < 2:
        placing.go_on()
    placing.go_on()
    html = desk.get("/search?q=troops&by=meaning").text
    assert "2 found; 1 passage has no place by meaning yet, and is not compared." in page_of(html)
    slow.may.release(1)
    placing.close()
    assert desk.get("/api/v1/search?q=troops&by=meaning").json()["unplaced"] == 0


def test_what_a_few_pages_bring_is_placed_while_their_first_question_waits(open_desk: OpenDesk, slow: Slow) -> None:
    slow.may.release(99)
    desk = with_slow(open_desk(BORDER, FIRMER), slow, waits_s=30)
    assert slow.pieces == 0  # adding placed nothing
    assert "2 found." in page_of(desk.get("/search?q=troops&by=meaning").text)
    assert desk.get("/api/v1/search?q=troops").json()["unplaced"] == 0
    assert slow.pieces == 2


def test_a_desk_that_only_reads_searches_what_is_placed(open_desk: OpenDesk, slow: Slow) -> None:
    desk = open_desk(BORDER, FIRMER, read_only=True)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        ((id_, _),), _ = book.meanings.missing(slow.name, limit=1)
        book.meanings.keep(slow.name, [(id_, array("f", [1.0]))])
    with_slow(desk, slow, waits_s=30, read_only=True)
    answer = desk.get("/api/v1/search?q=troops&by=meaning").json()
    assert (len(answer["items"]), answer["unplaced"], slow.pieces) == (1, 1, 0)


def test_a_desk_that_closes_waits_for_the_piece_in_hand_and_no_more(open_desk: OpenDesk, slow: Slow) -> None:
    desk = with_slow(open_desk(BORDER, FIRMER, MORE), slow, waits_s=0.01)
    placing = desk_behind(desk).placing
    placing.go_on()
    ending = threading.Thread(target=placing.close)
    ending.start()
    slow.may.release(1)
    ending.join(10)
    assert not ending.is_alive()
    placing.go_on()  # nothing is begun any more
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        assert book.meanings.how_many_missing(slow.name) in (2, 3)


def test_a_ledger_that_is_busy_is_asked_again_later(open_desk: OpenDesk, slow: Slow) -> None:
    slow.may.release(99)
    desk = open_desk(BORDER)
    desk_behind(desk).settings.ledger.chmod(0o444)

    def cannot() -> object:
        from onrecord.ledger import LedgerNotWritable

        raise LedgerNotWritable("it cannot be written")

    placing = Placing(cannot, lambda: slow, waits_s=5)  # type: ignore[arg-type]
    placing.go_on()
    placing.go_on()
    placing.close()
    assert slow.pieces == 0
