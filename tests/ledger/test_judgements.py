"""A person wins: in every listing, over every reader, also over one that comes later and cuts the page otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from tests.examples import examples
from tests.ledger.factory import NOON, make_reading
from tests.ledger.rereading import reread

from onrecord.ledger import Entry, EntryNorm, Filters, JudgementKind, JudgementUnsound, Ledger, open_ledger
from onrecord.terms.records import Modal, Mode, Strength

LATER = NOON + timedelta(days=1)
# Three norms with three actions, one at least with a condition.
READING = next(
    r
    for r in map(make_reading, range(100))
    if len({n.action.of(r.text) for n in r.norms}) == 3 and any(n.trigger for n in r.norms)
)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as ledger:
        ledger.record(READING, recorded_at=NOON)
        yield ledger


def conditional(ledger: Ledger) -> EntryNorm:
    """A norm with a trigger."""
    return next(n for e in ledger.entries() for n in e.norms if n.norm.trigger)


def words_of(ledger: Ledger) -> set[str | None]:
    return {n.slot("action") for e in ledger.entries() for n in e.norms}


def with_action(ledger: Ledger, action: str | None) -> tuple[Entry, EntryNorm]:
    return next((e, n) for e in ledger.entries() for n in e.norms if n.slot("action") == action)


def test_a_wrong_reading_leaves_every_listing_and_is_still_shown(ledger: Ledger) -> None:
    norm = conditional(ledger)
    before = ledger.count()
    (judgement,) = ledger.judge(norm.id, JudgementKind.WRONG, by="Ada", at=LATER, note="the clause belongs to Kenya")
    assert norm.id not in {n.id for e in ledger.entries() for n in e.norms}
    assert (ledger.count(), len(ledger.matches('"said"'))) == (before - 1, before - 1)
    assert sum(ledger.count(Filters(mode=m)) for m in Mode) == before - 1
    (found,) = ledger.find(norm.id)
    assert found.place is not None
    (entry,) = ledger.entries_at([found.place])
    (rejected,) = entry.rejected
    assert (rejected.id, rejected.wrong, rejected.judgements) == (norm.id, True, (judgement,))


def test_a_corrected_slot_counts_in_lists_filters_and_words(ledger: Ledger) -> None:
    norm = conditional(ledger)
    slots = ["agent_id=NATO", "modal=predicts", "strength=categorical"]
    ledger.judge(norm.id, JudgementKind.CORRECT, slots=slots, by="Ada", at=LATER)
    (entry,) = ledger.entries(Filters(actor="NATO", modal=Modal.PREDICTS, strength=Strength.CATEGORICAL))
    held = next(n for n in entry.norms if n.id == norm.id)
    assert (held.norm.agent_id, held.norm.modal, held.read) == ("NATO", Modal.PREDICTS, norm.norm)
    assert entry.record.strength is Strength.CATEGORICAL
    assert entry.read is not None
    was = Filters(modal=norm.norm.modal, strength=entry.read.strength)
    assert entry.id not in {e.id for e in ledger.entries(was)}


def test_words_of_a_correction_stand_on_the_page(ledger: Ledger) -> None:
    norm = conditional(ledger)
    short = (norm.slot("trigger") or "").split(" near ")[0]
    ledger.judge(norm.id, JudgementKind.CORRECT, slots=[f"trigger={short}"], by="Ada", at=LATER)
    entry, held = with_action(ledger, norm.slot("action"))
    assert held.slot("trigger") == short
    assert held.norm.trigger is not None
    assert held.norm.trigger.of(ledger.text(entry.source.document_id)) == short
    with pytest.raises(JudgementUnsound, match="not on the page"):
        ledger.judge(norm.id, JudgementKind.CORRECT, slots=["trigger=the moon falls"], by="Ada", at=LATER)


@pytest.mark.parametrize("before", ["", "Share this page\n\n"])
def test_judgements_outlive_the_reader(ledger: Ledger, before: str) -> None:
    actions = sorted(a for a in words_of(ledger) if a)
    wrong, corrected, confirmed = (with_action(ledger, a)[1] for a in actions[:3])
    ledger.judge(wrong.id, JudgementKind.WRONG, by="Ada", at=LATER)
    ledger.judge(corrected.id, JudgementKind.CORRECT, slots=["target_id=KEN"], by="Ada", at=LATER)
    ledger.judge(confirmed.id, JudgementKind.CONFIRM, by="Ada", at=LATER)
    ledger.record(reread(READING, before=before, target_id="POL"), recorded_at=LATER)
    assert words_of(ledger) == {corrected.slot("action"), confirmed.slot("action")}
    assert with_action(ledger, corrected.slot("action"))[1].norm.target_id == "KEN"
    assert with_action(ledger, confirmed.slot("action"))[1].norm.target_id == confirmed.norm.target_id
    assert ledger.count(Filters(target="POL")) == 0
    ledger.rebuild_index()
    assert words_of(ledger) == {corrected.slot("action"), confirmed.slot("action")}


@pytest.mark.parametrize("before", ["", "Share this page\n\n"])
def test_a_wrong_reading_says_nothing_against_another_reading_of_the_words(ledger: Ledger, before: str) -> None:
    norm = conditional(ledger)
    ledger.judge(norm.id, JudgementKind.WRONG, by="Ada", at=LATER)
    ledger.record(reread(READING, before=before, agent_id="FIN"), recorded_at=LATER)
    assert norm.slot("action") in words_of(ledger)


def test_what_was_confirmed_is_listed_when_a_later_reader_does_not_see_it(ledger: Ledger) -> None:
    norm = conditional(ledger)
    ledger.judge(norm.id, JudgementKind.CONFIRM, by="Ada", at=LATER)
    ledger.record(replace(READING, records=(), norms=(), reader="reader 2"), recorded_at=LATER)
    (entry,) = ledger.entries()
    assert [n.id for n in entry.norms] == [norm.id]
    assert not entry.source.current
    assert [m.id for m in ledger.matches('"said"')] == [entry.id]
    ledger.judge(norm.id, JudgementKind.RETRACT, by="Ada", at=LATER + timedelta(days=1))
    assert ledger.count() == 0


def test_the_later_word_wins_and_one_takes_back_only_ones_own(ledger: Ledger) -> None:
    norm = conditional(ledger)
    ledger.judge(norm.id, JudgementKind.WRONG, by="Ada", at=LATER)
    ledger.judge(norm.id, JudgementKind.RETRACT, by="Bo", at=LATER + timedelta(days=1))
    assert ledger.count() == 2
    ledger.judge(norm.id, JudgementKind.CONFIRM, by="Bo", at=LATER + timedelta(days=2))
    assert ledger.count() == 3
    ledger.judge(norm.id, JudgementKind.RETRACT, by="Bo", at=LATER + timedelta(days=3))
    assert ledger.count() == 2
    assert len(ledger.judgements()) == 4


@pytest.mark.parametrize(
    "verdict, options, says",
    [
        (JudgementKind.CORRECT, {"slots": ["colour=red"]}, "corrects no slot"),
        (JudgementKind.CORRECT, {"slots": ["modal=maybe"]}, "is no modal"),
        (JudgementKind.CORRECT, {"slots": ["modal="]}, "cannot be left empty"),
        (JudgementKind.CORRECT, {"slots": ["stated_on=soon"]}, "YYYY-MM-DD"),
        (JudgementKind.CORRECT, {}, "at least one"),
        (JudgementKind.CONFIRM, {"slots": ["modal=will"]}, "takes no SLOT"),
        (JudgementKind.SAME, {}, "said of two"),
        (JudgementKind.WRONG, {"by": " "}, "author"),
    ],
)
def test_an_unsound_judgement_is_refused(
    ledger: Ledger, verdict: JudgementKind, options: dict[str, object], says: str
) -> None:
    norm = conditional(ledger)
    with pytest.raises(JudgementUnsound, match=says):
        ledger.judge(norm.id, verdict, **{"by": "Ada", "at": LATER, **options})  # type: ignore[arg-type]
    with pytest.raises(JudgementUnsound, match="no norm or record"):
        ledger.judge("norm-ffff", JudgementKind.WRONG, by="Ada", at=LATER)
    assert ledger.judgements() == ()


def test_a_mode_needs_its_condition(ledger: Ledger) -> None:
    bare = next(n for i in range(2, 20) for n in _norms(ledger, i) if n.norm.trigger is None)
    with pytest.raises(JudgementUnsound, match="needs a condition"):
        ledger.judge(bare.id, JudgementKind.CORRECT, slots=["mode=if"], by="Ada", at=LATER)
    norm = conditional(ledger)
    ledger.judge(norm.id, JudgementKind.CORRECT, slots=["mode=none"], by="Ada", at=LATER)
    _, held = with_action(ledger, norm.slot("action"))
    assert held.norm.trigger is None


def _norms(ledger: Ledger, number: int) -> list[EntryNorm]:
    ledger.record(make_reading(number), recorded_at=NOON)
    return [n for e in ledger.entries() for n in e.norms]


def test_judgements_are_only_ever_added(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.record(READING, recorded_at=NOON)
        ledger.judge(conditional(ledger).id, JudgementKind.WRONG, by="Ada", at=LATER)
        for statement in ("UPDATE judgements SET author = 'Bo'", "DELETE FROM judgements"):
            with pytest.raises(IntegrityError, match="append-only"), ledger._write_transaction() as connection:
                connection.exec_driver_sql(statement)


verdicts = st.tuples(st.integers(0, 8), st.sampled_from(["wrong", "confirm", "correct"]), st.integers(0, 3))


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(verdicts, max_size=5), st.booleans())
def test_judging_before_or_after_the_second_reader_ends_alike(said: list[tuple[int, str, int]], early: bool) -> None:
    first = [make_reading(i) for i in range(3)]
    second = [reread(r, target_id="POL") for r in first]
    with open_ledger(None) as one, open_ledger(None) as other:
        for ledger, after in ((one, False), (other, True)):
            ledger.record_many(first, recorded_at=NOON)
            if after:
                ledger.record_many(second, recorded_at=LATER)
            ids = [n.id for r in first for n in r.norms]
            for place, verdict, day in said:
                slots = ["agent_id=NATO"] if verdict == "correct" else ()
                at = LATER + timedelta(days=day)
                ledger.judge(ids[place], JudgementKind(verdict), by="Ada", at=at, slots=slots)
            if not after:
                ledger.record_many(second, recorded_at=LATER)
        left, right = ([(n.norm, n.wrong) for e in ledger.entries() for n in e.norms] for ledger in (one, other))
        assert left == right
