"""What became of an actor's words."""

from datetime import UTC, date, datetime

import pytest
from tests.questions.world import happened, said

from onrecord.ledger import open_ledger
from onrecord.questions.met import check
from onrecord.questions.record_of import Outcome, WordKind, outcome_of, record_of
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal

AT = datetime(2026, 11, 29, tzinfo=UTC)


def test_what_was_done_is_counted_and_the_rest_waits() -> None:
    with open_ledger(None) as book:
        book.record(said(date(2026, 1, 5), "RUS", Modal.WILL, "attack Finland", target="FIN"), recorded_at=AT)
        book.record(said(date(2026, 1, 6), "RUS", Modal.WILL_NOT, "attack Poland", target="POL"), recorded_at=AT)
        book.record(happened(date(2026, 2, 1), "RUS", EventType.ASSAULT, "FIN"), recorded_at=AT)
        check(book, today=AT.date(), recorded_at=AT)
        found = record_of(book, "RUS")
    ends = {one.norm.action: (one.word, one.outcome) for one in found.given}
    assert ends["attack Poland"] == (WordKind.RESTRICTION, Outcome.WAITING)
    assert ends["attack Finland"][0] is WordKind.THREAT
    assert ends["attack Finland"][1] in (Outcome.CARRIED_OUT, Outcome.UNKNOWN)
    assert found.counts[WordKind.RESTRICTION][Outcome.WAITING] == 1


@pytest.mark.parametrize(("modal", "word"), [(Modal.DEMANDS, WordKind.DEMAND), (Modal.PREDICTS, WordKind.FORECAST)])
def test_who_asks_or_foresees_undertakes_nothing(modal: Modal, word: WordKind) -> None:
    with open_ledger(None) as book:
        book.record(said(date(2026, 1, 5), "RUS", modal, "attack Finland", target="FIN"), recorded_at=AT)
        assert [one.word for one in record_of(book, "RUS").given] == [word]


@pytest.mark.parametrize(
    ("held", "outcome"),
    [
        ({Verdict.SUPERSEDED, Verdict.BREACHED}, Outcome.TAKEN_BACK),
        ({Verdict.WITHDRAWN}, Outcome.TAKEN_BACK),
        ({Verdict.RELEASED, Verdict.OVERDUE}, Outcome.LIFTED),
    ],
)
def test_of_several_ends_the_one_that_settles_it_counts(held: set[Verdict], outcome: Outcome) -> None:
    with open_ledger(None) as book:
        book.record(said(date(2026, 1, 5), "RUS", Modal.WILL, "attack Finland", target="FIN"), recorded_at=AT)
        (one,) = record_of(book, "RUS").given
    assert outcome_of(one.norm, held) is outcome


def test_an_actor_without_a_word_has_an_empty_record() -> None:
    with open_ledger(None) as book:
        assert record_of(book, "POL").given == ()
