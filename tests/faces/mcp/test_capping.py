"""An answer too long: so many lines, so many bytes, and every line in some part."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.faces.mcp.asked import MOST_LINES
from onrecord.faces.mcp.capping import GO_ON, MOST_BYTES, fitting, part_shown, size
from onrecord.faces.mcp.lines import Lines
from onrecord.faces.mcp.quoted import SHORTEST_CHARS, Quoted, made
from onrecord.ledger import EntrySource, open_ledger
from tests.faces.mcp.conftest import Ask, OpenBook, call, data, said
from tests.ledger.factory import NOON, make_reading

LONG = 2_500


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of pages whose sentences go on and on."""
    path = tmp_path_factory.mktemp("wordy") / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.record_many([make_reading(n, extra=" ψ" * LONG, statements=2) for n in range(12)], recorded_at=NOON)
    return path


def parts(book: Any, tool: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """The answer with all that follows it."""
    found: list[dict[str, Any]] = []
    while True:
        after = {"after": found[-1]["next"]} if found else {}
        answer = call(book, tool, {**given, **after})
        assert len(said(answer).encode()) <= MOST_BYTES
        found.append(data(answer))
        assert len(found[-1]["lines"]) <= MOST_LINES
        if found[-1]["next"] is None:
            return found
        assert found[-1]["left_out"]["says"]


@pytest.mark.parametrize("given_", [{}, {"query": "border OR said"}, {"query": "said"}])
def test_a_search_of_long_words_comes_in_parts_that_fit(
    wordy: Path, open_book: OpenBook, given_: dict[str, Any]
) -> None:
    book = open_book(wordy)
    answers = parts(book, "search", {**given_, "limit": 50})
    ids = [line["record"] for answer in answers for line in answer["lines"]]
    assert len(ids) == len(set(ids))
    if given_.get("query") != "border OR said":
        assert len(ids) == 24
        assert len(answers) > 1
    for answer in answers:
        assert {line["page"] for line in answer["lines"]} == {p["page"] for p in answer["pages"]}


def test_a_timeline_of_long_words_fits(wordy: Path, open_book: OpenBook) -> None:
    answers = parts(open_book(wordy), "timeline", {"actor": "Kenya", "limit": 25})
    norms = [n["norm"] for a in answers for line in a["lines"] if line["said"] for n in line["said"]["norms"]]
    assert len(norms) == len(set(norms)) > 0


def test_a_record_of_long_words_fits(wordy: Path, open_book: OpenBook) -> None:
    book = open_book(wordy)
    record = next(iter(book.open().entries(limit=1))).id
    answer = call(book, "record", {"id": record})
    assert len(said(answer).encode()) <= MOST_BYTES
    (words,) = data(answer)["lines"][0]["words"]
    assert words["cut"] is True


def test_a_page_of_long_words_fits(wordy: Path, open_book: OpenBook) -> None:
    book = open_book(wordy)
    page = next(iter(book.open().entries(limit=1))).source.page_id
    answer = call(book, "page", {"id": page, "chars": 8_000})
    assert len(said(answer).encode()) <= MOST_BYTES
    assert data(answer)["next_start"] == 8_000


def test_a_what_if_says_how_many_lines_are_left_out(ask: Ask) -> None:
    answer = data(ask("what_if", event=["? ACCUSE", "BLR ASSAULT UKR"], limit=1))
    assert answer["left_out"] == {"lines": sum(answer["counts"].values()) - 1, "says": GO_ON}


def test_a_list_that_changed_is_begun_anew(tmp_path: Path, open_book: OpenBook) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.record_many([make_reading(n) for n in range(5)], recorded_at=NOON)
    book = open_book(path)
    first = data(call(book, "search", {"query": "said", "limit": 3}))
    with open_ledger(path, create=False) as ledger:
        ledger.record_many([make_reading(n) for n in range(5, 15)], recorded_at=NOON)
    answer = call(book, "search", {"query": "said", "limit": 3, "after": first["next"]})
    assert answer.is_error
    assert "begin at its start" in said(answer)


def line(lines: Lines, text: str) -> tuple[Quoted, tuple[EntrySource, ...]] | None:
    return (made(text, longest=lines.longest), ()) if text else None


def test_one_line_goes_out_however_long_it_is() -> None:
    (only,) = fitting(["z" * 10**6, "a"], line, most_bytes=9_000).lines
    assert (len(only["quoted"]), only["cut"]) == (SHORTEST_CHARS, True)


def test_what_is_gone_counts_as_shown_and_nothing_is_shown_twice() -> None:
    items = ["", "one", "", "two", "three", ""]
    first = part_shown(items, None, 3, lambda t: f"k{t}", line)
    assert ([one["quoted"] for one in first.lines], first.taken, first.left) == (["one"], 3, 3)
    second = part_shown(items, first.next, 3, lambda t: f"k{t}", line)
    assert ([one["quoted"] for one in second.lines], second.next) == (["two", "three"], None)


def test_size_is_of_what_is_sent() -> None:
    assert size({"a": "é"}) == len('{"a":"é"}'.encode())
