"""Agreement: a person's last word on a norm, slot by slot, beside another's."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.ledger.rereading import reread
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.agreement import COLUMNS, COMPARED, Agreement, NobodyToCompare, agreement, table_rows
from onrecord.questions.reliability import NOTHING_SHARED, ONE_VALUE
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode

ACTIONS = ("send troops to the border", "close the strait", "sign the pact", "free the crew")
READINGS = [said(date(2026, 3, n + 1), "BLR", Modal.WILL, action, number=n) for n, action in enumerate(ACTIONS)]
NORMS = [reading.norms[0].id for reading in READINGS]


@pytest.fixture
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record_many(READINGS, recorded_at=NOON)
    return book


def judge(
    ledger: Ledger, by: str, *words: tuple[int, JudgementKind] | tuple[int, JudgementKind, tuple[str, ...]]
) -> None:
    start = len(ledger.judgements())
    for n, (norm, verdict, *slots) in enumerate(words):
        at = NOON + timedelta(seconds=start + n)
        ledger.judge(NORMS[norm], verdict, by=by, at=at, slots=slots[0] if slots else ())


def slot(found: Agreement, name: str) -> tuple[int, int, float | None, float | None]:
    (one,) = [s for s in found.slots if s.slot == name]
    return one.judged, one.pairs.same, one.kappa.value, one.alpha.value


def test_kappa_and_alpha_of_each_slot(ledger: Ledger) -> None:
    judge(ledger, "ana", *((n, JudgementKind.CONFIRM) for n in range(3)), (3, JudgementKind.WRONG))
    judge(ledger, "ben", (0, JudgementKind.CONFIRM), (1, JudgementKind.CORRECT, ("modal=ready",)))
    judge(ledger, "ben", (2, JudgementKind.WRONG), (3, JudgementKind.WRONG))
    found = agreement(ledger)
    assert (found.persons, len(found.norms)) == (("ana", "ben"), 4)
    # Of four norms three were said alike; ana calls one wrong and ben two: expected 6 + 2 of 16.
    assert slot(found, "norm") == (4, 3, pytest.approx(0.5), pytest.approx(1 - 2 * 7 / 30))
    assert slot(found, "modal") == (2, 1, pytest.approx(0.0), pytest.approx(0.0))
    (mode,) = [s for s in found.slots if s.slot == "mode"]
    assert (mode.kappa.value, mode.kappa.why) == (None, ONE_VALUE)
    assert [one.differing() for one in found.differences] == [("modal",), ("norm",)]


def test_the_last_word_counts_and_what_was_taken_back_does_not(ledger: Ledger) -> None:
    judge(
        ledger,
        "ana",
        (0, JudgementKind.WRONG),
        (0, JudgementKind.CONFIRM),
        (1, JudgementKind.CONFIRM),
        (2, JudgementKind.CONFIRM),
    )
    judge(ledger, "ben", (0, JudgementKind.CONFIRM), (1, JudgementKind.WRONG), (1, JudgementKind.RETRACT))
    found = agreement(ledger, ["ben", "ana"])
    assert [norm.norm.id for norm in found.norms] == [NORMS[0]]
    assert found.differences == ()


def test_words_are_compared_without_case_and_a_slot_that_is_not_said_is_a_value(ledger: Ledger) -> None:
    judge(ledger, "ana", (0, JudgementKind.CORRECT, ("action=send troops",)), (1, JudgementKind.CONFIRM))
    judge(ledger, "ben", (0, JudgementKind.CORRECT, ("action=send  troops",)), (1, JudgementKind.CORRECT, ("agent=",)))
    found = agreement(ledger)
    assert [one.differing() for one in found.norms] == [(), ("agent",)]
    assert found.norms[1].values("agent") == [("ana", "belarus"), ("ben", None)]


def test_three_persons_have_alpha_and_are_told_to_choose_two_for_kappa(ledger: Ledger) -> None:
    for by, verdicts in (("ana", "ccw"), ("ben", "cww"), ("eve", "ccw")):
        judge(
            ledger,
            by,
            *((n, JudgementKind.CONFIRM if v == "c" else JudgementKind.WRONG) for n, v in enumerate(verdicts)),
        )
    found = agreement(ledger)
    (norm,) = [s for s in found.slots if s.slot == "norm"]
    assert (norm.judged, norm.pairs.pairs, norm.pairs.same) == (3, 9, 7)
    assert norm.kappa.why == "kappa is of two persons: choose two"
    assert norm.alpha.value == pytest.approx(1 - 2 * 8 / 40)
    assert slot(agreement(ledger, ["ana", "eve"]), "norm")[2] == pytest.approx(1.0)


def test_nobody_in_common_is_said(ledger: Ledger) -> None:
    judge(ledger, "ana", (0, JudgementKind.CONFIRM))
    judge(ledger, "ben", (1, JudgementKind.CONFIRM))
    found = agreement(ledger)
    assert found.norms == ()
    assert {(s.kappa.why, s.alpha.why, s.judged) for s in found.slots} == {(NOTHING_SHARED, NOTHING_SHARED, 0)}


@pytest.mark.parametrize(
    "persons, says",
    [
        (["ana", "zoe"], "'zoe' has judged no norm here; those who did: ana"),
        (["ana"], "'ana' alone agrees with nobody"),
    ],
)
def test_who_judged_nothing_and_one_alone_are_refused(ledger: Ledger, persons: list[str], says: str) -> None:
    judge(ledger, "ana", (0, JudgementKind.CONFIRM))
    with pytest.raises(NobodyToCompare, match=says):
        agreement(ledger, persons)


def test_an_empty_ledger_has_nobody() -> None:
    found = agreement(open_ledger(None))
    assert (found.persons, found.norms) == ((), ())
    assert [row[0] for row in table_rows(found.slots)] == list(COMPARED)
    assert all(len(row) == len(COLUMNS) for row in table_rows(found.slots))


def test_the_same_words_read_again_under_another_id_are_one_norm(ledger: Ledger) -> None:
    again = reread(READINGS[0])
    assert again.norms[0].id != NORMS[0]
    judge(ledger, "ana", (0, JudgementKind.CONFIRM))
    ledger.record(again, recorded_at=NOON + timedelta(days=1))
    ledger.judge(again.norms[0].id, JudgementKind.CONFIRM, by="ben", at=NOON + timedelta(days=2))
    (one,) = agreement(ledger).norms
    assert [word.by for word in one.said] == ["ana", "ben"]


def test_a_rejection_gives_its_reason(ledger: Ledger) -> None:
    judge(ledger, "ana", (0, JudgementKind.CONFIRM))
    ledger.judge(NORMS[0], JudgementKind.WRONG, by="ben", at=NOON + timedelta(hours=1), note="reason=wish; a headline")
    (one,) = agreement(ledger).differences
    assert [word.reason for word in one.said] == [None, "wish"]
    assert one.to_json()["differing"] == ["norm"]
    assert Mode.NONE.value == one.said[0].slot("mode")
