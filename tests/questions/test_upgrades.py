"""What another reader of the same pages gains, loses and alters. Readings by hand: one action a sentence."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON, make_reading
from tests.ledger.rereading import reread

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.upkeep.carrying import Fate
from onrecord.questions.errors import NothingToCompare, ReaderUnknown
from onrecord.questions.upgrades import NormRead, Upgrade, between
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm

V1, V2 = "onrecord 0.1.0; parser 3; events 2", "onrecord 0.2.0; parser 3; events 3"
LATER = NOON + timedelta(days=1)
READING = next(
    r
    for r in (make_reading(n, reader=V1) for n in range(100))
    if len({n.action.of(r.text) for n in r.norms}) == 3 and all(n.trigger for n in r.norms)
)


def kept(*readings: Reading) -> Ledger:
    """A ledger in which each was recorded a day after the one before."""
    ledger = open_ledger(None)
    for days, reading in enumerate(readings):
        ledger.record(reading, recorded_at=NOON + timedelta(days=days))
    return ledger


def by_v2(reading: Reading, norms: Iterable[Norm]) -> Reading:
    return replace(reading, norms=tuple(norms), reader=V2)


def compared(one: Reading, other: Reading) -> Upgrade:
    with kept(one, other) as ledger:
        return between(ledger, V1, V2)


def actions(found: Iterable[NormRead]) -> list[str | None]:
    return [read.slot("action") for read in found]


def test_a_norm_dropped_one_altered_and_one_added() -> None:
    first, second, third = READING.norms
    earlier = replace(READING, norms=(first, second))
    other = Modal.PREDICTS
    upgrade = compared(earlier, by_v2(READING, (replace(second, modal=other), third)))
    assert (upgrade.pages, upgrade.same) == (1, 0)
    assert actions(upgrade.lost) == [first.action.of(READING.text)]
    assert actions(upgrade.gained) == [third.action.of(READING.text)]
    (altered,) = upgrade.altered
    assert altered.slots == (("modal", second.modal.value, other.value),)
    assert (altered.before.norm.norm, altered.after.norm.norm.modal) == (second, other)
    assert (altered.before.entry.source.reader, altered.after.entry.source.reader) == (V1, V2)


def test_what_moved_on_the_page_is_the_same() -> None:
    upgrade = compared(READING, reread(READING, reader=V2))
    assert (upgrade.same, upgrade.gained, upgrade.lost, upgrade.altered) == (3, (), (), ())


@pytest.mark.parametrize(
    "changed, slot",
    [
        ({"agent_id": "FIN"}, "agent_id"),
        ({"target_id": "KEN"}, "target_id"),
        ({"deadline": None}, "deadline"),
        ({"mode": Mode.NONE, "trigger": None, "cue": None, "trigger_pattern": None}, "trigger"),
        ({"agent": None}, "agent"),
    ],
)
def test_the_slots_that_differ_are_told_with_both_values(changed: dict[str, Any], slot: str) -> None:
    reading = next(
        r
        for r in (make_reading(n, reader=V1) for n in range(1, 100, 2))
        if r.norms[0].trigger and r.norms[0].agent_id != "FIN"
    )
    before = reading.norms[0]
    upgrade = compared(reading, by_v2(reading, (replace(before, **changed), *reading.norms[1:])))
    (altered,) = upgrade.altered
    slots = {name: (was, now) for name, was, now in altered.slots}
    assert slots[slot] == (altered.before.slot(slot), changed[slot])
    assert set(slots) == {name for name in changed if not name.endswith("_pattern")}
    assert altered.before.slot("action") == altered.after.slot("action")


def test_an_action_cut_shorter_is_the_same_action_read_otherwise() -> None:
    first = READING.norms[0]
    whole = first.action.of(READING.text)
    short = replace(first.action, end=first.action.start + len(whole.split()[0]))
    upgrade = compared(READING, by_v2(READING, (replace(first, action=short), *READING.norms[1:])))
    assert [a.slots for a in upgrade.altered] == [(("action", whole, whole.split()[0]),)]
    assert upgrade.same == 2


def test_of_two_norms_of_one_action_the_one_that_went_is_lost() -> None:
    first = READING.norms[0]
    ready = replace(first, modal=Modal.READY, mode=Mode.IF)
    refuses = replace(first, modal=Modal.WILL_NOT, mode=Mode.UNLESS)
    upgrade = compared(replace(READING, norms=(refuses, ready)), by_v2(READING, (ready,)))
    assert (upgrade.same, len(upgrade.altered)) == (1, 0)
    assert [read.norm.norm for read in upgrade.lost] == [refuses]


def test_pages_of_one_reader_alone_are_counted_and_not_compared() -> None:
    mine, yours = (make_reading(n, reader=reader) for n, reader in ((500, V1), (501, V2)))
    with kept(READING, replace(READING, reader=V2), mine, yours) as ledger:
        upgrade = between(ledger, V1, V2)
    assert (upgrade.pages, upgrade.only_earlier, upgrade.only_later) == (1, 1, 1)
    assert (upgrade.same, upgrade.gained, upgrade.lost) == (3, (), ())


def test_the_newest_reading_by_each_is_compared() -> None:
    first = replace(READING, norms=())
    with kept(first, by_v2(READING, ()), READING) as ledger:
        upgrade = between(ledger, V1, V2)
    assert len(upgrade.lost) == 3


def test_a_page_that_one_refused_as_a_whole_has_lost_its_norms() -> None:
    refused = Reading.refused(READING.page, READING.refusals[0], reader=V2)
    upgrade = compared(READING, refused)
    assert (upgrade.pages, len(upgrade.lost)) == (1, 3)


def test_readers_are_named_in_full_or_by_a_part_that_fits_one() -> None:
    set_otherwise = f"{V2}; least 0.40"
    with kept(READING, replace(READING, reader=V2), replace(READING, reader=set_otherwise)) as ledger:
        for earlier, later, names in (
            (V1, V2, (V1, V2)),
            ("0.1.0", "least", (V1, set_otherwise)),
            ("events 2", "events 3", (V1, V2)),  # what it ends is in front of what else holds it
        ):
            upgrade = between(ledger, earlier, later)
            assert (upgrade.earlier, upgrade.later) == names
        for part, says in (("parser 3", "fits 3 readers"), ("0.3.0", "fits no reader"), ("", "fits 3 readers")):
            with pytest.raises(ReaderUnknown, match=says) as raised:
                between(ledger, V1, part)
            assert all(repr(name) in str(raised.value) for name in (V1, V2, set_otherwise))


def test_without_pages_that_both_read_there_is_nothing_to_compare() -> None:
    with open_ledger(None) as empty, pytest.raises(ReaderUnknown, match="holds no reading yet"):
        between(empty, V1, V2)
    other = make_reading(501, reader=V2)
    with kept(READING, other) as ledger, pytest.raises(NothingToCompare, match="no page was read by both"):
        between(ledger, V1, V2)


def test_what_was_judged_is_told_with_what_becomes_of_it() -> None:
    first, second, third = READING.norms
    with kept(READING, by_v2(READING, (second,))) as ledger:
        for norm, verdict in (
            (first, JudgementKind.CONFIRM),
            (second, JudgementKind.CORRECT),
            (third, JudgementKind.WRONG),
        ):
            slots = ["target_id=KEN"] if verdict is JudgementKind.CORRECT else ()
            ledger.judge(norm.id, verdict, by="Ada", at=LATER, slots=slots)
        upgrade = between(ledger, V1, V2)
    fates = {one.judgement.target_id: one.fate for one in upgrade.judgements}
    assert fates == {first.id: Fate.BESIDE, second.id: Fate.APPLIES, third.id: Fate.NOTHING}
    assert [upgrade.count(fate) for fate in Fate] == [1, 1, 1]
    assert (upgrade.same, len(upgrade.lost)) == (1, 2)  # readers are compared, not what persons made of them


# One reader's view of three norms on a page: which it sees, with which modal, and who acts.
views = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([None, *Modal]), st.sampled_from([None, "FIN"])), max_size=5
)


def viewed(reader: str, view: list[tuple[int, Modal | None, str | None]]) -> Reading:
    norms = []
    for place, modal, agent in view:
        norm = READING.norms[place]
        norms.append(replace(norm, modal=modal or norm.modal, agent_id=agent or norm.agent_id))
    return replace(READING, norms=tuple({n.id: n for n in norms}.values()), reader=reader)


@settings(max_examples=examples(40), deadline=None)
@given(views, views)
def test_what_one_way_is_gained_is_lost_the_other_way(one: list[Any], other: list[Any]) -> None:
    with kept(viewed(V1, one), viewed(V2, other)) as ledger:
        there, back = between(ledger, V1, V2), between(ledger, V2, V1)
        alike = between(ledger, V1, V1)
        read = len(viewed(V1, one).norms), len(viewed(V2, other).norms)
    assert (there.gained, there.lost, there.same) == (back.lost, back.gained, back.same)
    assert {(a.before, a.after) for a in there.altered} == {(a.after, a.before) for a in back.altered}
    assert read[0] == there.same + len(there.altered) + len(there.lost)
    assert read[1] == there.same + len(there.altered) + len(there.gained)
    assert all(was != now for a in there.altered for _, was, now in a.slots)
    assert (alike.same, alike.gained, alike.lost, alike.altered) == (read[0], (), (), ())
