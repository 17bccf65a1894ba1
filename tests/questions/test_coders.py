"""Who judged what, and each two of three by themselves."""

from datetime import timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.test_agreement import NORMS, READINGS

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.agreement import agreement
from onrecord.questions.coders import PAIR_COLUMNS, Coder, by_pairs, coders, pair_rows
from onrecord.terms.judgements import JudgementKind

SAID = (
    ("ana", 0, JudgementKind.CONFIRM),
    ("ana", 1, JudgementKind.CONFIRM),
    ("ana", 2, JudgementKind.WRONG),
    ("ana", 2, JudgementKind.CONFIRM),  # the last word counts
    ("ben", 0, JudgementKind.CONFIRM),
    ("ben", 1, JudgementKind.WRONG),
    ("cleo", 1, JudgementKind.CORRECT),
    ("cleo", 3, JudgementKind.CONFIRM),
)


@pytest.fixture
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record_many(READINGS, recorded_at=NOON)
    for n, (by, norm, verdict) in enumerate(SAID):
        slots = ("modal=ready",) if verdict is JudgementKind.CORRECT else ()
        book.judge(NORMS[norm], verdict, by=by, at=NOON + timedelta(seconds=n), slots=slots)
    return book


def test_who_judged_what_and_what_another_judged_too(ledger: Ledger) -> None:
    assert coders(ledger) == (
        Coder(name="ana", judged=3, confirmed=3, corrected=0, rejected=0, shared=2),
        Coder(name="ben", judged=2, confirmed=1, corrected=0, rejected=1, shared=2),
        Coder(name="cleo", judged=2, confirmed=1, corrected=1, rejected=0, shared=1),
    )


def test_each_two_agree_as_if_no_third_had_judged(ledger: Ledger) -> None:
    found = dict(by_pairs(agreement(ledger)))
    assert list(found) == [("ana", "ben"), ("ana", "cleo"), ("ben", "cleo")]
    for pair, slots in found.items():
        alone = agreement(ledger, pair).slots
        assert slots == alone, pair
    norm = {pair: slots[0] for pair, slots in found.items()}
    assert [(one.judged, one.pairs.same) for one in norm.values()] == [(2, 1), (1, 1), (1, 0)]


def test_the_table_has_all_then_each_two(ledger: Ledger) -> None:
    rows = pair_rows(agreement(ledger))
    assert {len(row) for row in rows} == {len(PAIR_COLUMNS)}
    assert list(dict.fromkeys(row[0] for row in rows)) == ["ana, ben, cleo", "ana, ben", "ana, cleo", "ben, cleo"]
    assert len({row[0] for row in pair_rows(agreement(ledger, ["ana", "ben"]))}) == 1
