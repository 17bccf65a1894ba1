"""Independent texts of many groups at once: the same as asked one by one."""

from itertools import combinations

import pytest
from tests.ledger.factory import NOON
from tests.ledger.stories import paragraph, story
from tests.ledger.test_copies import NOTICE, OTHER, WIRE, report

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.entries.copy_families import ToldPlace

READINGS = [
    story("wire", WIRE, evidence=2),
    story("paper", [NOTICE, *WIRE[:6]], evidence=3),
    story("own", OTHER, evidence=0),
    story("quotes one paragraph", [*(paragraph(n) for n in range(50, 55)), WIRE[2]], evidence=5),
    story("quotes another paragraph", [paragraph(n) for n in range(60, 70)] + [WIRE[5]], evidence=0),
    story("unsigned", WIRE, evidence=2, signed=False),
]


@pytest.fixture
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record_many(READINGS, recorded_at=NOON)
    return book


def test_every_group_has_as_many_as_when_asked_by_itself(ledger: Ledger) -> None:
    numbers = range(len(READINGS))
    groups = [some for size in numbers for some in combinations(numbers, size)]
    asked = [{ToldPlace(n + 1, "record", 0) for n in some} for some in groups]  # the ledger counts from 1
    alone = [len(ledger.copies.groups([report(ledger, n) for n in some])) for some in groups]
    assert ledger.current.texts_told(asked) == alone


def test_two_copies_of_a_story_are_one_though_it_is_not_there() -> None:
    """A and C each have half of B and little of each other: a family over the ledger, no copies by themselves."""
    first, second = [paragraph(n) for n in range(100, 106)], [paragraph(n) for n in range(200, 206)]
    readings = [story("a", first), story("b", [*first, *second]), story("c", second)]
    with open_ledger(None) as book:
        book.record_many(readings, recorded_at=NOON)
        a, b, c = ({ToldPlace(n, "record", 0)} for n in (1, 2, 3))
        assert book.current.texts_told([a | b, a | b | c, a, set()]) == [1, 1, 1, 0]
        assert book.current.texts_told([a | c, a | b | c]) == [1, 1]
        assert book.current.texts_told([a | c]) == [2]  # B is in no group that is asked for
