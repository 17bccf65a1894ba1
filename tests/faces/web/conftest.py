"""A desk on a ledger of pages built by hand: no parser, no model, no browser."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.documents.left_out import LeftOut, left_out
from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from onrecord.ledger import open_ledger
from onrecord.terms.documents import Document
from onrecord.terms.entering import NormMarked
from onrecord.terms.pages import Page
from onrecord.terms.patterns import PatternError
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.walk.by_hand import MarkedReading, enter_norm
from onrecord.walk.given_events import GivenEvent
from onrecord.walk.open import Engines
from onrecord.walk.question import Question
from onrecord.walk.read import Stop
from onrecord.walk.why import Why
from tests.ledger.factory import NOON
from tests.questions.world import said

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)

BORDER = said(
    MARCH,
    "BLR",
    Modal.WILL,
    "send troops to the border",
    mode=Mode.IF,
    trigger="Poland attacks Ukraine",
    trigger_pattern="POL ASSAULT UKR",
    target="UKR",
)
FIRMER = said(APRIL, "BLR", Modal.WILL, "send troops to the border", strength=Strength.CATEGORICAL, target="UKR")


class StubReaders:
    """Gives what it is told to give, and keeps what it was handed."""

    def __init__(self) -> None:
        self.gives: list[Reading] = []
        self.reads: Callable[[Page], list[Reading]] = lambda _page: self.gives
        self.handed: list[Page] = []
        self.stop: Stop | None = None
        self.why_asked: list[str] = []
        self.why_answer: Why | None = None
        self.heard: dict[str, GivenEvent] = {}
        self.asked: dict[str, Question] = {}
        self.engines: Engines | None = None

    def read(self, page: Page) -> list[Reading]:
        self.handed.append(page)
        return self.reads(page)

    def stop_of(self, page_id: str) -> Stop | None:
        return self.stop

    def why(self, page: Page, words: str) -> Why:
        assert self.why_answer is not None
        self.why_asked.append(words)
        return self.why_answer

    def happening(self, sentence: str) -> GivenEvent:
        if sentence not in self.heard:
            raise PatternError(f"no event was understood in {sentence!r}: say who does what")
        return self.heard[sentence]

    def not_happening(self, text: str) -> GivenEvent:
        given = self.happening(text)
        return GivenEvent(denied=given.assumed, dropped=given.dropped, sentence=text)

    def one_event(self, text: str) -> GivenEvent:
        raise NotImplementedError

    def question_in(self, sentence: str) -> Question | None:
        return self.asked.get(sentence)

    def entered(self, read: Reading, before: Reading | None, marked: NormMarked, by: str, on: date) -> MarkedReading:
        assert self.engines is not None
        return enter_norm(read, before, marked, by=by, on=on, engines=self.engines)

    def left_out(self, page: Page, document: Document) -> tuple[LeftOut, ...] | None:
        return left_out(page, document)

    def close(self) -> None:
        """Nothing is open."""


def desk_behind(client: TestClient) -> Desk:
    """The desk that a client asks."""
    desk = client.app.state.desk  # type: ignore[attr-defined]
    assert isinstance(desk, Desk)
    return desk


def stub_of(client: TestClient) -> StubReaders:
    """Its readers."""
    readers = desk_behind(client).readers
    assert isinstance(readers, StubReaders)
    return readers


def form_token(client: TestClient, path: str = "/add") -> str:
    """What a form of the desk carries; the client has the session's cookie then."""
    return re.findall(r'name="token" value="(\w+)"', client.get(path).text)[0]


OpenDesk = Callable[..., TestClient]


INLINE = re.compile(r"</?(?:a|b|i|s|span|em|kbd|label)\b[^>]*>")


def page_of(html: str) -> str:
    """What a page says, tags and line breaks aside."""
    return " ".join(re.sub(r"<[^>]+>", " ", INLINE.sub("", html)).split())


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """Opens a desk on a ledger of these readings; the client sends what a browser sends with a form of the desk."""
    opened: list[Desk] = []

    def desk(*readings: Reading, read_only: bool = False, follow_redirects: bool = False) -> TestClient:
        path = tmp_path / "ledger.db"
        with open_ledger(path) as book:
            book.record_many(readings, recorded_at=NOON)
        settings = Settings(ledger=path, read_only=read_only)
        opened.append(Desk(settings, now=lambda: NOON, readers=StubReaders()))
        return TestClient(
            make_app(opened[-1]),
            base_url="http://localhost",
            headers={"Origin": "http://localhost"},
            follow_redirects=follow_redirects,
        )

    yield desk
    for one in opened:
        one.close()
