"""Verbs of speech with a clause or an object."""

import pytest

CASES = [
    (
        "The minister said that Belarus would join the war only if it was attacked.",
        [("The minister", "said", "that Belarus would join the war only if it was attacked")],
    ),
    (
        "The minister said Belarus would join the war if it was attacked and that it would not wait.",
        [("The minister", "said", "Belarus would join the war if it was attacked and that it would not wait")],
    ),
    ("The Kremlin denied that it had sent troops.", [("The Kremlin", "denied", "that it had sent troops")]),
    (
        "President Biden vowed on Tuesday that the US would defend Taiwan.",
        [("President Biden", "vowed", "that the US would defend Taiwan")],
    ),
    (
        "The Taliban said in a statement on Sunday that they would not attack first.",
        [("The Taliban", "said", "that they would not attack first")],
    ),
    (
        "Turkey's foreign minister said Ankara would retaliate if attacked, adding that its patience was running out.",
        [
            ("Turkey's foreign minister", "said", "Ankara would retaliate if attacked"),
            ("Turkey's foreign minister", "adding", "that its patience was running out"),
        ],
    ),
    # an object
    ("The opposition criticized the plan.", [("The opposition", "criticized", "the plan")]),
]


@pytest.mark.parametrize("text, told", CASES)
def test_a_verb_and_what_it_takes(read, text, told):
    assert read(text).told == told


def test_what_is_no_clause_is_narrated(read):
    assert read("The opposition criticized the plan.").flags == [{"narrated"}]
    assert read("The Kremlin denied that it had sent troops.").flags == [set()]


@pytest.mark.parametrize(
    "text",
    [
        "It was reported that the talks had failed.",
        "His warning that Poland would respond was ignored.",
        "Iran threatened to close the strait.",
    ],
)
def test_passives_nouns_and_infinitives_are_left_to_the_tagger(read, text):
    assert read(text).told == []


@pytest.mark.parametrize(
    "text",
    [
        "The army withdrew its troops from the border.",
        "The so-called peace plan failed.",
        "Heavy rain closed two roads near the capital.",
    ],
)
def test_actions_are_no_attributions(read, text):
    assert read(text).told == []
