"""Clean text keeps its offsets, every one."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents import read_page
from onrecord.terms.documents import Document
from onrecord.terms.pages import PageKind
from tests.documents.pages import blocks, page, read, refused


def test_a_block_a_line_and_nothing_left_out() -> None:
    document = read("  A headline\n\nAdvertisement\r\nA line. \n", PageKind.CLEAN)
    assert document.text == "  A headline\n\nAdvertisement\r\nA line. \n"
    assert blocks(document) == [("body", "A headline"), ("body", "Advertisement"), ("body", "A line.")]
    assert document.title is None


def test_a_lone_surrogate_is_kept() -> None:
    assert read("odd \ud800 text", PageKind.CLEAN).text == "odd \ud800 text"


def test_white_space_alone_is_empty() -> None:
    assert refused(" \n\t", PageKind.CLEAN) == "empty"
    assert refused("\u00a0\n\u2003", PageKind.CLEAN) == "empty"  # white space that is no byte of its own


@given(st.text(max_size=200))
def test_text_is_never_changed(text: str) -> None:
    document = read_page(page(text, PageKind.CLEAN))
    if isinstance(document, Document):
        assert document.text == text
