"""A server on a ledger of pages built by hand, asked through the official client: no parser, no model."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp_types import CallToolResult

from onrecord.faces.mcp.server import Book, make_server
from onrecord.ledger import open_ledger
from onrecord.questions import check
from onrecord.terms.events import EventType
from onrecord.terms.reading import Reading
from tests.faces.web.conftest import BORDER, FIRMER, StubReaders
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import happened

ATTACK = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")

Ask = Callable[..., CallToolResult]
OpenBook = Callable[..., Book]


def kept(path: Path, *readings: Reading) -> Path:
    """A ledger of these readings, looked at for what met what."""
    with open_ledger(path) as ledger:
        ledger.record_many(readings, recorded_at=NOON)
        check(ledger, today=NOON.date(), recorded_at=NOON)
    return path


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that several tests read: a threat that was met, a firmer one, and 60 pages more."""
    at = tmp_path_factory.mktemp("mcp") / "ledger.db"
    return kept(at, BORDER, FIRMER, ATTACK, *map(make_reading, range(60)))


@pytest.fixture
def open_book() -> Iterator[OpenBook]:
    """Opens a book on a file; its readers are `StubReaders`."""
    opened: list[Book] = []

    def book(path: Path) -> Book:
        opened.append(Book(path, StubReaders()))
        return opened[-1]

    yield book
    for one in opened:
        one.close()


@pytest.fixture
def book(open_book: OpenBook, path: Path) -> Book:
    return open_book(path)


@pytest.fixture
def readers(book: Book) -> StubReaders:
    assert isinstance(book.readers, StubReaders)
    return book.readers


@pytest.fixture
def ask(book: Book) -> Ask:
    """Asks a tool."""

    def asked(tool: str, **given: Any) -> CallToolResult:
        return call(book, tool, given)

    return asked


def call(book: Book, tool: str, given: dict[str, Any]) -> CallToolResult:
    """One call by the official client, which holds the answer against the tool's schema."""

    async def asking() -> CallToolResult:
        async with Client(make_server(book)) as client:
            answer = await client.call_tool(tool, given)
            assert isinstance(answer, CallToolResult)
            return answer

    return anyio.run(asking)


def data(answer: CallToolResult) -> dict[str, Any]:
    """What a tool answered; its text says the same."""
    assert not answer.is_error, said(answer)
    held = answer.structured_content
    assert isinstance(held, dict)
    assert json.loads(said(answer)) == held
    return held


def said(answer: CallToolResult) -> str:
    """The text of an answer or an error."""
    (block,) = answer.content
    assert block.type == "text"
    return block.text
