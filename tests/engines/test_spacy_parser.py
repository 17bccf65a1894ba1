"""However long a text and its paragraphs, little of it is parsed at once, and all of it is."""

from hypothesis import given
from hypothesis import strategies as st
from tests.memory import Memory, needs_proc

from onrecord.engines.spacy_parser import BLOCKS_AT_A_TIME, CHARS_AT_A_TIME, MAX_BLOCK_CHARS, SpacyParser, cut, slices
from onrecord.terms.spans import Span

SENTENCE = "Russia will respond if NATO attacks Ukraine, Putin said on Thursday. "


@given(st.lists(st.integers(1, 3 * MAX_BLOCK_CHARS), max_size=200))
def test_no_more_is_parsed_at_once_than_the_bound(lengths: list[int]) -> None:
    text = "a" * (sum(lengths) + len(lengths))
    blocks, at = [], 0
    for length in lengths:
        blocks.append(Span(at, at + length))
        at += length + 1
    pieces = [piece for block in blocks for piece in cut(text, block)]
    held = list(slices(pieces))
    assert [piece for some in held for piece in some] == pieces
    assert all(sum(p.end - p.start for p in some) <= CHARS_AT_A_TIME for some in held)
    assert all(len(some) <= BLOCKS_AT_A_TIME for some in held)


@needs_proc
def test_a_paragraph_of_80_000_characters_takes_no_more_memory_than_one_of_20_000() -> None:
    """All of it at once took 250 MB more; this takes 64."""
    parser = SpacyParser()
    text = SENTENCE * (80_000 // len(SENTENCE))
    parser.parse(text[:20_000], [Span(0, 20_000)])
    memory = Memory()
    parse = parser.parse(text, [Span(0, len(text))])
    assert memory.grown_mb() < 130
    assert len(parse.starts) == 13 * (len(text) // len(SENTENCE))
