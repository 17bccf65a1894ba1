"""Two plain sentences: does the one meet what the other asks for, and which slot decides?"""

import pytest

from onrecord.reasoning.certainty import Certainty
from onrecord.walk.meets import meets, read_condition
from onrecord.walk.open import open_engines

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


@pytest.mark.parametrize(
    "condition, event, certainty",
    [
        ("a Ukrainian soldier crosses its border", "Ukrainian soldiers crossed the border of Belarus on Monday.", YES),
        ("Turkey closes the straits", "Turkey shut the straits to warships.", YES),
        ("the sanctions are lifted", "Washington lifted the sanctions on Tehran.", YES),
        ("the hostages are released", "Hamas freed the hostages.", YES),
        ("parliament ratifies the treaty", "The treaty was ratified by parliament.", YES),
        ("parliament ratifies the treaty", "Parliament's ratification of the treaty came on Monday.", YES),
        ("Russia withdraws its troops", "Russian forces pulled out.", MAYBE),
        ("Turkey closes the straits", "Turkey closed two airports.", NO),
        ("Turkey closes the straits", "Turkey plans to close the straits.", NO),
        ("Turkey closes the straits", "Turkey denied that it had closed the straits.", NO),
        ("the sanctions are lifted", "The wheat harvest was good.", NO),
    ],
)
def test_an_event_meets_a_condition_in_other_words(condition: str, event: str, certainty: Certainty) -> None:
    assert meets(condition, event, open_engines()).certainty is certainty


@pytest.mark.parametrize(
    "condition, event",
    [
        ("Turkey closes the straits", "Turkey reopened the straits."),
        ("parliament ratifies the treaty", "Lawmakers rejected the treaty."),
    ],
)
def test_the_opposite_is_told_as_such(condition: str, event: str) -> None:
    match = meets(condition, event, open_engines())
    assert match.certainty is NO
    assert "opposite" in next(s.reason for s in match.slots if s.slot == "deed")


def test_who_must_act_may_be_given_with_a_bare_action() -> None:
    told = "Russia sent two more soldiers to Syria."
    assert meets("send one more soldier", told, open_engines(), of="RUS").certainty is YES
    assert meets("send one more soldier", told, open_engines(), of="IRN").certainty is NO


@pytest.mark.parametrize(
    "condition, event, reason",
    [
        ("", "Turkey closed the straits.", "the condition was not understood"),
        ("Turkey closes the straits", "...", "no event was understood"),
    ],
)
def test_what_is_not_understood_is_a_maybe_that_says_so(condition: str, event: str, reason: str) -> None:
    match = meets(condition, event, open_engines())
    assert (match.certainty, [s.reason for s in match.slots]) == (MAYBE, [reason])


def test_a_condition_without_a_clause_is_words_and_whom_it_asks() -> None:
    pattern = read_condition("by then", open_engines(), of="IRN")
    assert pattern is not None
    assert (pattern.does, pattern.words, list(pattern.codes)) == (None, "by then", ["IRN"])
