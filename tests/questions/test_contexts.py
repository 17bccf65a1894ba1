"""Paragraphs round words."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.questions.contexts import contexts, window_on
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.spans import SourceMap, Span


def document(text: str, *blocks: tuple[int, int]) -> Document:
    held = tuple(Block(BlockRole.BODY, Span(*b)) for b in blocks)
    return Document(page_id="page-x", text=text, blocks=held, source_map=SourceMap.identity(len(text)))


def test_two_sentences_of_one_paragraph_are_shown_once() -> None:
    (context,) = contexts(document("We wait. We go.\n\nOther.", (0, 15), (17, 23)), [Span(9, 15), Span(0, 8)])
    assert context.words == "We wait. We go."
    assert [m.of(context.words) for m in context.marks] == ["We wait.", "We go."]
    assert context.whole


def test_words_that_run_over_paragraphs_show_both() -> None:
    (context,) = contexts(document("We wait.\n\nWe go.", (0, 8), (10, 16)), [Span(3, 12)])
    assert context.words == "We wait.\n\nWe go."


def test_words_outside_every_block_are_shown_alone() -> None:
    (context,) = contexts(document("lost words"), [Span(0, 4)])
    assert (context.words, context.role) == ("lost", None)


def test_a_long_paragraph_is_cut_round_the_words() -> None:
    text = "word " * 2000 + "HERE " + "word " * 2000
    (context,) = contexts(document(text, (0, len(text) - 1)), [Span(10_000, 10_004)])
    assert [m.of(context.words) for m in context.marks] == ["HERE"]
    assert len(context.words) <= 1200
    assert not context.whole
    assert context.words.startswith("word")


spans = st.tuples(st.integers(0, 400), st.integers(1, 100)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(st.text("ab ", min_size=500, max_size=500), st.lists(spans, max_size=4), st.integers(20, 300))
def test_windows_stay_inside_and_marks_keep_their_words(text: str, marks: list[Span], longest: int) -> None:
    cut = window_on(text, Span(0, 500), marks, longest=longest)
    assert cut.span.of(text) == cut.words
    assert len(cut.words) <= longest
    assert all(m.end <= len(cut.words) for m in cut.marks)
    if marks:
        assert cut.marks
