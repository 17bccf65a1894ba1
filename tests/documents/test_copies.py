"""What tells copies of a document, and what does not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.copy_signature import METHOD, copy_signature, words_of
from onrecord.documents.read import read_page
from onrecord.terms.copy_signature import PERMUTATIONS, CopySignature, likeness
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.spans import SourceMap, Span

FERRY = "The ferry to the north shore will not sail on Monday, the harbour office of the lake said in a short notice."
CREWS = (
    "“Our crews will come back only if the new timetable is withdrawn,” said Ada Lind, who speaks for the two unions."
)


def document(*paragraphs: str, headline: str | None = None) -> Document:
    text, blocks = "", []
    for role, words in ((BlockRole.HEADLINE, headline), *((BlockRole.BODY, p) for p in paragraphs)):
        if words is not None:
            blocks.append(Block(role, Span(len(text), len(text) + len(words))))
            text += words + "\n\n"
    return Document(page_id="page-a", text=text, blocks=tuple(blocks), source_map=SourceMap.identity(len(text)))


def signed(*paragraphs: str, headline: str | None = None) -> CopySignature:
    return copy_signature(document(*paragraphs, headline=headline))


def test_headline_case_and_punctuation_do_not_matter() -> None:
    one = signed(FERRY, CREWS, headline="No ferry on Monday")
    other = signed(FERRY.upper(), CREWS.replace("“", '"').replace("”", '"'), headline="Lake: strike")
    assert one.exact == other.exact
    assert [m.key for m in one.paragraphs] == [m.key for m in other.paragraphs]
    assert likeness(one, other) == 1.0


def test_an_added_paragraph_leaves_the_marks_of_the_others() -> None:
    one, other = signed(FERRY, CREWS), signed(FERRY, "Sign up.", CREWS)
    assert one.exact != other.exact
    assert {m.key for m in one.paragraphs} == {m.key for m in other.paragraphs}
    assert 0.5 < (likeness(one, other) or 0) < 1.0


def test_the_order_of_words_matters() -> None:
    backwards = " ".join(reversed(FERRY.split()))
    assert signed(FERRY).exact != signed(backwards).exact
    assert (likeness(signed(FERRY), signed(backwards)) or 0) < 0.1


def test_short_paragraphs_have_no_mark_and_spans_are_the_blocks() -> None:
    made = document(FERRY, "She declined to comment.", CREWS)
    marks = copy_signature(made).paragraphs
    assert [m.span for m in marks] == [made.blocks[0].span, made.blocks[2].span]
    assert [m.words for m in marks] == [len(words_of(FERRY)), len(words_of(CREWS))]


def test_a_page_without_a_body_is_like_nothing() -> None:
    empty = signed(headline="Only a headline")
    assert (empty.words, empty.paragraphs) == (0, ())
    assert likeness(empty, empty) is None


def test_sketches_of_two_methods_are_not_compared() -> None:
    one = signed(FERRY)
    other = CopySignature(method="rensa-9", words=one.words, exact="0", sketch=one.sketch, paragraphs=())
    assert likeness(one, other) is None
    assert one.method == METHOD


def test_every_page_that_is_read_is_signed() -> None:
    page = Page(address="-", body=FERRY.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")
    read = read_page(page)
    assert isinstance(read, Document)
    assert read.signature == copy_signature(read)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=6))
def test_any_text_is_signed_and_always_alike(paragraphs: list[str]) -> None:
    made = signed(*paragraphs)
    assert made == signed(*paragraphs)
    assert len(made.sketch) == 4 * PERMUTATIONS
