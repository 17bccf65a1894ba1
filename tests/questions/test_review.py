"""The queue: who is asked about what, in which order, and how far somebody is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON
from tests.ledger.rereading import reread
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.index import waiting
from onrecord.ledger.index.waiting import EVERY_NORM, WaitingScope
from onrecord.questions.errors import UnknownId
from onrecord.questions.review import (
    COUNTED_UP_TO,
    NoTurn,
    card_of,
    last_word,
    next_card,
    progress,
    queue,
    scope_typed,
    turn_of,
)
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode


def reading(action: str, *, mode: Mode = Mode.NONE, right: float | None = None, day: int = 1) -> Reading:
    """A page with one norm that is right in so many of 1 cases."""
    trigger = None if mode is Mode.NONE else "Poland attacks Ukraine"
    made = said(date(2026, 3, day), "BLR", Modal.WILL, action, mode=mode, trigger=trigger, number=day)
    return replace(made, norms=(replace(made.norms[0], probability=right),))


SURE = reading("sign the pact", right=0.97, day=2)
DOUBTFUL = reading("close the strait", right=0.61, day=3)
IF_SURE = reading("send troops to the border", mode=Mode.IF, right=0.97, day=4)
UNLESS_DOUBTFUL = reading("free the crew", mode=Mode.UNLESS, right=0.5, day=5)
NOT_WEIGHED = reading("leave the treaty", day=6)
ALL = (SURE, DOUBTFUL, IF_SURE, UNLESS_DOUBTFUL, NOT_WEIGHED)
IN_ORDER = [r.norms[0].id for r in (UNLESS_DOUBTFUL, IF_SURE, DOUBTFUL, SURE, NOT_WEIGHED)]


def book_of(*readings: Reading) -> Ledger:
    book = open_ledger(None)
    for n, one in enumerate(readings):
        book.record(one, recorded_at=NOON + timedelta(minutes=n))
    return book


def ids(book: Ledger, by: str | None = "ana", scope: WaitingScope = EVERY_NORM, *, limit: int = 50) -> list[str]:
    return [one.read.norm.id for one in queue(book, by, scope, limit=limit)]


def test_conditional_before_plain_then_doubtful_before_likely() -> None:
    assert ids(book_of(*ALL)) == IN_ORDER


def test_of_one_doubt_what_most_pages_tell_comes_first() -> None:
    alone = reading("close the strait", right=0.8, day=3)
    told = [replace_text(reading("sign the pact", right=0.8, day=2), n) for n in range(3)]
    first, *_, last = queue(book_of(*told, alone), "ana", limit=9)
    assert [-first.turn.alone, first.to_json()["pages"], -last.turn.alone] == [3, 3, 1]
    assert last.read.norm.id == alone.norms[0].id


def replace_text(one: Reading, number: int) -> Reading:
    """The same saying on another page."""
    other = said(date(2026, 3, 2), "BLR", Modal.WILL, "sign the pact", number=number)
    return replace(other, norms=(replace(other.norms[0], probability=one.norms[0].probability),))


def test_what_most_pages_tell_is_asked_of_so_many_pages_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PAGES_AT_ONCE", 2)
    told = [replace_text(reading("sign the pact", right=0.8, day=2), n) for n in range(3)]
    alone = [reading("close the strait", right=0.8, day=3), reading("free the crew", right=0.8, day=5)]
    book = book_of(*told, *alone)  # readings 1; 2, 3; 4, 5
    turns = [one.turn for one in queue(book, "ana", limit=9)]
    assert [(-t.block, -t.alone, -t.reading) for t in turns] == [(2, 1, 5), (2, 1, 4), (1, 3, 3), (1, 3, 2), (0, 3, 1)]
    for n, turn in enumerate(turns):
        assert [one.turn for one in queue(book, "ana", after=turn, limit=9)] == turns[n + 1 :]


def test_of_what_is_alike_what_was_read_last_comes_first() -> None:
    one, other = reading("sign the pact", right=0.8, day=2), reading("close the strait", right=0.8, day=3)
    assert ids(book_of(one, other)) == [other.norms[0].id, one.norms[0].id]
    assert ids(book_of(other, one)) == [one.norms[0].id, other.norms[0].id]


def test_what_a_person_judged_waits_for_others_and_not_for_them() -> None:
    book = book_of(*ALL)
    for verdict, norm, slots in (
        (JudgementKind.CONFIRM, IN_ORDER[0], ()),
        (JudgementKind.CORRECT, IN_ORDER[1], ("modal=ready",)),
        (JudgementKind.WRONG, IN_ORDER[2], ()),
    ):
        book.judge(norm, verdict, by="ana", at=NOON, slots=slots)
    assert ids(book) == IN_ORDER[3:]
    assert ids(book, "ben") == IN_ORDER  # also what ana rejected, which no list has
    assert ids(book, None) == IN_ORDER[3:]


def test_what_others_said_is_not_shown_to_who_judges() -> None:
    book = book_of(IF_SURE)
    book.judge(IN_ORDER[1], JudgementKind.CORRECT, by="ana", at=NOON, slots=("modal=ready", "action=send troops"))
    found = next_card(book, "ben")
    assert found is not None
    card, _ = found
    assert (card.norm.norm.modal, card.norm.slot("action")) == (Modal.WILL, "send troops to the border")
    assert card.norm.judgements == ()
    assert card.contexts[0].words == IF_SURE.text


def test_what_is_said_of_two_or_taken_back_is_no_word_on_the_reading() -> None:
    book = book_of(*ALL)
    book.judge(IN_ORDER[0], JudgementKind.SAME, by="ana", at=NOON, other=IN_ORDER[1])
    book.judge(IN_ORDER[2], JudgementKind.CONFIRM, by="ana", at=NOON)
    book.judge(IN_ORDER[2], JudgementKind.RETRACT, by="ana", at=NOON + timedelta(seconds=1))
    assert ids(book) == IN_ORDER


def test_what_was_judged_is_not_asked_again_when_another_reader_says_the_same() -> None:
    book = book_of(IF_SURE)
    book.judge(IN_ORDER[1], JudgementKind.CONFIRM, by="ana", at=NOON)
    again = reread(IF_SURE)
    assert again.norms[0].id != IF_SURE.norms[0].id
    book.record(again, recorded_at=NOON + timedelta(days=1))
    assert ids(book, "ana") == []
    assert ids(book, "ben") == [again.norms[0].id]


@pytest.mark.parametrize(
    "scope, norms",
    [
        (WaitingScope(actor="BLR"), IN_ORDER),
        (WaitingScope(actor="CHN"), []),
        (WaitingScope(mode=Mode.UNLESS), IN_ORDER[:1]),
        (WaitingScope(modal=Modal.READY), []),
        (WaitingScope(pages=frozenset({SURE.page.id, DOUBTFUL.page.id, "page-0"})), IN_ORDER[2:4]),
        (WaitingScope(target="UKR"), []),
    ],
)
def test_it_narrows(scope: WaitingScope, norms: list[str]) -> None:
    assert ids(book_of(*ALL), scope=scope) == norms


def test_actors_are_named_as_anywhere() -> None:
    book = book_of(*ALL)
    assert scope_typed(book, actor="Belarus", pages=["page-1"]) == WaitingScope(
        actor="BLR", pages=frozenset({"page-1"})
    )


def test_it_goes_on_from_a_turn() -> None:
    book = book_of(*ALL)
    whole = queue(book, "ana", limit=9)
    for n in range(len(whole)):
        rest = queue(book, "ana", after=whole[n].turn, limit=9)
        assert [one.turn for one in rest] == [one.turn for one in whole[n + 1 :]]


@settings(max_examples=examples(10), deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([None, 0.4, 0.5, 0.9]), st.sampled_from([Mode.NONE, Mode.IF])), max_size=6),
    st.sets(st.integers(0, 5), max_size=6),
    st.integers(1, 4),
)
def test_each_norm_is_asked_about_once_however_the_queue_is_cut(
    norms: list[tuple[float | None, Mode]], wrong: set[int], at_a_time: int
) -> None:
    readings = [reading("sign the pact", right=p, mode=mode, day=n + 1) for n, (p, mode) in enumerate(norms)]
    book = book_of(*readings)
    for n in wrong & set(range(len(readings))):
        book.judge(readings[n].norms[0].id, JudgementKind.WRONG, by="ben", at=NOON)
    found: list[str] = []
    after = None
    while some := queue(book, "ana", after=after, limit=at_a_time):
        found += [one.read.norm.id for one in some]
        after = some[-1].turn
    assert sorted(found) == sorted(r.norms[0].id for r in readings)
    assert progress(book, "ana").waiting == len(readings)


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "1.2.3.4.5.x", "1.2.3.4.5.6.7", "-1.2.3.4.5.6", "1" * 20 + ".1.1.1.1.1", "０.1.1.1.1.1"]
)
def test_a_turn_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NoTurn, match="begin at its start"):
        turn_of(text)


def judged(book: Ledger, seconds: Iterable[float]) -> None:
    for norm, second in zip(IN_ORDER, seconds, strict=False):
        book.judge(norm, JudgementKind.CONFIRM, by="ana", at=NOON + timedelta(seconds=second))


def test_progress_tells_the_pace_without_the_pauses() -> None:
    book = book_of(*ALL)
    assert progress(book, "ana").to_json() == {"judged": 0, "waiting": 5, "each_s": None}
    judged(book, (0, 6, 12, 4000))
    assert progress(book, "ana").to_json() == {"judged": 4, "waiting": 1, "each_s": 6.0}
    assert progress(book, "ben").to_json() == {"judged": 0, "waiting": 5, "each_s": None}
    assert progress(book, "ana", WaitingScope(mode=Mode.IF)).judged == 1


def test_a_rejected_norm_counts_as_judged() -> None:
    book = book_of(*ALL)
    book.judge(IN_ORDER[2], JudgementKind.WRONG, by="ana", at=NOON)
    assert (progress(book, "ana").judged, progress(book, "ana").waiting) == (1, 4)
    assert (progress(book, "ben").judged, progress(book, "ben").waiting) == (0, 5)


def test_more_than_can_be_counted_cheaply_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.questions.review.COUNTED_UP_TO", 3)
    assert COUNTED_UP_TO == 1_000
    assert progress(book_of(*ALL), "ana").waiting is None


def test_undo_goes_back_word_by_word() -> None:
    book = book_of(*ALL)
    judged(book, (0, 6, 12))
    gone = []
    for second in (20, 21, 22):
        word = last_word(book, "ana")
        assert word is not None
        gone.append(word.target_id)
        book.judge(word.target_id, JudgementKind.RETRACT, by="ana", at=NOON + timedelta(seconds=second))
    assert gone == IN_ORDER[2::-1]
    assert last_word(book, "ana") is None


def test_a_norm_is_shown_whether_it_waits_or_not(tmp_path: Path) -> None:
    book = book_of(IF_SURE)
    book.judge(IN_ORDER[1], JudgementKind.WRONG, by="ana", at=NOON)
    assert card_of(book, IN_ORDER[1]).to_json()["doubt"] == "fewer than 5 in 100 such readings are wrong"
    with pytest.raises(UnknownId, match="no norm in the ledger is 'norm-0'"):
        card_of(book, "norm-0")


def test_an_empty_ledger_asks_nothing() -> None:
    book = open_ledger(None)
    assert (queue(book, None, limit=5), next_card(book, "ana"), last_word(book, "ana")) == ([], None, None)
    assert progress(book, None).to_json() == {"judged": 0, "waiting": 0, "each_s": None}
