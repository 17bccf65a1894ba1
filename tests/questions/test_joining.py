"""Ranks by words and by meaning added up, with vectors made by hand."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from tests.ledger.factory import NOON
from tests.questions.test_nearness import ByHand
from tests.questions.world import said

from onrecord.ledger import Ledger, PassageMatch, open_ledger
from onrecord.ledger.entries.fetch import RowKey
from onrecord.questions import Filters, NothingToSearch, place_by_meaning, search, search_both, search_meaning
from onrecord.questions.joining import fused
from onrecord.terms.records import Modal
from onrecord.terms.spans import Span


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    readings = (
        said(date(2020, 1, 1), "BLR", Modal.WILL, "close the frontier"),
        said(date(2020, 1, 2), "UKR", Modal.WILL, "send soldiers home"),
        said(date(2020, 1, 3), "POL", Modal.WILL, "hail the border guards"),
    )
    with open_ledger(None) as ledger:
        ledger.record_many(readings, recorded_at=NOON)
        place_by_meaning(ledger, ByHand())
        yield ledger


def a_match(id_: str, *, found: tuple[Span, ...] = ()) -> PassageMatch:
    return PassageMatch(id=id_, is_record=True, place=RowKey(1, 0), score=9.0, found=found)


def test_what_both_find_comes_first_with_its_words_marked() -> None:
    marked = a_match("b", found=(Span(0, 2),))
    joined = fused(((a_match("a"), marked), (a_match("b"), a_match("c"))))
    assert [m.id for m in joined] == ["b", "a", "c"]
    assert joined[0].found == (Span(0, 2),)
    assert joined[0].score == pytest.approx(1 / 62 + 1 / 61)


def test_ranks_that_tie_keep_the_order_of_the_rankings() -> None:
    assert [m.id for m in fused(((a_match("a"),), (a_match("b"),)))] == ["a", "b"]


def test_words_need_not_all_be_there_and_meaning_finds_other_words(ledger: Ledger) -> None:
    asked = "who will shut the border"
    assert not search(ledger, asked).hits
    result = search_both(ledger, asked, ByHand())
    found = ["frontier" in h.snippet.words or "border" in h.snippet.words for h in result.hits]
    assert found[:2] == [True, True]
    assert {h.id for h in search_meaning(ledger, asked, ByHand()).hits} <= {h.id for h in result.hits}
    json.dumps(result.to_json())
    only = search_both(ledger, asked, ByHand(), Filters(actor="POL"), limit=5)
    assert [m.of(h.snippet.words) for h in only.hits for m in h.snippet.marks] == ["border"]


def test_nothing_to_search_for_is_told(ledger: Ledger) -> None:
    with pytest.raises(NothingToSearch):
        search_both(ledger, "?!", ByHand())
