"""Which records a person looked at; a judgement counts also where the page is read anew under other ids."""

from datetime import timedelta

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.ledger.rereading import reread

from onrecord.ledger import Ledger, open_ledger
from onrecord.terms.judgements import JudgementKind

READING = make_reading(1)
LATER = NOON + timedelta(days=1)


def checked_words(ledger: Ledger) -> list[str]:
    checked = ledger.checked()
    return [" ".join(e.evidence[0].words.split()) for e in ledger.entries() if e.id in checked]


@pytest.mark.parametrize("before", ["", "Share this page\n\n"])
def test_a_confirmed_norm_checks_its_record_and_outlives_the_reader(before: str) -> None:
    with open_ledger(None) as ledger:
        ledger.record(READING, recorded_at=NOON)
        assert ledger.checked() == frozenset()
        ledger.judge(READING.norms[0].id, JudgementKind.CONFIRM, by="Ada", at=LATER)
        words = checked_words(ledger)
        assert len(words) == 1
        ledger.record(reread(READING, before=before), recorded_at=LATER)
        assert checked_words(ledger) == words


def test_what_was_taken_back_and_what_is_said_of_two_is_no_check() -> None:
    one, other = READING.norms[:2]
    with open_ledger(None) as ledger:
        ledger.record(READING, recorded_at=NOON)
        ledger.judge(one.id, JudgementKind.SAME, other=other.id, by="Ada", at=LATER)
        assert ledger.checked() == frozenset()
        ledger.judge(one.id, JudgementKind.CONFIRM, by="Ada", at=LATER + timedelta(days=1))
        assert len(ledger.checked()) == 1
        ledger.judge(one.id, JudgementKind.RETRACT, by="Ada", at=LATER + timedelta(days=2))
        assert ledger.checked() == frozenset()
