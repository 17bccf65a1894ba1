"""Norms in words."""

import pytest

from onrecord.ledger import EntryNorm
from onrecord.questions import in_words
from onrecord.questions.wording import slots_in_words, turns_of
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Modal, Mode, Norm
from onrecord.terms.spans import Span

SOME = Span(0, 1)


def held(
    modal: Modal, mode: Mode, words: dict[str, str], agent_id: str | None = None, target_id: str | None = None
) -> EntryNorm:
    norm = Norm(
        record_id="rec-x",
        modal=modal,
        mode=mode,
        agent=SOME if "agent" in words else None,
        agent_id=agent_id,
        action=SOME,
        action_event=None,
        target=SOME if "target" in words else None,
        target_id=target_id,
        trigger=SOME if "trigger" in words else None,
        trigger_id=None,
        trigger_event=None,
        cue=None,
        speaker=None,
        speaker_id=None,
        deadline=SOME if "deadline" in words else None,
    )
    return EntryNorm(norm=norm, words=tuple(words.items()))


@pytest.mark.parametrize(
    "modal, mode, agent_id, target_id, words, sentence",
    [
        (
            Modal.WILL_NOT,
            Mode.UNLESS,
            "BLR",
            None,
            {"agent": "we", "action": "join in", "trigger": "one soldier enters"},
            "Belarus (“we”) will not “join in” unless “one soldier enters”",
        ),
        (Modal.READY, Mode.NONE, "KEN", None, {"action": "mediate"}, "Kenya is ready to “mediate”"),
        (
            Modal.DEMANDS,
            Mode.NONE,
            "UN",
            "TCD",
            {"agent": "UN", "action": "leave", "target": "Chad", "deadline": "by Friday"},
            "UN demands of Chad: “leave” (deadline: “by Friday”)",
        ),
        (
            Modal.PREDICTS,
            Mode.EVEN_IF,
            None,
            None,
            {"action": "prices will fall", "trigger": "it rains"},
            "somebody (who was not read) predicts: “prices will fall” even if “it rains”",
        ),
    ],
)
def test_a_norm_is_said_in_the_pages_words(
    modal: Modal, mode: Mode, agent_id: str | None, target_id: str | None, words: dict[str, str], sentence: str
) -> None:
    assert in_words(held(modal, mode, words, agent_id, target_id)) == sentence


IF = {"action": "send troops", "trigger": "Poland attacks"}


@pytest.mark.parametrize(
    "modal, mode, turns",
    [
        (
            Modal.WILL,
            Mode.IF,
            [
                ("triggered", "when this happens: “Poland attacks”"),
                ("carried out", "when it does this: “send troops”"),
            ],
        ),
        (
            Modal.READY,
            Mode.IF,
            [
                ("triggered", "when this happens: “Poland attacks”"),
                ("done, to which it is only ready,", "when it does this: “send troops”"),
            ],
        ),
        (Modal.WILL, Mode.NONE, [("carried out", "when it does this: “send troops”")]),
        (
            Modal.WILL_NOT,
            Mode.UNLESS,
            [
                ("lifted", "when this happens: “Poland attacks”; it may act then, not that it will"),
                ("broken", "when it does this before that: “send troops”"),
            ],
        ),
        (
            Modal.WILL_NOT,
            Mode.IF,
            [("binds", "once this happens: “Poland attacks”"), ("broken", "when it does this: “send troops”")],
        ),
        (Modal.WILL_NOT, Mode.EVEN_IF, [("broken", "when it does this: “send troops”")]),
        (Modal.DEMANDS, Mode.NONE, [("met", "when somebody does what is demanded: “send troops”")]),
        (
            Modal.PREDICTS,
            Mode.IF,
            [("due", "when this happens: “Poland attacks”"), ("comes true", "when this happens: “send troops”")],
        ),
    ],
)
def test_what_would_turn_a_norm_is_said_as_the_table_has_it(
    modal: Modal, mode: Mode, turns: list[tuple[str, str]]
) -> None:
    words = IF if mode is not Mode.NONE else {"action": "send troops"}
    assert list(turns_of(held(modal, mode, words))) == turns


def test_an_event_is_said_slot_by_slot() -> None:
    assert slots_in_words(EventPattern.parse("BLR.MIL ASSAULT UKR")) == "who: Belarus; kind: attack; whom: Ukraine"
