"""What is not certain waits, counted and with what is not known of it."""

from datetime import date

from tests.questions.test_alerts import held, strike, vow
from tests.questions.world import happened, said

from onrecord.questions.waiting import unsure_of, waiting, waiting_json
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal


def test_what_is_possible_waits_with_what_is_not_known() -> None:
    bare = said(date(2026, 1, 2), "BLR", Modal.WILL_NOT, "attack Poland", target="POL")
    raid = happened(date(2026, 1, 4), "BLR", EventType.ASSAULT, "POL")
    ledger = held([bare, vow()], [strike()], [raid])  # the strike releases the vow before the raid could break it
    found = waiting(ledger, limit=5)
    assert (found.likely, found.possible) == (0, 1)
    (one,) = found.newest
    assert waiting_json(one)["grade"] == "possible"
    assert one.norm.id == bare.norms[0].id
    assert any("only the kind of event" in clause for clause in unsure_of(one))
    assert waiting_json(one)["event"]["words"] == "Belarus acted on Poland"


def test_where_nothing_waits() -> None:
    found = waiting(held([vow()], [strike()]), limit=5)
    assert (found.likely, found.possible, found.newest) == (0, 0, ())
