"""One saying on several pages is one; what was said before and after of its action stands beside it, with what
moved."""

from datetime import date

from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import open_ledger
from onrecord.questions import ShownRecord, show
from onrecord.questions.same_saying import SaidOfAction, said_of_action
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Strength

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
ACTION = "send troops to the border"
WILL = said(APRIL, "BLR", Modal.WILL, ACTION)


def asked(of: Reading, *others: Reading) -> SaidOfAction:
    book = open_ledger(None)
    book.record_many((of, *others), recorded_at=NOON)
    shown = show(book, of.records[0].id)
    assert isinstance(shown, ShownRecord)
    return said_of_action(book, shown.entry)


def test_two_pages_that_tell_of_one_action_on_one_day_report_one_saying() -> None:
    other = said(APRIL, "BLR", Modal.WILL, "send its troops to the border", number=2)
    found = asked(WILL, other)
    assert [e.id for e in found.reports] == [WILL.records[0].id, other.records[0].id]
    assert (found.earlier, found.later, found.undated) == ((), (), ())


def test_what_was_said_before_and_after_tells_what_moved() -> None:
    before = said(MARCH, "BLR", Modal.WILL, ACTION, mode=Mode.IF, trigger="Poland attacks Ukraine")
    again = said(MAY, "BLR", Modal.WILL, ACTION)
    firmer = said(MAY, "BLR", Modal.WILL, ACTION, strength=Strength.CATEGORICAL, number=2)
    elsewhere = said(MAY, "BLR", Modal.WILL, "close the embassy", kind=None, number=3)
    found = asked(WILL, before, again, firmer, elsewhere)
    assert [(b.norm.id, b.change and b.change.mark.value) for b in found.earlier] == [(before.norms[0].id, "hardened")]
    assert {b.norm.id: b.change and b.change.mark.value for b in found.later} == {
        again.norms[0].id: "repeated",
        firmer.norms[0].id: "hardened",
    }


def test_an_offer_that_is_taken_back_is_withdrawn() -> None:
    offer = said(MARCH, "BLR", Modal.READY, ACTION)
    refused = said(APRIL, "BLR", Modal.WILL_NOT, ACTION)
    (later,) = asked(offer, refused).later
    assert later.change is not None
    assert later.change.mark.value == "withdrawn"


def test_on_one_day_in_another_mode_neither_comes_first() -> None:
    other = said(APRIL, "BLR", Modal.WILL, ACTION, mode=Mode.IF, trigger="Poland attacks", number=2)
    (beside,) = asked(WILL, other).undated
    assert (beside.norm.id, beside.change) == (other.norms[0].id, None)
