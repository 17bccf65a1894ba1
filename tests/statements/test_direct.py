"""Clauses of speech beside a quotation."""

import pytest

CASES = [
    # speaker after, before and inside
    ("“We will answer,” Mr Lavrov said.", [("Mr Lavrov", "said", "We will answer")]),
    (
        "“We will answer,” said Mr Lavrov, the foreign minister.",
        [("Mr Lavrov, the foreign minister", "said", "We will answer")],
    ),
    (
        "“We will answer,” Mr Lavrov said on Friday, “and we will not wait.”",
        [("Mr Lavrov", "said", "We will answer | and we will not wait.")],
    ),
    ("Mr Lavrov said: “We will answer. We will stay.”", [("Mr Lavrov", "said", "We will answer. We will stay.")]),
    ("Speaking in Geneva, Mr Lavrov told reporters, “We will answer.”", [("Mr Lavrov", "told", "We will answer.")]),
    # the quotation goes on behind the clause
    (
        "“We will answer,” Mr Lavrov said. “We will not wait.”",
        [("Mr Lavrov", "said", "We will answer | We will not wait.")],
    ),
    (
        "“Will you attack?” a reporter asked. “No,” the president replied.",
        [("a reporter", "asked", "Will you attack?"), ("the president", "replied", "No")],
    ),
    # other marks
    ("«We will answer,» said Mr Lavrov.", [("Mr Lavrov", "said", "We will answer")]),
    ("‘We will answer,’ Mr Lavrov said.", [("Mr Lavrov", "said", "We will answer")]),
]


@pytest.mark.parametrize("text, told", CASES)
def test_a_clause_of_speech_finds_its_content(read, text, told):
    assert read(text).told == told


def test_words_after_the_quotation_are_not_its_speech(read):
    assert read("The minister said, “We will answer.” But he did not say when.").told[0] == (
        "The minister",
        "said",
        "We will answer.",
    )


@pytest.mark.parametrize("text", ["Belarus will join, Lukashenko said.", "The army, he added, will stay."])
def test_content_without_marks_is_left_to_the_tagger(read, text):
    assert read(text).told == []
