"""A question is asked once of each word of a text, and anew of another text."""

from collections.abc import Callable
from dataclasses import replace

from onrecord.language.clauses import subject
from onrecord.language.once import once_a_word
from onrecord.terms.parses import Parse

asked: list[int] = []


@once_a_word
def head_word(parse: Parse, word: int) -> str:
    """The word above."""
    asked.append(word)
    return parse.word(parse.heads[word])


def test_it_is_asked_once_a_word_of_a_text(parse_text: Callable[[str], Parse]) -> None:
    parse = parse_text("Russia will respond.")
    asked.clear()
    assert [head_word(parse, 0), head_word(parse, 1), head_word(parse, 0)] == ["respond"] * 3
    assert asked == [0, 1]


def test_a_text_that_was_mended_is_asked_anew_and_is_equal_all_the_same(parse_text: Callable[[str], Parse]) -> None:
    parse = parse_text("Russia will respond.")
    assert head_word(parse, 0) == "respond"
    other = replace(parse, heads=(1, *parse.heads[1:]))
    assert head_word(other, 0) == "will"
    assert head_word(parse, 0) == "respond"
    assert replace(parse) == parse
    assert replace(parse).answers == {}


def test_an_answer_of_none_is_kept_too(parse_text: Callable[[str], Parse]) -> None:
    parse = parse_text("Respond!")
    assert subject(parse, 0) is None
    assert parse.answers["onrecord.language.clauses.subject"] == {0: None}
