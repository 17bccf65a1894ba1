"""Search finds in PostgreSQL what it finds in SQLite, and marks the same words; the order is each database's own."""

from collections.abc import Iterator

import pytest
from tests.ledger.factory import NOON, VOCABULARY
from tests.ledger.measure_search import page
from tests.postgres.asked import ASKED
from tests.postgres.server import Server

from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.questions.searching import expression, terms
from onrecord.terms.records import Modal

pytestmark = pytest.mark.postgres

PAGES = 40


@pytest.fixture(scope="module")
def both(server: Server) -> Iterator[tuple[Ledger, Ledger]]:
    with open_ledger(server.address("searched")) as ledger, open_ledger(None) as other:
        for book in (ledger, other):
            book.record_many(map(page, range(PAGES)), recorded_at=NOON)
        yield ledger, other


def test_there_are_fifty() -> None:
    assert len(set(ASKED)) == 50


@pytest.mark.parametrize("words", ASKED)
def test_the_same_is_found_and_marked(both: tuple[Ledger, Ledger], words: str) -> None:
    asked = expression(terms(words))
    here, there = (book.matches(asked, limit=10_000, ranked=None) for book in both)
    assert {m.id for m in here} == {m.id for m in there}
    assert {m.id: m.found for m in here} == {m.id: m.found for m in there}
    assert bool(here) != (words in ("and who", '"talks the halt"', "zzz*", VOCABULARY[300]))


def test_filters_hold(both: tuple[Ledger, Ledger]) -> None:
    for filters in (Filters(actor="RUS"), Filters(modal=Modal.WILL, publisher="Hill Radio")):
        here, there = (book.matches(expression(("said",)), filters, limit=10_000, ranked=None) for book in both)
        assert {m.id for m in here} == {m.id for m in there} != set()


def test_those_with_norms_come_first_and_only_so_many_are_ranked(both: tuple[Ledger, Ledger]) -> None:
    ledger, _ = both
    first = ledger.matches(expression(("said",)), limit=5, ranked=50)
    assert len(first) == 5
    assert first == sorted(first, key=lambda m: -m.score)
    places = {m.place.reading for m in ledger.matches(expression(("said",)), limit=50, ranked=50, norms_only=True)}
    assert min(places) > PAGES - 50 / 6 - 1


@pytest.mark.parametrize("words", ["'", "\\", "a:b", "!&|", "<->", "x'); DROP TABLE passages; --", "\x02said", "%s %%"])
def test_nothing_typed_is_syntax(both: tuple[Ledger, Ledger], words: str) -> None:
    asked = expression((words, "said"))
    both[0].matches(asked, limit=10, ranked=None)
    assert both[0].counts()["pages"] == PAGES
