"""Facets: how many records of each actor, kind, year, and what is said where there was no time to count."""

from datetime import date, timedelta
from itertools import count

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.ledger.index.facets import Facet
from onrecord.questions import list_entries
from onrecord.questions.faceting import facets, facets_of
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, Strength


@pytest.fixture
def book() -> Ledger:
    held = open_ledger(None)
    held.record_many(
        [
            said(date(2025, 5, 1), "BLR", Modal.WILL, "send troops", target="UKR"),
            said(date(2026, 5, 1), "BLR", Modal.WILL, "close the border", mode=Mode.IF, trigger="rain falls"),
            said(date(2026, 6, 1), "RUS", Modal.WILL, "sign", strength=Strength.READY),
        ],
        recorded_at=NOON,
    )
    return held


def test_each_value_with_its_records(book: Ledger) -> None:
    counts = facets(book, Filters(), now_s=lambda: 0.0, within_s=1.0).counts
    assert counts == {
        Facet.ACTOR: (("BLR", 2), ("RUS", 1)),
        Facet.TARGET: (("UKR", 1),),
        Facet.KIND: (("threat", 3),),
        Facet.MODE: (("none", 2), ("if", 1)),
        Facet.STRENGTH: (("firm", 2), ("ready", 1)),
        Facet.STATUS: (),
        Facet.YEAR: (("2026", 2), ("2025", 1)),
        Facet.PUBLISHER: (("hill radio", 3),),
        Facet.CHECKED: (("no", 3),),
        Facet.TAG: (),
        Facet.CASE: (),
    }


def test_filters_hold(book: Ledger) -> None:
    counts = facets(book, Filters(actor="BLR"), now_s=lambda: 0.0, within_s=1.0).counts
    assert counts[Facet.YEAR] == (("2025", 1), ("2026", 1))
    assert counts[Facet.STRENGTH] == (("firm", 2),)


def test_what_a_person_judged_is_counted_apart(book: Ledger) -> None:
    first = list_entries(book, Filters(actor="RUS")).entries[0].norms[0].id
    book.judge(first, JudgementKind.CONFIRM, by="ana", at=NOON)
    everything = facets(book, Filters(), now_s=lambda: 0.0, within_s=1.0)
    assert everything.counts[Facet.CHECKED] == (("no", 2), ("yes", 1))
    assert facets_of(list_entries(book).entries, book) == everything
    book.judge(first, JudgementKind.RETRACT, by="ana", at=NOON + timedelta(days=1))
    assert facets(book, Filters(), now_s=lambda: 0.0, within_s=1.0).counts[Facet.CHECKED] == (("no", 3),)


def test_what_there_is_no_time_for_is_none(book: Ledger) -> None:
    seconds = count()
    counts = facets(book, Filters(), now_s=lambda: float(next(seconds)), within_s=2.5).counts
    assert [facet for facet, held in counts.items() if held is not None] == [Facet.ACTOR, Facet.TARGET]


def test_what_is_at_hand_counts_as_the_index_does(book: Ledger) -> None:
    everything = facets(book, Filters(), now_s=lambda: 0.0, within_s=1.0)
    assert facets_of(list_entries(book).entries, book) == everything
