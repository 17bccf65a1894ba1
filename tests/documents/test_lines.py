"""Lines become paragraphs: one each, or wrapped ones together."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.lines import units
from tests.documents.pages import STORY


def test_a_line_is_a_paragraph() -> None:
    assert [u.words for u in units("One.\nTwo.\r\n\r\nThree.")] == ["One.", "Two.", "Three."]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = f"{textwrap.fill(STORY, 72)}\n\n{textwrap.fill(STORY, 72)}"
    assert [u.words for u in units(text)] == [STORY, STORY]


def test_sentences_of_one_length_are_not_wrapped() -> None:
    line = "The minister said so and that was it for now."
    assert len(units(f"{line}\n" * 50)) == 50


@given(st.text(alphabet="ab. \n\r\u2028-é", max_size=300))
def test_no_word_is_lost_and_every_stretch_holds_its_words(text: str) -> None:
    found = units(text)
    assert [w for u in found for w in u.words.split()] == text.split()
    for unit in found:
        assert " ".join(text[a:b] for a, b in unit.stretches).split() == unit.words.split()
