"""A person says that an event did not meet a norm: nothing that reads encounters or statuses counts it any more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.ledger.rereading import reread
from tests.questions.world import happened, said

from onrecord.ledger import Filters, JudgementUnsound, Ledger, open_ledger
from onrecord.ledger.judgements.happenings import EventOutline, same_happening
from onrecord.questions import check
from onrecord.questions.exports.calendar import dated_entries
from onrecord.questions.notices import notices
from onrecord.questions.record_of import Outcome, record_of
from onrecord.questions.today import today
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode

SAID, AFTER, TODAY = date(2021, 3, 1), date(2021, 4, 1), date(2021, 5, 1)
ACTION = "send troops to the border"
VOW = said(
    SAID, "BLR", Modal.WILL, ACTION, mode=Mode.IF, trigger="Poland attacks", trigger_pattern="POL ASSAULT BLR",
    action_pattern="BLR ASSAULT POL",
)  # fmt: skip
STRIKE = happened(AFTER, "POL", EventType.ASSAULT, "BLR")
NORM, EVENT = VOW.norms[0].id, STRIKE.events[0].id
LATER = NOON + timedelta(days=1)


def look(ledger: Ledger, *pages: Reading, day: date = TODAY) -> None:
    ledger.record_many(pages, recorded_at=NOON)
    check(ledger, today=day, recorded_at=NOON)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as book:
        look(book, VOW, STRIKE)
        yield book


def deny(ledger: Ledger, norm: str = NORM, event: str = EVENT, by: str = "Ada") -> None:
    ledger.judge(norm, JudgementKind.NOT_MET, other=event, by=by, at=LATER)


def statuses_of(ledger: Ledger) -> set[str | None]:
    return {n.status for e in ledger.entries() for n in e.norms}


def told(ledger: Ledger) -> tuple[int, ...]:
    """How many notices, and statuses, each that reads them tells of."""
    current = ledger.current
    return (
        len(current.encounters()),
        len(current.statuses()),
        len(notices(ledger, current.encounters())),
        len(today(ledger, since=None, now=NOON).met),
        len(dated_entries(ledger)),
        ledger.count(Filters(status="triggered")),
        sum(g.outcome is Outcome.DUE for g in record_of(ledger, "BLR").given),
        len(current.conditions_met([n.anchor for n in current.norms_of("BLR")])),
    )


def test_it_is_gone_wherever_it_was_told_and_comes_back_when_taken_back(ledger: Ledger) -> None:
    assert told(ledger) == (1, 1, 1, 1, 1, 1, 1, 1)
    assert statuses_of(ledger) == {"triggered"}
    deny(ledger)
    assert told(ledger) == (0, 0, 0, 0, 0, 0, 0, 0)
    assert statuses_of(ledger) == {None}
    assert ledger.inspect().findings == ()
    ledger.judge(NORM, JudgementKind.RETRACT, by="Bo", at=LATER + timedelta(days=1))  # one takes back one's own alone
    assert told(ledger)[0] == 0
    ledger.judge(NORM, JudgementKind.RETRACT, other=EVENT[:12], by="Ada", at=LATER + timedelta(days=1))
    assert told(ledger) == (1, 1, 1, 1, 1, 1, 1, 1)
    assert statuses_of(ledger) == {"triggered"}
    assert ledger.inspect().findings == ()


def test_another_report_of_the_happening_brings_it_not_back_and_another_happening_is_told(ledger: Ledger) -> None:
    deny(ledger)
    again = happened(AFTER, "POL", EventType.ASSAULT, "BLR", number=2)
    ledger.record(again, recorded_at=NOON)
    assert check(ledger, today=TODAY, recorded_at=LATER) == ([], [])
    assert told(ledger)[:4] == (0, 0, 0, 0)
    ledger.record(happened(AFTER + timedelta(days=20), "POL", EventType.ASSAULT, "BLR"), recorded_at=NOON)
    (met,), (became,) = check(ledger, today=TODAY, recorded_at=LATER)
    assert (met.event.first, became.status) == (AFTER + timedelta(days=20), "triggered")
    assert told(ledger)[:4] == (1, 1, 1, 1)
    assert ledger.inspect().findings == ()
    ledger.judge(NORM, JudgementKind.RETRACT, by="Ada", at=LATER + timedelta(days=1))
    assert told(ledger)[0] == 3


def test_the_norm_said_on_another_page_is_not_met_by_it_either(ledger: Ledger) -> None:
    deny(ledger)
    copy = said(
        SAID, "BLR", Modal.WILL, ACTION, mode=Mode.IF, trigger="Poland attacks", trigger_pattern="POL ASSAULT BLR",
        number=7,
    )  # fmt: skip
    other = said(
        SAID, "BLR", Modal.WILL, "lift the embargo", mode=Mode.IF, trigger="Poland attacks",
        trigger_pattern="POL ASSAULT BLR", number=8,
    )  # fmt: skip
    look(ledger, copy, other)
    assert {one.norm_id for one in ledger.current.encounters()} == {other.norms[0].id}


@pytest.mark.parametrize("before", ["", "Share this page\n\n"])
def test_it_outlives_the_readers_of_both_pages(ledger: Ledger, before: str) -> None:
    deny(ledger)
    ledger.record(reread(VOW, before=before), recorded_at=LATER)
    moved = reread(STRIKE, before=before)
    typed = replace(moved, events=tuple(replace(e, type=EventType.COERCE, probability=0.4) for e in moved.events))
    for reading in (moved, replace(typed, reader="reader 3")):
        ledger.record(reading, recorded_at=LATER)
        assert check(ledger, today=TODAY, recorded_at=LATER) == ([], [])
    assert told(ledger)[:4] == (0, 0, 0, 0)
    assert statuses_of(ledger) == {None}
    assert ledger.inspect().findings == ()
    (entry,) = ledger.entries()
    assert [j.verdict for j in entry.norms[0].judgements] == [JudgementKind.NOT_MET]
    ledger.judge(entry.norms[0].id, JudgementKind.RETRACT, other=EVENT, by="Ada", at=LATER + timedelta(days=1))
    assert statuses_of(ledger) == {"triggered"}


def test_an_action_done_upon_a_condition_that_was_not_met_counts_for_nothing(ledger: Ledger) -> None:
    look(ledger, happened(AFTER + timedelta(days=2), "BLR", EventType.ASSAULT, "POL"))
    assert statuses_of(ledger) == {"fulfilled"}
    deny(ledger)
    assert statuses_of(ledger) == {None}
    assert told(ledger)[:2] == (0, 0)
    assert ledger.inspect().findings == ()
    look(ledger, happened(AFTER + timedelta(days=1), "POL", EventType.ASSAULT, "BLR"))  # met after all
    assert statuses_of(ledger) == {"triggered"}
    assert {one.verdict for one in ledger.current.encounters()} == {"triggered", "fulfilled"}
    assert ledger.inspect().findings == ()


def test_a_day_that_passed_meanwhile_ends_nothing_once_it_is_taken_back() -> None:
    vow = said(
        SAID, "BLR", Modal.WILL, ACTION, mode=Mode.IF, trigger="Poland attacks", trigger_pattern="POL ASSAULT BLR",
        due=AFTER + timedelta(days=3),
    )  # fmt: skip
    with open_ledger(None) as ledger:
        look(ledger, vow, STRIKE, day=AFTER)
        deny(ledger, vow.norms[0].id)
        check(ledger, today=TODAY, recorded_at=LATER)
        assert statuses_of(ledger) == {"expired"}
        ledger.judge(vow.norms[0].id, JudgementKind.RETRACT, by="Ada", at=LATER + timedelta(days=1))
        assert statuses_of(ledger) == {"triggered"}
        assert [s.status for s in ledger.current.statuses()] == ["triggered"]
        assert ledger.inspect().findings == ()


def test_what_was_promised_unless_is_overdue_where_its_action_was_none() -> None:
    vow = said(
        SAID, "BLR", Modal.WILL, "attack Poland", mode=Mode.UNLESS, trigger="Ukraine gives in", target="POL",
        trigger_pattern="UKR CONCEDE BLR", action_pattern="BLR ASSAULT POL", due=AFTER + timedelta(days=3),
    )  # fmt: skip
    act = happened(AFTER, "BLR", EventType.ASSAULT, "POL")
    for denied, status in ((False, {"expired"}), (True, {"overdue"})):
        with open_ledger(None) as ledger:
            ledger.record_many((vow, act), recorded_at=NOON)
            if denied:
                deny(ledger, vow.norms[0].id, act.events[0].id)
            check(ledger, today=TODAY, recorded_at=NOON)
            assert statuses_of(ledger) == status


def test_it_says_nothing_of_whether_the_norm_was_read_rightly(ledger: Ledger) -> None:
    deny(ledger)
    assert ledger.checked() == frozenset()
    (entry,) = ledger.entries()
    assert not entry.rejected


@pytest.mark.parametrize(
    "norm, event, says",
    [
        (NORM, None, "name the event"),
        (NORM, "event-zz", "no event is or begins so"),
        (NORM, "event-\x00", "no event is or begins so"),
        (NORM, NORM, "no event is or begins so"),
        ("norm-zz", EVENT, "no norm or record"),
    ],
)
def test_what_names_no_norm_or_no_event_is_refused(ledger: Ledger, norm: str, event: str | None, says: str) -> None:
    with pytest.raises(JudgementUnsound, match=says):
        ledger.judge(norm, JudgementKind.NOT_MET, other=event, by="Ada", at=LATER)
    assert ledger.judgements() == ()


def test_what_nobody_said_cannot_be_taken_back(ledger: Ledger) -> None:
    deny(ledger)
    with pytest.raises(JudgementUnsound, match="Bo has not said"):
        ledger.judge(NORM, JudgementKind.RETRACT, other=EVENT, by="Bo", at=LATER)


def test_of_a_withdrawn_event_the_words_go_and_the_judgement_holds(ledger: Ledger) -> None:
    ledger.judge(NORM, JudgementKind.NOT_MET, other=EVENT, by="Ada", at=LATER, note="Quillfeather, a film")
    ledger.forget(STRIKE.page.id, reason="a court order", author="Ada", day=TODAY, recorded_at=LATER)
    (judgement,) = ledger.judgements()
    assert (judgement.note, judgement.slots, judgement.anchor.evidence) == (None, (), "")
    assert told(ledger)[:2] == (0, 0)
    assert ledger.inspect().findings == ()
    ledger.judge(NORM, JudgementKind.RETRACT, other=EVENT, by="Ada", at=LATER + timedelta(days=1))


def happening(**told: object) -> EventOutline:
    """A strike that one page tells of on one day."""
    slots = {
        "anchor": str(sorted(told)), "page_id": "page-1", "words": "poland struck minsk", "told": "strike",
        "actor": "POL", "recipient": "BLR", "first": AFTER, "last": AFTER,
    }  # fmt: skip
    return EventOutline(**(slots | told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "told, same",
    [
        ({"page_id": "page-2", "words": "minsk was struck by poland"}, True),
        ({"page_id": "page-2", "actor": None}, True),
        ({"page_id": "page-2", "actor": "FIN"}, False),
        ({"page_id": "page-2", "recipient": "RUS"}, False),
        ({"page_id": "page-2", "told": "warn"}, False),
        ({"page_id": "page-2", "first": AFTER + timedelta(days=1), "last": AFTER + timedelta(days=1)}, False),
        # A page without a day tells of the days before it came out, and of no others.
        ({"page_id": "page-2", "first": None, "last": AFTER + timedelta(days=5)}, True),
        ({"page_id": "page-2", "first": None, "last": AFTER + timedelta(days=60)}, False),
        ({"page_id": "page-2", "last": None}, True),
        ({"page_id": "page-2", "first": None, "last": None}, True),
        ({"page_id": "page-2", "first": None, "last": None, "words": "poland struck"}, False),
        ({"page_id": "page-2", "told": None, "words": "poland struck minsk"}, False),
        # One sentence of one page, read otherwise.
        ({"words": "poland struck minsk on thursday", "told": None, "first": None, "last": None}, True),
        ({"words": "poland struck minsk on thursday", "told": "warn"}, False),
    ],
)
def test_what_is_one_happening(told: dict[str, object], same: bool) -> None:
    one = happening()
    other = happening(**told)
    assert same_happening(one, other) is same
    assert same_happening(other, one) is same
