"""Who read what; and what becomes of judgements when another reader reads the page: told as the index decides it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON, make_reading
from tests.ledger.rereading import reread

from onrecord.ledger import JudgementKind, Ledger, open_ledger
from onrecord.ledger.upkeep.carrying import Carried, Fate
from onrecord.ledger.upkeep.readers import ReaderHeld
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal

LATER = NOON + timedelta(days=1)
# Three norms with three actions: the words alone tell them apart.
READING = next(r for r in map(make_reading, range(100)) if len({n.action.of(r.text) for n in r.norms}) == 3)


def with_norms(reading: Reading, *places: int, reader: str = "reader 2") -> Reading:
    """What a reader says that sees only these norms."""
    return replace(reading, norms=tuple(reading.norms[i] for i in places), reader=reader)


def fates(ledger: Ledger, earlier: Reading, later: Reading) -> list[Carried]:
    newest = [ledger.readers.newest(r.reader)[earlier.page.id] for r in (earlier, later)]
    before, after = (ledger.readers.entries([one]) for one in newest)
    return ledger.readers.carried(before, after)


def test_every_reader_is_told_with_its_pages_and_what_is_current() -> None:
    with open_ledger(None) as ledger:
        assert ledger.readers.held() == ()
        ledger.record_many(map(make_reading, range(3)), recorded_at=NOON)
        ledger.record(make_reading(1, reader="reader 2"), recorded_at=LATER)
        assert ledger.readers.held() == (
            ReaderHeld("reader 1", pages=3, current=2, last=NOON),
            ReaderHeld("reader 2", pages=1, current=1, last=LATER),
        )
        assert ledger.readers.newest("nobody") == {}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newest_reading_by_a_reader_is_the_one_recorded_last(order: tuple[int, int]) -> None:
    said = (READING, with_norms(READING, 0, reader=READING.reader))
    with open_ledger(None) as ledger:
        for days, which in enumerate(order):
            ledger.record(said[which], recorded_at=NOON + timedelta(days=days))
        (newest,) = ledger.readers.newest(READING.reader).values()
        assert [n.norm for e in ledger.readers.entries([newest]) for n in e.norms] == list(said[order[-1]].norms)


def test_entries_are_as_they_were_read_whatever_a_person_says() -> None:
    with open_ledger(None) as ledger:
        ledger.record(READING, recorded_at=NOON)
        for norm, verdict in zip(READING.norms, (JudgementKind.WRONG, JudgementKind.CONFIRM), strict=False):
            ledger.judge(norm.id, verdict, by="Ada", at=LATER)
        entries = ledger.readers.entries(list(ledger.reading_ids()))
        assert [n.norm for e in entries for n in e.norms] == list(READING.norms)
        assert not any(n.judgements or n.read or n.wrong for e in entries for n in e.norms)


@pytest.mark.parametrize(
    "verdict, kept, dropped, other_agent",
    [
        (JudgementKind.CONFIRM, Fate.APPLIES, Fate.BESIDE, Fate.APPLIES),
        (JudgementKind.CORRECT, Fate.APPLIES, Fate.BESIDE, Fate.APPLIES),
        (JudgementKind.WRONG, Fate.APPLIES, Fate.NOTHING, Fate.NOTHING),
    ],
)
@pytest.mark.parametrize("before", ["", "Share this page\n\n"])
def test_a_judgement_applies_is_listed_beside_or_hides_nothing(
    verdict: JudgementKind, kept: Fate, dropped: Fate, other_agent: Fate, before: str
) -> None:
    norm = READING.norms[0]
    slots = ["target_id=KEN"] if verdict is JudgementKind.CORRECT else ()
    moved = reread(READING, before=before)
    other = replace(moved, norms=(replace(moved.norms[0], agent_id="FIN"), *moved.norms[1:]))
    for later, fate in ((moved, kept), (with_norms(moved, 1, 2), dropped), (other, other_agent)):
        with open_ledger(None) as ledger:
            ledger.record(READING, recorded_at=NOON)
            (judgement,) = ledger.judge(norm.id, verdict, by="Ada", at=LATER, slots=slots)
            ledger.record(later, recorded_at=LATER)
            (one,) = fates(ledger, READING, later)
            assert (one.judgement, one.fate) == (judgement, fate)
            assert one.norm is not None
            assert (one.norm.id, one.entry.source.reader) == (norm.id, READING.reader)


def test_of_two_called_the_same_one_that_is_read_otherwise_joins_nothing() -> None:
    one, other = READING.norms[:2]
    changed = replace(one, modal=next(m for m in Modal if m not in (one.modal, other.modal)))
    later = replace(READING, norms=(changed, *READING.norms[2:]), reader="reader 2")
    for reading, fate in ((with_norms(READING, 0), Fate.APPLIES), (later, Fate.NOTHING)):
        with open_ledger(None) as ledger:
            ledger.record(READING, recorded_at=NOON)
            ledger.judge(one.id, JudgementKind.SAME, other=other.id, by="Ada", at=LATER)
            ledger.record(reading, recorded_at=LATER)
            assert {c.fate for c in fates(ledger, READING, reading)} == {fate}


def test_what_was_taken_back_is_not_told() -> None:
    with open_ledger(None) as ledger:
        ledger.record_many([READING, with_norms(READING, 1, 2)], recorded_at=NOON)
        for verdict, days in ((JudgementKind.CONFIRM, 1), (JudgementKind.RETRACT, 2)):
            ledger.judge(READING.norms[0].id, verdict, by="Ada", at=NOON + timedelta(days=days))
        assert fates(ledger, READING, with_norms(READING, 1, 2)) == []
        assert len(ledger.judgements()) == 2


def test_a_ledger_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    path, later = tmp_path / "l.db", with_norms(READING, 1, 2)
    with open_ledger(path) as ledger:
        ledger.record_many([READING, later], recorded_at=NOON)
        ledger.judge(READING.norms[0].id, JudgementKind.CONFIRM, by="Ada", at=LATER)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_ledger(path, create=False, read_only=True) as ledger:
            assert [c.fate for c in fates(ledger, READING, later)] == [Fate.BESIDE]
    finally:
        tmp_path.chmod(0o755)


verdicts = st.tuples(st.integers(0, 2), st.sampled_from(["wrong", "confirm", "correct"]), st.integers(0, 3))
seen = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([None, "FIN"])), max_size=3, unique_by=lambda s: s[0])


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(verdicts, max_size=4), seen, st.sampled_from(["", "Share this page\n\n"]))
def test_what_is_told_is_what_the_listing_does(
    said: list[tuple[int, str, int]], sees: list[tuple[int, str | None]], before: str
) -> None:
    moved = reread(READING, before=before)
    norms = [replace(moved.norms[i], agent_id=agent or moved.norms[i].agent_id) for i, agent in sorted(sees)]
    later = replace(moved, norms=tuple(norms))
    with open_ledger(None) as ledger:
        ledger.record(READING, recorded_at=NOON)
        for place, verdict, days in said:
            slots = ["target_id=KEN"] if verdict == "correct" else ()
            at = LATER + timedelta(days=days)
            ledger.judge(READING.norms[place].id, JudgementKind(verdict), by="Ada", at=at, slots=slots)
        ledger.record(later, recorded_at=LATER)
        told = fates(ledger, READING, later)
        listed = [(e.source.current, n) for e in ledger.entries() for n in (*e.norms, *e.rejected)]
    for one in told:
        held = {current for current, n in listed if one.judgement in n.judgements}
        if one.fate is Fate.BESIDE:
            assert held == {False}
        elif one.fate is Fate.NOTHING:
            assert held == set()
        elif one.norm is not None and not one.norm.wrong:
            assert True in held
