"""A question about the record: whom it asks about, what it supposes, what else it speaks of."""

import pytest

from onrecord.walk.open import open_engines
from onrecord.walk.question import read_question
from onrecord.walk.scenario import NOTHING_HEARD


@pytest.mark.parametrize(
    "sentence, of, words",
    [
        ("What has Iran said about the strait?", "IRN", "strait"),
        ("Has Russia promised Poland anything?", "RUS", "promised Poland"),
        ("What has Turkey said about Syria?", "TUR", "Syria"),
        ("When did Russia invade Georgia?", "RUS", "invade Georgia"),
        ("What did it say?", None, ""),
    ],
)
def test_a_question_is_asked_of_the_record(sentence: str, of: str | None, words: str) -> None:
    question = read_question(sentence, open_engines())
    assert question is not None
    assert (question.of, question.words, question.given) == (of, words, NOTHING_HEARD)


@pytest.mark.parametrize(
    "sentence, of, codes",
    [
        ("What has Iran said it will do if Israel attacks Lebanon?", "IRN", {"ISR", "LBN"}),
        ("When Israel attacks Lebanon, who will answer?", None, {"ISR", "LBN"}),
    ],
)
def test_what_a_question_supposes_is_a_scenario(sentence: str, of: str | None, codes: set[str]) -> None:
    question = read_question(sentence, open_engines())
    assert question is not None
    given = question.given.assumed[0]
    assert given.does is not None
    assert (question.of, given.does.predicate, given.codes) == (of, "attack", codes)


@pytest.mark.parametrize("sentence", ["", "What if Iran attacks Israel?", "Iran attacks Israel.", "Iran attacks?"])
def test_what_supposes_or_tells_asks_nothing(sentence: str) -> None:
    assert read_question(sentence, open_engines()) is None
