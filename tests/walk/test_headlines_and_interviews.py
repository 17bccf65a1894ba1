"""Headlines in their own grammar, and answers of interviews, as pages of clean text. Sentences are our own."""

import pytest

from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines
from onrecord.walk.read import read


def norms(text: str) -> list[tuple[str | None, str, str]]:
    page = Page(address="a", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="given")
    return [(n.agent_id, n.modal.value, n.mode.value) for n in read(page, open_engines()).norms]


HEADLINESE = "headlines have a grammar of their own; the reader of norms that is trained on them is to read them"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Seoul: will answer if North fires again", [("KOR", "will", "if")]),
        ("Iran to close strait if attacked, commander says", [("IRN", "will", "if")]),
        ("Turkey to block Sweden's bid unless it bans group: Erdogan", [("TUR", "will", "unless")]),
        pytest.param(
            "No grain deal without sanctions relief, Moscow says",
            [("RUS", "will_not", "unless")],
            marks=pytest.mark.xfail(strict=True, reason=HEADLINESE),
        ),
    ],
)
def test_headlines(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert norms(text) == expected


@pytest.mark.xfail(strict=True, reason="“Then Estonia will not”: the trained reader misses what it takes up")
def test_a_named_answer_is_its_speakers_and_a_question_nobodys() -> None:
    text = (
        "REPORTER: Would you close the border?\n\n"
        "PRESIDENT ANDRZEJ DUDA: If they attack again, we will close it.\n\n"
        "Q: And if it does not?\n\n"
        "Prime Minister Kaja Kallas: Then Estonia will not send a single soldier."
    )
    assert norms(text) == [("POL", "will", "if"), ("EST", "will_not", "none")]
