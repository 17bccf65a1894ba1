"""Plain sentences, coded as the conditions of pages are."""

import pytest

from onrecord.walk.open import open_engines
from onrecord.walk.scenario import NotAssumed, read_scenario


@pytest.mark.parametrize(
    "sentence, pattern",
    [
        ("Belarusian troops invade Ukraine", "BLR.MIL ASSAULT UKR place=UKR"),
        ("Ukraine attacks Belarus.", "UKR ASSAULT BLR"),
        ("Poland attacks Belarus", "POL ASSAULT BLR"),
    ],
)
def test_a_sentence_is_coded(sentence: str, pattern: str) -> None:
    assert [str(p) for p in read_scenario(sentence, open_engines())] == [pattern]


@pytest.mark.parametrize("sentence", ["", "...", "Colourless green ideas", "\ud800", "if if if"])
def test_what_tells_no_event_gives_none(sentence: str) -> None:
    assert read_scenario(sentence, open_engines()) == ()


@pytest.mark.parametrize(
    "sentence, told",
    [
        ("Chad does not attack Mali", "negated"),
        ("No Polish soldier attacks Belarus", "negated"),
        ("Chad threatens to attack Mali", "threatened"),
        ("Chad plans to attack Mali", "planned"),
        ("Chad will attack Mali", "planned"),
        ("Chad allegedly attacks Mali", "claimed"),
        ("Does Poland attack Belarus?", "asked"),
    ],
)
def test_what_is_not_told_as_done_is_not_assumed(sentence: str, told: str) -> None:
    with pytest.raises(NotAssumed, match=f"as {told}, not as done"):
        read_scenario(sentence, open_engines())


def test_an_offer_is_done_though_its_deal_is_planned() -> None:
    assert read_scenario("Chad offers Mali a peace deal", open_engines())
