"""The sentence encoder: what is near in meaning is near, whatever stands beside it."""

import math
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.engines.sentences import OnnxSentenceEncoder


@pytest.fixture(scope="module")
def encoder() -> OnnxSentenceEncoder:
    """Loading takes a fifth of a second."""
    return OnnxSentenceEncoder()


def cosine(a: "array[float]", b: "array[float]") -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize(
    "words, near, far",
    [
        ("Troops crossed the border.", "Soldiers entered the country.", "The parliament passed the budget."),
        ("will cut gas supplies", "stop deliveries of natural gas", "open an embassy"),
        ("impose sanctions on banks", "punish lenders with restrictions", "send doctors to the islands"),
    ],
)
def test_near_in_meaning_is_near(encoder: OnnxSentenceEncoder, words: str, near: str, far: str) -> None:
    here, beside, away = encoder.vectors([words, near, far])
    assert cosine(here, beside) > cosine(here, away) + 0.1


def test_a_text_keeps_its_place_among_texts_of_other_lengths(encoder: OnnxSentenceEncoder) -> None:
    texts = ["The ship sailed. " * n for n in (40, 1, 9)]
    alone = [encoder.vectors([text])[0] for text in texts]
    for together, by_itself in zip(encoder.vectors(texts), alone, strict=True):
        assert cosine(together, by_itself) > 0.98


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_has_a_vector_of_unit_length(texts: list[str]) -> None:
    for vector in OnnxSentenceEncoder().vectors(texts):
        assert len(vector) == 384
        assert math.isclose(cosine(vector, vector), 1.0, abs_tol=1e-3)
