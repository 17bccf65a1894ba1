"""A correction by word numbers, letters and names, and what the ledger then holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.correcting import (
    NoCorrection,
    WordStretch,
    as_shown,
    correction,
    names_here,
    numbered,
    stretches,
)
from onrecord.questions.review import Card, card_of
from onrecord.terms.actors import Actor, ActorKind, Cast
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode

# Belarus said it will send $10 so-called troops to the border if Poland attacks Ukraine. Page 0 of 2026-03-01.
BORDER = said(
    date(2026, 3, 1),
    "BLR",
    Modal.WILL,
    "send $10 so-called troops to the border",
    mode=Mode.IF,
    trigger="Poland attacks Ukraine",
    target="UKR",
)
NORM = BORDER.norms[0].id


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record(BORDER, recorded_at=NOON)
    return book


def fields(card: Card, **changed: str) -> Callable[[str], str]:
    """The form as it was shown, and what somebody changed in it; `action__to` stands for `action.to`."""
    held = as_shown(card) | {name.replace("__", "."): value for name, value in changed.items()}
    return lambda name: held.get(name, "")


def test_words_are_numbered_and_slots_found_among_them(ledger: Ledger) -> None:
    card = card_of(ledger, NORM)
    (words,) = numbered(card)
    assert [w.words for w in words][:10] == [
        *("Belarus", "said", "it", "will", "send", "$10", "so-called", "troops", "to", "the"),
    ]
    assert "".join(w.before + w.words for w in words) + "." == BORDER.text
    held = stretches(card)
    assert (held["agent"], held["action"], held["trigger"]) == (
        WordStretch(1, 1),
        WordStretch(5, 11),
        WordStretch(13, 15),
    )
    assert held["target"] == held["deadline"] == WordStretch(None, None)


@pytest.mark.parametrize(
    "changed, slots",
    [
        ({"action__to": "8"}, ("action=send $10 so-called troops",)),
        ({"trigger__from": "14"}, ("trigger=attacks Ukraine",)),
        ({"target__from": "15", "target__to": "15"}, ("target=Ukraine",)),
        ({"agent__from": "", "agent__to": ""}, ("agent=",)),
        ({"modal": "ready", "mode": "unless"}, ("modal=ready", "mode=unless")),
        ({"action_event": "", "agent_id": "Poland"}, ("action_event=", "agent_id=POL")),
        ({"agent_id": "“The  Hill Men”"}, ("agent_id=The  Hill Men",)),
        ({"agent_id": "", "target_id": "ukraine", "trigger_id": "Kyiv"}, ("agent_id=", "trigger_id=UKR")),
        ({"kind": "plan", "strength": "ready"}, ("kind=plan", "strength=ready")),
        ({"stated_on": "2026-02-27"}, ("stated_on=2026-02-27",)),
        ({"stated_on": ""}, ("stated_on=",)),
        ({"target_id": "Poland (POL)"}, ("target_id=POL",)),
        ({"target_id": "United States Congress"}, ("target_id=USA",)),
        ({"target_id": "the Hill Men", "target_id.as-words": "yes"}, ("target_id=the Hill Men",)),
    ],
)
def test_what_was_changed_and_no_more(ledger: Ledger, changed: dict[str, str], slots: tuple[str, ...]) -> None:
    card = card_of(ledger, NORM)
    assert correction(ledger, card, fields(card, **changed)) == slots


@pytest.mark.parametrize(
    "changed, says",
    [
        ({}, "nothing was changed"),
        ({"agent_id": "BLR "}, "nothing was changed"),
        ({"action__from": "", "action__to": ""}, "action cannot be left empty"),
        ({"action__to": "4"}, "a last word that does not stand before it"),
        ({"action__to": ""}, "give a first word and a last word"),
        ({"action__to": "99"}, "action: '99' is no number of a word here; they go from 1 to 19"),
        ({"action__to": "-1"}, "is no number of a word here"),
        ({"action__to": "１"}, "is no number of a word here"),
        ({"action__to": "9" * 5000}, "is no number of a word here"),
        ({"agent_id": "<script>"}, "no actor is called '<script>'; to keep these very words, tick the box"),
    ],
)
def test_what_cannot_be_is_said(ledger: Ledger, changed: dict[str, str], says: str) -> None:
    card = card_of(ledger, NORM)
    with pytest.raises(NoCorrection, match=says):
        correction(ledger, card, fields(card, **changed))


def test_all_that_is_wrong_is_said_at_once_with_names_that_may_be_meant(ledger: Ledger) -> None:
    card = card_of(ledger, NORM)
    typed = {"action__to": "99", "agent_id": "Belrus", "target_id": "<b>", "stated_on": "May", "kind": "", "mode": "x"}
    with pytest.raises(NoCorrection) as wrong:
        correction(ledger, card, fields(card, **typed))
    faults = {fault.slot: fault for fault in wrong.value.faults}
    assert set(faults) == {"action", "agent_id", "target_id", "stated_on", "kind", "mode"}
    assert faults["agent_id"].like[0] == "Belarus"
    assert "'May' is no day" in faults["stated_on"].says


def test_a_person_is_taken_by_the_name_that_a_view_shows_and_speaks_in_these_words() -> None:
    person = Actor(name="Oksana Melnyk", kind=ActorKind.PERSON, state="UKR", basis="title in text")
    reading = said(date(2026, 3, 1), "BLR", Modal.WILL, "follow Oksana Melnyk", kind=None)
    unsaid = replace(reading.norms[0], speaker=None, speaker_id=None)
    cast = Cast([*reading.cast.actors.values(), person], ())
    book = open_ledger(None)
    book.record(replace(reading, cast=cast, norms=(unsaid,)), recorded_at=NOON)
    card = card_of(book, unsaid.id)
    assert "Oksana Melnyk (UKR)" in names_here(card)
    for name in ("Oksana Melnyk (UKR)", "oksana melnyk"):
        changed = correction(book, card, fields(card, speaker_id=name))
        assert changed == ("speaker_id=UKR", "speaker=Oksana Melnyk")
    # On another page she is known by the pages that name her.
    book.record(BORDER, recorded_at=NOON)
    other = card_of(book, NORM)
    assert correction(book, other, fields(other, target_id="Oksana Melnyk", agent_id="POL"))[0] == "agent_id=POL"
    assert correction(book, other, fields(other, agent_id="Oksana Melnyk")) == ("agent_id=UKR",)


@settings(max_examples=examples(15), deadline=None)
@given(st.sampled_from(["action", "trigger", "agent", "target", "deadline"]), st.integers(1, 19), st.integers(1, 19))
def test_what_is_corrected_is_what_the_ledger_holds(slot: str, one: int, other: int) -> None:
    book = open_ledger(None)
    book.record(BORDER, recorded_at=NOON)
    card = card_of(book, NORM)
    first, last = sorted((one, other))
    if stretches(card)[slot] == WordStretch(first, last):
        return
    changed = correction(book, card, fields(card, **{f"{slot}__from": str(first), f"{slot}__to": str(last)}))
    book.judge(NORM, JudgementKind.CORRECT, by="ana", at=NOON, slots=changed)
    (entry,) = book.entries()
    words = [w for paragraph in numbered(card) for w in paragraph]
    start, end = words[first - 1].span.start, words[last - 1].span.end
    assert entry.norms[0].slot(slot) == BORDER.text[start:end]
