"""Paragraphs that a speaker's name opens."""

import pytest

from onrecord.terms.statements import Directness

CASES = [
    ("VLADIMIR PUTIN: Good afternoon. We will stay.", [("VLADIMIR PUTIN", ":", "Good afternoon. We will stay.")]),
    ("QUESTION: Will you go?", [("QUESTION", ":", "Will you go?")]),
    ("Question: Will you go?", [("Question", ":", "Will you go?")]),
]


@pytest.mark.parametrize("text, told", CASES)
def test_a_name_and_a_colon_open_a_speech(read, text, told):
    found = read(text)
    assert found.told == told
    assert [s.directness for s in found.statements] == [Directness.DIRECT]


def test_each_paragraph_is_its_speakers(read):
    found = read("QUESTION: Will you go?\n\nVLADIMIR PUTIN: I said that we would stay. We will.")
    assert found.told == [
        ("QUESTION", ":", "Will you go?"),
        ("VLADIMIR PUTIN", ":", "I said that we would stay. We will."),
    ]


def test_a_list_is_no_speech(read):
    assert read("Three things matter: the army, the border and the law.").told == []
