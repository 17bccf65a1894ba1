"""The kind of event that would be the action or meet the trigger, as one line of text each."""

from dataclasses import replace

import pytest

from onrecord.terms.patterns import EventPattern


def typed(pattern: EventPattern | None) -> str | None:
    """The pattern without what its words say, which tests/language/test_predications.py looks at."""
    return str(replace(pattern, does=None)) if pattern is not None else None


@pytest.mark.parametrize(
    "text, action, trigger",
    [
        (
            "Iran will bomb Iraq if Iraq attacks first.",
            'IRN ASSAULT IRQ words="bomb Iraq"',
            'IRQ ASSAULT order=first words="Iraq attacks first"',
        ),
        (
            "Iran would attack Iraq only if attacked first by Iraqi troops.",
            'IRN ASSAULT IRQ words="attack Iraq"',
            'IRQ.MIL ASSAULT IRN order=first words="attacked first by Iraqi troops"',
        ),
        (
            "Iran will not withdraw from Syria unless Iraq lifts the sanctions.",
            'IRN RETREAT from=SYR words="withdraw from Syria"',
            'IRQ CONCEDE words="Iraq lifts the sanctions"',
        ),
        (
            "Iran will bomb Iraq if Iraq does not free the crew.",
            'IRN ASSAULT IRQ words="bomb Iraq"',
            'not IRQ RETREAT words="Iraq does not free the crew"',
        ),
        ("Iran urged Iraq not to attack Syria.", 'not IRQ ASSAULT SYR words="not to attack Syria"', None),
        (
            "Iran will fight together with Syria from Lebanese soil if so much as one armed Iraqi soldier enters Syria "
            "to kill its people.",
            'IRN ASSAULT IRQ with=SYR from=LBN words="fight together with Syria from Lebanese soil"',
            "IRQ.MIL ASSAULT SYR place=SYR count=1.. unit=soldier armed=yes "
            'intent="kill its people" words="so much as one armed Iraqi soldier enters Syria to kill its people"',
        ),
    ],
)
def test_action_and_trigger_as_kinds_of_event(read_norms, text, action, trigger):
    norm = read_norms(text).norms[-1]
    assert typed(norm.action_pattern) == action
    assert typed(norm.trigger_pattern) == trigger


def test_if_it_does_takes_up_the_sentence_before_without_its_not(read_norms):
    text = "“I hope Iraq will not attack Syria. If it does, we will bomb Iraq,” Iran’s President Hassan Rouhani said."
    norm = read_norms(text).norms[-1]
    assert typed(norm.trigger_pattern) == 'IRQ ASSAULT SYR words="attack Syria"'


def test_a_scope_extension_asks_the_same_of_others(read_norms):
    text = (
        "“We will bomb Iraq if a single soldier comes to our territory,” Iran’s President Hassan Rouhani said.\n\n"
        "“This applies to our other neighbours,” Rouhani said."
    )
    norm = read_norms(text).norms[-1]
    assert norm.action_pattern.recipient is None
    assert norm.trigger_pattern.actor is None
    assert (norm.trigger_pattern.place, norm.trigger_pattern.count.low) == ("IRN", 1)


def test_every_pattern_survives_its_text_form(read_norms):
    text = "Iran will bomb Iraq if at least 500 troops enter Syria."
    (norm,) = read_norms(text).norms
    for pattern in (norm.action_pattern, norm.trigger_pattern):
        assert EventPattern.parse(str(pattern)) == pattern
