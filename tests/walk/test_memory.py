"""A wire story on ten sites is taken apart once, and each reading is byte for byte that of the page read alone."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.ledger.factory import NOON

from onrecord.ledger import open_ledger
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading_json import reading_json
from onrecord.terms.spans import Span
from onrecord.walk.many import read_many, read_safely
from onrecord.walk.memory import Remembered, remembering
from onrecord.walk.open import Engines, open_engines
from onrecord.walk.read import read

HTML = """<html lang="en"><head><title>{title}</title>{head}</head><body>{above}<article><h1>Talks on the border</h1>
<p>WARSAW (Wire) - Poland will close its border with Belarus if a single soldier crosses the river, Prime Minister
Donald Tusk said on Tuesday.</p><p>"We will not send troops unless NATO asks us to," he told reporters. Belarus attacked
a border post on Monday, the ministry said.</p></article></body></html>
"""


def story(site: str, *, day: str = "2026-01-03", title: str = "Talks", above: str = "") -> Page:
    head = f'<meta property="og:site_name" content="{site}">'
    head += f'<meta property="article:published_time" content="{day}">' if day else ""
    return Page(
        address=f"https://{site}.example.org/talks",
        url=f"https://{site}.example.org/talks",
        body=HTML.format(title=title, head=head, above=above).encode(),
        kind=PageKind.HTML,
        encoding="utf-8",
        encoding_basis="default",
        fetched_at=NOON,
    )


# The same text in the same blocks, and what differs beside it: the site, the day (none, too), the title, the mark-up.
COPIES = (
    story("courier"),
    story("radio", day="2026-01-05"),
    story("gazette", day=""),
    replace(story("courier", title="Tusk on the border"), fetched_at=NOON + timedelta(days=3)),
    story("mirror", above="<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"),
)


class Counting:
    """The engine behind it, and how often it was asked."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.name = engine.name
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._engine, name)
        if name not in ("parse", "read"):
            return found

        def counted(text: str, spans: Sequence[Span], *more: Any) -> Any:
            self.asked += 1
            return found(text, spans, *more)

        return counted


def counted() -> tuple[Engines, tuple[Counting, Counting, Counting]]:
    engines = open_engines()
    parts = Counting(engines.parser), Counting(engines.scanner), Counting(engines.norm_reader)
    return replace(engines, parser=parts[0], scanner=parts[1], norm_reader=parts[2]), parts


def told(page: Page, engines: Engines) -> bytes:
    return json.dumps(reading_json(read(page, engines))).encode()


def test_readings_are_byte_for_byte_those_of_pages_read_alone() -> None:
    alone = [told(page, open_engines()) for page in COPIES]
    engines, parts = counted()
    engines = remembering(engines)
    assert [told(page, engines) for page in COPIES] == alone
    assert len(set(alone)) == len(COPIES)  # each has its own page, title, day and publisher
    assert [part.asked for part in parts] == [1, 1, 1]
    assert engines.name == open_engines().name


def test_a_letter_more_and_it_is_taken_apart_itself() -> None:
    engines, parts = counted()
    engines = remembering(engines)
    other = replace(COPIES[0], body=COPIES[0].body.replace(b"a single soldier", b"a single soldiers"))
    assert [told(page, engines) for page in (COPIES[0], other)] == [told(p, open_engines()) for p in (COPIES[0], other)]
    assert [part.asked for part in parts] == [2, 2, 2]


def test_memory_is_bounded_by_the_characters_of_the_texts() -> None:
    held: Remembered[str] = Remembered(10)
    asked: list[str] = []

    def answer(text: str) -> str:
        return held.of(text, (), lambda: asked.append(text) or text.upper())  # type: ignore[func-returns-value]

    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb", "d" * 11, "d" * 11):
        assert answer(text) == text.upper()
    # "bbbb" went for "cccc", being asked for longer ago than "aaaa"; what is too long by itself is never held.
    assert asked == ["aaaa", "bbbb", "cccc", "bbbb", "d" * 11, "d" * 11]


def test_an_answer_that_raised_is_asked_for_again() -> None:
    held: Remembered[str] = Remembered(10)
    with pytest.raises(ZeroDivisionError):
        held.of("a", (), lambda: str(1 // 0))
    assert held.of("a", (), lambda: "b") == "b"


@pytest.mark.processes
def test_order_and_number_of_workers_change_no_id() -> None:
    """Copies meet the memory in another order, in another process, or not at all."""
    other = replace(COPIES[0], body=COPIES[0].body.replace(b"Poland will", b"Latvia will"), address="other")
    pages = [*COPIES, other]
    shuffled = [pages[n] for n in (3, 5, 0, 4, 2, 1)]
    digests = set()
    for given, workers in ((pages, 1), (shuffled, 1), (shuffled, 2)):
        with open_ledger(None) as ledger:
            ledger.record_many(read_many(given, workers=workers, reader=read_safely), recorded_at=NOON, batch=4)
            digests.add(ledger.content_digest())
    assert len(digests) == 1
