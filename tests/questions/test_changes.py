"""A page and the ledger answer alike: is it the same action?"""

from collections.abc import Callable
from datetime import date

import pytest
from tests.language.test_same_action import OTHER, SAME
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.language.same_action import WordedAction, same_action, wording_of
from onrecord.ledger import open_ledger
from onrecord.questions.changes import same_undertaking
from onrecord.questions.earlier import earlier_of
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal
from onrecord.terms.spans import Span

PAIRS = [(*pair, True) for pair in SAME] + [(*pair, False) for pair in OTHER if pair[0]]


@pytest.mark.parametrize("one, type_, other, type2, same", PAIRS)
def test_both_doors_give_one_answer(
    parse_text: Callable[[str], Parse],
    one: str,
    type_: EventType | None,
    other: str,
    type2: EventType | None,
    same: bool,
) -> None:
    text = f"Belarus will {one}. Belarus will {other}."
    parse, first, second = parse_text(text), text.index(one), text.rindex(other)
    on_page = [
        WordedAction(wording_of(parse, Span(first, first + len(one))), type_),
        WordedAction(wording_of(parse, Span(second, second + len(other))), type2),
    ]
    with open_ledger(None) as ledger:
        for day, action, kind in ((1, one, type_), (2, other, type2)):
            ledger.record(said(date(2021, 3, day), "BLR", Modal.WILL, action, kind=kind), recorded_at=NOON)
        later, earlier = ledger.current.norms_of("BLR")
        found = earlier_of(ledger, [later])
    assert same_action(*on_page) is same
    assert same_undertaking(earlier, later) is same
    assert {id_: norm.id for id_, norm in found.items()} == ({later.id: earlier.id} if same else {})
