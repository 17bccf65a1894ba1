"""Norms in words."""

import pytest

from onrecord.ledger import EntryNorm
from onrecord.questions import in_words
from onrecord.terms.records import Modal, Mode, Norm
from onrecord.terms.spans import Span

SOME = Span(0, 1)


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
    assert in_words(EntryNorm(norm=norm, words=tuple(words.items()))) == sentence
