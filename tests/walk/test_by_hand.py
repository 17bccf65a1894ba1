"""What a person marks on a page: its kind, its strength, what it asks of an event, and their reading with it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.rereading import reread
from tests.questions.world import said
from tests.walk.sheets import engines_of

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.ledger.rows.reading import rows_of_reading
from onrecord.terms.entering import NormMarked
from onrecord.terms.events import EventType
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.spans import Span
from onrecord.walk.by_hand import MarkedReading, WordsGone, enter_norm
from onrecord.walk.open import Engines

DAY, LATER = date(2026, 3, 9), date(2026, 3, 10)
READ = said(
    date(2026, 3, 1), "BLR", Modal.WILL, "never bomb Poland", mode=Mode.UNLESS, trigger="Poland attacks Ukraine first"
)


@pytest.fixture(scope="module")
def engines(parser: SpacyParser) -> Engines:
    return engines_of(parser)


def at(words: str, reading: Reading = READ) -> Span:
    start = reading.text.index(words)
    return Span(start, start + len(words))


MARKED = NormMarked(
    modal=Modal.WILL_NOT,
    mode=Mode.UNLESS,
    action=at("bomb Poland"),
    trigger=at("Poland attacks Ukraine first"),
    cue=at("unless"),
    agent=at("Belarus"),
    agent_id="BLR",
    speaker=at("Belarus"),
    speaker_id="BLR",
)


def entered(
    engines: Engines,
    marked: NormMarked = MARKED,
    before: Reading | None = None,
    *,
    by: str = "ana",
    on: date = DAY,
    read: Reading = READ,
) -> MarkedReading:
    made = enter_norm(read, before, marked, by=by, on=on, engines=engines)
    rows_of_reading(made.reading)  # every span and id holds together
    return made


def test_kind_and_strength_are_told_by_the_rules_that_read_pages(engines: Engines) -> None:
    made = entered(engines).reading
    (record,), (norm,) = made.records, made.norms
    assert (record.kind, record.strength) == (RecordKind.RESTRICTION, Strength.CATEGORICAL)
    assert record.evidence == (Span(0, made.text.index(". Page") + 1),)
    assert (norm.action_event, norm.trigger_event) == (EventType.ASSAULT, EventType.ASSAULT)
    assert norm.trigger_pattern is not None
    assert (norm.trigger_id, norm.trigger_pattern.recipient.code) == ("POL", "UKR")  # type: ignore[union-attr]
    assert made.reader == "by hand: ana"
    assert made.document == READ.document


def test_a_statement_of_the_program_that_names_the_speaker_is_taken_over(engines: Engines) -> None:
    made = entered(engines).reading
    assert made.statements == READ.statements or made.statements[0].content == READ.statements[0].content
    bare = entered(engines, replace(MARKED, speaker=None, speaker_id=None)).reading
    assert bare.statements == ()
    assert bare.records[0].statement_id is None


def test_the_day_is_the_one_that_is_said_else_as_published(engines: Engines) -> None:
    bounds = entered(engines).reading.records[0].stated_on
    assert bounds is not None
    assert (bounds.first, bounds.last) == (None, date(2026, 3, 1))


def test_one_more_norm_makes_a_newer_reading_with_all_of_theirs(engines: Engines) -> None:
    first = entered(engines).reading
    ready = NormMarked(modal=Modal.READY, mode=Mode.NONE, action=at("bomb Poland"), agent_id="BLR")
    second = entered(engines, ready, first, on=LATER)
    assert second.new
    assert {n.modal for n in second.reading.norms} == {Modal.WILL_NOT, Modal.READY}
    days = {r.entered.on for r in second.reading.records if r.entered}
    assert days == {DAY, LATER}


def test_the_same_norm_twice_is_held(engines: Engines) -> None:
    first = entered(engines)
    again = entered(engines, MARKED, first.reading, on=LATER)
    assert (again.new, again.norm_id, again.reading) == (False, first.norm_id, first.reading)


def test_two_persons_enter_two_records(engines: Engines) -> None:
    assert entered(engines).norm_id != entered(engines, by="ben").norm_id


def test_what_was_entered_before_moves_to_the_text_of_today(engines: Engines) -> None:
    first = entered(engines).reading
    later = reread(READ)
    ready = NormMarked(modal=Modal.READY, mode=Mode.NONE, action=at("bomb Poland", later), agent_id="BLR")
    made = entered(engines, ready, first, read=later).reading
    assert made.document == later.document
    assert {n.action.of(made.text) for n in made.norms} == {"bomb Poland"}
    assert {n.trigger.of(made.text) for n in made.norms if n.trigger} == {"Poland attacks Ukraine first"}


def test_words_that_are_gone_are_not_left_behind(engines: Engines) -> None:
    first = entered(engines).reading
    other = said(date(2026, 3, 1), "BLR", Modal.WILL, "sign")
    ready = NormMarked(modal=Modal.READY, mode=Mode.NONE, action=at("sign", other))
    with pytest.raises(WordsGone, match="does not stand in the text"):
        entered(engines, ready, first, read=other)


def test_words_no_rule_understands_are_kept_alone(engines: Engines) -> None:
    made = entered(engines, NormMarked(modal=Modal.WILL, mode=Mode.NONE, action=at("of 2026"))).reading
    assert made.norms[0].action_event is None
    assert made.records[0].kind is RecordKind.PLAN


@pytest.mark.parametrize(
    "wrong", [{"trigger": Span(0, 3)}, {"mode": Mode.IF}, {"cue": Span(0, 3)}], ids=["trigger", "mode", "cue"]
)
def test_a_condition_is_whole_or_there_is_none(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"mode|connective"):
        NormMarked(**{"modal": Modal.WILL, "mode": Mode.NONE, "action": Span(5, 9), **wrong})  # type: ignore[arg-type]


def test_who_is_no_state_is_an_organisation_and_the_chosen_kind_goes_before_the_read_one(engines: Engines) -> None:
    made = entered(engines, replace(MARKED, agent_id="NATO", action_event=EventType.COERCE)).reading
    (norm,) = made.norms
    assert {a.organisation for a in made.cast.actors.values()} >= {"NATO"}
    assert norm.action_event is EventType.COERCE
    assert norm.action_pattern is not None
    assert norm.action_pattern.type is EventType.COERCE
