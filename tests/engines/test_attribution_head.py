"""The shipped model: what it reads, and what must hold of whatever it reads."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.engines.attribution.head import REACH_FIRST, cues_in
from onrecord.engines.encoder.words import inside_quotation_marks
from onrecord.engines.scanner import OnnxScanner
from onrecord.terms.attributions import Attribution
from onrecord.terms.spans import Span


@pytest.fixture(scope="module")
def scanner() -> OnnxScanner:
    """Loading takes a fifth of a second."""
    return OnnxScanner()


def blocks_of(text: str) -> list[Span]:
    """A block a line."""
    return [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]


def words(text: str, attribution: Attribution) -> tuple[str, str, str]:
    """(source, cue, content) as written, pieces joined by " … "."""
    roles = (attribution.source, attribution.cue, attribution.content)
    return tuple(" … ".join(span.of(text) for span in role) for role in roles)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "text, told",
    [
        (
            "The minister said that the embassy would stay open.",
            [("The minister", "said", "that the embassy would stay open")],
        ),
        (
            "According to the ministry, the talks had failed.",
            [("the ministry", "According to", "the talks had failed")],
        ),
        ("The embassy is in the old town.", []),
    ],
)
def test_attributions_are_read(scanner: OnnxScanner, text: str, told: list[tuple[str, str, str]]) -> None:
    assert [words(text, a) for a in scanner.read(text, blocks_of(text)).attributions()] == told


@settings(max_examples=examples(40), deadline=None)
@given(st.text(alphabet=st.sampled_from('said that he “"” will not.\n 🇺🇦é\x00'), max_size=400))
def test_any_text_is_read_and_every_span_lies_in_its_blocks(text: str) -> None:
    blocks = blocks_of(text)
    for attribution in OnnxScanner().read(text, blocks).attributions():
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert any(block.covers(span) for block in blocks)
        assert 0.0 <= attribution.probability <= 1.0
        assert attribution.content


def test_a_long_text_is_read_as_its_parts_are(scanner: OnnxScanner) -> None:
    sentence = "The minister said that the embassy would stay open.\n"
    filler = "The river runs through the old town and the market square.\n"
    text = (sentence + filler * 12) * 15
    found = scanner.read(text, blocks_of(text)).attributions()
    assert [words(text, a) for a in found] == [("The minister", "said", "that the embassy would stay open")] * 15


def test_a_content_longer_than_what_is_asked_first_is_read_whole(scanner: OnnxScanner) -> None:
    """The words near a cue are asked first: here the content goes on behind them."""
    told = "that the embassy in the old town would stay open" + " and that the consulate would issue new visas" * 6
    text = f"The minister said {told}."
    assert len(told.split()) > REACH_FIRST
    (found,) = scanner.read(text, blocks_of(text)).attributions()
    assert words(text, found) == ("The minister", "said", told)


def test_cues_are_cut_where_a_new_one_begins() -> None:
    import numpy as np

    assert list(cues_in(np.array([0, 1, 2, 1, 0, 0, 1]))) == [(1, 2), (3, 3), (6, 6)]


@pytest.mark.parametrize(
    "block, inside",
    [
        ("a “b” c", "b"),
        ('a "b" c', "b"),
        ("a “b c", "b c"),
        ("a” b", ""),
        ("“a “b” c", "b"),
    ],
)
def test_words_in_quotation_marks(block: str, inside: str) -> None:
    flags = inside_quotation_marks(block)
    held = "".join(c for c, flag in zip(block, flags, strict=False) if flag and c not in '“”"')
    assert held == inside
