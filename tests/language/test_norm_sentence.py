"""Norms as a person would say them."""

import pytest

from onrecord.language.norm_sentence import norm_sentence, who
from onrecord.terms.records import Modal, Mode


@pytest.mark.parametrize(
    "modal, slots, sentence",
    [
        (Modal.WILL, {"action": "send troops", "agent_code": "KEN"}, "Kenya will “send troops”"),
        (Modal.WILL, {"action": "sending troops", "agent_code": "KEN"}, "Kenya undertakes “sending troops”"),
        (Modal.WILL, {"action": "bring peace", "agent_code": "KEN"}, "Kenya will “bring peace”"),
        (Modal.WILL_NOT, {"action": "any talks", "agent_code": "KEN"}, "Kenya rules out “any talks”"),
        (Modal.READY, {"action": "mediate", "agent_code": "NATO"}, "NATO is ready to “mediate”"),
        (Modal.READY, {"action": "a truce", "agent_code": "NATO"}, "NATO is ready for “a truce”"),
        (Modal.DEMANDS, {"action": "leave", "agent_code": "UN"}, "UN demands: “leave”"),
        (
            Modal.PREDICTS,
            {"action": "never exist again", "target": "Constantinople"},
            "somebody (who was not read) predicts for “Constantinople” (not identified): “never exist again”",
        ),
    ],
)
def test_a_sentence_for_each_modal(modal: Modal, slots: dict[str, str], sentence: str) -> None:
    given = {"agent": None, "agent_code": None, **slots}
    assert norm_sentence(modal, Mode.NONE, **given) == sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words, code, said",
    [
        ("Russia", "RUS", "Russia"),
        ("the Russian Federation", "RUS", "Russia"),
        ("Moscow", "RUS", "Russia (“Moscow”)"),
        ("he", "RUS", "Russia (“he”)"),
        (None, "RUS", "Russia"),
        ("the rebels", None, "“the rebels” (not identified)"),
        (None, None, None),
    ],
)
def test_who_is_meant_and_in_which_words(words: str | None, code: str | None, said: str | None) -> None:
    assert who(words, code) == said
