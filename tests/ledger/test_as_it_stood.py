"""A ledger as it stood: what was added, judged or noticed later is not in it."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import check, list_entries, search, show
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode

FIRST, SECOND, THIRD = (NOON + timedelta(days=n) for n in (0, 1, 2))
DAY = NOON.date()
SAID = said(
    DAY,
    "BLR",
    Modal.WILL,
    "send troops",
    mode=Mode.IF,
    trigger="Poland attacks Ukraine",
    trigger_pattern="POL ASSAULT UKR",
)
LATER = said(DAY, "RUS", Modal.WILL_NOT, "sign the treaty", number=1)


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    """One norm on the first day; on the second another and an event that meets the first; on the third a judgement."""
    held = open_ledger(tmp_path / "ledger.db")
    held.record(SAID, recorded_at=FIRST)
    held.record(happened(DAY, "POL", EventType.ASSAULT, "UKR", number=2), recorded_at=SECOND)
    held.record(LATER, recorded_at=SECOND)
    check(held, today=SECOND.date(), recorded_at=SECOND)
    held.judge(SAID.norms[0].id, JudgementKind.WRONG, by="ana", at=THIRD)
    return held


def as_of(book: Ledger, moment: object, tmp_path: Path) -> Ledger:
    assert book.as_it_stood(moment, tmp_path / "then.db")  # type: ignore[arg-type]
    return open_ledger(tmp_path / "then.db", create=False, read_only=True)


def test_only_what_was_recorded_by_then(book: Ledger, tmp_path: Path) -> None:
    with as_of(book, FIRST, tmp_path) as then:
        (entry,) = list_entries(then).entries
        assert (entry.id, entry.norms[0].status) == (SAID.records[0].id, None)
        assert search(then, "treaty").hits == ()
        assert then.current.encounters() == []
        assert then.inspect().sound


def test_what_was_noticed_by_then_and_nothing_judged_later(book: Ledger, tmp_path: Path) -> None:
    with as_of(book, SECOND, tmp_path) as then:
        norm = next(e.norms[0] for e in list_entries(then).entries if e.id == SAID.records[0].id)
        assert (norm.status, norm.judgements) == ("triggered", ())
        assert [hit.id for hit in search(then, "treaty").hits] == [LATER.records[0].id]


def test_where_nothing_came_later_nothing_is_built(book: Ledger, tmp_path: Path) -> None:
    assert not book.as_it_stood(THIRD, tmp_path / "then.db")
    assert not (tmp_path / "then.db").exists()


def test_before_the_first_page_it_is_empty(book: Ledger, tmp_path: Path) -> None:
    with as_of(book, FIRST - timedelta(seconds=1), tmp_path) as then:
        assert list_entries(then).entries == ()


def test_what_was_withdrawn_since_is_not_shown_as_of_before(book: Ledger, tmp_path: Path) -> None:
    book.forget(SAID.page.id, reason="a name", author="ana", day=DAY, recorded_at=THIRD)
    with as_of(book, SECOND, tmp_path) as then:
        assert [e.id for e in list_entries(then).entries] == [LATER.records[0].id]
        assert then.withdrawal_of(SAID.records[0].id) is not None
        with pytest.raises(Exception, match="withdrawn"):
            show(then, SAID.records[0].id)
