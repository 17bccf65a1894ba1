"""Reasons for rejecting a reading: in a note, and out of it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import rows
from onrecord.language.review_reasons import NoReason, note_of, note_words, reason_in, reasons


def test_each_reason_has_words_and_at_most_one_digit() -> None:
    keys = [reason.key for reason in reasons() if reason.key]
    assert sorted(keys) == list("0123456789")
    assert len({reason.code for reason in reasons()}) == len(reasons())
    assert all(reason.words for reason in reasons())


@given(st.sampled_from([reason.code for reason in reasons()]), st.text(max_size=40))
def test_what_was_said_comes_back(code: str, words: str) -> None:
    said = words.strip()
    if code == "other" and not said:
        with pytest.raises(NoReason, match="write which"):
            note_of(code, words)
        return
    assert reason_in(note_of(code, words)) == (code, said or None)


@pytest.mark.parametrize("note", ["reason=", "reason=nonsense", "Reason=wish", "reason=wish and more", "because", ""])
def test_a_note_of_another_shape_holds_no_reason(note: str) -> None:
    assert reason_in(note) == (None, note)
    assert note_words(note) == note


@pytest.mark.parametrize("code", ["", "nonsense", "wish; x", "WISH"])
def test_a_reason_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(NoReason, match="is no reason: choose one of wish, evaluation"):
        note_of(code)


def test_what_only_describes_is_a_reason_with_its_rule() -> None:
    assert note_words("reason=as-it-is") == "how things are, no undertaking"
    (row,) = (row for row in rows("en/review_reasons.csv") if row["code"] == "as-it-is")
    assert row["source"] == "codebook 1"
