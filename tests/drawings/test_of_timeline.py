"""Sayings of a timeline as bars: one row for each action, with words, days, strength and what moved."""

from datetime import date
from pathlib import Path

from onrecord.drawings import bars_of, counted_of, draw_commitments
from onrecord.ledger import open_ledger
from onrecord.ledger.entries.fetch import RowKey
from onrecord.questions.changes import ChangeMark
from onrecord.questions.spoken import Spoken
from onrecord.questions.timelines import Saying, timeline
from onrecord.terms.records import Modal, Mode, Strength
from tests.ledger.factory import NOON
from tests.questions.world import said


def sayings(path: Path) -> tuple[Saying, ...]:
    pages = [
        said(date(2020, 1, 1), "RUS", Modal.READY, "attack Poland", strength=Strength.READY),
        said(date(2021, 1, 1), "RUS", Modal.WILL, "attack Poland", strength=Strength.FIRM),
        said(date(2022, 1, 1), "RUS", Modal.WILL, "sell grain", mode=Mode.IF, trigger="ships come", kind=None),
    ]
    with open_ledger(path / "ledger.db") as ledger:
        ledger.record_many(pages, recorded_at=NOON)
        return timeline(ledger, "RUS").sayings


def test_what_is_compared_is_one_action(tmp_path: Path) -> None:
    first, second, third = bars_of(sayings(tmp_path))
    assert first.action == second.action != third.action
    assert (first.mark, second.mark, third.mark) == (ChangeMark.FIRST, ChangeMark.HARDENED, ChangeMark.FIRST)
    assert (first.first, first.last, first.strength) == (date(2020, 1, 1), date(2020, 1, 1), Strength.READY)
    assert (third.mode, third.label) == (Mode.IF, "Russia will “sell grain”")
    assert second.speaker == "Russia"


def test_the_row_is_in_the_words_last_said(tmp_path: Path) -> None:
    drawing = draw_commitments(bars_of(sayings(tmp_path)), title="t")
    assert "Russia will “attack Poland”" in drawing.svg


def test_only_a_quotation_is_quoted() -> None:
    day = date(2020, 1, 1)
    told = [Spoken(RowKey(1, n), day, day, how) for n, how in enumerate(("direct", "indirect", "mixed", None))]
    assert [c.direct for c in counted_of(told)] == [True, False, False, False]
