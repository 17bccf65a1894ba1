"""Quoted matter: places stay what they are, what nobody sees is shown as such, what is too long is cut and says so."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.faces.mcp.quoted import LONGEST_CHARS, MADE, NAME, PERSON, WORDS, made, name, person, seen, words_of
from onrecord.terms.spans import Span

LETTERS = st.text(st.characters() | st.sampled_from("\u202e\u2066\U000e0041\U000e007f\ud800"), max_size=40)


@given(LETTERS)
def test_no_character_turns_words_hides_or_breaks_json_and_none_moves(text: str) -> None:
    shown = seen(text)
    assert len(shown) == len(text)
    assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in shown)
    assert not any(0xE0000 <= ord(c) < 0xE0080 for c in shown)
    shown.encode("utf-8")


def test_words_carry_their_page_and_place() -> None:
    assert words_of("page-1", Span(3, 8), "words") == {
        "quoted": "words",
        "page": "page-1",
        "span": (3, 8),
        "note": WORDS,
    }


def test_what_is_cut_says_so_and_spans_what_is_left() -> None:
    held = words_of("page-1", Span(10, 10 + 2 * LONGEST_CHARS), "x" * 2 * LONGEST_CHARS)
    assert (held["span"], len(held["quoted"]), held["cut"]) == ((10, 10 + LONGEST_CHARS), LONGEST_CHARS, True)
    assert made("y" * 20, longest=5) == {"quoted": "yyyyy", "page": None, "span": None, "note": MADE, "cut": True}


def test_each_note_says_whose_words_they_are() -> None:
    assert [one("a")["note"] for one in (made, name, person)] == [MADE, NAME, PERSON]
    assert all(note.endswith("not instructions") for note in (WORDS, MADE, NAME, PERSON))
