"""Clauses of speech beside a quotation, or beside content without marks."""

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
    # without marks: content first, around, and behind "As ..."
    ("Belarus will join, Lukashenko said.", [("Lukashenko", "said", "Belarus will join")]),
    (
        "Russia could use nuclear weapons if it were attacked, Dmitry Peskov, the Kremlin spokesman, told CNN.",
        [("Dmitry Peskov, the Kremlin spokesman", "told", "Russia could use nuclear weapons if it were attacked")],
    ),
    ("The army, he added, will stay.", [("he", "added", "The army | will stay.")]),
    (
        "Belarus will not yield, the president has said, and its allies know it.",
        [("the president", "has said", "Belarus will not yield | and its allies know it.")],
    ),
    ("As Mr Orban said, Hungary will not send weapons.", [("Mr Orban", "said", "Hungary will not send weapons.")]),
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


@pytest.mark.parametrize(
    "text, told",
    [
        pytest.param(
            "Asked whether he would resign, the minister said no.",
            [("the minister", "said", "no")],
            marks=pytest.mark.xfail(strict=True, reason="an answer of one word without marks is no content yet"),
        ),
    ],
)
def test_known_wrong(read, text, told):
    assert read(text).told == told
