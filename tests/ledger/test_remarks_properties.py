"""Whatever is judged and remarked in whatever order: the index made anew says the same, and copies hold all of it."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON
from tests.ledger.rereading import reread
from tests.questions.world import happened, said

from onrecord.ledger import JudgementUnsound, Ledger, RemarkUnsound, open_ledger, restore
from onrecord.questions import check
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode
from onrecord.terms.remarks import RemarkKind

SAID, AFTER = date(2021, 3, 1), date(2021, 4, 1)
VOWS = [
    said(SAID, "BLR", modal, "send troops to the border", mode=mode, trigger="Poland attacks",
         trigger_pattern="POL ASSAULT BLR", action_pattern="BLR ASSAULT POL", number=n, due=AFTER if n == 2 else None)
    for n, (modal, mode) in enumerate([(Modal.WILL, Mode.IF), (Modal.WILL_NOT, Mode.UNLESS), (Modal.WILL, Mode.IF)])
]  # fmt: skip
ACTIONS = [
    happened(AFTER + timedelta(days=days), doer, EventType.ASSAULT, other, number=n)
    for n, (days, doer, other) in enumerate(
        [(0, "POL", "BLR"), (0, "POL", "BLR"), (9, "POL", "BLR"), (1, "BLR", "POL")]
    )
]
PAGES = [*VOWS, *ACTIONS]
PLACES = range(len(PAGES))
WHO = st.sampled_from(["Ada", "Bo"])

STEPS = st.one_of(
    st.tuples(st.just("read"), st.sampled_from(PLACES), st.booleans()),
    st.tuples(st.just("check"), st.sampled_from([AFTER, AFTER + timedelta(days=40)])),
    st.tuples(
        st.just("judge"),
        st.sampled_from(
            [
                JudgementKind.NOT_MET,
                JudgementKind.NOT_MET,
                JudgementKind.RETRACT,
                JudgementKind.WRONG,
                JudgementKind.CONFIRM,
            ]
        ),
        st.sampled_from(range(len(VOWS))),
        st.sampled_from(range(len(ACTIONS))),
        WHO,
    ),
    st.tuples(
        st.just("remark"), st.sampled_from(RemarkKind), st.sampled_from(PLACES), st.booleans(),
        st.sampled_from(["Red", "red", "blue"]), WHO, st.booleans(),
    ),
    st.tuples(st.just("forget"), st.sampled_from(PLACES)),
)  # fmt: skip


def do(ledger: Ledger, step: tuple[object, ...], n: int) -> None:
    """One step; what the ledger refuses is no part of it."""
    at = NOON + timedelta(minutes=n)
    match step:
        case ("read", int() as place, bool() as otherwise):
            page = PAGES[place]
            ledger.record(reread(page, before="Menu\n\n") if otherwise else page, recorded_at=at)
        case ("check", date() as today):
            check(ledger, today=today, recorded_at=at)
        case ("judge", JudgementKind() as verdict, int() as norm, int() as event, str() as by):
            other = ACTIONS[event].events[0].id if verdict is JudgementKind.NOT_MET else None
            ledger.judge(VOWS[norm].norms[0].id, verdict, other=other, by=by, at=at)
        case (
            "remark",
            RemarkKind() as kind,
            int() as place,
            bool() as on_page,
            str() as words,
            str() as by,
            bool() as off,
        ):
            records = PAGES[place].records
            target = records[0].id if records and not on_page else PAGES[place].page.id
            ledger.remark(target, kind, words, by=by, at=at, off=off and kind is not RemarkKind.NOTE)
        case ("forget", int() as place):
            ledger.forget(PAGES[place].page.id, reason="a wish", author="Ada", day=SAID, recorded_at=at)


def told(ledger: Ledger) -> tuple[object, ...]:
    """All that the steps may have moved."""
    entries = {e.id: tuple(n.status for n in e.norms) for e in ledger.entries()}
    return (
        entries,
        ledger.current.encounters(),
        ledger.current.statuses(),
        ledger.remarks.in_force(),
        [ledger.remarks.names(kind) for kind in RemarkKind],
        ledger.judgements(),
    )


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_what_persons_said_survives_rebuilding_checking_backup_and_restore(steps: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "l.db"
        with open_ledger(path) as ledger:
            for page in (VOWS[0], ACTIONS[0]):
                ledger.record(page, recorded_at=NOON)
            check(ledger, today=AFTER, recorded_at=NOON)
            for n, step in enumerate(steps, start=1):
                try:
                    do(ledger, step, n)
                except (JudgementUnsound, RemarkUnsound, KeyError):
                    continue
            assert ledger.inspect().findings == ()
            held = told(ledger)
            ledger.rebuild_index()
            assert told(ledger) == held
            ledger.back_up(Path(folder) / "backup.db")
        restore(Path(folder) / "backup.db", Path(folder) / "restored.db")
        with open_ledger(Path(folder) / "restored.db", read_only=True) as ledger:
            assert told(ledger) == held
