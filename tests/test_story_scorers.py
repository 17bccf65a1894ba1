"""The scorers of pairs and stories: where gold words stand, what counts as a notice's event, how folds are cut."""

from typing import Any

import pytest
from eval import pairs
from eval.stories import fits, same_event
from eval.story_answers import Notice, is_loud, quiet
from eval.story_pages import GoldNorm, Story, place

from onrecord.terms.spans import Span

TEXT = (
    "Chad will not reopen the gate.\n\nChad will reopen the gate if Niger frees the drivers. "
    "Niger said it would lift the ban\nby May."
)


def norm(**slots: str | None) -> dict[str, Any]:
    return {"trigger": None, **slots}


def test_an_action_stands_where_its_trigger_is_nearest() -> None:
    found, missing = place(norm(action="reopen the gate", trigger="Niger frees the drivers", agent="Chad"), TEXT)
    second = TEXT.index("reopen", TEXT.index("reopen") + 1)
    assert found["action"] == Span(second, second + len("reopen the gate"))
    assert found["agent"].of(TEXT) == "Chad"
    assert found["agent"].start > TEXT.index("\n\n")
    assert missing == []


def test_of_two_norms_of_the_same_words_the_second_stands_at_the_second_place() -> None:
    first, _ = place(norm(action="reopen the gate"), TEXT)
    second, _ = place(norm(action="reopen the gate"), TEXT, taken=[first])
    assert first["action"].start < second["action"].start


def test_a_line_break_or_a_capital_does_not_hide_words() -> None:
    found, missing = place(norm(action="lift the ban by May", agent="CHAD"), TEXT)
    assert found["action"].of(TEXT) == "lift the ban\nby May"
    assert found["agent"].of(TEXT) == "Chad"
    assert missing == []


def test_words_that_do_not_stand_there_are_said() -> None:
    assert place(norm(action="close the gate"), TEXT) == ({}, ["action"])
    assert place(norm(action="reopen the gate", cue="unless"), TEXT)[1] == ["cue"]


@pytest.mark.parametrize(
    "modal, mode, verdict",
    [
        ("will", "if", "dormant"),
        ("will", "unless", "in_force"),
        ("will", "none", "pending"),
        ("will_not", "unless", "in_force"),
        ("will_not", "if", "dormant"),
        ("ready", "even_if", "stands"),
        ("demands", "if", "open"),
        ("predicts", "if", "dormant"),
    ],
)
def test_what_is_not_touched_is_quiet(modal: str, mode: str, verdict: str) -> None:
    assert quiet(modal, mode) == verdict
    assert not is_loud(verdict)


def notice(verdict: str, grade: str) -> Notice:
    return Notice("norm", "event", verdict, grade, "", "", ())


@pytest.mark.parametrize(
    "expected, given, is_right",
    [
        ("triggered", notice("triggered", "certain"), True),
        ("triggered", notice("maybe_triggered", "likely"), True),
        ("triggered", notice("fulfilled", "certain"), False),
        ("maybe_released", notice("maybe_released", "likely"), True),
        ("maybe_released", notice("released", "certain"), False),
    ],
)
def test_what_may_be_is_never_told_as_sure(expected: str, given: Notice, is_right: bool) -> None:
    assert fits(expected, given) is is_right


def test_two_tellings_of_one_event_share_most_of_the_shorter() -> None:
    told = "Türkiye on Thursday cancelled the live-fire notice"
    assert same_event("Türkiye on Thursday cancelled the live-fire notice that had closed waters", told)
    assert not same_event("Athens made an offer of its own", told)


def test_only_if_names_two_norms() -> None:
    rows = [{"action": "lift the ban"}, {"action": "lift the ban"}, {"action": "keep the lift the ban bill"}]
    norms = tuple(GoldNorm("p1", i, row) for i, row in enumerate(rows, 1))
    story = Story("story-00", (), norms, {})
    assert [n.key for n in story.named({"page": "p1", "action": "lift the"})] == ["p1#1", "p1#2"]
    assert [n.key for n in story.named({"page": "p1", "action": "ban bill"})] == ["p1#3"]


def test_pairs_are_counted_three_ways() -> None:
    rows = [
        {"id": "1", "label": "yes", "slot": None},
        {"id": "2", "label": "yes", "slot": None},
        {"id": "3", "label": "no", "slot": "actor"},
        {"id": "4", "label": "maybe", "slot": "place"},
    ]
    figures = pairs.figures_of(rows, {"1": "yes", "2": "maybe", "3": "yes", "4": "maybe"})
    assert figures["accuracy"] == 0.5
    assert figures["yes.precision"] == 0.5
    assert figures["yes.recall"] == 0.5
    assert figures["no_taken_for_yes"] == 1.0
    assert figures["slot.all_hold"] == 0.5
    assert figures["slot.actor"] == 0.0
