"""Cue words with a complement: clauses, infinitives, objects; verbs, nouns, adjectives."""

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
    # passives
    ("It was reported that the talks had failed.", [("", "was reported", "that the talks had failed")]),
    (
        "The general was quoted as saying that the army would stay.",
        [("The general", "was quoted as saying", "that the army would stay")],
    ),
    # nouns
    ("His warning that Poland would respond was ignored.", [("His", "warning", "that Poland would respond")]),
]

NARRATED = [
    (
        "Iran threatened to close the strait if the sanctions were not lifted.",
        [("Iran", "threatened", "to close the strait if the sanctions were not lifted")],
    ),
    (
        "The government promised not to send troops abroad.",
        [("The government", "promised", "not to send troops abroad")],
    ),
    (
        "Both sides agreed to withdraw their troops by March.",
        [("Both sides", "agreed", "to withdraw their troops by March")],
    ),
    ("Hungary refused to sign the agreement.", [("Hungary", "refused", "to sign the agreement")]),
    ("China urged both sides to show restraint.", [("China", "urged", "both sides to show restraint")]),
    pytest.param(
        "Moscow has ruled out a ceasefire.",
        [("Moscow", "has ruled out", "a ceasefire")],
        marks=pytest.mark.xfail(strict=True, reason="annotators marked one such use in six"),
    ),
]


@pytest.mark.parametrize("text, told", CASES)
def test_speech_in_a_clause(read, text, told):
    found = read(text)
    assert found.told == told
    assert all("narrated" not in flags for flags in found.flags)


@pytest.mark.parametrize("text, told", NARRATED)
def test_a_deed_of_speech_is_flagged_as_narrated(read, text, told):
    found = read(text)
    assert found.told == told
    assert found.flags == [{"narrated"}]


@pytest.mark.parametrize(
    "text",
    [
        "The army withdrew its troops from the border.",
        "The so-called peace plan failed.",
        "Heavy rain closed two roads near the capital.",
    ],
)
def test_deeds_are_no_attributions(read, text):
    assert read(text).told == []
