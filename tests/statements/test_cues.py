"""The tables: every row usable, every row with a source."""

import pytest

from onrecord.statements.cues import context_weights, cue_shares, exact_share, is_cue, is_cue_among


def test_shares_are_shares():
    assert all(0.0 < share < 1.0 and 0.0 <= exact <= share for share, exact in cue_shares().values())


@pytest.mark.parametrize("lemma, frame", [("say", "that"), ("warn", "that"), ("say", "after"), ("add", "before")])
def test_verbs_of_saying_are_cues(lemma, frame):
    assert is_cue(lemma, frame)


def test_an_unlisted_word_is_no_cue():
    assert not is_cue("march", "that")
    assert not is_cue_among("march", "that", ())
    assert exact_share("march", "that") == 0.0


def test_circumstances_move_the_odds():
    assert context_weights()["phrase: under a modal"] < 0.0
