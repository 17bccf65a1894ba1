"""Events as somebody gives them: patterns, and sentences in plain English."""

import pytest

from onrecord.terms.patterns import EventPattern, PatternError
from onrecord.walk import given_events
from onrecord.walk.scenario import Heard

BELARUS = EventPattern.parse("BLR ASSAULT UKR")


def test_a_pattern_is_taken_as_it_stands() -> None:
    assert given_events.one_event("BLR ASSAULT UKR") == given_events.GivenEvent(assumed=(BELARUS,))
    assert given_events.not_happening("BLR ASSAULT UKR") == given_events.GivenEvent(denied=(BELARUS,))


def test_what_a_denied_sentence_denies_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    russia = EventPattern.parse("RUS ASSAULT POL")
    monkeypatch.setattr(given_events, "read_scenario", lambda given, engines: Heard((BELARUS,), (russia,), ()))
    given = given_events.not_happening("Belarus attacks Ukraine and Russia does not attack Poland")
    assert (given.assumed, given.denied) == ((russia,), (BELARUS,))


def test_of_two_actions_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    two = Heard((EventPattern.parse("POL ASSAULT BLR"), EventPattern.parse("RUS ASSAULT POL")), (), ())
    monkeypatch.setattr(given_events, "read_scenario", lambda given, engines: two)
    with pytest.raises(PatternError, match="tells of 2 events"):
        given_events.one_event("Poland attacks Belarus and Russia attacks Poland")
