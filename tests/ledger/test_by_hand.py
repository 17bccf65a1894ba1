"""What persons enter on a page stands beside what a program reads there, whatever comes in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON
from tests.ledger.hands import DAY, by_hand
from tests.ledger.rereading import reread
from tests.questions.world import happened, said

from onrecord.ledger import Ledger, PageWithdrawn, Report, open_ledger
from onrecord.ledger.index.waiting import EVERY_NORM
from onrecord.questions import between, check, independent_reports, list_entries, show, what_if
from onrecord.questions.review import queue
from onrecord.terms.by_hand import HAND
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode

READ = said(
    date(2026, 3, 1),
    "BLR",
    Modal.WILL,
    "send troops to the border",
    mode=Mode.IF,
    trigger="Poland attacks Ukraine",
    trigger_pattern="POL ASSAULT UKR",
)
BARE = replace(READ, records=(), norms=(), reader="reader 2")
ANA, BEN = by_hand(READ, "ana"), by_hand(READ, "ben", Modal.READY)
MORE = by_hand(READ, "ana", Modal.WILL, Modal.READY)


def book_of(*readings: Reading, path: Path | None = None) -> Ledger:
    book = open_ledger(path)
    for n, one in enumerate(readings):
        book.record(one, recorded_at=NOON + timedelta(minutes=n))
    return book


def held(book: Ledger) -> set[tuple[str, str]]:
    """Who reads which norm."""
    return {(e.source.reader, n.norm.modal.value) for e in book.entries() for n in e.norms}


def test_a_person_stands_beside_the_program_and_beside_another_person() -> None:
    book = book_of(READ, ANA, BEN)
    assert held(book) == {("reader 1", "will"), ("by hand: ana", "will"), ("by hand: ben", "ready")}
    entries = {e.source.reader: e for e in book.entries()}
    assert str(entries["by hand: ana"].source.by_hand) == f"entered by hand by ana on {DAY}"
    assert entries["reader 1"].source.by_hand is None
    assert entries["by hand: ana"].to_json()["source"]["entered_by_hand"] == {
        "by": "ana",
        "on": "2026-03-09",
        "sheet": None,
        "row": None,
    }
    assert len({e.id for e in entries.values()}) == 3  # the same words, three records


def test_a_program_that_reads_the_page_anew_takes_the_program_s_place_alone() -> None:
    book = book_of(READ, ANA, BARE)
    assert held(book) == {("by hand: ana", "will")}
    page = book.page(READ.page.id)
    assert page.current.reader == "reader 2"
    assert [r.reader for r in page.by_hand] == ["by hand: ana"]
    assert {e.id for e in show_entries(book)} == {ANA.records[0].id}


def show_entries(book: Ledger):  # type: ignore[no-untyped-def]
    return show(book, READ.page.id).entries  # type: ignore[union-attr]


def test_a_person_s_newer_reading_takes_the_place_of_their_own() -> None:
    book = book_of(READ, ANA, BEN, MORE)
    assert held(book) == {
        ("reader 1", "will"),
        ("by hand: ana", "will"),
        ("by hand: ana", "ready"),
        ("by hand: ben", "ready"),
    }
    assert [r.current for r in book.page(READ.page.id).readings] == [True, True, False, True]


def test_a_reading_is_kept_and_given_back_as_it_was() -> None:
    book = book_of(READ, MORE)
    again = next(book.reading(i) for i in book.reading_ids() if book.reading(i).reader == MORE.reader)
    assert (again.records, again.norms, again.statements) == (MORE.records, MORE.norms, MORE.statements)
    assert book.record(MORE, recorded_at=NOON + timedelta(days=1)).readings.held == 1


EVENTS: Sequence[tuple[int, Reading]] = tuple(
    enumerate((READ, ANA, BARE, BEN, reread(READ, reader="reader 3"), MORE, by_hand(READ, "ben")))
)


@given(st.permutations(EVENTS), st.sets(st.sampled_from(range(len(EVENTS)))))
@settings(max_examples=examples(25), deadline=None)
def test_in_whatever_order_readings_come_the_index_is_the_same_and_so_is_one_made_anew(
    order: list[tuple[int, Reading]], left_out: set[int]
) -> None:
    some = [(minute, reading) for minute, reading in order if minute not in left_out]
    books = [open_ledger(None), open_ledger(None)]
    for book, readings in zip(books, (some, sorted(some, key=lambda one: one[0])), strict=True):
        for minute, reading in readings:
            book.record(reading, recorded_at=NOON + timedelta(minutes=minute))
        assert book.inspect().sound
    one, other = ({(e.source.reading_id, e.id, n.id) for e in b.entries() for n in e.norms} for b in books)
    assert one == other
    hands = {reading.reader for _, reading in some if reading.reader.startswith(HAND)}
    assert {e.source.reader for e in books[0].entries() if e.source.by_hand} == hands


def test_anybody_s_word_that_it_is_wrong_hides_it_and_its_own_words_alone() -> None:
    book = book_of(READ, ANA, BEN)
    book.judge(BEN.norms[0].id, JudgementKind.WRONG, by="cleo", at=NOON + timedelta(hours=1))
    assert held(book) == {("reader 1", "will"), ("by hand: ana", "will")}
    (entry,) = (e for e in show_all(book, BEN) if e.source.reader == BEN.reader)
    assert entry.rejected[0].wrong


def show_all(book: Ledger, reading: Reading):  # type: ignore[no-untyped-def]
    return [show(book, reading.records[0].id).entry]  # type: ignore[union-attr]


def test_it_is_forgotten_with_its_page(tmp_path: Path) -> None:
    with book_of(READ, ANA, path=tmp_path / "l.db") as book:
        book.forget(READ.page.id, reason="law", author="cleo", day=DAY, recorded_at=NOON + timedelta(days=1))
        assert held(book) == set()
        with pytest.raises(PageWithdrawn):
            book.page(READ.page.id)
        assert book.inspect().sound
        assert not list(book.reading_ids())
    assert b"send troops" not in (tmp_path / "l.db").read_bytes()


def test_it_stands_as_it_stood(tmp_path: Path) -> None:
    with book_of(READ, ANA, MORE, path=tmp_path / "l.db") as book:
        assert book.as_it_stood(NOON + timedelta(minutes=1, seconds=30), tmp_path / "then.db")
    with open_ledger(tmp_path / "then.db", create=False, read_only=True) as then:
        assert held(then) == {("reader 1", "will"), ("by hand: ana", "will")}


def test_it_is_no_second_report_and_no_copy() -> None:
    other = said(date(2026, 3, 1), "BLR", Modal.WILL, "send troops to the border", number=2)
    book = book_of(READ, ANA, BEN, other)
    entries = list(book.entries())
    mine = [e for e in entries if e.source.page_id == READ.page.id]
    assert independent_reports(book, mine).reports == 1
    by_persons = [e for e in mine if e.source.by_hand]
    assert independent_reports(book, by_persons).reports == 1
    reading_id = next(e.source.reading_id for e in entries if e.source.page_id == other.page.id)
    assert len(book.copies.of(Report(reading_id, other.records[0].evidence))) <= 1
    assert book.current.pages_come_in(None) == 2


def test_nobody_reviews_their_own_and_others_do() -> None:
    book = book_of(BARE, ANA, BEN)
    asked = {by: [q.read.norm.id for q in queue(book, by, EVERY_NORM, limit=9)] for by in ("ana", "ben", "cleo")}
    assert asked["ana"] == [BEN.norms[0].id]
    assert asked["ben"] == [ANA.norms[0].id]
    assert sorted(asked["cleo"]) == sorted([ANA.norms[0].id, BEN.norms[0].id])
    assert book.current.waiting_and_judged("ana", EVERY_NORM, up_to=9) == (1, 0)
    book.judge(ANA.norms[0].id, JudgementKind.WRONG, by="cleo", at=NOON + timedelta(hours=1))
    assert [q.read.norm.id for q in queue(book, "ana", EVERY_NORM, limit=9)] == [BEN.norms[0].id]


def test_met_and_what_if_see_what_a_person_entered() -> None:
    book = book_of(BARE, ANA, happened(date(2026, 3, 5), "POL", EventType.ASSAULT, "UKR", number=3))
    found, _ = check(book, today=date(2026, 3, 10), recorded_at=NOON + timedelta(days=9))
    assert [(one.norm_id, one.match) for one in found] == [(ANA.norms[0].id, "yes")]
    (listed,) = list_entries(book).entries
    assert listed.norms[0].status == "triggered"
    answer = what_if(book, Scenario(assumed=(EventPattern.parse("POL ASSAULT UKR"),)))
    (line,) = answer.triggered
    assert line.judgement.rule.evidence.by_hand == f"entered by hand by ana on {DAY}"
    assert not line.judgement.rule.evidence.from_sheet


def test_readers_are_compared_as_before() -> None:
    book = book_of(READ, ANA, BARE)
    upgrade = between(book, "reader 1", "reader 2")
    assert (upgrade.pages, len(upgrade.lost), len(upgrade.gained)) == (1, 1, 0)
    assert {r.name for r in book.readers.held()} == {"reader 1", "reader 2", "by hand: ana"}
