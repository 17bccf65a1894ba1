"""What hardened, softened, was repeated or contradicted, by two sayings of one actor about one action."""

import json
from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import open_ledger
from onrecord.questions.changes import ChangeMark
from onrecord.questions.timelines import compare, timeline
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Strength

EARLY, LATE = date(2021, 3, 1), date(2021, 4, 1)
ACTION = "send troops to the border"
IF, UNLESS, EVEN = Mode.IF, Mode.UNLESS, Mode.EVEN_IF
WILL, NOT, READY = Modal.WILL, Modal.WILL_NOT, Modal.READY


def at(day: date, modal: Modal, mode: Mode = Mode.NONE, trigger: str | None = None, **slots: object) -> Reading:
    return said(day, "BLR", modal, str(slots.pop("action", ACTION)), mode=mode, trigger=trigger, **slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "earlier, later, mark",
    [
        (at(EARLY, WILL), at(LATE, WILL), ChangeMark.REPEATED),
        (at(EARLY, READY), at(LATE, WILL), ChangeMark.HARDENED),
        (at(EARLY, WILL), at(LATE, READY), ChangeMark.SOFTENED),
        (at(EARLY, WILL), at(LATE, NOT), ChangeMark.CONTRADICTED),
        (at(EARLY, NOT), at(LATE, READY), ChangeMark.CONTRADICTED),
        (at(EARLY, WILL, IF, "Poland attacks"), at(LATE, WILL), ChangeMark.HARDENED),
        (at(EARLY, NOT), at(LATE, NOT, UNLESS, "Poland attacks"), ChangeMark.SOFTENED),
        (at(EARLY, NOT, UNLESS, "Poland attacks"), at(LATE, WILL, IF, "Poland attacks"), ChangeMark.CHANGED),
        (at(EARLY, WILL, IF, "Poland attacks"), at(LATE, WILL, IF, "rain falls"), ChangeMark.CHANGED),
        (at(EARLY, WILL), at(LATE, WILL, EVEN, "Poland attacks"), ChangeMark.HARDENED),
        (at(EARLY, WILL), at(LATE, WILL, strength=Strength.CATEGORICAL), ChangeMark.HARDENED),
        (at(EARLY, WILL, IF, "Poland attacks"), at(LATE, WILL, EVEN, "rain falls"), ChangeMark.HARDENED),
        (at(EARLY, NOT, strength=Strength.CATEGORICAL), at(LATE, NOT, EVEN, "rain falls"), ChangeMark.HARDENED),
        (at(EARLY, WILL, EVEN, "rain falls"), at(LATE, WILL, IF, "Poland attacks"), ChangeMark.SOFTENED),
        (at(EARLY, READY, IF, "Poland attacks"), at(LATE, NOT), ChangeMark.WITHDRAWN),
        (at(EARLY, READY), at(LATE, NOT), ChangeMark.WITHDRAWN),
        (at(EARLY, WILL, IF, "Poland attacks"), at(LATE, NOT, EVEN, "rain falls"), ChangeMark.WITHDRAWN),
        (at(EARLY, WILL, due=date(2021, 6, 1)), at(LATE, WILL, due=date(2021, 5, 1)), ChangeMark.HARDENED),
        (at(EARLY, WILL), at(LATE, WILL, action="lift the embargo"), ChangeMark.FIRST),
        (at(EARLY, WILL), at(LATE, NOT, kind=EventType.REJECT), ChangeMark.CONTRADICTED),
        (at(EARLY, WILL), at(LATE, WILL, kind=EventType.AID, action="see its troops on the border"), ChangeMark.FIRST),
        (at(EARLY, WILL, target="POL"), at(LATE, WILL, target="FIN"), ChangeMark.FIRST),
    ],
)
def test_the_later_saying_is_marked_by_the_earlier(earlier: Reading, later: Reading, mark: ChangeMark) -> None:
    with open_ledger(None) as ledger:
        ledger.record_many((later, earlier), recorded_at=NOON)
        line = timeline(ledger, "BLR")
    assert [s.change.mark for s in line.sayings] == [ChangeMark.FIRST, mark]
    assert bool(line.sayings[1].change.reasons) == (mark is not ChangeMark.FIRST)
    assert all(s.entry.evidence and s.entry.source.address for s in line.sayings)
    json.dumps(line.to_json())


def test_a_persons_same_and_different_win() -> None:
    with open_ledger(None) as ledger:
        ledger.record_many((at(EARLY, WILL), at(LATE, NOT), at(LATE, WILL, action="close it")), recorded_at=NOON)
        first, *others = (s.norm.id for s in timeline(ledger, "BLR").sayings)
        marks = {s.norm.id: s.change.mark for s in timeline(ledger, "BLR").sayings}
        for other in others:
            opposite = JudgementKind.DIFFERENT if marks[other] is ChangeMark.CONTRADICTED else JudgementKind.SAME
            ledger.judge(first, opposite, other=other, by="Ada", at=NOON)
        after = {s.norm.id: s.change.mark for s in timeline(ledger, "BLR").sayings}
    assert sorted(after.values()) == [ChangeMark.FIRST, ChangeMark.FIRST, ChangeMark.REPEATED]


def test_pairs_topics_and_days_narrow_the_line() -> None:
    pages = [
        said(EARLY, "BLR", WILL, ACTION, target="POL"),
        said(LATE, "POL", NOT, "lift the embargo", target="BLR", kind=EventType.CONCEDE),
        said(LATE, "BLR", WILL, "buy gas", target="RUS", kind=EventType.COOPERATE),
    ]
    with open_ledger(None) as ledger:
        ledger.record_many(pages, recorded_at=NOON)
        assert len(timeline(ledger, "BLR").sayings) == 2
        assert len(timeline(ledger, "BLR", "POL").sayings) == 2
        assert len(timeline(ledger, "BLR", topic="gas").sayings) == 1
        assert len(timeline(ledger, "BLR", since=EARLY + timedelta(days=1)).sayings) == 1
        assert timeline(ledger, "BLR", limit=1).more


def test_two_days_are_compared_action_by_action() -> None:
    pages = [at(EARLY, READY), at(LATE, WILL), at(LATE, WILL, action="lift the embargo", kind=EventType.CONCEDE)]
    with open_ledger(None) as ledger:
        ledger.record_many(pages, recorded_at=NOON)
        moved, new = compare(ledger, "BLR", at=EARLY, and_at=LATE)
        assert moved.change is not None
        assert moved.change.mark is ChangeMark.HARDENED
        assert (new.earlier, new.change) == (None, None)
        assert len(compare(ledger, "BLR", at=EARLY, and_at=EARLY)) == 1


def test_days_the_wrong_way_round_are_a_wrong_call() -> None:
    with open_ledger(None) as ledger:
        with pytest.raises(ValueError, match="2021-04-01 lies after 2021-03-01"):
            timeline(ledger, "BLR", since=LATE, until=EARLY)
        with pytest.raises(ValueError, match="2021-04-01 lies after 2021-03-01: give the earlier day first"):
            compare(ledger, "BLR", at=LATE, and_at=EARLY)
